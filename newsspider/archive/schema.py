"""``article.schema.json``: the keys of a record in their order, and whether a record follows it."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from datetime import datetime
from functools import cache
from importlib.resources import files
from typing import Any, Final

from newsspider.model import SCHEMA_VERSION

SCHEMA_FILE: Final = "article.schema.json"
_VERSION: Final = re.compile(r"\d{1,9}\.\d{1,9}(?:\.\d+)*")


def schema_bytes() -> bytes:
    """Return the schema file as it ships."""
    return files("newsspider.archive").joinpath(SCHEMA_FILE).read_bytes()


@cache
def schema() -> Mapping[str, Any]:
    """Return the schema, parsed once; not to be changed."""
    parsed: dict[str, Any] = json.loads(schema_bytes())
    return parsed


@cache
def keys(group: str | None = None) -> tuple[str, ...]:
    """Return the keys of a record in the schema's order, or those of one of its objects, or of the items of
    one of its lists."""
    part = schema()
    if group:
        part = part["properties"][group]
        part = part.get("items", part)
    return tuple(part["required"])


@cache
def validator() -> Callable[[Any], Any]:
    """Return the compiled validator, which raises fastjsonschema's JsonSchemaValueException at the first
    mistake; some 65 µs a record, and 0.1 s to compile."""
    import fastjsonschema

    compiled: Callable[[Any], Any] = fastjsonschema.compile(dict(schema()))
    return compiled


def is_newer(version: object) -> bool:
    """Whether a *version* of the schema came after this newsspider's; False for what is none."""
    if not (isinstance(version, str) and _VERSION.fullmatch(version)):
        return False
    return [int(part) for part in version.split(".")[:2]] > [int(part) for part in SCHEMA_VERSION.split(".")]


def known_part(record: Mapping[str, Any]) -> dict[str, Any]:
    """Return *record*, of a newer version, without the fields that the schema does not know, as one of this version."""
    part: dict[str, Any] = _known(record, schema())
    return part | {"schema_version": SCHEMA_VERSION}


def _known(value: Any, part: Mapping[str, Any]) -> Any:
    if isinstance(value, dict) and (inner := part.get("properties")):
        return {name: _known(one, inner[name]) for name, one in value.items() if name in inner}
    if isinstance(value, list) and "items" in part:
        return [_known(one, part["items"]) for one in value]
    return value


def check(record: Any) -> list[str]:
    """Return what is wrong with a record, for a person to read; empty where nothing is.

    First the form, by the schema (its first mistake only); where that is right, what no schema can say: spans
    lie within the body and hold their text, blocks make up the body, ids agree, days are in the calendar.
    """
    from fastjsonschema import JsonSchemaValueException

    try:
        validator()(record)
    except JsonSchemaValueException as error:
        return [str(error).replace("data.", "", 1)]
    return [*_spans(record), *_blocks(record), *_identity(record), *_times(record)]


def _spans(record: Mapping[str, Any]) -> list[str]:
    body = record["body"] or ""
    wrong = []
    for name in ("quotes", "links"):
        for place, item in enumerate(record[name]):
            start, end = item["char_start"], item["char_end"]
            if (start is None) != (end is None):
                wrong.append(f"{name}[{place}] has one of char_start and char_end without the other")
            elif start is not None and body[start:end] != item["text"]:
                wrong.append(f"{name}[{place}].text is not body[{start}:{end}]")
    return wrong


def _blocks(record: Mapping[str, Any]) -> list[str]:
    body = record["body"]
    joined = "\n\n".join((body or "")[b["char_start"] : b["char_end"]] for b in record["body_blocks"])
    if joined != (body or ""):
        return ["body_blocks joined by a blank line are not body"]
    return []


def _identity(record: Mapping[str, Any]) -> list[str]:
    wrong = []
    if record["revision_id"] != f"{record['id']}.{record['revision']['number']}":
        wrong.append("revision_id is not id and revision.number")
    if (record["body"] is None) != (record["completeness"] == "none"):
        wrong.append("completeness is 'none' where there is a body, or is not where there is none")
    if (record["body"] is None) and record["dedup"]["text_sha256"] is not None:
        wrong.append("dedup.text_sha256 is set without a body")
    return wrong


def _times(record: Mapping[str, Any]) -> list[str]:
    named = (name for name in record if name.endswith(("_at", "_date")) and record[name] is not None)
    return [
        f"{name} is {record[name]}, which no calendar has" for name in named if not _is_time(record[name])
    ]


def _is_time(text: str) -> bool:
    try:
        datetime.fromisoformat(text)
    except ValueError:
        return False
    return True
