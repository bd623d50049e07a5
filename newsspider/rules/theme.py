"""What is known of one publishing software, for every site that wears it."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass
from functools import cache

from cssselect import SelectorError
from lxml import etree
from lxml.cssselect import CSSSelector


@dataclass(frozen=True, slots=True)
class RelatedBlock:
    """A block of cards that a theme prints. *css*: tag and classes of its element, ``nav.post-navigation``,
    several parted by commas, nothing more; *kind*: that of a RelatedLink."""

    css: str
    kind: str


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

    def block_classes(self) -> frozenset[str]:
        """Return the classes one of which an element has that ``kind_of`` knows."""
        return frozenset(_marks(self.related))

    def kind_of(self, tag: str, names: Collection[str]) -> str | None:
        """Return the kind of the related block that an element with this tag and these classes is, or None."""
        marks = _marks(self.related)
        for name in names:
            for wanted, classes, kind in marks.get(name, ()):
                if wanted in {"", tag} and classes.issubset(names):
                    return kind
        return None

    def worn_by(self, generators: list[str], html: bytes) -> bool:
        """Return whether a page with these generator tags and bytes wears this theme."""
        if self.everywhere:
            return True
        if self.generator and any(re.search(self.generator, g, re.IGNORECASE) for g in generators):
            return True
        return any(mark.encode() in html for mark in self.marks)


@cache
def _marks(related: tuple[RelatedBlock, ...]) -> dict[str, list[tuple[str, frozenset[str], str]]]:
    """By the first class of each selector: the tag it wants ("" for any), all its classes, and the kind."""
    found: dict[str, list[tuple[str, frozenset[str], str]]] = {}
    for block in related:
        for css in block.css.split(","):
            tag, *names = css.strip().split(".")
            found.setdefault(names[0], []).append((tag, frozenset(names), block.kind))
    return found


@cache
def compiled(css: str) -> CSSSelector:
    """Return the compiled selector; raises ``cssselect.SelectorError`` where *css* is none."""
    return CSSSelector(css, translator="html")


@cache
def is_selector(text: str) -> bool:
    """Return whether *text* is a CSS selector; words parted by blanks are one too, and select elements so called."""
    try:
        compiled(text)(etree.Element("html"))
    except (SelectorError, etree.XPathError):
        return False
    return True
