"""Lines of strict JSON: encoded, and read back but for what is cut off or damaged."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import orjson

from newsspider.archive.packing import BrokenError, Members, find_member, packing_of

log = logging.getLogger(__name__)
# Bytes of a line: DuckDB is told the same, and no line of ours comes near.
LONGEST: Final = 1 << 28
# Bytes of a batch that are kept back until its checksum is known to be right; a batch of five articles has 50 KB.
_HELD: Final = 1 << 20
# UTF-8 holds no lone surrogate; NUL ends strings in half of the readers.
_NEVER: Final = re.compile("[\x00\ud800-\udfff]")


def encode(record: Mapping[str, Any]) -> bytes:
    """Return one line of strict JSON with its newline, keys in the order given.

    A NUL or a lone surrogate becomes U+FFFD, one for one, so that offsets into the text hold; NaN and the
    infinities become null.
    """
    try:
        line = orjson.dumps(record, option=orjson.OPT_APPEND_NEWLINE)
    except orjson.JSONEncodeError:
        return orjson.dumps(_clean(record), option=orjson.OPT_APPEND_NEWLINE)
    if b"\\u0000" in line:
        return orjson.dumps(_clean(record), option=orjson.OPT_APPEND_NEWLINE)
    return line


def read_jsonl(path: Path) -> Iterator[dict[str, Any]]:
    """Yield the records of a ``.jsonl``, ``.jsonl.gz`` or ``.jsonl.zst`` file; see `whole_lines` for what is left out.

    A line that is no JSON object is left out, too, and logged as a warning.
    """
    for line in whole_lines(path):
        record = _parse(path, line)
        if record is not None:
            yield record


def whole_lines(path: Path) -> Iterator[bytes]:
    """Yield the lines of such a file, without their newlines.

    A batch that is damaged, a tail that was cut off and a line longer than LONGEST are left out, and logged as a
    warning. Raises OSError where the file cannot be opened.
    """
    for line in split(_readable(path)):
        if line.endswith(b"\n"):
            yield line[:-1]
        else:
            log.warning("%s: a line is cut off or too long, and left out", path)


def split(chunks: Iterable[bytes]) -> Iterator[bytes]:
    """Yield the lines of *chunks*, with their newlines.

    A line without one is cut off, or longer than LONGEST, and then only its beginning is given.
    """
    held: list[bytes] = []
    size = 0
    for chunk in chunks:
        *ended, rest = chunk.split(b"\n")
        for part in ended:
            size += len(part)
            yield b"".join((*held, part, b"\n")) if size <= LONGEST else b"".join(held[:1])
            held, size = [], 0
        size += len(rest)
        if rest:
            held.append(rest)
        if size > LONGEST:
            del held[1:]
    if held:
        yield b"".join(held)


def batches(path: Path, stop: int | None = None) -> Iterator[bytes | Broken]:
    """Yield the bytes of a file of lines, up to byte *stop* of the file, and what of it is broken, in order.

    A damaged member gives none of its bytes, unless they are more than a MiB, and then whole lines, so that nothing of it
    runs into the next one; one that is cut off gives what it has.
    """
    packing = packing_of(path)
    with path.open("rb") as file:
        members = Members(file, packing, stop=stop)
        while members.more():
            begin, held = members.at, _Held()
            try:
                for chunk in members.read():
                    yield from held.add(chunk)
            except BrokenError as error:
                following = find_member(file, packing, begin + 1, stop)
                if error.cut and following is None:
                    yield from held.chunks
                elif held.midway:
                    yield b"\n"
                yield Broken(begin, following, str(error), cut=error.cut and following is None)
                if following is None:
                    return
                members = Members(file, packing, following, stop)
            else:
                yield from held.chunks


@dataclass(frozen=True, slots=True)
class Broken:
    """Bytes *begin* to *end* of a file are no whole member; *end* is None for the rest of it. *why*: what zlib or
    Zstandard says. *cut*: the file ends within it, and what it has was given."""

    begin: int
    end: int | None
    why: str
    cut: bool


class _Held:
    """The last chunks of a member, kept back until it is known to be whole. *midway*: what was given ends within a line,
    one longer than LONGEST."""

    def __init__(self) -> None:
        self.chunks: list[bytes] = []
        self.midway = False
        self._size = 0

    def add(self, chunk: bytes) -> Iterator[bytes]:
        """Keep *chunk*; where it has become too much, yield the lines that are whole and keep the rest."""
        self.chunks.append(chunk)
        self._size += len(chunk)
        ended = chunk.rfind(b"\n") + 1
        if self._size <= _HELD or not (ended or self._size > LONGEST):
            return
        given, rest = self.chunks[:-1], b""
        if ended:
            chunk, rest = chunk[:ended], chunk[ended:]
        yield from (*given, chunk)
        self.chunks, self._size, self.midway = [rest], len(rest), not ended


def _readable(path: Path) -> Iterator[bytes]:
    for part in batches(path):
        if not isinstance(part, Broken):
            yield part
        elif part.cut:
            log.warning("%s: the last batch is cut off; its whole lines are kept", path)
        else:
            log.warning("%s: damaged at byte %d (%s); that batch is left out", path, part.begin, part.why)


def _parse(path: Path, line: bytes) -> dict[str, Any] | None:
    try:
        record = orjson.loads(line)
    except orjson.JSONDecodeError:
        record = None
    if not isinstance(record, dict):
        log.warning("%s: a line that is no record is left out", path)
        return None
    return record


def _clean(value: Any) -> Any:
    if isinstance(value, str):
        return _NEVER.sub("\ufffd", value)
    if isinstance(value, Mapping):
        return {_clean(k): _clean(v) for k, v in value.items()}
    if isinstance(value, list | tuple):
        return [_clean(v) for v in value]
    return value
