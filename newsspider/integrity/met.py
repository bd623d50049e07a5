"""The article lines met on a walk through an archive, by article and by capture: on disk, so that memory stays flat."""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby
from typing import Any, Final
from zlib import crc32

import orjson

from newsspider.archive.files import day_of
from newsspider.archive.schema import keys

_TABLE: Final = """
CREATE TABLE lines (
    id BLOB, number INTEGER, file TEXT, line INTEGER, first_seen_at TEXT, text TEXT, previous TEXT, sums BLOB,
    changed TEXT, warc_file TEXT, warc_offset INTEGER, warc_record_id TEXT, html TEXT, url TEXT
)
"""


@dataclass(frozen=True, slots=True)
class Met:
    """What is kept of a line. *id*: the record's, as 16 bytes; *file*: relative to the archive; *line*: its number, from
    1; *text*, *previous*: hashes of this body and of the one before; *sums*: a checksum of each top-level field;
    *changed*: the names of those said to be, with blanks between."""

    id: bytes
    number: int
    file: str
    line: int
    first_seen_at: str
    text: str | None
    previous: str | None
    sums: bytes
    changed: str

    @property
    def revision_id(self) -> str:
        """The record's."""
        return f"art_{self.id.hex()}.{self.number}"


@dataclass(frozen=True, slots=True)
class Named:
    """A capture as a line names it. *html*: ``sha256:…`` of its body, None where the line has none."""

    id: bytes
    file: str
    line: int
    warc_file: str
    offset: int
    record_id: str
    html: str | None
    url: str


class Lines:
    """Lines added one by one, then looked at in other orders; kept in a temporary file."""

    def __init__(self) -> None:
        self._db = sqlite3.connect(
            "", isolation_level=None
        )  # an empty name is a file of its own, deleted on close
        self._db.execute("PRAGMA journal_mode = OFF")
        self._db.execute(_TABLE)
        self._db.execute("BEGIN")

    def add(self, record: Mapping[str, Any], file: str, line: int) -> None:
        """Add a record that follows the schema."""
        revision, provenance = record["revision"], record["provenance"]
        sums = b"".join(crc32(orjson.dumps(record[name])).to_bytes(4, "big") for name in keys())
        place = (provenance["warc_file"], provenance["warc_offset"], provenance["warc_record_id"])
        self._db.execute(
            f"INSERT INTO lines VALUES ({', '.join('?' * 14)})",  # noqa: S608
            (
                *(bytes.fromhex(record["id"][4:]), revision["number"], file, line, revision["first_seen_at"]),
                *(record["dedup"]["text_sha256"], revision["previous_text_sha256"], sums),
                *(" ".join(revision["changed_fields"]), *place, provenance["html_sha256"], record["url"]),
            ),
        )

    def articles(self) -> Iterator[list[Met]]:
        """Yield the lines of each article, by id; an article's by number, equal ones as they were added."""
        rows = self._db.execute(
            "SELECT id, number, file, line, first_seen_at, text, previous, sums, changed FROM lines"
            " ORDER BY id, number, rowid"
        )
        for _, lines in groupby(rows, key=lambda row: row[0]):
            yield [Met(*line) for line in lines]

    def latest(self) -> Iterator[tuple[bytes, int, str | None]]:
        """Yield each article's id, its highest number and the text hash of that line, by id."""
        yield from self._db.execute("SELECT id, max(number), text FROM lines GROUP BY id ORDER BY id")

    def drop(self, file: str, lines: Collection[int]) -> None:
        """Forget lines of a file, given by their numbers."""
        self._db.execute("CREATE INDEX IF NOT EXISTS places ON lines (file, line)")
        self._db.executemany(
            "DELETE FROM lines WHERE file = ? AND line = ?", ((file, line) for line in lines)
        )

    def warc_files(self) -> Iterator[str]:
        """Yield each file of captures that lines name."""
        self._db.execute("CREATE INDEX IF NOT EXISTS captures ON lines (warc_file, warc_offset)")
        rows = self._db.execute("SELECT DISTINCT warc_file FROM lines WHERE warc_file IS NOT NULL")
        yield from (row[0] for row in rows)

    def named(self, warc_file: str) -> Iterator[Named]:
        """Yield what lines name of a file of captures, by offset."""
        rows = self._db.execute(
            "SELECT id, file, line, warc_file, warc_offset, warc_record_id, html, url FROM lines"
            " WHERE warc_file = ? ORDER BY warc_offset, rowid",
            (warc_file,),
        )
        yield from (Named(*row) for row in rows)

    def close(self) -> None:
        """Drop all of it."""
        self._db.close()


@dataclass(frozen=True, slots=True)
class Flaw:
    """What is wrong with a line beside others of its article. *missing*: revisions that are not there; where there are
    none, the line itself is to blame."""

    line: Met
    what: str
    missing: tuple[str, ...] = ()


def chain_flaws(
    lines: list[Met], lost: Collection[str] | None, days: Collection[str], *, rebuilt: bool = False
) -> Iterator[Flaw]:
    """Yield what is wrong between the lines of one article.

    *rebuilt*: lines have been made anew, and may be alike where a change had been seen.

    *lost*: ids of revisions whose loss is known, None where earlier ones may be elsewhere; *days*: ``site/yyyy/mm/dd``
    of the files there are, as an article whose first day was moved away need not be whole.
    """
    before: Met | None = None
    sure = False
    for met in lines:
        number = before.number if before else 0
        if before and met.number == number:
            yield Flaw(met, f"revision_id {met.revision_id} was there before, at {before.file}:{before.line}")
            continue
        flaws = []
        if (
            met.number > number + 1
            and lost is not None
            and day_of(met.file.partition("/")[0], met.first_seen_at) in days
        ):
            missing = (f"art_{met.id.hex()}.{n}" for n in range(number + 1, met.number))
            flaws = _gap(tuple(one for one in missing if one not in lost), met)
        elif before and sure and met.number == number + 1:
            flaws = [Flaw(met, what) for what in _contradictions(before, met, rebuilt=rebuilt)]
        yield from flaws
        before, sure = met, not flaws or bool(flaws[0].missing)


def _gap(missing: tuple[str, ...], met: Met) -> list[Flaw]:
    return (
        [Flaw(met, f"revision {missing[0]}, which came before it, is not in the archive", missing)]
        if missing
        else []
    )


def _contradictions(before: Met, met: Met, *, rebuilt: bool) -> Iterator[str]:
    """What a line says of the one before it, and is not so."""
    if met.previous != before.text:
        yield f"revision.previous_text_sha256 is not the text hash of {before.revision_id}"
    if met.first_seen_at != before.first_seen_at:
        yield f"revision.first_seen_at is not that of {before.revision_id}"
    changed = met.changed.split()
    for place, name in enumerate(keys()):
        part = slice(4 * place, 4 * place + 4)
        if not rebuilt and name in changed and met.sums[part] == before.sums[part]:
            yield f"changed_fields names {name!r}, which is as in {before.revision_id}"
