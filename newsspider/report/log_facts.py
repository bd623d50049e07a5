"""What a report tells of failures and runs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Failed:
    """One attempt that gave no article. *at*: instant as written."""

    url: str
    site: str
    cause: str
    status: int | None
    message: str
    at: str


@dataclass(frozen=True, slots=True)
class Failures:
    """Lines of ``failures.jsonl``, by cause, by site and cause, by HTTP status; *latest* first."""

    total: int = 0
    causes: tuple[tuple[str, int], ...] = ()
    sites: tuple[tuple[str, tuple[tuple[str, int], ...]], ...] = ()
    statuses: tuple[tuple[str, int], ...] = ()
    latest: tuple[Failed, ...] = ()


@dataclass(frozen=True, slots=True)
class RunFacts:
    """One run. *seconds*: None for one that never ended; *counts*: of what it met."""

    run_id: str
    spider: str
    started_at: datetime
    seconds: float | None
    outcome: str
    counts: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Runs:
    """*latest*: oldest of them first; *outcomes* of all, most frequent first."""

    total: int = 0
    outcomes: tuple[tuple[str, int], ...] = ()
    latest: tuple[RunFacts, ...] = ()
