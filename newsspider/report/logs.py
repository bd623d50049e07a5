"""What ``failures.jsonl`` and ``runs.jsonl`` tell, counted."""

from __future__ import annotations

import logging
from collections import Counter, deque
from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final, TypeVar

from newsspider.archive.jsonl import read_jsonl
from newsspider.report.lines import shortened
from newsspider.report.log_facts import Failed, Failures, RunFacts, Runs

log = logging.getLogger(__name__)
_T = TypeVar("_T")
_LATEST: Final = 12  # failures shown
_SITES: Final = 25
_RUNS: Final = 40
_MESSAGE: Final = 160  # characters kept


def failures(root: Path) -> tuple[Failures, Counter[str]]:
    """Return the failures of the archive under *root*, and how many each site has; none where there is no file."""
    by_site: dict[str, Counter[str]] = {}
    statuses, causes = Counter[str](), Counter[str]()
    latest: deque[Failed] = deque(maxlen=_LATEST)
    for failed in _lines(root / "failures.jsonl", _failed):
        causes[failed.cause] += 1
        by_site.setdefault(failed.site, Counter())[failed.cause] += 1
        if failed.status is not None:
            statuses[str(failed.status)] += 1
        latest.append(failed)
    totals = Counter({site: counts.total() for site, counts in by_site.items()})
    found = Failures(
        total=causes.total(),
        causes=tuple(causes.most_common()),
        sites=tuple((site, tuple(by_site[site].items())) for site, _ in totals.most_common(_SITES)),
        statuses=tuple(statuses.most_common(8)),
        latest=tuple(reversed(latest)),
    )
    return found, totals


def runs(root: Path) -> Runs:
    """Return the runs of the archive under *root*; none where there is no file."""
    outcomes = Counter[str]()
    latest: deque[RunFacts] = deque(maxlen=_RUNS)
    for run in _lines(root / "runs.jsonl", _run):
        outcomes[run.outcome] += 1
        latest.append(run)
    ordered = sorted(latest, key=lambda run: run.started_at)
    return Runs(outcomes.total(), tuple(outcomes.most_common()), tuple(ordered))


def _lines(path: Path, read: Callable[[Mapping[str, Any]], _T]) -> Iterator[_T]:
    """Yield what *read* makes of each line of *path*; one that lacks something is left out, and logged."""
    if not path.is_file():
        return
    for record in read_jsonl(path):
        try:
            made = read(record)
        except (KeyError, TypeError, ValueError, AttributeError):
            log.warning("%s: a line that does not say what it should is left out", path)
        else:
            yield made


def _failed(record: Mapping[str, Any]) -> Failed:
    status = record["http_status"]
    return Failed(
        url=str(record["url"]),
        site=str(record["site"]),
        cause=str(record["cause"]),
        status=status if isinstance(status, int) else None,
        message=shortened(str(record["message"]), _MESSAGE),
        at=str(record["attempted_at"]),
    )


def _run(record: Mapping[str, Any]) -> RunFacts:
    started = datetime.fromisoformat(record["started_at"]).astimezone(UTC)
    ended = record["finished_at"]
    seconds = (datetime.fromisoformat(ended).astimezone(UTC) - started).total_seconds() if ended else None
    counts = {str(name): count for name, count in record["counts"].items() if isinstance(count, int)}
    return RunFacts(
        str(record["run_id"]), str(record["spider"]), started, seconds, str(record["outcome"]), counts
    )
