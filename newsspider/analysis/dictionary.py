"""The data dictionary: the schema, and the tables made from it, as pages for people, Markdown."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from newsspider.analysis.columns import Column, ListOf, Struct
from newsspider.analysis.export_csv import flat_columns
from newsspider.analysis.tables import LISTS, Table, tables
from newsspider.archive.schema import schema


def markdown() -> str:
    """Return a table of every field of a record, nested ones too: name, type, whether null, what it holds.

    `list[].name` is a field of a list's items, `object.name` one of an object.
    """
    rows = "\n".join(_rows("", schema()["properties"]))
    return f"| field | type | null | what it holds |\n|---|---|---|---|\n{rows}\n"


def _rows(prefix: str, properties: Mapping[str, Any]) -> Iterator[str]:
    for name, part in properties.items():
        types = [part["type"]] if isinstance(part["type"], str) else part["type"]
        kind = next(t for t in types if t != "null")
        nullable = "yes" if "null" in types else "no"
        yield f"| `{prefix}{name}` | {_type(kind, part)} | {nullable} | {_meaning(part)} |"
        inner = part.get("items", part)
        if "properties" in inner:
            yield from _rows(f"{prefix}{name}{'[]' if kind == 'array' else ''}.", inner["properties"])


def _type(kind: str, part: Mapping[str, Any]) -> str:
    return f"list of {part['items']['type']}" if kind == "array" else kind


def _meaning(part: Mapping[str, Any]) -> str:
    values = [f"`{value}`" for value in part.get("enum", ()) if value is not None]
    meaning = part["description"].replace("|", "\\|")
    return f"{meaning} One of {', '.join(values)}." if values else meaning


def tables_markdown() -> str:
    """Return every column of every table: table, column, its name in CSV, type, whether null, what it holds.

    `object.name` is a field of an object, whose column is the object; the fields of lists are in `markdown`.
    """
    rows = "\n".join(row for table in tables().values() for row in _columns(table))
    return f"| table | column | in CSV | type | null | what it holds |\n|---|---|---|---|---|---|\n{rows}\n"


def _columns(table: Table) -> Iterator[str]:
    in_csv = {flat.path: flat for flat in flat_columns(table.name)}
    for path, column, part in _leaves((), table.columns, table.properties):
        flat = in_csv.get(path)
        name = (
            f"`{flat.name}`" if flat else f"the table `{next(k for k, v in LISTS.items() if v == path[0])}`"
        )
        null = "yes" if flat and flat.nullable else "no"
        shown = ".".join(path)
        yield f"| `{table.name}` | `{shown}` | {name} | {_kind(column)} | {null} | {_meaning(part)} |"


def _leaves(
    prefix: tuple[str, ...], columns: Mapping[str, Column], properties: Mapping[str, Any]
) -> Iterator[tuple[tuple[str, ...], Column, Mapping[str, Any]]]:
    for name, column in columns.items():
        path, part = (*prefix, name), properties[name]
        if isinstance(column, Struct):
            yield from _leaves(path, column.fields, part["properties"])
        else:
            yield path, column, part


def _kind(column: Column) -> str:
    if isinstance(column, ListOf):
        return "list of objects" if isinstance(column.item, Struct) else f"list of {_kind(column.item)}"
    return "object" if isinstance(column, Struct) else column.name
