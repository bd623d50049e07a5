"""Text into a tree: lxml, and BeautifulSoup for the page lxml cannot read."""

from __future__ import annotations

import re
from functools import cache
from itertools import islice

from lxml import etree

from newsspider.page.screen import screened

_LINE = 50  # pieces of text
_RESCUED = 300_000  # characters
_OPENING = re.compile("<[!?/]")
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_CONTROLS = bytes(b for b in range(0x20) if b not in b"\t\n\r")


def parse(text: str, utf_8: bytes | None = None) -> etree._Element:
    """Return the root of the page; an empty ``<html>`` where *text* holds no markup and no words.

    *utf_8*: *text* in UTF-8, where it is at hand. Comments and processing instructions are left out. Never
    raises for what *text* holds.
    """
    clean = screened(_clean(text, utf_8))
    root = _lxml(clean)
    if root is None or (len(root) == 0 and clean.strip()):
        root = _rescued(clean.decode()) if clean.strip() else root
    return etree.Element("html") if root is None else root


def _clean(text: str, utf_8: bytes | None = None) -> bytes:
    """*text* in UTF-8, with a space for each character that XML cannot hold. Searching the bytes first takes a
    fifth of the time of searching the text."""
    try:
        raw = utf_8 or text.encode()
    except UnicodeEncodeError:
        return _NOT_XML.sub(" ", text).encode()
    if len(raw.translate(None, _CONTROLS)) == len(raw) and "\ufffe" not in text and "\uffff" not in text:
        return raw
    return _NOT_XML.sub(" ", text).encode()


def _lxml(markup: bytes) -> etree._Element | None:
    try:
        return etree.fromstring(markup, _parser())
    except (etree.XMLSyntaxError, ValueError):
        return None


@cache
def _parser() -> etree.HTMLParser:
    """The one parser, which any thread may use in its turn; making it anew costs a twentieth of a page's time."""
    return etree.HTMLParser(
        encoding="utf-8", remove_comments=True, remove_pis=True, huge_tree=True, collect_ids=False
    )


def _rescued(text: str) -> etree._Element | None:
    """The page once more through BeautifulSoup's tolerant reader, which is 19 times slower. It looks for the end of each
    declaration and comment by itself: those that have none are taken out, and the beginning of a long page is read.
    None where that makes no sense of it either."""
    from bs4 import BeautifulSoup
    from bs4.exceptions import ParserRejectedMarkup

    head, end, tail = text[:_RESCUED].rpartition(">")
    head, closed, rest = f"{head}{end}".rpartition("-->")
    some = f"{head}{closed}{rest.replace('<!--', '')}{_OPENING.sub('', tail)}"
    try:
        return _lxml(_clean(str(BeautifulSoup(some, "html.parser"))))
    except ParserRejectedMarkup:
        return None


def text_of(element: etree._Element) -> str:
    """Return all text inside *element*, as it stands."""
    return "".join(element.itertext())


def start_of(element: etree._Element) -> str:
    """Return the first pieces of text inside *element*, enough for a line; one never closed holds the rest of the page."""
    return "".join(islice(element.itertext(), _LINE))
