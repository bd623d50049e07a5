"""Hard rules over the model's verdict, each never or almost never wrong on pages whose body is known."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from newsspider.page.blocks import Blocks
from newsspider.regions.features import Features
from newsspider.regions.names import numbers

_ENOUGH = 300  # characters of body before the first comment, or the "comment" class means something else


@cache
def _rules() -> dict[str, frozenset[int]]:
    return {
        "veto:caption": numbers("tag=figcaption"),
        "veto:headline": numbers("title=is h1"),
        "veto:nav": numbers("inside=nav"),
    }


def vetoes(blocks: Blocks, found: Features, kept: list[bool]) -> dict[int, str]:
    """Return the name of the rule for each *kept* block that is no body all the same."""
    verdicts: dict[int, str] = {}
    links, capitals = numbers("link share=6"), numbers("capitals=all")
    for i, keep in enumerate(kept):
        if not keep:
            continue
        mine = set(found.of(i, blocks.node[i]))
        name = next((name for name, ids in _rules().items() if not ids.isdisjoint(mine)), None)
        if name:
            verdicts[i] = name
        elif not links.isdisjoint(mine) and not capitals.isdisjoint(mine):
            verdicts[i] = "veto:linked-capitals"
    verdicts.update(_comments(blocks, found, kept, verdicts))
    return verdicts


def _comments(
    blocks: Blocks, found: Features, kept: list[bool], others: dict[int, str]
) -> Iterator[tuple[int, str]]:
    """Yield the kept blocks under a comment class, where enough body stands before them."""
    under = numbers("class above=comment")
    before = 0
    for i, keep in enumerate(kept):
        if not keep or i in others:
            continue
        if under.isdisjoint(found.markup.get(blocks.node[i], ())):
            before += found.weights[i]
        elif before >= _ENOUGH:
            yield i, "veto:comments"
