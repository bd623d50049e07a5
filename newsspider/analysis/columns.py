"""The types of a record's fields, made from the schema, for readers that must not guess them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, Final

from newsspider.archive.schema import schema

_SCALARS: Final = {"string": "text", "integer": "integer", "number": "number", "boolean": "boolean"}


@dataclass(frozen=True, slots=True)
class Scalar:
    """*name*: ``text``, ``integer``, ``number``, ``boolean``, ``instant`` or ``date``."""

    name: str


@dataclass(frozen=True, slots=True)
class ListOf:
    """A list of values of one type."""

    item: Column


@dataclass(frozen=True, slots=True)
class Struct:
    """An object with these fields, in order."""

    fields: Mapping[str, Column]


Column = Scalar | ListOf | Struct


@cache
def columns() -> Mapping[str, Column]:
    """Return the type of each top-level field, in the record's order; see `columns_of`."""
    return columns_of(schema()["properties"])


def columns_of(properties: Mapping[str, Mapping[str, Any]]) -> Mapping[str, Column]:
    """Return the type of each of an object's *properties*, JSON Schemas by name, in order.

    Instants (``_at``) and days (``_date``) are ``instant`` and ``date``; those inside objects stay text in every
    reader, so that one archive reads alike everywhere.
    """
    return {name: _timed(name, _column(part)) for name, part in properties.items()}


def names(scalar: str) -> tuple[str, ...]:
    """Return the top-level fields of one scalar type, in order."""
    return named(columns(), scalar)


def named(of: Mapping[str, Column], scalar: str) -> tuple[str, ...]:
    """Return the names of the columns *of* one scalar type, in order."""
    return tuple(name for name, column in of.items() if column == Scalar(scalar))


def _timed(name: str, column: Column) -> Column:
    if column == Scalar("text") and name.endswith("_at"):
        return Scalar("instant")
    if column == Scalar("text") and name.endswith("_date"):
        return Scalar("date")
    return column


def _column(part: Mapping[str, Any]) -> Column:
    types = part["type"]
    kind = types if isinstance(types, str) else next(t for t in types if t != "null")
    if kind == "array":
        return ListOf(_column(part["items"]))
    if kind == "object":
        return Struct({name: _column(field) for name, field in part["properties"].items()})
    return Scalar(_SCALARS[kind])
