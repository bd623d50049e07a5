"""Where the headline stands, and what stands near it: bylines and dates of this article, not of others."""

from __future__ import annotations

from lxml import etree

from newsspider.page.page import Page
from newsspider.text.lexicon import words
from newsspider.text.normalize import letters
from newsspider.text.urls import host

_BEFORE, _AFTER = 8, 16  # blocks before and after the headline that can hold its date and byline
_ENOUGH = 0.3  # share of the title a heading must say: less is the site's name
# Tags of other articles, of the page's end, and of pictures with their credits.
_APART_TAGS = frozenset(("aside", "nav", "footer", "figure", "figcaption"))


def headline_block(page: Page) -> int | None:
    """Return the index of the block that shows the headline, None where none does.

    The h1, else the h2, that says most of what ``og:title`` or ``<title>`` say; then the first h1 that is not
    the site's name; then any block that says it.
    """
    titles = [letters(t) for t in (page.metadata.get("og:title", "twitter:title"), page.metadata.title) if t]
    site = {letters(page.metadata.get("og:site_name") or ""), letters(host(page.url))}
    for tag in ("h1", "h2"):
        headings = [(i, letters(page.blocks.text[i])) for i, t in enumerate(page.blocks.tag) if t == tag]
        said = [(_agreement(text, titles), -i) for i, text in headings if text not in site]
        if said and max(said)[0] >= _ENOUGH:
            return -max(said)[1]
    first = next((i for i, t in enumerate(page.blocks.tag) if t == "h1" and _said(page, i) not in site), None)
    return first if first is not None else _first_saying(page, titles)


def _said(page: Page, block: int) -> str:
    return letters(page.blocks.text[block])


def _first_saying(page: Page, titles: list[str]) -> int | None:
    """The first block that is a title, letter for letter."""
    longest = 2 * max(map(len, titles), default=0) + 20
    texts = ((i, text) for i, text in enumerate(page.blocks.text) if len(text) <= longest)
    return next((i for i, text in texts if letters(text) in titles), None)


class Neighbourhood:
    """The headline's place: the blocks around it, and by its ancestors the distance of any element.

    *block*: the headline's, None where the page has none. *blocks*: those about it that can hold its date and
    byline, those after it first, nearest first; none without a headline.
    """

    def __init__(self, page: Page) -> None:
        self.block = headline_block(page)
        self.blocks: tuple[int, ...] = ()
        self._steps: dict[etree._Element, int] = {}
        self._known: dict[etree._Element, int | None] = {}
        self._names: dict[str, bool] = {}
        if self.block is None:
            return
        after = range(self.block + 1, min(self.block + 1 + _AFTER, len(page.blocks.text)))
        self.blocks = (*after, *range(self.block - 1, max(-1, self.block - 1 - _BEFORE), -1))
        element: etree._Element | None = page.blocks.element[page.blocks.node[self.block]]
        while element is not None:
            self._steps[element] = len(self._steps)
            element = element.getparent()

    def holds(self, element: etree._Element) -> bool:
        """Return whether the headline stands inside *element*, or is it."""
        return element in self._steps

    def distance(self, element: etree._Element) -> int | None:
        """Return how many ancestors of the headline one climbs to find *element* below; 0 is inside it.

        None where *element* stands apart: in a comment, card, sidebar or footer that does not hold the
        headline. Without a headline every element that does not stand apart is at 0.
        """
        climbed: list[etree._Element] = []
        at: etree._Element | None = element
        found: int | None = 0
        while at is not None:
            if at in self._steps:
                found = self._steps[at]
                break
            if at in self._known:
                found = self._known[at]
                break
            climbed.append(at)
            above = at.getparent()
            if self._is_apart(at, above):
                found = None
                break
            at = above
        self._known.update(dict.fromkeys(climbed, found))
        return found

    def _is_apart(self, element: etree._Element, above: etree._Element | None) -> bool:
        """Whether *element* holds other things than the article; the footer of the headline's own does not."""
        if element.tag in _APART_TAGS:
            own = (
                element.tag == "footer"
                and above is not None
                and above.tag == "article"
                and above in self._steps
            )
            return not own
        names = f"{element.get('class') or ''} {element.get('id') or ''}"
        if names not in self._names:
            lower = names.lower()
            self._names[names] = any(word in lower for word in words("bylines", "apart"))
        return self._names[names]


def neighbourhood(page: Page) -> Neighbourhood:
    """Return the headline's neighbourhood, kept with the page, for all its fields ask."""
    return page.once(Neighbourhood)


def _agreement(said: str, titles: list[str]) -> float:
    """The share of a title that a heading's letters say, up to 1; one longer than the title says all of it."""
    shares = (
        min(1.0, len(said) / len(t)) for t in titles if t and (said in t or (len(t) > 15 and t in said))
    )
    return max(shares, default=0.0) if len(said) > 7 else 0.0
