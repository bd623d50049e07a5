"""The ledger's table of runs, from which ``runs.jsonl`` is written: a run without an outcome was killed."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import orjson

from newsspider.archive.package import Outcome, Run, run_line
from newsspider.model import instant
from newsspider.state.ledger import Ledger


def begin(ledger: Ledger, run: Run) -> None:
    """Note that *run* has begun."""
    ledger.execute(
        "INSERT INTO runs (run_id, started_at, facts) VALUES (?, ?, ?)",
        (run.run_id, instant(run.started_at), orjson.dumps(run.facts()).decode()),
    )


def note_counts(ledger: Ledger, run_id: str, counts: Mapping[str, Any]) -> None:
    """Keep the counts of a run so far, for its line should it be killed."""
    ledger.execute(
        "UPDATE runs SET counts = ? WHERE run_id = ?", (orjson.dumps(dict(counts)).decode(), run_id)
    )


def finish(ledger: Ledger, run_id: str, outcome: Outcome, finished_at: str | None) -> None:
    """Note how a run ended."""
    ledger.execute(
        "UPDATE runs SET finished_at = ?, outcome = ? WHERE run_id = ?", (finished_at, outcome.value, run_id)
    )


def unended(ledger: Ledger) -> frozenset[str]:
    """Return the ``run_id`` of each run that has no outcome: it goes on, or was killed."""
    return frozenset(run for (run,) in ledger.execute("SELECT run_id FROM runs WHERE outcome IS NULL"))


def end_killed(ledger: Ledger, current: str) -> list[dict[str, Any]]:
    """End each run but the *current* one that has no outcome, and return their lines for ``runs.jsonl``."""
    killed = ledger.execute(
        "SELECT run_id, facts, counts FROM runs WHERE outcome IS NULL AND run_id <> ? ORDER BY run_id",
        (current,),
    ).fetchall()
    for run_id, _, _ in killed:
        finish(ledger, run_id, Outcome.KILLED, None)
    return [
        run_line(orjson.loads(facts), Outcome.KILLED, None, orjson.loads(counts))
        for _, facts, counts in killed
    ]
