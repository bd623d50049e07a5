"""Turn news pages into articles: headline, body, quotations with speakers, related links.

>>> from newsspider import extract
>>> article = extract(html, "https://courrier.example/monde/un-pont")  # doctest: +SKIP
"""

from newsspider.archive.captures import captures
from newsspider.archive.readers import read
from newsspider.extraction import Explanation, explain, extract
from newsspider.flattened import extract_text
from newsspider.model import VERSION as __version__
from newsspider.model import Article, Author, Block, Capture, Image, Link, Quote, RelatedLink, Rights, Stamp
from newsspider.quotes.extract import extract_quotes

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
    "read",
]
