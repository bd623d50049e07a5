"""The archive of one output directory while a run writes it.

Lines, captures, failures and the ledger's state last together: `Archive.commit` puts the bytes on disk and
then commits the ledger's transaction, in which the new file sizes stand. What a killed run left beyond them
is cut off when the archive is opened next.
"""

from __future__ import annotations

import logging
from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from newsspider.archive import runs, staging
from newsspider.archive.capture_files import ROTATE_AT, CaptureFiles
from newsspider.archive.failures import Failure
from newsspider.archive.files import sources_file
from newsspider.archive.jsonl import encode
from newsspider.archive.local import LocalStore
from newsspider.archive.package import DESCRIPTOR, FAILURES, RUNS, Outcome, Run, descriptor, run_line
from newsspider.archive.packing import Packing, member, packing_of
from newsspider.archive.record import Place
from newsspider.archive.repair import repair
from newsspider.archive.schema import SCHEMA_FILE, keys, schema_bytes
from newsspider.archive.store import open_store
from newsspider.errors import OutputError
from newsspider.model import Capture, instant
from newsspider.state.ledger import Ledger

log = logging.getLogger(__name__)


class Archive:
    """An archive open for one *run*; *ledger* is its state, for the frontier, the pages and the judge; *root* its
    directory."""

    def __init__(
        self,
        store: LocalStore,
        ledger: Ledger,
        run: Run,
        packing: Packing = Packing.GZIP,
        warc_bytes: int = ROTATE_AT,
    ) -> None:
        self.ledger = ledger
        self.root = store.root
        self._store = store
        self._run = run
        self._packing = packing
        self._lines: defaultdict[str, list[bytes]] = defaultdict(list)
        self._sizes: dict[str, int] = {}
        self._unnoted: set[str] = set()
        self._captures = CaptureFiles(self._append, store.root, run, warc_bytes)

    @classmethod
    def open(
        cls,
        out: str | Path,
        run: Run,
        packing: Packing = Packing.GZIP,
        *,
        warc_bytes: int = ROTATE_AT,
    ) -> Archive:
        """Open the archive at *out*, a path or a ``file:`` URI, made where it is not there.

        *packing*: of the article lines this run adds; what is there stays as it is. *warc_bytes*: size at which a file
        of captures is followed by the next.
        Repairs what a killed run left, writes its line in ``runs.jsonl``, and notes that *run* has begun.
        Raises LockedError where another run writes it, OutputError where it cannot be written or holds
        files its state does not know, UsageError where the URI's scheme is not known.
        """
        store = open_store(out)
        ledger = Ledger(store.root)
        archive = cls(store, ledger, run, packing, warc_bytes)
        try:
            staging.finish(store, ledger)
            repair(store, ledger)
            archive._begin()
        except OutputError:
            archive.abandon()
            raise
        return archive

    def write_capture(
        self,
        capture: Capture,
        site: str,
        request_headers: Mapping[str, str] | None = None,
        notes: Mapping[str, str] | None = None,
    ) -> Place:
        """Write *capture* to the site's WARC file and return where its response lies.

        *request_headers*: as sent; *notes*: what the crawl wants back when the capture is read again, such
        as how the address was found. A file that is full is followed by the next.
        """
        return self._captures.write(capture, site, request_headers, notes)

    def write_revisit(
        self,
        capture: Capture,
        site: str,
        of: Place,
        request_headers: Mapping[str, str] | None = None,
        notes: Mapping[str, str] | None = None,
    ) -> Place | None:
        """Note in the site's WARC file that *capture* is the one at *of* once more; None where none is there."""
        return self._captures.write_revisit(capture, site, of, request_headers, notes)

    def write(self, record: Mapping[str, Any]) -> None:
        """Add a line to the articles of its site and day (UTC); KeyError where it lacks one of the keys."""
        day = record["fetched_at"][:10].replace("-", "/")
        line = encode({name: record[name] for name in keys()})
        self._lines[f"{record['site']}/{day}.jsonl{self._packing.suffix}"].append(line)

    def write_failure(self, failure: Failure) -> None:
        """Add a line to ``failures.jsonl``."""
        self._lines[FAILURES].append(encode(failure.to_record(self._run.run_id)))

    def put_staged(self, paths: Iterable[str]) -> None:
        """Put new versions of files in place, which lie beside them, together with the ledger's changes.

        OutputError where the disk refuses; then the archive is abandoned as it was before.
        """
        try:
            staging.put(self._store, self.ledger, paths)
        except OutputError:
            self.abandon()
            raise

    def keep_sources(self, config_sha256: str, text: bytes) -> None:
        """Keep the sources file of a run, under the name that its lines lead to by their ``config_sha256``."""
        path = sources_file(config_sha256)
        if not (self.root / path).exists():
            self._store.replace(path, text)

    def commit(self, counts: Mapping[str, Any] | None = None) -> None:
        """Make all that was written since the last commit last, and with it the ledger's changes.

        *counts*: the run's so far, which its line in ``runs.jsonl`` will have should it be killed. Where
        the disk refuses, the batch is abandoned and OutputError raised.
        """
        try:
            self._persist(counts)
        except OutputError as error:
            self.abandon()
            raise OutputError(f"{error}; nothing of the batch is kept") from None

    def close(self, outcome: Outcome, counts: Mapping[str, Any] | None = None) -> None:
        """Commit, end the run in ``runs.jsonl`` with its *outcome*, describe the files, give back the lock."""
        finished_at = instant(datetime.now(UTC).replace(microsecond=0))
        self._lines[RUNS].append(encode(run_line(self._run.facts(), outcome, finished_at, counts or {})))
        runs.finish(self.ledger, self._run.run_id, outcome, finished_at)
        self.commit(counts)
        try:
            self._describe()
        finally:
            self.ledger.close()

    def abandon(self) -> None:
        """Drop what was not committed, from the files and from the ledger, and give back the lock.

        The run's line is written by the next one, as of a killed run. A second call does nothing, nor does
        one after `close`.
        """
        if self.ledger.closed:
            return
        self._lines.clear()
        try:
            self.ledger.rollback()
            for path in self._sizes:
                row = self.ledger.execute("SELECT size FROM files WHERE path = ?", (path,)).fetchone()
                self._store.open(path, row[0] if row else 0)
        except OutputError as error:
            log.warning("%s; what is left of the batch is cut off when the next run starts", error)
        finally:
            self.ledger.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Abandon the open batch where an error leaves the block; without one, `close` was the caller's."""
        if kind is not None:
            self.abandon()

    def _begin(self) -> None:
        runs.begin(self.ledger, self._run)
        self.ledger.commit()
        for line in runs.end_killed(self.ledger, self._run.run_id):
            log.warning(
                "run %s was killed; what it had committed is kept, the rest is cut off", line["run_id"]
            )
            self._lines[RUNS].append(encode(line))
        self._persist(None)
        kept = self._store.root / SCHEMA_FILE
        if not kept.is_file() or kept.read_bytes() != schema_bytes():
            self._store.replace(SCHEMA_FILE, schema_bytes())

    def _persist(self, counts: Mapping[str, Any] | None) -> None:
        self._flush()
        if counts is not None:
            runs.note_counts(self.ledger, self._run.run_id, counts)
        self._note_sizes()
        self.ledger.commit(self._store.commit)

    def _flush(self) -> None:
        for path, lines in self._lines.items():
            self._append(path, member(lines, packing_of(path)))
        self._lines.clear()

    def _append(self, path: str, data: bytes) -> int:
        self._sizes.setdefault(path, 0)
        self._unnoted.add(path)
        offset = self._store.append(path, data)
        self._sizes[path] = offset + len(data)
        return offset

    def _note_sizes(self) -> None:
        self.ledger.executemany(
            "INSERT INTO files (path, size) VALUES (?, ?)"
            " ON CONFLICT (path) DO UPDATE SET size = excluded.size, sha256 = NULL",
            ((path, self._sizes[path]) for path in self._unnoted),
        )
        self._unnoted.clear()

    def _describe(self) -> None:
        for (path,) in self.ledger.execute("SELECT path FROM files WHERE sha256 IS NULL").fetchall():
            self.ledger.execute(
                "UPDATE files SET sha256 = ? WHERE path = ?", (self._store.sha256(path), path)
            )
        files = self.ledger.execute("SELECT path, size, sha256 FROM files").fetchall()
        self._store.replace(DESCRIPTOR, descriptor(files, datetime.now(UTC).replace(microsecond=0)))
        self.ledger.commit()
