"""A page: bytes, address and headers, and what is made of them, each once and only when asked for.

The tree is parsed once and never changed, so the order in which fields are read does not matter.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from functools import cached_property
from typing import Any, TypeVar

from lxml import etree

from newsspider.page.blocks import Blocks
from newsspider.page.decode import Decoded, decode
from newsspider.page.linked_data import LinkedData
from newsspider.page.metadata import Metadata
from newsspider.page.microdata import Microdata
from newsspider.page.selectors import ElementIndex
from newsspider.page.tree import parse
from newsspider.rules.site import Layout, Rules, SiteRule
from newsspider.rules.theme import Theme
from newsspider.text.binary import is_binary
from newsspider.text.urls import absolute

T = TypeVar("T")


class Page:
    """One page as it was fetched.

    *html*: bytes after content decoding; *url*: http(s), after redirects; *headers*: of the response, any
    case; *fetched_at*: aware, or None where unknown; *rules*: what is known of sites and themes.
    """

    def __init__(
        self, html: bytes, url: str, headers: Mapping[str, str], fetched_at: datetime | None, rules: Rules
    ) -> None:
        self.html = html
        self.url = url
        self.headers = {name.lower(): value for name, value in headers.items()}
        self.fetched_at = fetched_at
        self.rules = rules
        self._kept: dict[Callable[[Page], Any], Any] = {}

    def once(self, read: Callable[[Page], T]) -> T:
        """Return ``read(self)``, worked out the first time and kept with the page."""
        if read not in self._kept:
            self._kept[read] = read(self)
        kept: T = self._kept[read]
        return kept

    @cached_property
    def decoded(self) -> Decoded:
        """The text of the page, and what decided its encoding; no text for a picture, a PDF and the like."""
        found = decode(self.html, self.headers.get("content-type"))
        if is_binary(found.text):
            return Decoded("", found.charset, found.source, ("not-text",))
        return found

    @cached_property
    def tree(self) -> etree._Element:
        """The root element; an empty ``<html>`` where the bytes hold no markup at all."""
        return parse(self.decoded.text, self.decoded.utf_8)

    @property
    def elements(self) -> list[etree._Element]:
        """Every element of the tree, in document order."""
        return self._elements.all

    @cached_property
    def base_url(self) -> str:
        """What relative addresses are resolved against: ``<base href>`` where there is one."""
        href = next((href for base in self.tagged("base") if (href := base.get("href")) is not None), None)
        return absolute(self.url, href) or self.url

    @cached_property
    def metadata(self) -> Metadata:
        """``<meta>``, ``<link>`` and ``<title>``."""
        return Metadata.of(self.tagged("meta", "link", "title"))

    @cached_property
    def linked_data(self) -> LinkedData:
        """JSON-LD, as far as it makes sense."""
        title = self.metadata.get("og:title", "twitter:title") or self.metadata.title
        return LinkedData.of(self.tagged("script"), self.url, title)

    @cached_property
    def microdata(self) -> Microdata:
        """Values of ``itemprop``; empty where the page has none."""
        return Microdata.of(self.having("itemprop"))

    @cached_property
    def blocks(self) -> Blocks:
        """The text of the page cut into blocks, in document order."""
        return Blocks.of(self.elements)

    @cached_property
    def site(self) -> SiteRule | None:
        """The rule of the page's host, if one was given."""
        return self.rules.site(self.url)

    @cached_property
    def layout(self) -> Layout:
        """The site's selectors in force when the page was captured; empty without a rule."""
        return self.site.layout(self.fetched_at) if self.site else Layout()

    @cached_property
    def theme(self) -> Theme | None:
        """The theme the page wears: the site's rule says, or the page gives it away."""
        if self.site and self.site.theme:
            return self.rules.theme(self.site.theme)
        generators = self.metadata.all("generator")
        return next((t for t in self.rules.themes if t.worn_by(generators, self.html)), None)

    def select(self, selectors: Iterable[str]) -> list[etree._Element]:
        """Return what the first of *selectors* that finds anything finds, in document order; [] if none does."""
        return next((found for css in selectors if (found := self._elements.select(css))), [])

    def select_all(self, selectors: Iterable[str]) -> list[etree._Element]:
        """Return what each of *selectors* finds, one after the other."""
        return [element for css in selectors for element in self._elements.select(css)]

    def tagged(self, *tags: str) -> list[etree._Element]:
        """Return the elements with one of *tags*, in document order; [] if there is none."""
        return self._elements.tagged(*tags)

    def having(self, name: str) -> list[tuple[etree._Element, str]]:
        """Return the elements with an attribute *name* and its value, in document order; [] if none has it."""
        return self._elements.having(name)

    @cached_property
    def _elements(self) -> ElementIndex:
        return ElementIndex(self.tree)

    @cached_property
    def links(self) -> list[etree._Element]:
        """Every ``<a>`` of the page, in document order."""
        return self.tagged("a")

    def absolute(self, href: str | None) -> str | None:
        """Return *href* as an absolute http(s) address without fragment, or None."""
        return absolute(self.base_url, href)
