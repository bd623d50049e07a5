"""What kind of links a group of cards holds, by its theme, heading, class names and place on the page."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from newsspider.fields.cards import Group, Nodes
from newsspider.page.page import Page
from newsspider.regions import classes
from newsspider.regions.decide import Reading
from newsspider.rules.theme import compiled
from newsspider.text.headings import class_kinds, heading_kind

_HEADING_TAG = re.compile(r"h[1-6]\Z")
_STEPS = 3  # blocks between a heading and the first card that are neither


@dataclass(frozen=True, slots=True)
class Evidence:
    """*theme*: kind of the theme's block it stands in; *heading*: the text over it, *heading_kind* what that
    announces; *names*: kinds its class names speak of, nearest first; *zone*: ``nav``, ``side``, ``foot`` or
    ""; *place*: ``before``, ``in`` or ``after`` the body, "" without one."""

    theme: str | None
    heading: str | None
    heading_kind: str | None
    names: tuple[str, ...]
    zone: str
    place: str


class Judge:
    """Gathers evidence for the groups of one page."""

    def __init__(self, page: Page, reading: Reading, nodes: Nodes, found: list[Group]) -> None:
        self._page = page
        self._nodes = nodes
        self._blocks = page.blocks
        self._region = reading.region
        self._in_card = {i for g in found for c in g.cards for i in range(c.first, c.last + 1)}
        body = [i for i, region in enumerate(reading.region) if region == "body"]
        self._body = (body[0], body[-1]) if body else None
        self._themed = self._theme_blocks()

    def evidence(self, group: Group) -> Evidence:
        """Return what is known of *group*."""
        heading = self._heading(group)
        names, zone, theme = self._surroundings(group)
        kind = heading_kind(heading) if heading else None
        return Evidence(theme, heading, kind, names, zone, self._place(group))

    def _theme_blocks(self) -> dict[object, str]:
        theme = self._page.theme
        blocks = theme.related if theme else ()
        return {element: b.kind for b in reversed(blocks) for element in compiled(b.css)(self._page.tree)}

    def _heading(self, group: Group) -> str | None:
        block, steps = group.first - 1, 0
        while block >= 0 and steps < _STEPS:
            if block not in self._in_card:
                text = self._blocks.text[block]
                if self._region[block] == "body":
                    return None
                if _HEADING_TAG.match(self._blocks.tag[block]) or heading_kind(text):
                    return text
                steps += 1
            block -= 1
        return None

    def _surroundings(self, group: Group) -> tuple[tuple[str, ...], str, str | None]:
        names: list[str] = []
        zones: set[str] = set()
        theme = None
        node = group.node
        while node >= 0 and not self._nodes.holds_body[node]:
            element = self._blocks.element[node]
            theme = theme or self._themed.get(element)
            for name in f"{element.get('class') or ''} {element.get('id') or ''}".split():
                names += (kind for kind in sorted(class_kinds(name)) if kind not in names)
            zones.add(_zone(element.tag, classes.mask(element)))
            node = self._blocks.parent[node]
        zone = next((z for z in ("nav", "side", "foot") if z in zones), "")
        return tuple(names), zone, theme

    def _place(self, group: Group) -> str:
        if not self._body:
            return ""
        if group.last < self._body[0]:
            return "before"
        return "after" if group.first > self._body[1] else "in"


def _zone(tag: str, mask: int) -> str:
    if tag in {"nav", "header"} or mask & classes.bit("nav"):
        return "nav"
    if tag == "aside" or mask & classes.bit("sidebar"):
        return "side"
    return "foot" if tag == "footer" or mask & classes.bit("footer") else ""


def kind_of(e: Evidence) -> tuple[str | None, str]:
    """Return the kind of a group, None where it is none of related links, and the rule that decided."""
    for rule, verdict in _RULES:
        kind = verdict(e)
        if kind is not None:
            return kind or None, rule
    return "latest", "unnamed"


def _by_heading(e: Evidence) -> str | None:
    return e.heading_kind if e.heading_kind in {"popular", "sponsored", "prevnext"} else None


def _by_class(e: Evidence) -> str | None:
    return next((k for k in ("prevnext", "sponsored", "popular") if k in e.names[:1]), None)


def _in_body(e: Evidence) -> str | None:
    if e.place != "in" or e.zone:
        return None
    return "latest" if e.heading_kind == "latest" else "inline"


def _as_related(e: Evidence) -> str | None:
    if e.heading_kind != "related" and "related" not in e.names[:1]:
        return None
    return "inline" if e.place == "in" else "related"


# Tried in this order; "" says that the group holds no related links, None leaves it to the next rule.
_RULES: tuple[tuple[str, Callable[[Evidence], str | None]], ...] = (
    ("theme", lambda e: e.theme),
    ("furniture", lambda e: "" if e.heading_kind == "furniture" or "furniture" in e.names else None),
    ("heading", _by_heading),
    ("class", _by_class),
    ("in-body", _in_body),
    ("related", _as_related),
    ("latest", lambda e: "latest" if e.heading_kind == "latest" or "latest" in e.names[:1] else None),
    ("menu", lambda e: "" if e.zone in {"nav", "foot"} else None),
)
