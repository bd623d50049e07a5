"""JSON-LD: lists, ``@graph``, nested objects; broken JSON repaired or reported."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

import orjson
from lxml import etree

from newsspider.page.json_repair import MAX_DEPTH, repaired
from newsspider.page.json_values import types
from newsspider.page.own_article import OTHERS, Node, own_articles

_SCRIPTS = 500  # of JSON-LD in one page that are read; the most in 1,596 real pages are 27
_ARTICLES = 100  # nodes that describe one article, each of which is asked for what the page is about
_MOST = 2_000_000  # characters of JSON-LD of one page that are read; real pages have some thousands


@dataclass(frozen=True, slots=True)
class LinkedData:
    """*nodes*: every object with an ``@type``, outermost first, in page order. *article*: the node of the
    page's own article, {} where there is none; *articles*: all nodes that describe it, the same first.
    *warnings*: stable codes (``bad-json-ld``: a script that made no sense even after repair)."""

    nodes: tuple[Node, ...] = ()
    article: Node = field(default_factory=dict)
    articles: tuple[Node, ...] = ()
    warnings: tuple[str, ...] = ()

    @classmethod
    def of(cls, scripts: Iterable[etree._Element], url: str = "", title: str = "") -> LinkedData:
        """Read the JSON-LD among *scripts*; *url* and *title* of the page tell its own article from others listed."""
        values, broken = _values(scripts)
        placed = [pair for value in values for pair in _walk(value)]
        own = own_articles(placed, url, title)
        warnings = ("bad-json-ld",) if broken else ()
        return cls(tuple(node for node, _ in placed), own[0] if own else {}, tuple(own[:_ARTICLES]), warnings)

    def resolve(self, value: Any) -> Any:
        """Return the node that a bare reference ``{"@id": …}`` points to; *value* itself if it is none."""
        if not isinstance(value, dict) or set(value) - {"@id", "@type"} or "@id" not in value:
            return value
        found = (n for n in self.nodes if n.get("@id") == value["@id"] and len(n) > len(value))
        return next(found, value)

    def typed(self, *names: str) -> Iterator[Node]:
        """Yield the nodes that have one of the types *names*, in page order."""
        return (node for node in self.nodes if types(node) & set(names))


def _values(scripts: Iterable[etree._Element]) -> tuple[list[Any], bool]:
    values: list[Any] = []
    broken, read = False, 0
    linked = (script for script in scripts if "ld+json" in (script.get("type") or "").lower())
    for number, script in enumerate(linked, start=1):
        content = "".join(script.itertext())
        read += len(content)
        if read > _MOST or number > _SCRIPTS:
            return values, True
        if not content.strip():
            continue
        try:
            values.append(orjson.loads(content))
        except ValueError:
            found = repaired(content)
            broken = broken or found is None
            values.extend(found or ())
    return values, broken


def _walk(value: Any) -> Iterator[tuple[Node, bool]]:
    """Yield (object with a type, whether it stands where other articles stand), outermost first."""
    stack: list[tuple[Any, bool, int]] = [(value, False, 0)]
    while stack:
        here, other, depth = stack.pop()
        if isinstance(here, dict):
            if "@type" in here:
                yield here, other
            inner = [(v, other or k in OTHERS, depth + 1) for k, v in here.items()]
        else:
            inner = [(v, other, depth + 1) for v in here] if isinstance(here, list) else []
        if depth < MAX_DEPTH:
            stack.extend(x for x in reversed(inner) if isinstance(x[0], (dict, list)))
