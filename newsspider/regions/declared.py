"""The article's text in JSON-LD, as a witness against a body read from the wrong place."""

from __future__ import annotations

import re

from newsspider.page.page import Page

_WORD = re.compile(r"\w+")
_ENOUGH = 400  # characters; a shorter text is a teaser
_SHARED = 0.5  # share of its words that the body must have


def contradicts(page: Page, texts: list[str]) -> bool:
    """Return whether *page* declares a longer text than *texts*, of some length, and they have less than half of its
    words. A longer text on the page is no wrong one: early versions of an article stay in JSON-LD."""
    article = page.linked_data.article or {}
    declared = article.get("articleBody")
    if not isinstance(declared, str) or len(declared) < max(_ENOUGH, sum(map(len, texts))):
        return False
    words = set(_WORD.findall(declared.casefold()))
    found = {word for text in texts for word in _WORD.findall(text.casefold())}
    return len(words & found) < _SHARED * len(words)
