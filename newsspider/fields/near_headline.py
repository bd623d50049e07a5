"""Where the headline stands, and what stands near it: bylines and dates of this article, not of others."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from lxml import etree

from newsspider.page.page import Page
from newsspider.text.lexicon import words
from newsspider.text.normalize import letters

_BEFORE, _AFTER = 8, 16  # blocks before and after the headline that can hold its date and byline
_DEEPEST = 60  # ancestors looked at; real pages nest less deep


def headline_block(page: Page) -> int | None:
    """Return the index of the block that shows the headline, None where none does.

    The first h1 (or h2) that says what ``og:title`` or ``<title>`` say; then the first h1; then any block
    that says it.
    """
    titles = [letters(t) for t in (page.metadata.get("og:title", "twitter:title"), page.metadata.title) if t]
    said = [i for i, tag in enumerate(page.blocks.tag) if tag in {"h1", "h2"} and _says(page, i, titles)]
    if said:
        return next((i for i in said if page.blocks.tag[i] == "h1"), said[0])
    if "h1" in page.blocks.tag:
        return page.blocks.tag.index("h1")
    return next((i for i, text in enumerate(page.blocks.text) if letters(text) in titles), None)


def blocks_near(page: Page) -> Iterator[int]:
    """Yield the blocks about the headline, those after it first, nearest first; none without a headline."""
    at = headline_block(page)
    if at is not None:
        yield from range(at + 1, min(at + 1 + _AFTER, len(page.blocks.text)))
        yield from range(at - 1, max(-1, at - 1 - _BEFORE), -1)


class Neighbourhood:
    """The ancestors of the headline, by which the distance of any element is told."""

    def __init__(self, page: Page) -> None:
        block = headline_block(page)
        self._steps: dict[etree._Element, int] = {}
        element = page.blocks.element[page.blocks.node[block]] if block is not None else None
        while element is not None:
            self._steps[element] = len(self._steps)
            element = element.getparent()

    def distance(self, element: etree._Element) -> int | None:
        """Return how many ancestors of the headline one climbs to find *element* below; 0 is inside it.

        None where *element* stands apart: in a comment, card, sidebar or footer that does not hold the
        headline. Without a headline every element that does not stand apart is at 0.
        """
        at: etree._Element | None = element
        for _ in range(_DEEPEST):
            if at is None:
                return 0
            if at in self._steps:
                return self._steps[at]
            if is_apart(at):
                return None
            at = at.getparent()
        return None


def is_apart(element: etree._Element) -> bool:
    """Return whether the tag, class or id of *element* says that it holds other articles or readers' words."""
    if element.tag in {"aside", "nav", "footer"}:
        return True
    names = f"{element.get('class') or ''} {element.get('id') or ''}"
    return len(names) > 1 and _apart().search(names) is not None


def _says(page: Page, block: int, titles: list[str]) -> bool:
    text = letters(page.blocks.text[block])
    return len(text) > 7 and any(text in t or (len(t) > 15 and t in text) for t in titles)


@cache
def _apart() -> re.Pattern[str]:
    return re.compile("|".join(map(re.escape, words("bylines", "apart"))), re.IGNORECASE)
