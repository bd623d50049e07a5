"""Where an archive's bytes go: a choice by URI scheme."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import unquote, urlsplit

from newsspider.archive.local import LocalStore
from newsspider.errors import UsageError


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
