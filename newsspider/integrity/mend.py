"""An archive mended: what is broken taken out to ``quarantine/``, the state told, so that a run fetches what is lost."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterator
from contextlib import closing
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

import orjson

from newsspider.archive import staging
from newsspider.archive.files import article_files, stem
from newsspider.archive.jsonl import encode, whole_lines
from newsspider.archive.leftovers import cut_back, unexplained
from newsspider.archive.local import LocalStore, own_files
from newsspider.archive.package import DESCRIPTOR, RUNS, described, descriptor
from newsspider.archive.runs import unended
from newsspider.archive.schema import SCHEMA_FILE, schema_bytes
from newsspider.integrity.checked_records import warc_records
from newsspider.integrity.losses import QUARANTINE, Quarantine, lost_revisions, mended_days
from newsspider.integrity.mend_files import mend_captures, mend_lines, replace_lines
from newsspider.integrity.mend_state import (
    Remember,
    note_files,
    reconcile,
    remember_all,
    remember_runs,
    restore_runs,
)
from newsspider.integrity.met import Lines, Named, chain_flaws
from newsspider.integrity.verify import was_rebuilt
from newsspider.integrity.verify_captures import capture_problems, is_captures
from newsspider.integrity.verify_files import Known, known, schema_problem
from newsspider.integrity.verify_lines import BESIDE, TextHash, article_problems
from newsspider.state.ledger import STATE_FILE, Ledger
from newsspider.state.lock import Lock
from newsspider.state.pages import Pages

Remembering = Callable[[Ledger], Remember]


def mend(root: Path, text_hash: TextHash, remembering: Remembering) -> Iterator[str]:
    """Mend the archive under *root*; yield a line for each thing done, nothing where it is whole.

    What is intact stays; what is taken out is never deleted. Killed midway, it is done by the next one. *remembering*
    gives what makes a ledger know a record. UsageError where there is no archive, LockedError where a run writes it,
    OutputError where it cannot be written.
    """
    article_files(root)
    quarantine = Quarantine(root)
    with Lock(root) as lock:  # from what the state says to the end of the repair: no run comes between
        state = _usable(root, quarantine)
        if state.wrong:
            yield f"{STATE_FILE}: {state.wrong}; made anew from the lines"
        with closing(Ledger(root, lock)) as ledger, closing(Lines()) as met:
            staging.finish(LocalStore(root), ledger)
            yield from _Mending(root, ledger, met, quarantine, text_hash).all(state, remembering(ledger))


def _usable(root: Path, quarantine: Quarantine) -> Known:
    """What the state says, with the lock held; one that is damaged is moved away."""
    state = known(root)
    for name in (STATE_FILE, f"{STATE_FILE}-wal", f"{STATE_FILE}-shm"):
        if state.wrong and (root / name).exists():
            quarantine.move(name)
    return state


class _Mending:
    """One repair, with the lock held by *ledger*; *met*: the lines that stay."""

    def __init__(
        self, root: Path, ledger: Ledger, met: Lines, quarantine: Quarantine, text_hash: TextHash
    ) -> None:
        self._root = root
        self._ledger = ledger
        self._met = met
        self._quarantine = quarantine
        self._text_hash = text_hash
        self._store = LocalStore(root)
        self._overdue: set[str] = set()
        self._days: set[str] = set()
        self._older = False

    def all(self, state: Known, remember: Remember) -> Iterator[str]:
        """Do all of it, and yield what was done."""
        self._days = {stem(self._root, file) for file in article_files(self._root)}
        self._days.update(mended_days(self._root, state.sizes))
        yield from self._cut(state)
        yield from self._files()
        if self._older:
            remember_runs(self._root, self._ledger)
        yield from self._between()
        yield from self._state(state, remember)
        yield from self._describe()

    def _cut(self, state: Known) -> Iterator[str]:
        """Bytes that a killed run had not committed are cut off, and empty files removed, as the next run would.

        What it cannot have left is of runs that the state has missed: then all stays, and is learnt from the lines.
        """
        killed = frozenset[str]() if state.wrong else unended(self._ledger)
        self._older = not state.wrong and any(unexplained(self._root, state.sizes, killed))
        if self._older:
            yield f"{STATE_FILE}: does not know all there is; learns it from the lines"
        for path, cut in cut_back(self._store, state.sizes if killed and not self._older else None):
            yield f"{path}: {cut} bytes of a killed run cut off" if cut else f"{path}: is empty; removed"

    def _files(self) -> Iterator[str]:
        files = article_files(self._root)
        for path in sorted(path for path, _ in own_files(self._root) if path.endswith(".warc.gz")):
            yield from mend_captures(self._root, path, self._quarantine)
        for name, judge in BESIDE.items():
            if (self._root / name).is_file():
                yield from mend_lines(self._root, name, judge, self._quarantine)
        for file in files:
            judge = partial(article_problems, own=stem(self._root, file), text_hash=self._text_hash)
            path = file.relative_to(self._root).as_posix()
            yield from mend_lines(self._root, path, judge, self._quarantine)
            for number, line in enumerate(whole_lines(file) if file.exists() else (), 1):
                self._met.add(orjson.loads(line), path, number)

    def _between(self) -> Iterator[str]:
        """What lines say of each other, and of captures: what contradicts is taken out, what is lost is named no more."""
        drop: defaultdict[str, set[int]] = defaultdict(set)
        lost: list[tuple[str, str]] = []
        known_lost, rebuilt = lost_revisions(self._root), was_rebuilt(self._root)
        for lines in self._met.articles():
            for flaw in chain_flaws(lines, known_lost, self._days, rebuilt=rebuilt):
                lost += [(revision, flaw.line.file) for revision in flaw.missing]
                if not flaw.missing:
                    yield f"{flaw.line.file}:{flaw.line.line}: {flaw.what}; moved to {QUARANTINE}"
                    drop[flaw.line.file].add(flaw.line.line)
        self._quarantine.lose(lost)
        bare: defaultdict[str, set[int]] = defaultdict(set)
        for named in self._uncaptured():
            yield f"{named.file}:{named.line}: its capture is lost; its page is fetched again"
            bare[named.file].add(named.line)
            self._overdue.add(f"art_{named.id.hex()}")
        for path in sorted({*drop, *bare}):
            replace_lines(self._root / path, self._kept(path, drop[path], bare[path]))
            self._met.drop(path, drop[path])

    def _uncaptured(self) -> Iterator[Named]:
        """Lines whose capture is not, or no longer, where they say."""
        for name in list(self._met.warc_files()):
            if not is_captures(self._root, name):
                yield from self._met.named(name)
                continue
            records = warc_records(self._root / name)
            for _, named in capture_problems(name, records, self._met.named(name)):
                if named:
                    yield named

    def _kept(self, path: str, drop: Collection[int], bare: Collection[int]) -> Iterator[bytes]:
        for number, line in enumerate(whole_lines(self._root / path), 1):
            if number in drop:
                self._quarantine.line(path, number, line + b"\n")
            elif number in bare:
                record = orjson.loads(line)
                record["provenance"] |= {"warc_file": None, "warc_offset": None, "warc_record_id": None}
                yield encode(record)
            else:
                yield line + b"\n"

    def _state(self, state: Known, remember: Remember) -> Iterator[str]:
        """Have the state know what the lines say."""
        if state.wrong:
            remember_runs(self._root, self._ledger)
            remember_all(self._root, self._ledger, remember)
        else:
            lost = list(reconcile(self._root, self._ledger, self._met, self._days, remember))
            self._quarantine.lose(lost)
            yield from (
                f"{day}: revision {revision} is lost; its page is fetched again" for revision, day in lost
            )
        pages = Pages(self._ledger)
        for article in self._overdue:
            pages.overdue(article)

    def _describe(self) -> Iterator[str]:
        """Write anew what is made from the rest, and commit."""
        for line in restore_runs(self._root, self._ledger):
            self._store.append(RUNS, encode(line))
            yield f"{RUNS}: the line of run {line['run_id']} written again"
        files = note_files(self._store, self._ledger)
        self._ledger.commit(self._store.commit)
        if files and schema_problem(self._root):
            self._store.replace(SCHEMA_FILE, schema_bytes())
            yield f"{SCHEMA_FILE}: written anew"
        if files != described(self._root):
            self._store.replace(DESCRIPTOR, descriptor(files, datetime.now(UTC).replace(microsecond=0)))
            yield f"{DESCRIPTOR}: written anew"
