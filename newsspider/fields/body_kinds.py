"""What kind of block a piece of the body is, read off the elements it stands in."""

from __future__ import annotations

from collections.abc import Iterator

from newsspider.page.blocks import Blocks

_KINDS = {
    **dict.fromkeys(("h1", "h2", "h3", "h4", "h5", "h6"), "heading"),
    **dict.fromkeys(("li", "dt", "dd"), "list-item"),
    **dict.fromkeys(("figcaption", "caption"), "caption"),
    "blockquote": "blockquote",
    "pre": "code",
}
_ENDS = frozenset(("article", "main", "body", "section", "td", "th"))
_LONG_CELL = 200  # characters; a longer cell belongs to a table that only lays out the page


def kind_of(blocks: Blocks, number: int) -> str:
    """Return the kind of one block: that of the nearest element around it that has one, else ``paragraph``."""
    node = blocks.node[number]
    while node >= 0:
        tag = blocks.element[node].tag
        if tag in _KINDS:
            return _KINDS[tag]
        if tag in _ENDS:
            break
        node = blocks.parent[node]
    return "paragraph"


def rows(blocks: Blocks, kept: list[int]) -> Iterator[list[int]]:
    """Yield the *kept* blocks one by one, but the short cells of one table row together."""
    group: list[int] = []
    row = -1
    for number in kept:
        current = _row(blocks, number)
        if group and current == row >= 0:
            group.append(number)
            continue
        if group:
            yield group
        group, row = [number], current
    if group:
        yield group


def _row(blocks: Blocks, number: int) -> int:
    """Return the node of the ``<tr>`` whose short cell block *number* is, -1 where it is none."""
    if len(blocks.text[number]) >= _LONG_CELL:
        return -1
    node = blocks.node[number]
    for _ in range(3):  # tr > td > p
        if node < 0:
            return -1
        if blocks.element[node].tag == "tr":
            return node
        node = blocks.parent[node]
    return -1
