"""Headings of the page as a reader sees them: what they say, without a kicker set inside them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urlsplit

from lxml import etree

from newsspider.page.page import Page
from newsspider.text.lexicon import words
from newsspider.text.normalize import squeeze

_MOST = 40  # headings looked at; a page with more is a list
_BREAKS = frozenset(("br", "div", "p", "h1", "h2", "h3", "li"))
_NO_TEXT = frozenset(("script", "style", "svg", "button", "noscript", "template", "time"))
_OUTSIDE = frozenset(("nav", "aside", "footer"))


@dataclass(frozen=True, slots=True)
class Heading:
    """*text*: without kicker, *whole*: with it; the same where there is none. *outside*: in nav, aside or footer."""

    text: str
    whole: str
    outside: bool


def headings(page: Page, *tags: str) -> Iterator[Heading]:
    """Yield the headings *tags* of the page that hold text, in page order."""
    for count, element in enumerate(page.tree.iter(*tags)):
        if count == _MOST:
            return
        whole = squeeze("".join(_pieces(element)))
        if whole and not _hidden(element) and not _leads_home(element, page):
            yield Heading(_without_kicker(element, whole), whole, _is_outside(element))


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


def _without_kicker(element: etree._Element, whole: str) -> str:
    """Return the text without a first child whose class calls it a kicker."""
    first = next((c for c in element.iter() if c is not element and _named_kicker(c)), None)
    if first is None:
        return whole
    kicker = squeeze("".join(first.itertext()))
    rest = whole.removeprefix(kicker).lstrip(" :|•·-–—/.")
    return rest if whole.startswith(kicker) and len(rest) > len(kicker) // 3 and rest else whole


def _named_kicker(element: etree._Element) -> bool:
    name = (element.get("class") or "").lower()
    return bool(name) and any(word in name for word in words("titles", "kicker"))


def _hidden(element: etree._Element) -> bool:
    style = (element.get("style") or "").replace(" ", "").lower()
    return "display:none" in style or element.get("hidden") is not None


def _leads_home(element: etree._Element, page: Page) -> bool:
    """Whether the heading is a link to the home page: the site's name, not the article's."""
    link = element if element.tag == "a" else element.find(".//a[@href]")
    address = None if link is None else page.absolute(link.get("href"))
    return address is not None and urlsplit(address).path in {"", "/"} and not urlsplit(address).query


def _is_outside(element: etree._Element) -> bool:
    return any(ancestor.tag in _OUTSIDE for ancestor in element.iterancestors())
