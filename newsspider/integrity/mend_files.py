"""Files with what is broken in them taken out: lines written anew, captures with fillers that keep places as they are."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from newsspider.archive.jsonl import Broken
from newsspider.archive.packing import member, packing_of
from newsspider.archive.warc_format import fields, new_id, record
from newsspider.integrity.checked_records import Found, warc_records
from newsspider.integrity.losses import Quarantine
from newsspider.integrity.verify_lines import Judge, Line, judged_lines
from newsspider.model import instant

_BATCH: Final = 1 << 18  # bytes of lines; batches of five articles have a fifth of that
ROOM: Final = 256  # bytes of the smallest filler
_HEADER: Final = 10  # bytes of a gzip header without further fields
_COMMENT: Final = 0x10  # the flag of RFC 1952 for a comment, which ends with a NUL


def mend_lines(root: Path, path: str, judge: Judge, quarantine: Quarantine) -> Iterator[str]:
    """Write a file of lines anew without what is wrong; yield what was taken out. Left alone where nothing is."""
    file = root / path
    if all(isinstance(line, Line) and not line.wrong for line in judged_lines(file, judge)):
        return
    taken: list[str] = []
    replace_lines(file, _right(judged_lines(file, judge), path, quarantine, taken))
    yield from taken


def _right(
    lines: Iterable[Line | Broken], path: str, quarantine: Quarantine, taken: list[str]
) -> Iterator[bytes]:
    for line in lines:
        if isinstance(line, Broken):
            place = quarantine.copy(path, line.begin, line.end)
            taken.append(
                f"{path}:byte {line.begin}: {'cut off' if line.cut else 'damaged'}; moved to {place}"
            )
        elif line.wrong:
            place = quarantine.line(path, line.number, line.data)
            taken.append(f"{path}:{line.number}: {line.wrong[0]}; moved to {place}")
        else:
            yield line.data


def replace_lines(file: Path, lines: Iterable[bytes]) -> None:
    """Put *lines* in place of those of *file* at once; no lines leave no file."""
    new = file.with_name(f".{file.name}.new")
    with new.open("wb") as out:
        for batch in _batches(lines):
            out.write(member(batch, packing_of(file)))
        written = out.tell()
        out.flush()
        os.fsync(out.fileno())
    if written:
        new.replace(file)
    else:
        new.unlink()
        file.unlink()


def _batches(lines: Iterable[bytes]) -> Iterator[list[bytes]]:
    batch: list[bytes] = []
    size = 0
    for line in lines:
        batch.append(line)
        size += len(line)
        if size >= _BATCH:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch


def mend_captures(root: Path, path: str, quarantine: Quarantine) -> Iterator[str]:
    """Take damaged records out of a file of captures; yield what was.

    A record that only says so takes their place and their room, so that all others stay where lines name them; a tail
    is cut off.
    """
    file = root / path
    for begin, end in list(_damaged(file)):
        if begin == 0 and end is None:
            yield f"{path}: holds no record that can be read; moved to {quarantine.move(path)}"
            return
        place = quarantine.copy(path, begin, end)
        yield f"{path}:byte {begin}: damaged or cut off; moved to {place}"
        with file.open("r+b") as out:
            if end is None:
                out.truncate(begin)
            else:
                out.seek(begin)
                out.write(filler(end - begin, place))
            out.flush()
            os.fsync(out.fileno())


def _damaged(file: Path) -> Iterator[tuple[int, int | None]]:
    """Where bytes lie that are no right record: neighbours as one, None for the end of the file.

    One with less room than a filler needs takes the next record with it.
    """
    begin: int | None = None
    for found in warc_records(file):
        at = found.begin if isinstance(found, Broken) else found.offset
        if isinstance(found, Found) and not found.wrong and (begin is None or at - begin >= ROOM):
            if begin is not None:
                yield begin, at
            begin = None
        elif begin is None:
            begin = at
    if begin is not None:
        yield begin, None


def filler(size: int, place: str) -> bytes:
    """Return a record of *size* bytes, ROOM or more, that says at which *place* lies what it stands for.

    The padding is a comment in the header of its gzip member.
    """
    data = next(note for note in (_note(place), _note("")) if len(note) < size)
    padding = b" " * (size - len(data) - 1) + b"\0"
    return data[:3] + bytes([data[3] | _COMMENT]) + data[4:_HEADER] + padding + data[_HEADER:]


def _note(place: str) -> bytes:
    told = fields([("damaged", place)] if place else [])
    head = [
        ("WARC-Date", instant(datetime.now(UTC).replace(microsecond=0)) or ""),
        ("Content-Type", "application/warc-fields"),
    ]
    return record("metadata", new_id(), head, told)
