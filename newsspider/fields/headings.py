"""Headings of the page as a reader sees them: what they say, without a kicker set inside them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from urllib.parse import urlsplit

from lxml import etree

from newsspider.page.page import Page
from newsspider.text.lexicon import words
from newsspider.text.normalize import squeeze

_MOST = 40  # headings looked at; a page with more is a list
_BREAKS = frozenset(("br", "div", "p", "h1", "h2", "h3", "li"))
_NO_TEXT = frozenset(("script", "style", "svg", "button", "noscript", "template", "time"))
_LONGEST = 400  # characters; a longer heading is a whole page under a tag never closed
_LEVELS = 3  # ancestors whose class may call a heading a breadcrumb
_MARKS = " :|•·-–—/."
_OUTSIDE = frozenset(("nav", "aside", "footer"))


@dataclass(frozen=True, slots=True)
class Heading:
    """*text*: without kicker and subtitle, *whole*: with them. *outside*: in nav, aside, footer or a breadcrumb."""

    text: str
    whole: str
    outside: bool


def headings(page: Page, *tags: str) -> Iterator[Heading]:
    """Yield the headings *tags*, of h1 to h3, of the page that hold text, in page order."""
    for element in islice(page.tagged(*tags), _MOST):
        whole = squeeze("".join(_pieces(element)))
        if 0 < len(whole) <= _LONGEST and not _hidden(element) and not _leads_home(element, page):
            yield Heading(_headline_of(element, whole), whole, _is_outside(element))


def _pieces(element: etree._Element) -> Iterator[str]:
    """The text of *element*, words of different lines apart."""
    if element.text:
        yield element.text
    for child in element:
        if isinstance(child.tag, str) and child.tag not in _NO_TEXT:
            apart = child.tag in _BREAKS
            yield " " if apart else ""
            yield from _pieces_below(child)
            yield " " if apart else ""
        if child.tail:
            yield child.tail


def _pieces_below(element: etree._Element) -> Iterator[str]:
    """As ``_pieces``, without recursion: a heading may hold markup nested a thousand deep."""
    for event, node in etree.iterwalk(element, events=("start", "end")):
        if event == "start" and node.text and node.tag not in _NO_TEXT:
            yield node.text
        if event == "end" and node is not element:
            yield " " if node.tag in _BREAKS else ""
            yield node.tail or ""


def _headline_of(element: etree._Element, whole: str) -> str:
    """Return *whole* without a kicker set before the headline and a subtitle set behind it, told by their classes."""
    shown = whole
    for inner in element.iterdescendants():
        name = (inner.get("class") or "").lower()
        if not name or not isinstance(inner.tag, str):
            continue
        part = squeeze("".join(inner.itertext()))
        if shown.startswith(part) and _named(name, "kicker") and "live" not in name:
            shown = _rest(shown, shown.removeprefix(part).lstrip(_MARKS))
        elif shown.endswith(part) and _named(name, "subtitle"):
            shown = _rest(shown, shown.removesuffix(part).rstrip(_MARKS))
    return shown


def _rest(whole: str, rest: str) -> str:
    """Return *rest* where it is enough to be a headline, else *whole*."""
    return rest if len(rest) > max(8, len(whole) // 4) else whole


def _named(name: str, table: str) -> bool:
    return any(word in name for word in words("titles", table))


def _hidden(element: etree._Element) -> bool:
    style = (element.get("style") or "").replace(" ", "").lower()
    return "display:none" in style or element.get("hidden") is not None


def _leads_home(element: etree._Element, page: Page) -> bool:
    """Whether the heading is a link to the home page: the site's name, not the article's."""
    link = element if element.tag == "a" else element.find(".//a[@href]")
    address = None if link is None else page.absolute(link.get("href"))
    return address is not None and urlsplit(address).path in {"", "/"} and not urlsplit(address).query


def _is_outside(element: etree._Element) -> bool:
    near = (element, *islice(element.iterancestors(), _LEVELS))
    if (
        any("breadcrumb" in (e.get("class") or "").lower() for e in near)
        or "data-breadcrumb-headline" in element.attrib
    ):
        return True
    return any(ancestor.tag in _OUTSIDE for ancestor in element.iterancestors())
