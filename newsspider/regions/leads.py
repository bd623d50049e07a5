"""The dek: the line or two under the headline that sum the article up. Never part of the body."""

from __future__ import annotations

from functools import cache

from newsspider.page.blocks import Blocks
from newsspider.regions.features import Features
from newsspider.regions.names import numbers

_REACH = 12  # blocks after the headline
_SHORTEST = 30  # characters, CJK twice
_HEADING = 40  # characters of a heading that is a dek, not a section's title
_CLOSE = 5  # blocks from the headline to one whose class says that it is a dek
_NEAR = 2  # blocks from the headline to a heading that is its dek


@cache
def _captions() -> frozenset[int]:
    return numbers("tag=figcaption", "inside=figure", "class=caption")


@cache
def _signs() -> tuple[frozenset[int], frozenset[int], frozenset[int]]:
    """Return the features of a dek's class, of a text the head of the page repeats, of a heading."""
    return (
        numbers("class=dek", "parent class=dek", "class=intro", "parent class=intro"),
        numbers("description=equals", "description=begins", "description=in"),
        numbers(*(f"tag=h{n}" for n in range(2, 7))),
    )


def leads(blocks: Blocks, found: Features, kept: list[bool]) -> list[int]:
    """Return the blocks of the dek: after the headline, before the first paragraph that is *kept*."""
    h1 = found.stated.h1
    if h1 < 0:
        return []
    numbers_ = []
    for i in range(h1 + 1, min(h1 + 1 + _REACH, len(kept))):
        if is_lead(blocks, found, i, kept=kept[i]) and not (kept[i] and _goes_on(blocks, found, i, kept)):
            numbers_.append(i)
        elif kept[i] and found.weights[i] > 80:
            break
    return numbers_


def _goes_on(blocks: Blocks, found: Features, i: int, kept: list[bool]) -> bool:
    """Return whether the next block that is kept stands in an element of the same tag and classes."""
    signs = found.nodes.sign
    following = next((j for j in range(i + 1, len(kept)) if kept[j]), None)
    return following is not None and signs[blocks.node[i]] == signs[blocks.node[following]]


def is_lead(blocks: Blocks, found: Features, i: int, *, kept: bool) -> bool:
    """Return whether block *i*, near the headline, is a dek; one that the model wants to keep needs two signs."""
    length = found.weights[i]
    if length < _SHORTEST:
        return False
    mine = set(found.of(i, blocks.node[i]))
    if not _captions().isdisjoint(mine):
        return False
    named, repeated, heading = (not ids.isdisjoint(mine) for ids in _signs())
    near = heading and i - found.stated.h1 <= _NEAR
    if (named or near) and repeated:
        return True
    if i - found.stated.h1 <= _CLOSE and not numbers("class=dek").isdisjoint(mine):
        return True
    return not kept and (named or repeated or (near and length >= _HEADING))


def likely_leads(blocks: Blocks, found: Features) -> frozenset[int]:
    """Return the blocks near the headline that have two signs of a dek, or are a heading right under it."""
    h1 = found.stated.h1
    near = range(h1 + 1, min(h1 + 1 + _REACH, len(blocks.text))) if h1 >= 0 else range(0)
    heads = _signs()[2]
    return frozenset(
        i
        for i in near
        if is_lead(blocks, found, i, kept=True)
        or (i - h1 <= _NEAR and not heads.isdisjoint(found.of(i, blocks.node[i])))
    )
