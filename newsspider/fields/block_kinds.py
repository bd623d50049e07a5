"""What kind of links a group of cards holds, by its theme, heading, class names and place on the page."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from lxml import etree

from newsspider.fields.cards import Group, Nodes
from newsspider.page.page import Page
from newsspider.regions.decide import Reading
from newsspider.text.headings import class_kinds, heading_kind

_HEADING_TAG = re.compile(r"h[1-6]\Z")
_ZONE_TAGS = {"nav": "nav", "header": "nav", "aside": "side", "footer": "foot"}
_CLIMB = 6  # steps up from a group within which its heading stands
_NEAR = 8  # blocks between the body's end and a group that follows it closely
_CLOSE = 3  # steps up from the body's last block to the piece that holds such a group too
_ZONES = ("nav", "foot", "widget", "side")
_NAME_ORDER = ("prevnext", "sponsored", "popular", "related", "latest", "furniture", *_ZONES)
_EVERYWHERE = frozenset(("nav", "foot", "widget"))  # zones that are the same on every page
_MANY_CARDS = 8  # more than these are the site's own list, whatever the heading says
_STEPS = 3  # blocks between a heading and the first card that are neither


@dataclass(frozen=True, slots=True)
class Evidence:
    """*theme*: kind of the block it stands in, by the site's rule or the theme; *heading*: the text over it, *heading_kind* what that
    announces; *names*: kinds its class names speak of, nearest first; *zone*: ``nav``, ``foot``,
    ``widget``, ``side`` or ""; *place*: ``before``, ``in`` or ``after`` the body, "" without one. *apart*: the group has a piece of
    the page of its own, which holds no body; *near*: that piece follows the body's last block closely. *cards*: how many
    there are."""

    theme: str | None
    heading: str | None
    heading_kind: str | None
    names: tuple[str, ...]
    zone: str
    place: str
    apart: bool
    near: bool
    cards: int


class Judge:
    """Gathers evidence for the groups of one page."""

    def __init__(self, page: Page, reading: Reading, nodes: Nodes, found: list[Group]) -> None:
        self._nodes = nodes
        self._blocks = page.blocks
        self._region = reading.region
        self._in_card = {i: g.node for g in found for c in g.cards for i in range(c.first, c.last + 1)}
        self._theme = page.theme
        self._ruled = set(page.select(page.layout.related)) if page.layout.related else set()

    def evidence(self, group: Group) -> Evidence:
        """Return what is known of *group*."""
        heading = self._heading(group)
        names, zone, theme = self._surroundings(group)
        kind = heading_kind(heading) if heading else None
        apart = not self._nodes.holds_body[group.node]
        return Evidence(
            theme, heading, kind, names, zone, group.place, apart, self._near(group), len(group.cards)
        )

    def _heading(self, group: Group) -> str | None:
        """The heading before the first card, in the piece of the page that lies a few steps up."""
        root = self._above(group.node)
        block, steps = group.first - 1, 0
        while block >= 0 and steps < _STEPS and self._nodes.inside(self._blocks.node[block], root):
            other = self._in_card.get(block)
            if other is None:
                text = self._blocks.text[block]
                if self._region[block] == "body":
                    return None
                if _HEADING_TAG.match(self._blocks.tag[block]) or heading_kind(text):
                    return text
                steps += 1
            elif not self._beside(group.node, other):
                return None
            block -= 1
        return None

    def _beside(self, node: int, other: int) -> bool:
        """Whether two groups are one, or columns of one block."""
        parent = self._blocks.parent
        return node == other or bool(
            {parent[node], parent[parent[node]]} & {parent[other], parent[parent[other]]}
        )

    def _above(self, node: int) -> int:
        for _ in range(_CLIMB):
            if (up := self._blocks.parent[node]) < 0 or self._nodes.holds_body[node]:
                break
            node = up
        return node

    def _near(self, group: Group) -> bool:
        if group.place != "after" or group.first - self._nodes.body[-1] > _NEAR:
            return False
        node = self._blocks.node[self._nodes.body[-1]]
        for _ in range(_CLOSE):
            node = max(self._blocks.parent[node], 0)
        return self._nodes.inside(group.node, node)

    def _surroundings(self, group: Group) -> tuple[tuple[str, ...], str, str | None]:
        names: list[str] = []
        theme = None
        node = group.cards[0].node
        while node >= 0 and not self._nodes.holds_body[node]:
            element = self._blocks.element[node]
            own = _names(element)
            theme = theme or self._known(element, own)
            said = {kind for name in own for kind in class_kinds(name)}
            if element.tag in _ZONE_TAGS and node <= group.node:
                said.add(_ZONE_TAGS[element.tag])
            names += sorted(said.difference(names), key=_NAME_ORDER.index)
            node = self._blocks.parent[node]
        zone = next((z for z in _ZONES if z in names), "")
        return tuple(n for n in names if n not in _ZONES), zone, theme

    def _known(self, element: etree._Element, names: list[str]) -> str | None:
        """The kind that the site's rule or the theme gives the block *element* is."""
        if element in self._ruled:
            return "related"
        return self._theme.kind_of(element.tag, names) if self._theme else None


def _names(element: etree._Element) -> list[str]:
    return f"{element.get('class') or ''} {element.get('id') or ''}".split()


def kind_of(e: Evidence) -> tuple[str | None, str]:
    """Return the kind of a group, None where it is none of related links, and the rule that decided."""
    for rule, verdict in _RULES:
        kind = verdict(e)
        if kind is not None:
            return kind or None, rule
    return None, "unknown"


def _by_theme(e: Evidence) -> str | None:
    return "latest" if e.theme == "related" and e.heading_kind == "latest" else e.theme


def _by_heading(e: Evidence) -> str | None:
    return e.heading_kind if e.heading_kind in {"popular", "sponsored", "prevnext"} else None


def _by_class(e: Evidence) -> str | None:
    return next((k for k in ("prevnext", "sponsored", "popular") if k in e.names[:1]), None)


def _in_body(e: Evidence) -> str | None:
    if e.place != "in" or e.zone:
        return None
    return "latest" if e.heading_kind == "latest" else "inline"


def _as_related(e: Evidence) -> str | None:
    named = "related" in e.names[:1] and e.heading_kind != "latest"
    if not named and e.heading_kind != "related":
        return None
    if e.place == "in":
        return "inline"
    if named:
        return "related"
    recent = "latest" in e.names and "related" not in e.names
    return "latest" if e.zone in _EVERYWHERE or e.cards > _MANY_CARDS or recent else "related"


def _as_latest(e: Evidence) -> str | None:
    return "latest" if e.heading_kind == "latest" or "latest" in e.names[:1] else None


def _unnamed(e: Evidence) -> str | None:
    if e.zone in {"nav", "foot"} or not e.apart:
        return ""
    return "related" if e.near and not e.zone and not e.heading else "latest"


# Tried in this order; "" says that the group holds no related links, None leaves it to the next rule.
_RULES: tuple[tuple[str, Callable[[Evidence], str | None]], ...] = (
    ("theme", _by_theme),
    ("furniture", lambda e: "" if e.heading_kind == "furniture" or "furniture" in e.names else None),
    ("menu", lambda e: "" if e.zone == "nav" else None),
    ("heading", _by_heading),
    ("class", _by_class),
    ("in-body", _in_body),
    ("related", _as_related),
    ("latest", _as_latest),
    ("unnamed", _unnamed),
)
