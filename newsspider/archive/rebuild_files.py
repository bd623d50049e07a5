"""All lines of an archive made anew, file by file, and what has changed told; put in place all at once."""

from __future__ import annotations

import os
from collections import Counter, deque
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import Final

import orjson

from newsspider.archive import staging
from newsspider.archive.archive import Archive
from newsspider.archive.files import article_files, intact
from newsspider.archive.jsonl import encode, whole_lines
from newsspider.archive.packing import member, packing_of
from newsspider.archive.rebuild import Line, Rebuilder, Rebuilt, Result
from newsspider.archive.schema import keys
from newsspider.state.pages import Pages

_BATCH: Final = 50  # lines of a member: enough for the window of gzip


@dataclass(slots=True)
class Counts:
    """*lines* by what became of them; *fields*: how many lines each has changed in; *damaged*: files left as they are,
    which do not read to their end; *written*: files put in place."""

    lines: Counter[Result] = field(default_factory=Counter)
    fields: Counter[str] = field(default_factory=Counter)
    damaged: list[str] = field(default_factory=list)
    written: int = 0

    def add(self, found: Rebuilt) -> None:
        """Count one line."""
        self.lines[found.result] += 1
        self.fields.update(change.field for change in found.changes)


def rebuild(
    root: Path, rebuilder: Rebuilder, tell: Callable[[Rebuilt], None], archive: Archive | None = None
) -> Counts:
    """Make every line of the archive under *root* anew, and return what was counted; *tell* is given each.

    *archive*: the same, open, where the lines are to be put in place; without it nothing is written. OutputError
    where the disk refuses, and then the lines stay as they were.
    """
    counts = Counts()
    files = _sound_files(root, counts)
    rebuilder.foresee(_followed(files))

    def counted(file: Path) -> Iterator[tuple[bytes, Rebuilt]]:
        for raw in whole_lines(file):
            found = rebuilder.rebuild(orjson.loads(raw))
            counts.add(found)
            tell(found)
            yield raw, found

    with ExitStack() as undo:
        names = []
        for file in files:
            if archive is None:
                deque(counted(file), maxlen=0)
                continue
            undo.callback(staging.discard, staging.staged(file))
            if _stage(file, counted(file), archive):
                names.append(file.relative_to(root).as_posix())
            else:
                staging.discard(staging.staged(file))
        undo.pop_all()
    if archive:
        archive.put_staged(names)
        counts.written = len(names)
    return counts


def _sound_files(root: Path, counts: Counts) -> list[Path]:
    """The files that can be made anew; the others are counted."""
    sound = []
    for file in article_files(root):
        if _sound(file):
            sound.append(file)
        else:
            counts.damaged.append(file.relative_to(root).as_posix())
    return sound


def _followed(files: list[Path]) -> Iterator[Line]:
    """The lines whose next revision is there, wherever it stands: later days, other packings, other sites may come
    first. Holds a name for each."""
    after = {
        (line["id"], line["revision"]["number"] - 1)
        for line in _lines(files)
        if line["revision"]["number"] > 1
    }
    if after:
        yield from (line for line in _lines(files) if (line["id"], line["revision"]["number"]) in after)


def _lines(files: list[Path]) -> Iterator[Line]:
    return (orjson.loads(raw) for file in files for raw in whole_lines(file))


def _sound(file: Path) -> bool:
    """Whether every line of a file is there, and is a record."""
    wanted = frozenset(keys())
    return intact(file) and all(wanted <= _keys(line) for line in whole_lines(file))


def _keys(line: bytes) -> frozenset[str]:
    try:
        found = orjson.loads(line)
    except orjson.JSONDecodeError:
        return frozenset()
    return frozenset(found) if isinstance(found, dict) else frozenset()


def _stage(file: Path, lines: Iterator[tuple[bytes, Rebuilt]], archive: Archive) -> bool:
    """Write the new version of *file* beside it; return whether a line of it has changed."""
    new, pages, changed = staging.staged(file), Pages(archive.ledger), False
    with staging.writing(new), new.open("wb") as out:
        for batch in _batched(lines):
            out.write(member([line for line, _ in batch], packing_of(file)))
            for _, found in batch:
                changed = changed or bool(found.changes)
                if found.reread:
                    number = found.line["revision"]["number"]
                    pages.reread(found.line["id"], number, found.reread.fields, found.reread.sha256)
        out.flush()
        os.fsync(out.fileno())
    return changed


def _batched(lines: Iterator[tuple[bytes, Rebuilt]]) -> Iterator[list[tuple[bytes, Rebuilt]]]:
    """The lines as they are to be written, some at a time."""
    anew = ((encode(found.line) if found.changes else raw + b"\n", found) for raw, found in lines)
    while batch := list(islice(anew, _BATCH)):
        yield batch
