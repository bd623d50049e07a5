"""The ``file:`` store: an archive in a directory of this machine."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from hashlib import file_digest, sha256
from pathlib import Path
from typing import TYPE_CHECKING

from newsspider.errors import OutputError

if TYPE_CHECKING:
    from hashlib import _Hash as HASH

# The names the archive gives the files it appends to; all else under the directory is somebody's own.
_OWN = re.compile(
    r"[a-z0-9][a-z0-9._-]*/\d{4}/\d\d/\d\d\.jsonl(?:\.gz|\.zst)?"
    r"|warc/[a-z0-9][a-z0-9._-]*/\d{8}T\d{6}Z-[0-9a-f]{6}-\d{5,}\.warc\.gz"
    r"|(?:failures|runs)\.jsonl"
)
# Those of the files it replaces as a whole.
_WRITTEN_ANEW = frozenset({"article.schema.json", "datapackage.json"})


def own_files(root: Path) -> Iterator[tuple[str, int]]:
    """Yield the path, relative to *root*, and the size of each file whose name is the archive's own."""
    for folder, _, names in os.walk(root):
        for name in names:
            file = Path(folder, name)
            path = file.relative_to(root).as_posix()
            if _OWN.fullmatch(path):
                yield path, file.stat().st_size


class LocalStore:
    """Files under *root*, which is made where it is not there. OutputError where it cannot be written.

    Every *path* is relative to *root*, with ``/``. What is appended may be lost until `commit` returns; a
    store does not know which of its bytes the ledger has committed, so `open` is told.
    """

    def __init__(self, root: Path) -> None:
        self.root = root
        self._unsynced: set[Path] = set()
        self._new_in: set[Path] = set()
        self._hashes: dict[str, HASH] = {}
        with _told(root):
            root.mkdir(parents=True, exist_ok=True)

    def open(self, path: str, size: int) -> bool:
        """Leave *path* with its first *size* bytes; with 0, without the file. False where it has fewer."""
        file = self.root / path
        self._hashes.pop(path, None)
        with _told(file):
            if size == 0:
                with suppress(
                    FileNotFoundError, NotADirectoryError
                ):  # the latter: a file stands for a folder
                    file.unlink()
                return True
            if not file.exists() or file.stat().st_size < size:
                return False
            if file.stat().st_size > size:
                os.truncate(file, size)
                _sync(file)
        return True

    def append(self, path: str, data: bytes) -> int:
        """Add *data* to the end of *path*; return the offset of its first byte."""
        file = self.root / path
        with _told(file):
            self._make_room(file)
            with file.open("ab", buffering=0) as out:
                offset = out.tell()
                self._unsynced.add(file)
                _write(out.fileno(), data)
        if offset == 0:
            self._hashes[path] = sha256()
        if path in self._hashes:
            self._hashes[path].update(data)
        return offset

    def refuse_folders(self) -> None:
        """Raise OutputError where a directory has the name of one of the archive's own files."""
        for folder, inner, _ in os.walk(self.root):
            for name in inner:
                path = Path(folder, name).relative_to(self.root).as_posix()
                if _OWN.fullmatch(path) or path in _WRITTEN_ANEW:
                    raise OutputError(f"{self.root / path}: is a directory; move it out of the archive")

    def commit(self) -> None:
        """Sync the files appended to, then the directories of new ones."""
        for file in sorted(self._unsynced):
            with _told(file):
                _sync(file)
        for folder in sorted(self._new_in):
            with _told(folder):
                _sync(folder)
        self._unsynced.clear()
        self._new_in.clear()

    def replace(self, path: str, data: bytes) -> None:
        """Put *data* in place of *path* at once: a reader sees the old file or the new one, never half."""
        file = self.root / path
        new = file.with_name(f".{file.name}.new")
        with _told(file):
            self._make_room(file)
            try:
                new.write_bytes(data)
                _sync(new)
                new.replace(file)
                _sync(file.parent)
            finally:
                new.unlink(missing_ok=True)

    def sha256(self, path: str) -> str:
        """Return the SHA-256 of *path* in hex; read through only where this store did not write all of it."""
        if path in self._hashes:
            return self._hashes[path].hexdigest()
        file = self.root / path
        with _told(file), file.open("rb") as data:
            return file_digest(data, sha256).hexdigest()

    def _make_room(self, file: Path) -> None:
        if file.exists():
            return
        folder = file.parent
        folder.mkdir(parents=True, exist_ok=True)
        self._new_in |= {folder, *(p for p in folder.parents if p.is_relative_to(self.root))}


@contextmanager
def _told(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise OutputError(f"{path}: cannot be written ({error.strerror})") from None


def _write(fd: int, data: bytes) -> None:
    rest = memoryview(data)
    while rest:
        rest = rest[os.write(fd, rest) :]


def _sync(path: Path) -> None:
    fd = os.open(path, os.O_RDONLY)
    try:
        os.fsync(fd)
    finally:
        os.close(fd)
