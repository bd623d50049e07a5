"""Where an archive's bytes go: four verbs, and a choice by URI scheme."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Protocol
from urllib.parse import unquote, urlsplit

from newsspider.archive.local import LocalStore
from newsspider.errors import UsageError


class Store(Protocol):
    """Files that only grow. A *path* is relative to the archive, with ``/``.

    What is appended may be lost until `commit` returns; a store does not know which of its bytes the ledger
    has committed, so `open` is told.
    """

    def open(self, path: str, size: int) -> bool:
        """Leave *path* with its first *size* bytes; with 0, without the file. False where it has fewer."""

    def append(self, path: str, data: bytes) -> int:
        """Add *data* to the end of *path*, made where it is not there; return the offset of its first byte."""

    def list(self) -> Iterator[tuple[str, int]]:
        """Yield the path and size of each of the archive's own growing files, in no order."""

    def commit(self) -> None:
        """Put on disk all that was appended, and the names of the files it went to."""


def open_store(uri: str | Path) -> LocalStore:
    """Return the store for *uri*: a path or a ``file:`` URI.

    UsageError where the scheme is another, or a ``file:`` URI names a host.
    """
    text = str(uri)
    parts = urlsplit(text)
    if len(parts.scheme) < 2 or isinstance(uri, Path):  # one letter is a Windows drive
        return LocalStore(Path(text))
    if parts.scheme != "file" or parts.netloc not in {"", "localhost"}:
        raise UsageError(f"{text}: cannot be written to; give a directory or a file: address")
    return LocalStore(Path(unquote(parts.path)))
