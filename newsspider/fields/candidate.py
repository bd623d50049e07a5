"""A value a field might have, and where it was read."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Generic, TypeVar

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Candidate(Generic[T]):
    """*source*: one of the record's closed list (``site-rule``, ``json-ld``, ``meta``, ``microdata``,
    ``time-tag``, ``visible-text`` …); *where*: the place in it (``og:title``, ``h1``)."""

    value: T
    source: str
    where: str = ""


def first(candidates: Iterable[Candidate[T]]) -> Candidate[T] | None:
    """Return the first candidate with a value that is not empty; later ones are never computed."""
    return next((c for c in candidates if c.value), None)
