"""Headings of lists of the body that were left out of it: "Key points", "Ingredients"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from newsspider.page.blocks import Blocks
from newsspider.regions.decide import Reading
from newsspider.text.headings import heading_kind

_HEADINGS = frozenset(("h2", "h3", "h4"))


def list_headings(blocks: Blocks, reading: Reading, kept: Sequence[int]) -> Iterator[tuple[int, str]]:
    """Yield the headings that the views alone left out, right above a list of *kept* and in the element around it."""
    inside = frozenset(kept)
    for i in (number - 1 for number in kept if blocks.tag[number] == "li" and number - 1 not in inside):
        if i >= 0 and blocks.tag[i] in _HEADINGS and reading.reason[i].startswith("view:"):
            around = blocks.parent[blocks.parent[blocks.node[i + 1]]]
            if blocks.parent[blocks.node[i]] == around and heading_kind(blocks.text[i]) is None:
                yield i, "heading:list"
