"""Which region a block that is no body belongs to, by the strongest sign it carries."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from itertools import chain

from newsspider.regions.names import NAMES, numbers


@cache
def _signs() -> tuple[tuple[str, frozenset[int]], ...]:
    """Return each region with the features that give it away, the surest first."""
    return (
        ("caption", numbers("tag=figcaption", "class=caption", "inside=figure")),
        ("comment", numbers("class above=comment", "marker=comment")),
        ("byline", numbers("class=author", "marker=byline", "class=date", "marker=date")),
        ("share", numbers("marker=share", "class=share", "parent class=share")),
        ("ad", numbers("marker=ad", "class=ad", "class above=ad")),
        ("related", _named("heading words=", "opens with heading words=") | numbers("class above=related")),
        ("nav", numbers("inside=nav", "class above=nav", "inside=footer", "class above=footer")),
        ("share", numbers("class above=share")),
        ("related", numbers("after heading=related", "class above=sidebar")),
    )


def _named(*starts: str) -> frozenset[int]:
    return frozenset(i for i, name in enumerate(NAMES) if name.startswith(starts))


@cache
def _ranks() -> dict[int, int]:
    """Return for each feature that is a sign the place of its region among ``_signs``."""
    return {i: rank for rank, (_, ids) in reversed(list(enumerate(_signs()))) for i in ids}


def region(*features: Sequence[int]) -> str:
    """Return the region of a block with these *features* that is neither body nor dek; ``other`` by default."""
    ranks = _ranks()
    found = ranks.keys() & chain.from_iterable(features)
    return _signs()[min(map(ranks.__getitem__, found))][0] if found else "other"
