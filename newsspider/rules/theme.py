"""What is known of one publishing software, for every site that wears it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from lxml import etree
from lxml.cssselect import CSSSelector

_NAMED = re.compile(r"[.#]([\w-]+)")  # classes and ids of a selector


@dataclass(frozen=True, slots=True)
class RelatedBlock:
    """A block of cards a theme prints. *css*: the block; *kind*: that of a RelatedLink; *card*: one card in
    it (empty: found by the links); *title*, *teaser*: inside a card; *heading*: the block's own heading."""

    css: str
    kind: str
    card: str = ""
    title: str = ""
    teaser: str = ""
    heading: str = ""


@dataclass(frozen=True, slots=True)
class Theme:
    """*generator*: regular expression for ``<meta name=generator>``; *marks*: substrings of the page's bytes
    that give the theme away, any one is enough; *everywhere*: worn by any page that wears no other, and so
    nobody's theme; the rest are CSS selectors, best first."""

    name: str
    generator: str = ""
    marks: tuple[str, ...] = ()
    body: tuple[str, ...] = ()
    headline: tuple[str, ...] = ()
    subheadline: tuple[str, ...] = ()
    authors: tuple[str, ...] = ()
    published: tuple[str, ...] = ()
    drop: tuple[str, ...] = ()
    related: tuple[RelatedBlock, ...] = ()
    everywhere: bool = False

    @property
    def template(self) -> str | None:
        """The name for the record; None for the theme that any page wears."""
        return None if self.everywhere else self.name

    def blocks_in(self, html: bytes) -> dict[RelatedBlock, str]:
        """Return the related blocks a page may have, each with the part of its selector to look for: the
        classes named are in the page's bytes, so that most pages are spared most selectors."""
        found = {}
        for block in self.related:
            parts = [
                css for css in block.css.split(",") if all(n.encode() in html for n in _NAMED.findall(css))
            ]
            if parts:
                found[block] = ",".join(parts)
        return found

    def worn_by(self, generators: list[str], html: bytes) -> bool:
        """Return whether a page with these generator tags and bytes wears this theme."""
        if self.everywhere:
            return True
        if self.generator and any(re.search(self.generator, g, re.IGNORECASE) for g in generators):
            return True
        return any(mark.encode() in html for mark in self.marks)


@cache
def compiled(css: str) -> CSSSelector:
    """Return the compiled selector; raises ``cssselect.SelectorError`` where *css* is none."""
    return CSSSelector(css, translator="html")


def select(root: etree._Element, selectors: tuple[str, ...]) -> list[etree._Element]:
    """Return the elements of the first of *selectors* that finds any, in document order; [] if none does."""
    for css in selectors:
        if found := compiled(css)(root):
            return list(found)
    return []
