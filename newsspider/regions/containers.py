"""The article's container: the element that best holds its paragraphs, and the one declared to be its body."""

from __future__ import annotations

from newsspider.page.blocks import Blocks
from newsspider.regions import classes
from newsspider.regions.nodes import Nodes

# whole in themselves: their text does not count for the parent
_PARTS = frozenset(("td", "article", "section"))
_CLIMB = 1.33  # a parent with a third more paragraph text than its child is the better container


def find_containers(blocks: Blocks, known: Nodes, prosaic: list[int]) -> None:
    """Fill in *container* and *declared*, and what is inside them.

    *prosaic*: the nodes with a long paragraph in or below them.
    """
    known.container = _container(blocks, known, prosaic)
    known.inside = _below(blocks.parent, known.container)
    known.declared = _declared(known, prosaic)
    known.inside_declared = _below(blocks.parent, known.declared)


def _container(blocks: Blocks, known: Nodes, prosaic: list[int]) -> int:
    """Return the node with most paragraph text of its own or its children's, widened while that pays."""
    parent, prose = blocks.parent, known.prose
    score: dict[int, float] = dict.fromkeys(prosaic, 0)
    for node in prosaic:
        if amount := known.own[node]:
            score[node] += amount
            if parent[node] >= 0 and blocks.element[node].tag not in _PARTS:
                score[parent[node]] += amount
    good, bad = classes.bit("articlebody"), classes.bits_of("comment", "related", "sidebar")
    for node, text in score.items():
        if text:
            raised = 1.5 if known.mask[node] & good else 1
            score[node] = text * raised * (0.3 if _under(parent, known.mask, node, bad) else 1)
    best = max(score, key=score.__getitem__, default=-1)
    while best >= 0 and (up := parent[best]) >= 0 and prose[up] > _CLIMB * prose[best]:
        if prose[up] < known.mass[up] / 2:
            break
        best = up
    return best


def _under(parent: list[int], mask: list[int], node: int, bits: int) -> bool:
    """Return whether *node* or one around it has one of *bits*."""
    while node >= 0:
        if mask[node] & bits:
            return True
        node = parent[node]
    return False


def _declared(known: Nodes, prosaic: list[int]) -> int:
    """Return the node with most long paragraphs among those named the article's body, the innermost of equals."""
    good = classes.bit("articlebody")
    named = (node for node in prosaic if known.mask[node] & good)
    return max(named, key=lambda node: (known.prose[node], node), default=-1)


def _below(parent: list[int], top: int) -> range:
    """Return *top* and the nodes below it, which follow it in document order; empty for -1."""
    if top < 0:
        return range(0)
    end = next((node for node in range(top + 1, len(parent)) if parent[node] < top), len(parent))
    return range(top, end)
