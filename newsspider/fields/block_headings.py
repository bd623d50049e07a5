"""The heading over a group of cards."""

from __future__ import annotations

from collections.abc import Iterator

from newsspider.fields.cards import Group
from newsspider.fields.nodes import Nodes
from newsspider.page.blocks import Blocks
from newsspider.regions.decide import Reading
from newsspider.text.headings import heading_kind

_TAGS = frozenset(("h2", "h3", "h4", "h5", "h6"))  # an h1 is the headline of the page
_CLIMB = 6  # steps up from a group within which its heading stands
_LONGEST = 90  # characters
_TITLE = 40  # characters; a linked heading this long is a card's title
_FAR = 200  # blocks of other cards between a heading and a group, as in a block of several columns
_STEPS = 3  # blocks between a heading and the first card that are neither


class Headings:
    """Finds the headings of the groups of one page."""

    def __init__(self, blocks: Blocks, reading: Reading, nodes: Nodes, found: list[Group]) -> None:
        self._blocks = blocks
        self._region = reading.region
        self._nodes = nodes
        self._in_card = {i: g.node for g in found for c in g.cards for i in range(c.first, c.last + 1)}
        self._tabs = _tabs(blocks)

    def over(self, group: Group) -> str | None:
        """Return the heading of *group* as printed, or None: in a card that is alone, or before the first card."""
        block = next(self._inside(group), None)
        if block is None:
            block = self._before(group)
        return None if block is None else self._tabs.get(block, self._blocks.text[block])

    def _inside(self, group: Group) -> Iterator[int]:
        card = group.cards[0]
        if len(group.cards) == 1:
            for block in range(card.first, min(t.block for t in card.targets)):
                if heading_kind(self._blocks.text[block]):
                    yield block

    def _before(self, group: Group) -> int | None:
        """The nearest block before the first card that heads it, within the piece of the page a few steps up."""
        root = self._above(group.node)
        steps = 0
        for block in range(group.first - 1, max(-1, group.first - 1 - _FAR), -1):
            if (
                steps == _STEPS
                or not self._nodes.inside(self._blocks.node[block], root)
                or self._ends(group, block)
            ):
                return None
            if block not in self._in_card:
                if self._heads(block):
                    return block
                steps += 1
        return None

    def _ends(self, group: Group, block: int) -> bool:
        """Whether the search ends at *block*: body, headline, or a card of another block."""
        other = self._in_card.get(block)
        if other is None:
            return self._region[block] == "body" or self._blocks.tag[block] == "h1"
        return not self._beside(group.node, other)

    def _heads(self, block: int) -> bool:
        """Whether a block heads a list, and is not the title of an article or its dek."""
        text = self._blocks.text[block]
        if heading_kind(text):
            return True
        linked = self._blocks.link_chars[block] >= 0.8 * len(text)
        longest = _TITLE if linked else _LONGEST
        return len(text) <= longest and self._blocks.tag[block] in _TAGS

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


def _tabs(blocks: Blocks) -> dict[int, str]:
    """The first link of each heading that is several links side by side: "More like this", "By this author"."""
    headings = {i for i, tag in enumerate(blocks.tag) if tag in _TAGS}
    first: dict[int, tuple[int, int]] = {}
    found = {}
    for block, start, end, _ in blocks.anchors:
        if block in headings and end > start:
            opening = first.setdefault(block, (start, end))
            if opening != (start, end) and opening[0] == 0:
                found[block] = blocks.text[block][: opening[1]]
    return found
