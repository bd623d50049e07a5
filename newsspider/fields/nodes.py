"""The pieces of a page: where each one ends, which hold body, and where blocks stand beside it."""

from __future__ import annotations

from lxml import etree

from newsspider.page.blocks import Blocks
from newsspider.page.page import Page
from newsspider.regions.decide import Reading


class Nodes:
    """What is asked of a page's nodes again and again: where each one's subtree ends, which hold body."""

    def __init__(self, blocks: Blocks, reading: Reading) -> None:
        self.blocks = blocks
        parent = blocks.parent
        self.end = end = list(range(len(parent)))
        for node in range(len(parent) - 1, 0, -1):
            if end[node] > end[above := parent[node]]:
                end[above] = end[node]
        self.holds_body = [False] * len(parent)
        self.body = [i for i, region in enumerate(reading.region) if region == "body"]
        for i in self.body:
            self._mark(blocks.node[i])

    def _mark(self, node: int) -> None:
        while node >= 0 and not self.holds_body[node]:
            self.holds_body[node] = True
            node = self.blocks.parent[node]

    def place(self, first: int, last: int) -> str:
        """Where blocks stand: ``before``, ``in`` or ``after`` the body, "" on a page without one."""
        if not self.body:
            return ""
        if last < self.body[0]:
            return "before"
        return "after" if first > self.body[-1] else "in"

    def inside(self, node: int, root: int) -> bool:
        """Whether *node* is *root* or below it."""
        return root <= node <= self.end[root]


def homes(page: Page) -> dict[etree._Element, int]:
    """The number of each element that is a node; ``page.once(homes)`` keeps it."""
    elements = page.blocks.element
    return dict(zip(elements, range(len(elements)), strict=True))
