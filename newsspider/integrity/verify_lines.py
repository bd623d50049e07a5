"""Is one line right by itself: strict JSON, the schema, spans, ids, hashes, the place it stands in."""

from __future__ import annotations

import json
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any, Final

import orjson

from newsspider.archive.failures import Cause, Failure, Stage
from newsspider.archive.files import day_of
from newsspider.archive.jsonl import Broken, batches, encode, split
from newsspider.archive.package import Outcome
from newsspider.archive.schema import check, is_newer, keys, known_part
from newsspider.errors import OutputError
from newsspider.text.urls import article_id

Judge = Callable[[dict[str, Any]], list[str]]
"""Gives what is wrong with a record."""
TextHash = Callable[[str | None], str | None]
"""Gives the ``text_sha256`` of a body."""

_FAILURE: Final = frozenset({field.name for field in fields(Failure)} | {"run_id"})
_RUN: Final = frozenset({"run_id", "spider", "started_at", "finished_at", "outcome", "counts"})


@dataclass(frozen=True, slots=True)
class Line:
    """A line as it was read. *number*: from 1, of those that can be read; *data*: its bytes, with their newline if it
    has one; *record*: empty where there is none; *wrong*: what is."""

    number: int
    data: bytes
    record: dict[str, Any]
    wrong: tuple[str, ...]


def judged_lines(file: Path, judge: Judge, stop: int | None = None) -> Iterator[Line | Broken]:
    """Yield the lines of a file up to byte *stop*, each with what is wrong, *judge* asked last, and what is broken
    between them."""
    broken: deque[Broken] = deque()
    lines = split(_sound(file, stop, broken))
    for number, data in enumerate(lines, 1):
        while broken:
            yield broken.popleft()
        if data.endswith(b"\n"):
            record, wrong = strict(data[:-1])
            yield Line(number, data, record, (wrong,) if wrong else tuple(judge(record)))
        else:
            yield Line(number, data, {}, ("is cut off, or longer than any line may be",))
    yield from broken


def _sound(file: Path, stop: int | None, broken: deque[Broken]) -> Iterator[bytes]:
    for part in batches(file, stop):
        if isinstance(part, Broken):
            broken.append(part)
        else:
            yield part


def strict(line: bytes) -> tuple[dict[str, Any], str]:
    """Return the object of a line, without its newline, and what is wrong with it as strict JSON; "" for nothing.

    The object is empty where there is none. A line as `encode` writes it is right; another is looked at key by key.
    """
    try:
        record = orjson.loads(line)
    except orjson.JSONDecodeError as error:
        return {}, f"is no strict JSON ({error})"
    if not isinstance(record, dict):
        return {}, "is no JSON object"
    if encode(record)[:-1] == line:
        return record, ""
    twice: list[str] = []
    json.loads(line, object_pairs_hook=lambda pairs: _once(pairs, twice))
    if twice:
        return record, f"has the key {twice[0]!r} twice"
    return record, "holds a NUL" if _has_nul(record) else ""


def article_problems(record: dict[str, Any], own: str | None, text_hash: TextHash | None) -> list[str]:
    """Return what is wrong with an article's record; empty for nothing.

    *own*: ``site/yyyy/mm/dd`` of its file, None where the file stands alone. *text_hash*: None leaves that hash. Of a line
    of a newer schema only what this newsspider knows is looked at; OutputError where that does not read as its own.
    """
    if is_newer(version := record.get("schema_version")):
        if check(known_part(record)):
            told = f"{own or 'a line'}: schema {version}"
            raise OutputError(f"{told}: written by a newer newsspider; update this one")
        return []
    wrong = check(record)
    if wrong:
        return wrong
    if record["id"] != article_id(record["url_key"]):
        wrong.append("id is not the hash of url_key")
    told = record["dedup"]["text_sha256"]
    if text_hash and told and told != text_hash(record["body"]):
        wrong.append("dedup.text_sha256 is not the hash of body")
    day = day_of(record["site"], record["fetched_at"])
    if own is not None and own != day:
        wrong.append(f"belongs to {day} by its site and fetched_at")
    return wrong + _revision_problems(record["revision"])


def failure_problems(record: Mapping[str, Any]) -> list[str]:
    """Return what is wrong with a line of ``failures.jsonl``; empty for nothing."""
    if record.keys() != _FAILURE:
        return [f"its keys are not {', '.join(sorted(_FAILURE))}"]
    closed = (("cause", Cause), ("stage", Stage))
    return [
        f"{name} is {record[name]!r}, which is none"
        for name, words in closed
        if _strange(record[name], words)
    ]


def run_problems(record: Mapping[str, Any]) -> list[str]:
    """Return what is wrong with a line of ``runs.jsonl``; empty for nothing."""
    if missing := _RUN - record.keys():
        return [f"lacks {', '.join(sorted(missing))}"]
    return (
        [f"outcome is {record['outcome']!r}, which is none"] if _strange(record["outcome"], Outcome) else []
    )


BESIDE: Final[Mapping[str, Judge]] = {"failures.jsonl": failure_problems, "runs.jsonl": run_problems}
"""Who judges the lines of the files beside the articles."""


def _revision_problems(revision: Mapping[str, Any]) -> list[str]:
    first = revision["number"] == 1
    wrong = []
    if first != (revision["change"] == "new"):
        wrong.append(f"revision {revision['number']} has the change {revision['change']!r}")
    if first and revision["changed_fields"]:
        wrong.append("revision 1 has changed_fields")
    if unknown := set(revision["changed_fields"]) - set(keys()):
        wrong.append(f"changed_fields names {min(unknown)!r}, which is no field")
    return wrong


def _strange(value: object, words: Iterable[Any]) -> bool:
    return value not in {word.value for word in words}


def _once(pairs: list[tuple[str, Any]], twice: list[str]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        names = [name for name, _ in pairs]
        twice.append(next(name for name in names if names.count(name) > 1))
    return found


def _has_nul(value: Any) -> bool:
    if isinstance(value, dict):
        return any("\0" in key or _has_nul(inner) for key, inner in value.items())
    if isinstance(value, list):
        return any(map(_has_nul, value))
    return isinstance(value, str) and "\0" in value
