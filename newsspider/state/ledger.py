"""What must survive a kill: one SQLite file under the output directory, and one open transaction.

Everything a batch changes (frontier, pages, text index, committed sizes of the archive's files) happens in
one transaction. ``commit`` first has the archive's bytes synced, then commits: a kill before that leaves
bytes beyond the committed size, which the archive cuts off when it opens next, and a state that knows
nothing of them; a kill after it leaves both.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any, Final

from newsspider.errors import OutputError
from newsspider.state.lock import Lock
from newsspider.state.migrations import MIGRATIONS

STATE_FILE = "state.sqlite"
# WAL lets `newsspider status` read while a run writes; FULL syncs the log at each commit, so that what a
# commit promised survives a power cut; 8 MiB of cache hold the upper pages of every index,
# and are full before a thousand articles: memory stays flat beyond.
_PRAGMAS = (
    "PRAGMA journal_mode = WAL",
    "PRAGMA synchronous = FULL",
    "PRAGMA cache_size = -8192",
    "PRAGMA temp_store = MEMORY",
)
# What the machine refuses; all else that SQLite says of a file it has opened is damage.
_REFUSED: Final = frozenset(
    {
        *(sqlite3.SQLITE_PERM, sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED, sqlite3.SQLITE_NOMEM),
        *(sqlite3.SQLITE_READONLY, sqlite3.SQLITE_IOERR, sqlite3.SQLITE_FULL, sqlite3.SQLITE_CANTOPEN),
    }
)


class StateDamagedError(OutputError):
    """The state is not there, or is damaged: `newsspider verify --repair` makes it anew."""


class Ledger:
    """The state file of one output directory, locked, with a transaction open from first to last.

    *root*: an existing directory. *lock*: on it, where the caller has it already; given back with the ledger. Raises
    LockedError where another run holds it, OutputError where it cannot be written, is no SQLite file, or was written by
    a newer newsspider.
    """

    def __init__(self, root: Path, lock: Lock | None = None) -> None:
        self.root = root
        self.closed = False
        self._lock = lock or Lock(root)
        try:
            self._db = sqlite3.connect(root / STATE_FILE, isolation_level=None, cached_statements=256)
            self._prepare()
        except sqlite3.Error as error:
            self._release()
            raise _unusable(root, error) from None
        except OutputError:
            self._release()
            raise

    def execute(self, sql: str, values: Sequence[Any] = ()) -> sqlite3.Cursor:
        """Run one statement in the open transaction; OutputError where the disk refuses it."""
        with self._told():
            return self._db.execute(sql, values)

    def executemany(self, sql: str, rows: Iterable[Sequence[Any]]) -> None:
        """Run one statement for each of *rows*; OutputError where the disk refuses it."""
        with self._told():
            self._db.executemany(sql, rows)

    def commit(self, sync: Callable[[], None] | None = None) -> None:
        """Make the batch last: call *sync*, which puts the archive's bytes on disk, then commit.

        Where either fails nothing of the batch is committed; OutputError says why.
        """
        if sync:
            sync()
        self.execute("COMMIT")
        self.execute("BEGIN IMMEDIATE")

    def rollback(self) -> None:
        """Forget what was done since the last commit."""
        if self._db.in_transaction:
            self.execute("ROLLBACK")
        self.execute("BEGIN IMMEDIATE")

    def close(self) -> None:
        """Forget what was not committed, and give back the lock; a second call does nothing."""
        if not self.closed:
            self._release()

    def _prepare(self) -> None:
        for pragma in _PRAGMAS:
            self._db.execute(pragma)
        version = self._db.execute("PRAGMA user_version").fetchone()[0]
        if version > len(MIGRATIONS):
            raise OutputError(f"{self.root / STATE_FILE}: written by a newer newsspider; update this one")
        for step in range(version, len(MIGRATIONS)):
            self._db.executescript(f"BEGIN;{MIGRATIONS[step]};PRAGMA user_version = {step + 1};COMMIT;")
        self._db.execute("BEGIN IMMEDIATE")

    @contextmanager
    def _told(self) -> Iterator[None]:
        """A full or failing disk, or a damaged file, told as OutputError; a mistake in a statement is ours."""
        try:
            yield
        except sqlite3.DatabaseError as error:
            if type(error) not in {sqlite3.OperationalError, sqlite3.DatabaseError}:
                raise
            raise _unusable(self.root, error) from None

    def _release(self) -> None:
        """SQLite rolls an open transaction back when its connection closes."""
        self.closed = True
        if hasattr(self, "_db"):
            self._db.close()
        self._lock.release()


@contextmanager
def read_only(root: Path) -> Iterator[sqlite3.Connection]:
    """Give a connection that only reads the state under *root*, while a run may be writing it, and close it.

    Nothing is written, so a state on a disk that is full or read-only is read too. StateDamagedError where there is no
    state, or where what is done with the connection meets a damaged file; OutputError where it may not be read.
    """
    path = root / STATE_FILE
    if not path.is_file():
        raise StateDamagedError(f"{path}: not found; give the directory a crawl wrote to")
    with reading(root), closing(_opened(path)) as state:
        yield state


@contextmanager
def reading(root: Path) -> Iterator[None]:
    """Tell what SQLite says of the state under *root* as `read_only` does."""
    try:
        yield
    except sqlite3.Error as error:
        path = root / STATE_FILE
        if _is_refused(error):
            raise OutputError(
                f"{path}: may not be read ({error}); see to its permissions and to the disk"
            ) from None
        raise StateDamagedError(
            f"{path}: cannot be read: {error}; 'newsspider verify --repair' makes it anew from the lines"
        ) from None


def _opened(path: Path) -> sqlite3.Connection:
    """A connection that reads; SQLite wants to make files beside the state, and does without where nothing writes."""
    address = f"{path.resolve().as_uri()}?mode=ro"
    state = sqlite3.connect(address, uri=True)
    try:
        state.execute("SELECT 1 FROM sqlite_master LIMIT 1").fetchone()
    except sqlite3.Error as error:
        state.close()
        log = path.with_name(f"{path.name}-wal")
        if not _is_refused(error) or (log.exists() and log.stat().st_size):
            raise
        state = sqlite3.connect(f"{address}&immutable=1", uri=True)
    return state


def _is_refused(error: sqlite3.Error) -> bool:
    return getattr(error, "sqlite_errorcode", sqlite3.SQLITE_ERROR) & 0xFF in _REFUSED


def _unusable(root: Path, error: sqlite3.Error) -> OutputError:
    advice = "free space or choose another directory"
    if type(error) is sqlite3.DatabaseError:  # what SQLite says of a damaged file
        advice = "'newsspider verify --repair' makes it anew from the lines"
    return OutputError(f"{root / STATE_FILE}: {error}; {advice}")
