"""The state brought into line with the lines: made anew, or told what is lost and what it has missed."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from pathlib import Path
from typing import Any

import orjson

from newsspider.archive.files import article_files, read_articles
from newsspider.archive.jsonl import read_jsonl
from newsspider.archive.local import LocalStore, own_files
from newsspider.integrity.met import Lines
from newsspider.integrity.verify_state import PAGES, differing
from newsspider.state.ledger import Ledger
from newsspider.state.pages import Pages

Remember = Callable[[Mapping[str, Any]], None]
"""Has the state of a ledger know an archived record: its page, and its text for later copies."""


def remember_all(root: Path, ledger: Ledger, remember: Remember) -> int:
    """Have a new state know every line of the archive, day by day; return how many there are.

    Of a day originals come before copies, as those name them.
    """
    pages, count = Pages(ledger), 0
    by_day: dict[str, list[Path]] = {}
    for file in article_files(root):
        by_day.setdefault("-".join((*file.parts[-3:-1], file.name[:2])), []).append(file)
    for _, files in sorted(by_day.items()):
        for copies in (False, True):
            for file in files:
                for record in read_articles(file):
                    known = pages.by_id(record["id"])
                    newer = known is None or known.revision < record["revision"]["number"]
                    if bool(record["dedup"]["duplicate_of"]) is copies and newer:
                        remember(record)
                        count += 1
    return count


def remember_runs(root: Path, ledger: Ledger) -> None:
    """Have a new state know the runs of ``runs.jsonl``."""
    file = root / "runs.jsonl"
    for line in read_jsonl(file) if file.is_file() else ():
        told = {name: line.pop(name) for name in ("finished_at", "outcome", "counts")}
        ledger.execute(
            "INSERT OR REPLACE INTO runs (run_id, started_at, finished_at, outcome, facts, counts)"
            " VALUES (?, ?, ?, ?, ?, ?)",
            (
                *(line["run_id"], line["started_at"], told["finished_at"], told["outcome"]),
                *(orjson.dumps(line).decode(), orjson.dumps(told["counts"]).decode()),
            ),
        )


def reconcile(
    root: Path, ledger: Ledger, met: Lines, days: Collection[str], remember: Remember
) -> Iterator[tuple[str, str]]:
    """Have the state know the revisions that are there; yield those that are lost, and the day of each.

    *days*: those whose files are there or have been damaged; what others held was moved away. An article without lines
    is fetched again as if it were new; one that has lost its last ones, as of the last it has.
    """
    pages, wanted, overdue = Pages(ledger), dict[str, int](), set[str]()
    for known in list(differing(ledger.execute(PAGES), met)):
        lost = known.revision > known.has and known.day in days
        if lost:
            yield f"{known.article}.{known.revision}", known.day
            pages.lost(known.article)
            overdue.add(known.article)
        if known.has and (lost or known.has >= known.revision):
            wanted[known.article] = known.has
    _remember_some(root, wanted, remember)
    for article in overdue & wanted.keys():
        pages.overdue(article)


def _remember_some(root: Path, wanted: Mapping[str, int], remember: Remember) -> None:
    for file in article_files(root) if wanted else ():
        for record in read_articles(file):
            if wanted.get(record["id"]) == record["revision"]["number"]:
                remember(record)


def restore_runs(root: Path, ledger: Ledger) -> list[dict[str, Any]]:
    """Return the lines of ``runs.jsonl`` that are not there, as the state knows them."""
    file = root / "runs.jsonl"
    there = {line["run_id"] for line in read_jsonl(file)} if file.is_file() else set()
    rows = ledger.execute(
        "SELECT run_id, facts, outcome, finished_at, counts FROM runs WHERE outcome IS NOT NULL ORDER BY run_id"
    ).fetchall()
    return [
        orjson.loads(facts) | {"finished_at": finished_at, "outcome": outcome, "counts": orjson.loads(counts)}
        for run_id, facts, outcome, finished_at, counts in rows
        if run_id not in there
    ]


def note_files(store: LocalStore, ledger: Ledger) -> list[tuple[str, int, str]]:
    """Have the state know the files as they are; return path, size and SHA-256 of each."""
    files = [(path, size, store.sha256(path)) for path, size in sorted(own_files(store.root))]
    ledger.execute("DELETE FROM files")
    ledger.executemany("INSERT INTO files (path, size, sha256) VALUES (?, ?, ?)", files)
    return files
