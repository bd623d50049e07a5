"""Files of lines put in place of others, all of them or none, whenever the process is killed.

The new file lies beside the old one, synced. One transaction puts its size and hash in the place of the old one's in
the state: from then on it counts, and nothing may remove it. Then it is renamed. Where a kill, an interrupt or the disk
comes between, the next start does the rest: a new file whose hash the state knows is put in place, any other is removed.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from hashlib import file_digest
from pathlib import Path
from typing import Final

from newsspider.archive.local import LocalStore
from newsspider.errors import OutputError
from newsspider.state.ledger import Ledger

_SUFFIX: Final = ".staged"
# What a kill leaves of a file that is put in place as soon as it is written: of lines, and of a run's sources.
_UNFINISHED: Final = ("*/[0-9]*/[0-9]*/.*.jsonl*.new", ".*.jsonl.new", "sources/.*.toml.new")


def staged(file: Path) -> Path:
    """Return where the new version of *file* is to be written."""
    return file.with_name(f".{file.name}{_SUFFIX}")


@contextmanager
def writing(file: Path) -> Iterator[None]:
    """Tell a disk that refuses *file* as OutputError."""
    try:
        yield
    except OSError as error:
        raise OutputError(f"{file}: cannot be written ({error.strerror})") from None


def put(store: LocalStore, ledger: Ledger, paths: Iterable[str]) -> None:
    """Put the staged versions of *paths* in place, with all else of the ledger's open transaction.

    OutputError where the disk refuses; then none is in place, or all will be at the next start. From here on it is only
    the state that says which of them count, so nobody else may remove them.
    """
    paths = sorted(paths)
    try:
        _count(ledger, store, paths)
    except OutputError:
        ledger.rollback()
        finish(store, ledger)
        raise
    for path in paths:
        _move(staged(store.root / path))


def _count(ledger: Ledger, store: LocalStore, paths: list[str]) -> None:
    """Commit that the staged versions of *paths* stand for them."""
    for folder in sorted({(store.root / path).parent for path in paths}):
        _sync_folder(folder)
    for path in paths:
        new = staged(store.root / path)
        ledger.execute(
            "UPDATE files SET size = ?, sha256 = ? WHERE path = ?", (new.stat().st_size, _sha256(new), path)
        )
    ledger.commit(store.commit)


def finish(store: LocalStore, ledger: Ledger) -> None:
    """Do what a killed process has left to do: put in place what counts already, remove the rest.

    Only for who holds the lock on the archive.
    """
    for new in (new for pattern in _UNFINISHED for new in sorted(store.root.glob(pattern))):
        discard(new)
    for new in _left(store.root):
        path = _replaced(new).relative_to(store.root).as_posix()
        row = ledger.execute("SELECT sha256 FROM files WHERE path = ?", (path,)).fetchone()
        if row and row[0] == _sha256(new):
            _move(new)
        else:
            discard(new)


def discard(new: Path) -> None:
    """Remove a staged file that is not to count."""
    with writing(new):
        new.unlink(missing_ok=True)


def _left(root: Path) -> Iterator[Path]:
    yield from sorted(root.glob(f"*/[0-9]*/[0-9]*/.*.jsonl*{_SUFFIX}"))


def _replaced(new: Path) -> Path:
    return new.with_name(new.name[1:].removesuffix(_SUFFIX))


def _move(new: Path) -> None:
    """Rename a staged file over the one it replaces; for a reader one of the two is there at any time."""
    with writing(new):
        new.replace(_replaced(new))
    _sync_folder(new.parent)


def _sync_folder(folder: Path) -> None:
    """Make the names in *folder* last."""
    with writing(folder):
        opened = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(opened)
        finally:
            os.close(opened)


def _sha256(file: Path) -> str:
    with writing(file), file.open("rb") as data:
        return file_digest(data, "sha256").hexdigest()
