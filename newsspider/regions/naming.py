"""Which region a block that is no body belongs to, by the strongest sign it carries."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

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
def _ranks() -> tuple[int, ...]:
    """Return for each feature the place of its region among ``_signs``; their number where it is no sign."""
    ranks = {i: rank for rank, (_, ids) in reversed(list(enumerate(_signs()))) for i in ids}
    return tuple(ranks.get(i, len(_signs())) for i in range(len(NAMES)))


def region(*features: Sequence[int]) -> str:
    """Return the region of a block with these *features* that is neither body nor dek; ``other`` by default."""
    rank = _ranks().__getitem__
    none = len(_signs())
    best = min([min(map(rank, ids), default=none) for ids in features], default=none)
    return "other" if best == none else _signs()[best][0]
