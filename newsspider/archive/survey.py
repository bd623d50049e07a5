"""A quick first look through an archive's lines: which revision of an article is its last, who was copied how often."""

from __future__ import annotations

import logging
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

import orjson

from newsspider.archive.jsonl import whole_lines
from newsspider.archive.schema import keys

# What a line written by newsspider holds that is a first version, and no copy. In a text of the record its quotation
# marks would stand behind backslashes. Any other line is parsed.
_FIRST: Final = b'"revision":{"number":1,'
_NO_COPY: Final = b'"duplicate_of":null'


@dataclass(slots=True)
class Survey:
    """*lines*: how many there are. *last*: the number of the last revision, and *last_text* of the last that has a text
    (is not "gone"), by id, of articles with more than one; *copies*: copies by ``cluster_id``."""

    lines: int = 0
    last: dict[str, int] = field(default_factory=dict)
    last_text: dict[str, int] = field(default_factory=dict)
    copies: Counter[str] = field(default_factory=Counter)

    def note(self, record: dict[str, Any]) -> None:
        """Take in a record that is a revision or a copy."""
        article, revision, dedup = record["id"], record["revision"], record["dedup"]
        number = revision["number"]
        if number > 1:
            self.last[article] = max(number, self.last.get(article, 1))
            if revision["change"] != "gone":
                self.last_text[article] = max(number, self.last_text.get(article, 1))
        elif dedup["duplicate_of"] is not None:
            self.copies[dedup["cluster_id"]] += 1


def survey(files: Iterable[Path]) -> Survey:
    """Return what the lines of *files* say of each other; lines that are no article records count for nothing.

    Parses only lines that are revisions or copies, and holds a number for each of these. Silent about what is left
    out: that is told when the lines are read. OSError where a file cannot be opened.
    """
    with _silence():
        return _survey(files)


def _survey(files: Iterable[Path]) -> Survey:
    found = Survey()
    for file in files:
        for line in whole_lines(file):
            if _FIRST in line and _NO_COPY in line:
                found.lines += 1
            else:
                for record in _records(line):
                    found.lines += 1
                    found.note(record)
    return found


@contextmanager
def _silence() -> Iterator[None]:
    log = logging.getLogger("newsspider.archive")
    level = log.level
    log.setLevel(logging.ERROR)
    try:
        yield
    finally:
        log.setLevel(level)


def _records(line: bytes) -> Iterator[dict[str, Any]]:
    """Yield the record of a line; nothing where it is none, or what is asked of it is not there."""
    try:
        record = orjson.loads(line)
    except orjson.JSONDecodeError:
        return
    if not isinstance(record, dict) or not record.keys() >= frozenset(keys()):
        return
    revision, dedup = record["revision"], record["dedup"]
    if isinstance(revision, dict) and isinstance(dedup, dict) and isinstance(record["id"], str):
        whole = isinstance(revision.get("number"), int) and "change" in revision
        if whole and isinstance(dedup.get("cluster_id"), str | None) and "duplicate_of" in dedup:
            yield record
