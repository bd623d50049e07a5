"""One article's lines out of an archive, by its id, a revision's id, or an address."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

import orjson

from newsspider.archive.files import article_files
from newsspider.archive.jsonl import whole_lines
from newsspider.archive.schema import keys
from newsspider.errors import UsageError
from newsspider.text.urls import article_id, url_key

_ID: Final = re.compile(r"(art_[0-9a-f]{32})(?:\.([1-9][0-9]{0,8}))?\Z")

Record = dict[str, Any]


def revisions(path: Path, wanted: str) -> list[Record]:
    """Return an article's records in the archive at *path*, its revisions in order, never none.

    *wanted*: its id (a revision's will do), or an address: the article's own, in any spelling `url_key` folds, or else
    one that was asked for, passed through or named as canonical. Only lines that hold it are parsed. UsageError where
    *wanted* is neither, or nothing is found.
    """
    found = list(_by_id(path, _id(wanted)))
    if not found and not _ID.match(wanted):
        found = list(_by_address(path, wanted))
    if not found:
        raise UsageError(
            f"{path}: holds no article {wanted}; 'newsspider quotes' and 'newsspider.read' list ids and addresses"
        )
    numbered = {record["revision"]["number"]: record for record in found}
    return [numbered[number] for number in sorted(numbered)]


def revision(path: Path, wanted: str) -> Record:
    """Return the record of the revision *wanted* names, of the last one with a text where it names an article."""
    found = revisions(path, wanted)
    match = _ID.match(wanted)
    if match and match[2]:
        named = [record for record in found if record["revision"]["number"] == int(match[2])]
        if not named:
            raise UsageError(
                f"{path}: {match[1]} has no revision {match[2]}; its last one is {found[-1]['revision_id']}"
            )
        return named[0]
    return next((record for record in reversed(found) if record["revision"]["change"] != "gone"), found[-1])


def _id(wanted: str) -> str:
    if match := _ID.match(wanted):
        return match[1]
    if not wanted.startswith(("http://", "https://")):
        raise UsageError(
            f"{wanted!r} is no article's id (art_ and 32 hex digits), no revision's, and no http(s) address"
        )
    return article_id(url_key(wanted))


def _by_id(path: Path, wanted: str) -> Iterator[Record]:
    return (record for record in _holding(path, wanted) if record["id"] == wanted)


def _by_address(path: Path, wanted: str) -> Iterator[Record]:
    """All records of the article whose record names the address."""
    ids = {record["id"] for record in _holding(path, wanted) if wanted in _addresses(record)}
    if len(ids) > 1:
        raise UsageError(f"{path}: {len(ids)} articles name {wanted}; give an id: {', '.join(sorted(ids))}")
    return (record for found in ids for record in _by_id(path, found))


def _addresses(record: Record) -> tuple[str | None, ...]:
    origin = record["provenance"]
    return record["canonical_url"], origin["requested_url"], origin["capture_url"], *origin["redirects"]


def _holding(path: Path, text: str) -> Iterator[Record]:
    """The records whose line holds *text*."""
    needle, wanted = orjson.dumps(text)[1:-1], frozenset(keys())
    for file in article_files(path):
        for line in whole_lines(file):
            if needle in line:
                record = _parsed(line)
                if record is not None and wanted <= record.keys():
                    yield record


def _parsed(line: bytes) -> Record | None:
    try:
        record = orjson.loads(line)
    except orjson.JSONDecodeError:
        return None
    return record if isinstance(record, dict) else None
