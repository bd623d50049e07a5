"""An archive as a table of pandas, polars or DuckDB, with the schema's types whatever the lines hold.

Plain inference takes the headline "2024" for a number, a column of nulls for a float, and loses keys and
values it meets late; here nothing is inferred.
"""

from __future__ import annotations

import weakref
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final, Literal

from newsspider.archive.columns import Column, ListOf, Scalar, Struct, columns, names
from newsspider.archive.files import article_files, mended, read_articles
from newsspider.archive.schema import keys
from newsspider.errors import UsageError

Library = Literal["pandas", "polars", "duckdb"]
_SQL: Final = {"integer": "BIGINT", "number": "DOUBLE", "boolean": "BOOLEAN"}


def read(path: str | Path, as_: Library = "pandas") -> Any:
    """Return the article lines of an archive's directory, or of one file, as a table of the library *as_*.

    pandas: a DataFrame; polars: a DataFrame; DuckDB: a relation that reads the files when asked, of which
    ``relation.query("articles", "SELECT … FROM articles")`` asks in SQL. Instants are UTC to the microsecond,
    days are dates (pandas: midnights), lists and objects nested; in pandas, objects are dicts. A day that no
    calendar has is null; the raw text beside it keeps what the page said. The tail of a file that was cut
    off is left out, with a logged warning.

    UsageError where there is nothing at *path*, or the library is not installed or not one of the three.
    """
    readers: dict[str, Callable[[list[Path]], Any]] = {
        "pandas": _read_pandas,
        "polars": _read_polars,
        "duckdb": _read_duckdb,
    }
    if as_ not in readers:
        raise UsageError(f"cannot read as {as_!r}; choose one of {', '.join(readers)}")
    return readers[as_](article_files(Path(path)))


def _read_pandas(paths: list[Path]) -> Any:
    pandas = _library("pandas")
    records = [record for path in paths for record in read_articles(path)]
    frame = pandas.DataFrame({name: _series(pandas, records, name) for name in keys()})
    for name in names("instant"):
        at = pandas.to_datetime(frame[name], utc=True, format="ISO8601", errors="coerce")
        frame[name] = at.dt.as_unit("us")
    for name in names("date"):
        day = pandas.to_datetime(frame[name], format="%Y-%m-%d", errors="coerce")
        frame[name] = day.dt.as_unit("us")
    return frame


def _series(pandas: Any, records: list[dict[str, Any]], name: str) -> Any:
    column = columns()[name]
    text = isinstance(column, Scalar) and column.name in {"text", "instant", "date"}
    dtype = pandas.StringDtype() if text else "int64" if column == Scalar("integer") else "object"
    return pandas.Series([record[name] for record in records], dtype=dtype)


def _read_polars(paths: list[Path]) -> Any:
    polars = _library("polars")
    schema = {name: _polars_type(polars, column) for name, column in columns().items()}
    with TemporaryDirectory() as folder:
        frame = polars.scan_ndjson(mended(paths, Path(folder)), schema=schema).collect()
    instants, dates = polars.col(names("instant")), polars.col(names("date"))
    return frame.with_columns(
        instants.str.to_datetime(time_zone="UTC", time_unit="us", format="%+", strict=False),
        dates.str.to_date("%Y-%m-%d", strict=False),
    )


def _polars_type(polars: Any, column: Column) -> Any:
    if isinstance(column, ListOf):
        return polars.List(_polars_type(polars, column.item))
    if isinstance(column, Struct):
        return polars.Struct({name: _polars_type(polars, part) for name, part in column.fields.items()})
    types = {"integer": polars.Int64, "number": polars.Float64, "boolean": polars.Boolean}
    return types.get(column.name, polars.String)


def _read_duckdb(paths: list[Path]) -> Any:
    duckdb = _library("duckdb")
    folder = TemporaryDirectory()
    lines = duckdb.connect().read_json(
        [str(path) for path in mended(paths, Path(folder.name))],
        format="newline_delimited",
        columns={name: _duckdb_type(column) for name, column in columns().items()},
        maximum_object_size=1 << 28,
    )
    casts = [f"try_cast({name} AS TIMESTAMPTZ) AS {name}" for name in names("instant")]
    casts += [f"try_cast({name} AS DATE) AS {name}" for name in names("date")]
    relation = lines.project(f"* REPLACE ({', '.join(casts)})")
    weakref.finalize(relation, folder.cleanup)
    return relation


def _duckdb_type(column: Column) -> str:
    if isinstance(column, ListOf):
        return _duckdb_type(column.item) + "[]"
    if isinstance(column, Struct):
        parts = (f'"{name}" {_duckdb_type(part)}' for name, part in column.fields.items())
        return f"STRUCT({', '.join(parts)})"
    return _SQL.get(column.name, "VARCHAR")


def _library(name: str) -> Any:
    try:
        return import_module(name)
    except ModuleNotFoundError as error:
        if error.name != name:
            raise
        raise UsageError(f"{name} is not installed; run: pip install 'newsspider[{name}]'") from None
