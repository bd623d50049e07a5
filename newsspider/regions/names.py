"""The features by name and number, so that a block is a list of numbers and a view a list of weights."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from functools import cache, lru_cache

NAMES: list[str] = []
"""Name of each feature, by number; filled when the feature files are imported."""


def group(name: str, values: int | Iterable[str]) -> int:
    """Name the features ``name=0``, ``name=1`` … or ``name=VALUE``; return the number of the first."""
    first = len(NAMES)
    NAMES.extend(f"{name}={v}" for v in (range(values) if isinstance(values, int) else values))
    return first


def step(value: float, borders: tuple[float, ...]) -> int:
    """Return how many of *borders*, in rising order, are at or below *value*: 0 … ``len(borders)``."""
    return bisect_right(borders, value)


@lru_cache(maxsize=20_000)
def bits(mask: int, first: int) -> tuple[int, ...]:
    """Return the features, from number *first* on, of the bits set in *mask*."""
    found = []
    while mask:
        low = mask & -mask
        found.append(first + low.bit_length() - 1)
        mask ^= low
    return tuple(found)


@cache
def number(name: str) -> int:
    """Return the number of the feature *name*; raises ValueError where there is none of that name."""
    return NAMES.index(name)


def numbers(*wanted: str) -> frozenset[int]:
    """Return the numbers of the features *wanted*."""
    return frozenset(number(name) for name in wanted)
