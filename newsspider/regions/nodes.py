"""Columns over the elements around the blocks, and the text summed up in them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from newsspider.page.blocks import Blocks

LONG = 80  # characters of a paragraph; CJK characters count twice
_LINKED = 0.4  # share of a paragraph inside links above which it is none
_WIDE = re.compile("[\u2e80-\uffdc]")  # without a "+", which would make the search three times slower
_NOWHERE = range(0)


@dataclass(slots=True)
class Nodes:
    """Columns over the nodes of ``Blocks``. One slot more, the last, stands for what is around the root.

    From the text in and below each: *mass*, *prose*, *linked*: characters of text, of long paragraphs, inside
    links; *own*: characters of long paragraphs in the node itself. *read*: the nodes with text that are no
    part of a menu, in document order; a menu is linked text far from any paragraph. For those only: *mask*:
    families of class words; *hidden*: whether it is shown; *sign*: number of its tag and classes with those
    around it; *depth*: 0 for the root; and, from below the container's branch, *above*: families of the node
    and all around it, *around*: bits of ``ANCESTOR_TAGS``, *levels*: from the container up to where the branch
    leaves. *container*: the node that best holds the article, -1 on a page without long paragraphs;
    *declared*: the node whose class or itemprop says that it is the article's body, -1 where there is none;
    *inside*, *inside_declared*: the nodes of the two, which follow each other.
    """

    mass: list[int]
    prose: list[int]
    linked: list[int]
    own: list[int]
    mask: list[int]
    above: list[int]
    around: list[int]
    sign: list[int]
    depth: list[int]
    levels: list[int]
    hidden: list[bool]
    read: list[int] = field(default_factory=list)
    container: int = -1
    declared: int = -1
    inside: range = _NOWHERE
    inside_declared: range = _NOWHERE


def weigh(texts: Sequence[str]) -> list[int]:
    """Return the ``weight`` of each of *texts*; most pages hold no CJK, which one search tells."""
    return list(map(weight if _WIDE.search("".join(texts)) else len, texts))


def weight(text: str) -> int:
    """Return the length of *text* in characters, those of CJK scripts counted twice."""
    if text.isascii():
        return len(text)
    return len(text) + len(_WIDE.findall(text))


def summed(blocks: Blocks, weights: list[int]) -> Nodes:
    """Return the columns of *blocks*, whose lengths are *weights*, with the sums of text filled in."""
    size = len(blocks.parent) + 1
    mass, prose, linked, own = ([0] * size for _ in range(4))
    for node, length, links, text in zip(blocks.node, weights, blocks.link_chars, blocks.text, strict=True):
        mass[node] += length
        linked[node] += links
        if length > LONG and links < _LINKED * len(text):
            own[node] += length
    prose[:] = own
    parent = blocks.parent
    for node in range(size - 2, -1, -1):
        if mass[node]:
            up = parent[node]
            mass[up] += mass[node]
            prose[up] += prose[node]
            linked[up] += linked[node]
    mask, above, around, sign, depth, levels = ([0] * size for _ in range(6))
    return Nodes(mass, prose, linked, own, mask, above, around, sign, depth, levels, [False] * size)
