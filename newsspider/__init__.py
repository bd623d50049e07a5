"""Turn news pages into articles: headline, body, quotations with speakers, related links.

>>> from newsspider import extract
>>> article = extract(html, "https://courrier.example/monde/un-pont")  # doctest: +SKIP

Importing this package costs next to nothing: each name is loaded from its module when first asked for.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from newsspider.analysis.readers import read
    from newsspider.archive.captures import captures
    from newsspider.extraction import Explanation, explain, extract
    from newsspider.flattened import extract_text
    from newsspider.model import VERSION as __version__
    from newsspider.model import (
        Article,
        Author,
        Block,
        Capture,
        Image,
        Link,
        Quote,
        RelatedLink,
        Rights,
        Stamp,
    )
    from newsspider.quotes.extract import extract_quotes
    from newsspider.rules.load import load as load_rules
    from newsspider.text.urls import url_key

__all__ = [
    "Article",
    "Author",
    "Block",
    "Capture",
    "Explanation",
    "Image",
    "Link",
    "Quote",
    "RelatedLink",
    "Rights",
    "Stamp",
    "__version__",
    "captures",
    "explain",
    "extract",
    "extract_quotes",
    "extract_text",
    "load_rules",
    "read",
    "url_key",
]

# Where each name lives that is not in model, and what it is called there.
_HOMES = {
    "Explanation": ("extraction", "Explanation"),
    "__version__": ("model", "VERSION"),
    "captures": ("archive.captures", "captures"),
    "explain": ("extraction", "explain"),
    "extract": ("extraction", "extract"),
    "extract_quotes": ("quotes.extract", "extract_quotes"),
    "extract_text": ("flattened", "extract_text"),
    "load_rules": ("rules.load", "load"),
    "read": ("analysis.readers", "read"),
    "url_key": ("text.urls", "url_key"),
}


def __getattr__(name: str) -> Any:
    """Load a public name on first use (PEP 562)."""
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    module, there = _HOMES.get(name, ("model", name))
    value = getattr(import_module(f"{__name__}.{module}"), there)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return __all__
