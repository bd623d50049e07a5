"""pandas, polars and DuckDB: loaded when asked for, and what they call a column's type."""

from __future__ import annotations

from importlib import import_module
from typing import Any, Final

from newsspider.analysis.columns import Column, ListOf, Scalar, Struct
from newsspider.errors import UsageError

_SQL: Final = {
    "integer": "BIGINT",
    "number": "DOUBLE",
    "boolean": "BOOLEAN",
    "instant": "TIMESTAMPTZ",
    "date": "DATE",
}


def library(name: str) -> Any:
    """Return the module *name*; UsageError where it is not installed."""
    try:
        return import_module(name)
    except ModuleNotFoundError as error:
        if error.name != name:
            raise
        raise UsageError(f"{name} is not installed; run: pip install 'newsspider[{name}]'") from None


def duckdb_type(column: Column) -> str:
    """Return the SQL type of a column, nested as it is."""
    if isinstance(column, ListOf):
        return duckdb_type(column.item) + "[]"
    if isinstance(column, Struct):
        parts = (f'"{name}" {duckdb_type(part)}' for name, part in column.fields.items())
        return f"STRUCT({', '.join(parts)})"
    return _SQL.get(column.name, "VARCHAR")


def text_for_time(column: Column) -> Column:
    """Return *column* as the lines have it: an instant or a day is text, to be parsed; the rest stays."""
    return Scalar("text") if column in (Scalar("instant"), Scalar("date")) else column


def polars_type(polars: Any, column: Column) -> Any:
    """Return the polars type of a column; instants and days are still text, to be parsed."""
    if isinstance(column, ListOf):
        return polars.List(polars_type(polars, column.item))
    if isinstance(column, Struct):
        return polars.Struct({name: polars_type(polars, part) for name, part in column.fields.items()})
    types = {"integer": polars.Int64, "number": polars.Float64, "boolean": polars.Boolean}
    return types.get(column.name, polars.String)
