"""What the class names, tags and themes around a group of cards say of it."""

from __future__ import annotations

from lxml import etree

from newsspider.fields.cards import Card, Group
from newsspider.fields.nodes import Nodes
from newsspider.page.page import Page
from newsspider.text.headings import class_kinds

_ZONE_TAGS = {"nav": "nav", "header": "nav", "aside": "side", "footer": "foot"}
_ZONES = ("nav", "foot", "widget", "side")
_NAME_ORDER = ("prevnext", "sponsored", "popular", "related", "latest", "furniture", *_ZONES)
_NO_KINDS: frozenset[str] = frozenset()


class Surroundings:
    """Reads what is around the groups of one page, each element once."""

    def __init__(self, page: Page, nodes: Nodes) -> None:
        self._nodes = nodes
        self._blocks = page.blocks
        self._theme = page.theme
        self._themed = page.theme.block_classes() if page.theme else frozenset()
        self._ruled = set(page.select(page.layout.related)) if page.layout.related else set()
        self._outer: dict[int, tuple[str | None, tuple[str, ...]]] = {}

    def of(self, group: Group) -> tuple[tuple[str, ...], str, str | None]:
        """Return (names, zone, theme) of the block *group* stands in, as ``Evidence`` tells them."""
        card = group.cards[0]
        theme = self._inside(card)
        names: tuple[str, ...] = ()
        if not self._nodes.holds_body[card.node]:
            element = self._blocks.element[card.node]
            own, (outer, names) = _names(element), self._around(group.node)
            theme = theme or self._known(element, own) or outer
            names = _nearer(_kinds(own), names)
        zone = next((z for z in _ZONES if z in names), "")
        return tuple(n for n in names if n not in _ZONES), zone, theme

    def _around(self, node: int) -> tuple[str | None, tuple[str, ...]]:
        """The kind of the nearest known block that is *node* or around it, and what their names speak of, nearest
        first, up to what holds the body; blocks of cards share most of it."""
        path = []
        while node >= 0 and node not in self._outer and not self._nodes.holds_body[node]:
            path.append(node)
            node = self._blocks.parent[node]
        theme, names = self._outer.get(node, (None, ()))
        for inner in reversed(path):
            element = self._blocks.element[inner]
            own, tagged = _names(element), _ZONE_TAGS.get(element.tag)
            kinds = _kinds(own)
            theme = self._known(element, own) or theme
            names = _nearer(kinds | {tagged} if tagged else kinds, names)
            self._outer[inner] = theme, names
        return theme, names

    def _inside(self, card: Card) -> str | None:
        """The kind of a block that lies inside a card: one that stands alone takes in what is around it."""
        if not self._ruled and self._theme is None:
            return None
        node = self._blocks.node[card.targets[0].block]
        while node > card.node:
            element = self._blocks.element[node]
            if kind := self._known(element, _names(element)):
                return kind
            node = self._blocks.parent[node]
        return None

    def _known(self, element: etree._Element, names: list[str]) -> str | None:
        """The kind that the site's rule or the theme gives the block *element* is."""
        if self._ruled and element in self._ruled:
            return "related"
        if self._theme is None or self._themed.isdisjoint(names):
            return None
        return self._theme.kind_of(element.tag, names)


def _names(element: etree._Element) -> list[str]:
    names, own = element.get("class"), element.get("id")
    if own:
        return f"{names} {own}".split() if names else own.split()
    return names.split() if names else []


def _kinds(names: list[str]) -> frozenset[str]:
    """The kinds that class names and ids speak of."""
    return frozenset().union(*map(class_kinds, names)) if names else _NO_KINDS


def _nearer(kinds: frozenset[str], names: tuple[str, ...]) -> tuple[str, ...]:
    """*names* behind *kinds*, which are said nearer to the cards, each once."""
    if not kinds:
        return names
    return (*sorted(kinds, key=_NAME_ORDER.index), *(n for n in names if n not in kinds))
