"""What the elements around the blocks are: their words, their signs, the branch they stand on."""

from __future__ import annotations

from collections.abc import Iterable

from newsspider.page.blocks import Blocks
from newsspider.regions import classes
from newsspider.regions.containers import find_containers
from newsspider.regions.nodes import Nodes, summed

ANCESTOR_TAGS = ("article", "main", "aside", "nav", "header", "footer", "figure", "table", "li", "blockquote", "form",
              "section", "ul", "dl", "td")  # fmt: skip
_TAG_BITS = {tag: 1 << i for i, tag in enumerate(ANCESTOR_TAGS)}
_PAGE_WIDE = frozenset(("html", "body"))


def nodes(blocks: Blocks, weights: list[int]) -> Nodes:
    """Return the columns of *blocks*, whose lengths are *weights*."""
    found = summed(blocks, weights)
    prose, linked, mass = found.prose, found.linked, found.mass
    parent = blocks.parent
    prosaic = [node for node in range(len(parent)) if prose[node]]
    signs: dict[tuple[int, str, str | None], int] = {}
    _describe(blocks, found, prosaic, signs)
    find_containers(blocks, found, prosaic)
    inside = found.inside or range(len(parent))
    found.read = [
        node
        for node, up in enumerate(parent)
        if mass[node] and (prose[up] or linked[node] < mass[node] or node in inside)
    ]
    _describe(blocks, found, (node for node in found.read if not prose[node]), signs)
    _branch(blocks, found)
    return found


def _describe(
    blocks: Blocks, known: Nodes, wanted: Iterable[int], signs: dict[tuple[int, str, str | None], int]
) -> None:
    """Fill in what the attributes of the *wanted* nodes say, each after the node around it."""
    mask, hidden, sign, depth = known.mask, known.hidden, known.sign, known.depth
    for node in wanted:
        element, up = blocks.element[node], blocks.parent[node]
        tag, named = element.tag, None
        hidden[node] = hidden[up]
        if attributes := element.items():
            mask[node], hides, named = classes.described(attributes)
            if hides:
                hidden[node] = True
            if tag in _PAGE_WIDE:
                mask[node] = 0
        key = (sign[up], tag, named)
        sign[node] = signs.get(key) or signs.setdefault(key, len(signs) + 1)
        depth[node] = depth[up] + 1


def _branch(blocks: Blocks, known: Nodes) -> None:
    """Sum up what is around each node that was read, but for what is around the container too.

    A page whose outermost element is called "has-comments" is no comment.
    """
    mask, above, around, levels = known.mask, known.above, known.around, known.levels
    path, depth = _path(blocks.parent, known.container), known.depth[known.container]
    for node in known.read:
        if node in path:
            levels[node] = depth - known.depth[node]
        else:
            up = blocks.parent[node]
            above[node] = mask[node] | above[up]
            around[node] = around[up] | _TAG_BITS.get(blocks.element[node].tag, 0)
            levels[node] = levels[up]


def _path(parent: list[int], node: int) -> set[int]:
    """Return *node* and everything around it; empty for -1."""
    found = set()
    while node >= 0:
        found.add(node)
        node = parent[node]
    return found
