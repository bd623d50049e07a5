"""Are the files beside the lines right: the state, its sizes, the descriptor's sizes and hashes, the schema."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from sqlite3 import Connection
from typing import Final

import orjson

from newsspider.archive.leftovers import sha256_of, unexplained
from newsspider.archive.local import own_files
from newsspider.archive.package import DESCRIPTOR, described
from newsspider.archive.schema import SCHEMA_FILE, schema_bytes
from newsspider.errors import OutputError
from newsspider.integrity.problem import Problem
from newsspider.model import SCHEMA_VERSION
from newsspider.state.ledger import STATE_FILE, StateDamagedError, read_only, reading
from newsspider.state.lock import is_locked
from newsspider.state.migrations import MIGRATIONS

# Read through, as SQLite does not look into its texts; the index of texts is large, and holds numbers.
_READ: Final = ("pages", "runs", "files", "scopes", "frontier")
_JSON: Final = (("pages", "fields"), ("runs", "facts"), ("runs", "counts"), ("frontier", "meta"))
_ANEW: Final = "--repair writes it anew"


@dataclass(frozen=True, slots=True)
class Known:
    """What the state says. *sizes*: committed bytes of each file; *found*: bytes it had then, None where that was not
    looked at; *described*: a run has ended well; *killed*: a run has not ended; *writing*: one writes at the moment;
    *wrong*: why the state cannot be used, "" where it can."""

    sizes: Mapping[str, int] = field(default_factory=dict)
    found: Mapping[str, int] | None = None
    described: bool = False
    killed: bool = False
    writing: bool = False
    wrong: str = ""

    def stop(self, path: str) -> int | None:
        """Return the byte up to which a file is to be read: what a run adds, or has left, is no matter; None for all."""
        if self.wrong or self.found is None:
            return None
        return (self.sizes if self.killed or self.writing else self.found).get(path, 0)


def known(root: Path) -> Known:
    """Return what `snapshot` gives, without the connection."""
    with snapshot(root) as (state, _):
        return state


@contextmanager
def snapshot(root: Path) -> Iterator[tuple[Known, Connection | None]]:
    """Read the state of the archive under *root* through; give what it says, and a connection that sees just that,
    whatever a run writes; None where the state cannot be used.

    OutputError where a newer newsspider wrote it, or where it may not be read.
    """
    with ExitStack() as held:
        state: Connection | None = None
        try:
            state = held.enter_context(read_only(root))
            with reading(root):
                said = _said(root, state)
        except StateDamagedError as error:
            said = Known(wrong=str(error).partition(": ")[2].partition(";")[0])
        yield said, None if said.wrong else state


def _said(root: Path, state: Connection) -> Known:
    """What the state says at one moment, and how large the files were at the next: a run may write before and after."""
    writing = is_locked(root)
    state.execute("BEGIN")
    version = state.execute("PRAGMA user_version").fetchone()[0]
    if version > len(MIGRATIONS):
        raise OutputError(f"{root / STATE_FILE}: written by a newer newsspider; update this one")
    sizes = dict(state.execute("SELECT path, size FROM files"))
    found = dict(own_files(root))
    writing = writing or is_locked(root)
    described = state.execute("SELECT 1 FROM files WHERE sha256 IS NOT NULL LIMIT 1").fetchone()
    killed = frozenset(run for (run,) in state.execute("SELECT run_id FROM runs WHERE outcome IS NULL"))
    if killed and not writing and any(unexplained(root, sizes, killed)):
        killed = frozenset()  # what is beyond the sizes is not theirs, and the next run refuses it
    ran = state.execute("SELECT 1 FROM runs LIMIT 1").fetchone()
    # So is one that a repair, or a run, was about to make when it was killed.
    empty = "knows none of the files beside it" if any(found.values()) and not (sizes or ran) else ""
    wrong = _damage(root, state) or empty
    return Known(sizes, found, bool(described), bool(killed), writing, wrong)


def _damage(root: Path, state: Connection) -> str:
    """What is wrong with a state that can be opened; "" for nothing."""
    found: str = state.execute("PRAGMA integrity_check(1)").fetchone()[0]
    if found != "ok":
        return " ".join(found.split())
    if (root / STATE_FILE).stat().st_size % state.execute("PRAGMA page_size").fetchone()[0]:
        return "ends within a page"
    for table in _READ:
        deque(state.execute(f"SELECT * FROM {table}"), maxlen=0)  # noqa: S608
    for table, column in _JSON:
        where = f"FROM {table} WHERE {column} IS NOT NULL AND NOT json_valid({column})"
        if state.execute(f"SELECT 1 {where} LIMIT 1").fetchone():
            return f"its table {table} is damaged"
    return ""


def file_problems(root: Path, state: Known) -> Iterator[Problem]:
    """Yield what is wrong with the state, with the sizes of files, the descriptor and the schema."""
    found = dict(own_files(root))
    if state.wrong and (found or (root / STATE_FILE).exists()):
        meaning = "the next run cannot go on; --repair makes it anew from the lines"
        yield Problem(STATE_FILE, "", f"{state.wrong}; {meaning}")
    if not state.wrong:
        yield from _sizes(state.found or {}, state)
    if found and not (state.writing or is_locked(root)):
        yield from _descriptor(root, found, state)
        if wrong := schema_problem(root):
            yield Problem(SCHEMA_FILE, "", wrong)


def _sizes(found: Mapping[str, int], state: Known) -> Iterator[Problem]:
    for path, size in sorted(found.items()):
        committed = state.sizes.get(path, 0)
        if size < committed:
            yield Problem(path, "", f"has {size} bytes of {committed}; the rest is lost")
        elif size > committed and state.killed and not state.writing:
            yield Problem(
                path, f"byte {committed}", "what follows is of a killed run; the next one cuts it off"
            )
        elif size > committed and not state.writing:
            yield Problem(
                path, f"byte {committed}", f"what follows {STATE_FILE} does not know; the next run refuses it"
            )
    for path in sorted(state.sizes.keys() - found.keys()):
        yield Problem(
            path, "", f"is not there, and {STATE_FILE} knows it; put it back, or the next run forgets it"
        )


def _descriptor(root: Path, found: Mapping[str, int], state: Known) -> Iterator[Problem]:
    """A file may have grown since it was described; what it had then must be the same."""
    file = root / DESCRIPTOR
    if not file.is_file():
        if state.described:
            yield Problem(DESCRIPTOR, "", f"is not there; {_ANEW}")
        return
    named = described(root)
    if named is None:
        yield Problem(DESCRIPTOR, "", f"is damaged; {_ANEW}")
    for path, size, told in named or ():
        if path not in found or found[path] < size:
            yield Problem(path, "", f"has {found.get(path, 0)} of the {size} bytes {DESCRIPTOR} names")
        elif sha256_of(root / path, size) != told:
            yield Problem(
                path, "", f"is not what it was when it was described: its SHA-256 is not that in {DESCRIPTOR}"
            )


def schema_problem(root: Path) -> str:
    """Return what is wrong with the schema beside the lines, "" for nothing; that of another version is as it should be."""
    file = root / SCHEMA_FILE
    if not file.is_file():
        return f"is not there; {_ANEW}"
    data = file.read_bytes()
    if data == schema_bytes():
        return ""
    try:
        version = orjson.loads(data)["$id"].rpartition(":")[2]
    except (ValueError, KeyError, TypeError, AttributeError):
        version = SCHEMA_VERSION
    return f"is not the one of this newsspider; {_ANEW}" if version == SCHEMA_VERSION else ""
