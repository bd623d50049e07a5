"""What a repair took out of an archive: its bytes under ``quarantine/``, its revisions in ``quarantine/lost.jsonl``."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path
from typing import Final

from newsspider.archive.jsonl import encode, read_jsonl

QUARANTINE: Final = "quarantine"
LOST: Final = f"{QUARANTINE}/lost.jsonl"
_CHUNK: Final = 1 << 20


def lost_revisions(root: Path) -> frozenset[str]:
    """Return the ``revision_id`` of each line that is known to be lost; empty where nothing ever was."""
    file = root / LOST
    return (
        frozenset(str(line.get("revision_id")) for line in read_jsonl(file))
        if file.is_file()
        else frozenset()
    )


def mended_days(root: Path, committed: Iterable[str]) -> dict[str, str]:
    """Return the days, as ``site/yyyy/mm/dd``, and the file of each, of those files of lines that the state has
    *committed* and a repair has taken something out of: their lines were not moved away, even where the file is gone."""
    quarantine = Quarantine(root)
    days = {path[: path.rindex(".jsonl")]: path for path in committed if "/" in path and ".jsonl" in path}
    return {day: path for day, path in days.items() if quarantine.holds(path)}


class Quarantine:
    """Where a repair of the archive under *root* puts what it takes out; nothing there is ever written over."""

    def __init__(self, root: Path) -> None:
        self._root = root

    def holds(self, path: str) -> bool:
        """Whether something of the file at *path* was taken out, now or before."""
        place = self._root / QUARANTINE / path
        return any(place.parent.glob(f"{place.name}*"))

    def move(self, path: str) -> str:
        """Move a whole file here; return where it lies now, relative to the archive."""
        place = self._place(path)
        (self._root / path).rename(place)
        return self._told(place)

    def copy(self, path: str, begin: int, end: int | None) -> str:
        """Copy bytes *begin* to *end* of a file here, None for all the rest; return where they lie."""
        place = self._place(f"{path}.byte-{begin}")
        with (self._root / path).open("rb") as source, place.open("xb") as out:
            source.seek(begin)
            left = (os.fstat(source.fileno()).st_size if end is None else end) - begin
            while left > 0 and (chunk := source.read(min(_CHUNK, left))):
                out.write(chunk)
                left -= len(chunk)
            os.fsync(out.fileno())
        return self._told(place)

    def line(self, path: str, number: int, data: bytes) -> str:
        """Keep a line of a file here; return where it lies."""
        place = self._place(f"{path}.line-{number}")
        with place.open("xb") as out:
            out.write(data)
            os.fsync(out.fileno())
        return self._told(place)

    def lose(self, lost: Iterable[tuple[str, str]]) -> None:
        """Note revisions that are lost: the ``revision_id`` and the file of each."""
        data = b"".join(encode({"revision_id": revision, "file": file}) for revision, file in lost)
        if data:
            (self._root / QUARANTINE).mkdir(exist_ok=True)
            with (self._root / LOST).open("ab") as out:
                out.write(data)
                os.fsync(out.fileno())

    def _place(self, name: str) -> Path:
        """A path for *name* that nothing has yet."""
        first = self._root / QUARANTINE / name
        first.parent.mkdir(parents=True, exist_ok=True)
        place, again = first, 1
        while place.exists():
            again += 1
            place = first.with_name(f"{first.name}.{again}")
        return place

    def _told(self, place: Path) -> str:
        return place.relative_to(self._root).as_posix()
