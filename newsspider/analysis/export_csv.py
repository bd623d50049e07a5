"""The tables as CSV files (RFC 4180, UTF-8), which hold no list and no object: how both are laid flat."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Mapping
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from pathlib import Path
from typing import Any, Final

import orjson

from newsspider.analysis.columns import Column, ListOf, Scalar, Struct
from newsspider.analysis.tables import LISTS, rows, tables

# What a spreadsheet takes for the beginning of a formula; an apostrophe before it keeps the cell a text.
_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


@dataclass(frozen=True, slots=True)
class FlatColumn:
    """A column of a CSV file. *path*: the keys that lead to its value in a row; *column*: its type, lists are written
    as JSON. *pattern*: of the schema, None where any text may stand."""

    name: str
    path: tuple[str, ...]
    column: Scalar | ListOf
    meaning: str
    nullable: bool
    pattern: str | None


@cache
def flat_columns(table: str) -> tuple[FlatColumn, ...]:
    """Return the columns of a table's CSV file, in order.

    An object gives a column for each of its fields, ``revision_number`` for ``revision.number``; a list is a JSON text,
    and left out where it is a table of its own.
    """
    own = tables()[table]
    return tuple(
        flat
        for name, part in own.properties.items()
        if not (table == "articles" and name in LISTS.values())
        for flat in _flat((name,), own.columns[name], part)
    )


def _flat(path: tuple[str, ...], column: Column, part: Mapping[str, Any]) -> Iterator[FlatColumn]:
    if isinstance(column, Struct):
        for name, inner in column.fields.items():
            yield from _flat((*path, name), inner, part["properties"][name])
    else:
        nullable = "null" in part["type"]
        yield FlatColumn("_".join(path), path, column, part["description"], nullable, part.get("pattern"))


def write_csv(path: Path, out: Path) -> None:
    """Write each table of the archive at *path* as ``NAME.csv`` into the directory *out*, which is not there yet.

    A heading line, then a line a row, each ended by CR LF; null is an empty cell. Raises OSError where the disk refuses.
    """
    out.mkdir()
    with ExitStack() as stack:
        writers = {}
        for name in tables():
            file = stack.enter_context((out / f"{name}.csv").open("w", encoding="utf-8", newline=""))
            writers[name] = csv.writer(file)
            writers[name].writerow([column.name for column in flat_columns(name)])
        for name, row in rows(path, *tables()):
            writers[name].writerow([_cell(_value(row, column), column) for column in flat_columns(name)])


def _value(row: Mapping[str, Any], column: FlatColumn) -> Any:
    value: Any = row
    for key in column.path:
        value = value.get(key) if isinstance(value, Mapping) else None
    return value


def _cell(value: Any, flat: FlatColumn) -> Any:
    if value is None:
        return None
    if isinstance(flat.column, ListOf):
        return orjson.dumps(value).decode()
    kind = flat.column.name
    if kind == "boolean":
        return str(value).lower()
    if kind in {"instant", "date"}:
        return value if _is_known(value, kind) else None
    return safe(value) if isinstance(value, str) and not _has_form(value, flat.pattern) else value


def safe(text: str) -> str:
    """Return *text* as a cell that no spreadsheet runs: an apostrophe stands before what begins like a formula, and
    U+FFFD for NUL, which ends a text in half of the readers."""
    text = text.replace("\0", "\ufffd")
    return "'" + text if text.startswith(_FORMULA) else text


def _has_form(text: str, pattern: str | None) -> bool:
    """Whether *text* is what a column's pattern allows and no more, as ``+02:00`` is, which no spreadsheet runs."""
    return pattern is not None and re.fullmatch(pattern, text) is not None


def _is_known(text: str, kind: str) -> bool:
    try:
        (date if kind == "date" else datetime).fromisoformat(text)
    except ValueError:
        return False
    return True
