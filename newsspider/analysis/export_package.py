"""The CSV tables with a descriptor: a Tabular Data Package (Frictionless Data Package and Table Schema 1.0)."""

from __future__ import annotations

import hashlib
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final

import orjson

from newsspider.analysis.columns import ListOf, Scalar
from newsspider.analysis.export_csv import FlatColumn, flat_columns, write_csv
from newsspider.analysis.tables import LISTS, Table, tables
from newsspider.archive.package import DESCRIPTOR, LICENCE_NOTE
from newsspider.model import SCHEMA_VERSION, SOFTWARE, instant

_TYPES: Final = {"text": "string", "instant": "datetime"}
_KEYS: Final = {"articles": "revision_id", "runs": "run_id"}


def write_package(path: Path, out: Path) -> None:
    """Write the archive at *path* as CSV files with ``datapackage.json`` into *out*; see `write_csv`."""
    write_csv(path, out)
    package = {
        "profile": "tabular-data-package",
        "name": "newsspider-export",
        "title": "News articles archived by newsspider, as tables",
        "created": instant(datetime.now(UTC).replace(microsecond=0)),
        "license_note": LICENCE_NOTE,
        "schema_version": SCHEMA_VERSION,
        "software": SOFTWARE,
        "resources": [_resource(table, out / f"{table.name}.csv") for table in tables().values()],
    }
    (out / DESCRIPTOR).write_bytes(
        orjson.dumps(package, option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE)
    )


def _resource(table: Table, file: Path) -> dict[str, Any]:
    with file.open("rb") as opened:
        sha256 = hashlib.file_digest(opened, "sha256").hexdigest()
    return {
        "profile": "tabular-data-resource",
        "name": table.name,
        "path": file.name,
        "description": table.meaning,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": file.stat().st_size,
        "hash": f"sha256:{sha256}",
        "schema": _schema(table),
    }


def _schema(table: Table) -> dict[str, Any]:
    schema: dict[str, Any] = {
        "fields": [_field(column) for column in flat_columns(table.name)],
        "missingValues": [""],
    }
    if table.name in _KEYS:
        schema["primaryKey"] = _KEYS[table.name]
    if table.name in LISTS:
        target = {"resource": "articles", "fields": "revision_id"}
        schema["foreignKeys"] = [{"fields": "revision_id", "reference": target}]
    return schema


def _field(column: FlatColumn) -> dict[str, Any]:
    field: dict[str, Any] = {"name": column.name, "type": _type(column.column), "description": column.meaning}
    if not column.nullable:
        field["constraints"] = {"required": True}
    return field


def _type(column: Scalar | ListOf) -> str:
    return "array" if isinstance(column, ListOf) else _TYPES.get(column.name, column.name)
