"""The elements of a page from which its article was read, field by field."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from lxml import etree

from newsspider.model import Article
from newsspider.page.page import Page
from newsspider.page.tree import text_of
from newsspider.regions.decide import decide
from newsspider.text.normalize import letters, squeeze

_ABOVE = 3  # containers above the nearest common one that may be the body's too
_LONGEST = 160  # characters of an element that is a byline or a date and no more
_MOST = 12  # elements looked at for one field
_HEADINGS = ("h1", "h2", "h3", "p", "div", "span")
_BYLINES = ("a", "span", "address", "p", "div", "li", "strong", "b", "cite")
_DATES = ("time", "span", "p", "div", "abbr", "small", "li", "td")


def places(page: Page, article: Article, field: str) -> list[etree._Element]:
    """Return the elements that may hold *field* (``body``, ``headline``, ``authors``, ``published``) of *article*, the
    likeliest first; [] where the page does not show it."""
    found = {"body": _body, "headline": _headline, "authors": _authors, "published": _published}[field]
    return list(islice(found(page, article), _MOST))


def _body(page: Page, article: Article) -> Iterator[etree._Element]:
    """The container around all blocks of the body, and those around it."""
    blocks = page.blocks
    kept = [
        blocks.element[blocks.node[i]]
        for i, r in enumerate(decide(page).region)
        if r == "body" and blocks.node[i] >= 0
    ]
    if not kept or not article.body:
        return
    common = [kept[0], *kept[0].iterancestors()]
    for element in kept[1:]:
        around = {element, *element.iterancestors()}
        common = [e for e in common if e in around]
    inside = [e for e in common if e.tag not in {"p", "body", "html", "h1", "h2", "h3"}]
    yield from inside[: _ABOVE + 1]


def _headline(page: Page, article: Article) -> Iterator[etree._Element]:
    wanted = letters(article.headline or "")
    for tag in _HEADINGS if wanted else ():
        yield from (e for e in page.tree.iter(tag) if letters(text_of(e)) == wanted)


def _authors(page: Page, article: Article) -> Iterator[etree._Element]:
    """Elements with the name of the first author and little else, the smallest first."""
    if article.authors:
        yield from _saying(page, _BYLINES, letters(article.authors[0].name))


def _published(page: Page, article: Article) -> Iterator[etree._Element]:
    if article.published is None:
        return
    yield from page.tree.iter("time")
    yield from _saying(page, _DATES, letters(article.published.raw or ""))


def _saying(page: Page, tags: tuple[str, ...], wanted: str) -> Iterator[etree._Element]:
    """Short elements whose text holds the letters *wanted*, the shortest first."""
    if not wanted:
        return
    short = ((e, text) for e in page.tree.iter(*tags) if len(text := squeeze(text_of(e))) <= _LONGEST)
    fitting = [(len(text), e) for e, text in short if wanted in letters(text)]
    yield from (e for _, e in sorted(fitting, key=lambda pair: pair[0]))
