"""What the head of a page declares: ``<meta>``, ``<link>``, ``<title>``."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable
from dataclasses import dataclass

from lxml import etree

from newsspider.text.normalize import squeeze

_NAMES = ("property", "name", "itemprop", "http-equiv")
_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z][a-zA-Z0-9]{1,30});")
_TEMPLATE = re.compile(r"\{\{|\}\}|\{%|<%|\$\{|\[%|^%[\w.-]+%$")
_NOTHING = frozenset(("null", "undefined", "None", "[object Object]"))


@dataclass(frozen=True, slots=True)
class Metadata:
    """*values*: content of ``<meta>`` by lower-case name, property, itemprop or http-equiv, in page order,
    without empty ones and templates that were never filled. *links*: each ``<link>`` by its rel in lower case,
    under each of its words. *title*: of ``<title>``, "" where there is none."""

    values: dict[str, list[str]]
    links: dict[str, list[etree._Element]]
    title: str

    @classmethod
    def of(cls, elements: Iterable[etree._Element]) -> Metadata:
        """Read the *elements* ``meta``, ``link`` and ``title`` of a page, of its body too: broken heads spill into it."""
        values: dict[str, list[str]] = {}
        links: dict[str, list[etree._Element]] = {}
        title = ""
        for element in elements:
            if element.tag == "meta":
                _add(values, dict(element.items()))
            elif element.tag == "link":
                for rel in (element.get("rel") or "").lower().split():
                    links.setdefault(rel, []).append(element)
            elif not title and _of_page(element):
                title = declared("".join(element.itertext()))
        return cls(values, links, title)

    def get(self, *names: str) -> str | None:
        """Return the first value of the first of *names* that has one."""
        return next((self.values[n][0] for n in names if n in self.values), None)

    def all(self, name: str) -> list[str]:
        """Return every value of *name*, in page order."""
        return self.values.get(name, [])

    def rel(self, rel: str) -> list[dict[str, str]]:
        """Return the attributes of every ``<link rel=REL>``, in page order."""
        return [dict(element.items()) for element in self.links.get(rel, ())]


def declared(value: str | None) -> str:
    """Return *value* of an attribute as text: squeezed, entities that were escaped twice as characters, ""
    where it is a template that was never filled (``{{ title }}``)."""
    plain = squeeze(value)
    if "&" in plain:
        plain = squeeze(_ENTITY.sub(lambda m: html.unescape(m.group()), plain))
    return "" if _unfilled(plain) else plain


def _unfilled(text: str) -> bool:
    """Whether a template or a program left its own words; looks for the marks of a template before its pattern."""
    if text in _NOTHING:
        return True
    return ("{" in text or "%" in text or "}" in text) and _TEMPLATE.search(text) is not None


def _add(values: dict[str, list[str]], attributes: dict[str, str]) -> None:
    content = declared(attributes.get("content") or attributes.get("value"))
    if not content:
        return
    for name in {attributes[a].strip().lower() for a in _NAMES if a in attributes}:
        if name:
            values.setdefault(name, []).append(content)


def _of_page(title: etree._Element) -> bool:
    """Whether a ``<title>`` is the document's, not that of a drawing."""
    parent = title.getparent()
    return parent is None or parent.tag != "svg"
