"""Text into a tree: lxml, and BeautifulSoup for the page lxml cannot read."""

from __future__ import annotations

import re

from lxml import etree

_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def parse(text: str) -> etree._Element:
    """Return the root of the page; an empty ``<html>`` where *text* holds no markup and no words.

    Comments and processing instructions are left out. Never raises for what *text* holds.
    """
    clean = _NOT_XML.sub(" ", text) if _NOT_XML.search(text) else text
    root = _lxml(clean)
    if root is None or (len(root) == 0 and clean.strip()):
        root = _rescued(clean) if clean.strip() else root
    return etree.Element("html") if root is None else root


def _lxml(text: str) -> etree._Element | None:
    parser = etree.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, huge_tree=True)
    try:
        return etree.fromstring(text.encode("utf-8"), parser)
    except (etree.XMLSyntaxError, ValueError):
        return None


def _rescued(text: str) -> etree._Element | None:
    """The page once more through BeautifulSoup's tolerant reader, which is 19 times slower."""
    from bs4 import BeautifulSoup

    return _lxml(str(BeautifulSoup(text, "html.parser")))


def text_of(element: etree._Element) -> str:
    """Return all text inside *element*, as it stands."""
    return "".join(element.itertext())
