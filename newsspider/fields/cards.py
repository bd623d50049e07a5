"""Cards: the pieces of a page that each offer one article, and the groups they stand in.

A card is the largest piece of the page that links to one other article and holds none of the body; a group is
the piece right above it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from lxml import etree

from newsspider.fields.nodes import Nodes, homes
from newsspider.fields.targets import Target, targets
from newsspider.page.blocks import Blocks
from newsspider.page.page import Page
from newsspider.regions.decide import Reading
from newsspider.regions.read_also import starts_read_also

_MANY = "*"
_TITLE = 25  # characters; a block that is all link must be this long where the address is unlike an article's
_SHORT_TITLE = 16  # characters; the same, where the address looks like an article's
_SHORTEST = 10  # characters of a linked title amid the body
_LARGEST = 200  # blocks of a card before and after its first link; one with more was never closed
_UNLINKED = 60  # characters of a block outside its links, from which on it is a sentence and no card
_TITLE_ALONE = "veto:linked-capitals"  # why a line amid the body is none of it
_SLUG = 3  # words at the end of the address
_WORD = re.compile(r"[^\W\d_]{2,}")
_BOUNDS = frozenset(("body", "html", "main"))


@dataclass(frozen=True, slots=True)
class Card:
    """*node*: its root; *first*, *last*: its blocks, both included; *targets*: its links, all to one article."""

    key: str
    url: str
    node: int
    first: int
    last: int
    targets: tuple[Target, ...]

    @property
    def strong(self) -> bool:
        """Whether the address looks like an article's."""
        return self.targets[0].strong


@dataclass(frozen=True, slots=True)
class Group:
    """Cards under one *node*, in document order, all ``before``, ``in`` or ``after`` the body (*place*, "" on
    a page without one). *first*, *last*: blocks from the first card to the last."""

    node: int
    place: str
    cards: tuple[Card, ...]

    @property
    def first(self) -> int:
        """The first block of the first card."""
        return self.cards[0].first

    @property
    def last(self) -> int:
        """The last block of the last card."""
        return max(c.last for c in self.cards)


def groups(page: Page, reading: Reading, nodes: Nodes) -> list[Group]:
    """Return the groups of cards of a page, in document order; links in kept paragraphs of the body are none."""
    blocks = page.blocks
    found = [t for t in targets(page) if _may_be_card(blocks, reading, nodes, t)]
    worded = {t.key for t in found if t.char_end > t.char_start}
    home = page.once(homes) if any(t.key not in worded for t in found) else {}
    placed = [
        (t, blocks.node[t.block] if t.char_end > t.char_start else _node(t, home))
        for t in found
        if t.char_end > t.char_start or t.key not in worded
    ]
    owner = _owners(blocks, placed)
    cards = _cards(blocks, nodes, owner, placed)
    together: dict[tuple[int, str], dict[str, Card]] = {}
    for card in cards:
        place = nodes.place(card.first, card.last)
        if not _is_prose(blocks, card, place, reading):
            known = together.setdefault((blocks.parent[card.node], place), {})
            known[card.key] = _joined(known[card.key], card) if card.key in known else card
    return [Group(node, place, tuple(known.values())) for (node, place), known in together.items()]


def _joined(one: Card, other: Card) -> Card:
    """The card whose pieces stand side by side: a link around a whole card makes one of each of its blocks."""
    return Card(one.key, one.url, one.node, one.first, max(one.last, other.last), one.targets + other.targets)


def _may_be_card(blocks: Blocks, reading: Reading, nodes: Nodes, target: Target) -> bool:
    """Whether a link is none of the body's sentences and of its captions, which credit pictures."""
    region = reading.region[target.block]
    if region == "caption":
        outside = nodes.place(target.block, target.block) != "in"
        return outside or (target.strong and _is_line(blocks, target))
    return region != "body" or _is_line(blocks, target)


def _is_line(blocks: Blocks, target: Target) -> bool:
    """Whether a link is all of its block, and as long as a title."""
    text = len(blocks.text[target.block])
    return (
        text >= (_SHORT_TITLE if target.strong else _TITLE)
        and target.char_end - target.char_start >= 0.9 * text
    )


def _is_prose(blocks: Blocks, card: Card, place: str, reading: Reading) -> bool:
    """Whether every link of a card stands in a sentence; amid the body, also where it is half of its block."""
    if place == "in":
        return all(_is_part(blocks, t) and not _is_title(reading, t) for t in card.targets)
    return all(
        len(blocks.text[t.block]) - blocks.link_chars[t.block] > _UNLINKED
        and blocks.link_chars[t.block] < 0.5 * len(blocks.text[t.block])
        for t in card.targets
    )


def _is_part(blocks: Blocks, target: Target) -> bool:
    text = blocks.text[target.block]
    length = target.char_end - target.char_start
    whole = target.strong and length >= max(_SHORTEST, 0.5 * len(text))
    return bool(text) and not whole and not starts_read_also(text)


def _is_title(reading: Reading, target: Target) -> bool:
    """Whether a link is a line in capitals, which the body was found not to hold, to what may be an article."""
    return (
        reading.reason[target.block] == _TITLE_ALONE
        and len(_WORD.findall(target.url.partition("?")[0].rstrip("/").rpartition("/")[2])) >= _SLUG
    )


def _node(target: Target, home: dict[etree._Element, int]) -> int:
    element = target.element
    while element is not None:
        if element in home:
            return home[element]
        element = element.getparent()
    return 0


def _owners(blocks: Blocks, placed: list[tuple[Target, int]]) -> list[str]:
    """For each node the key of the one article its links lead to, "" for none, ``*`` for more."""
    owner = [""] * len(blocks.parent)
    for target, place in placed:
        key, node = target.key, place
        while node >= 0 and (other := owner[node]) != key and other != _MANY:
            owner[node] = key = _MANY if other else key
            node = blocks.parent[node]
    return owner


def _cards(blocks: Blocks, nodes: Nodes, owner: list[str], placed: list[tuple[Target, int]]) -> list[Card]:
    roots: dict[tuple[int, str], list[Target]] = {}
    for target, node in placed:
        key = target.key
        while (up := blocks.parent[node]) >= 0 and owner[up] == key and _may_grow(nodes, up):
            node = up  # noqa: PLW2901
        roots.setdefault((node, key), []).append(target)
    found = []
    for (node, key), links in roots.items():
        if nodes.holds_body[node] and not any(t.char_end > t.char_start for t in links):
            continue  # a picture of the body that is a link
        first, last = _span(blocks, nodes, node, links[0].block)
        found.append(Card(key, links[0].url, node, first, last, tuple(links)))
    return found


def _may_grow(nodes: Nodes, node: int) -> bool:
    return not nodes.holds_body[node] and nodes.blocks.element[node].tag not in _BOUNDS


def _span(blocks: Blocks, nodes: Nodes, root: int, block: int) -> tuple[int, int]:
    """The blocks of the subtree of *root*, around *block*, which stands in it; no more than a card may have."""
    first = last = block
    lowest, highest = max(block - _LARGEST, 0), min(block + _LARGEST, len(blocks.node) - 1)
    while first > lowest and nodes.inside(blocks.node[first - 1], root):
        first -= 1
    while last < highest and nodes.inside(blocks.node[last + 1], root):
        last += 1
    return first, last
