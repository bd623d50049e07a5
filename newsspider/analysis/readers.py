"""An archive as a table of pandas, polars or DuckDB, with the schema's types whatever the lines hold.

Plain inference takes the headline "2024" for a number, a column of nulls for a float, and loses keys and
values it meets late; here nothing is inferred.
"""

from __future__ import annotations

import weakref
from collections.abc import Callable, Mapping
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Literal

from newsspider.analysis.columns import Column, Scalar, named
from newsspider.analysis.libraries import duckdb_type, library, polars_type, text_for_time
from newsspider.analysis.tables import rows, table_named
from newsspider.archive.files import article_files, mended
from newsspider.archive.jsonl import encode
from newsspider.errors import UsageError

Library = Literal["pandas", "polars", "duckdb"]
_Columns = Mapping[str, Column]


def read(path: str | Path, as_: Library = "pandas", table: str = "articles") -> Any:
    """Return a table of an archive's directory, or of one file of its lines, as a table of the library *as_*.

    *table*: ``articles``, a row a line, so one for each revision; ``quotes``, ``links`` or ``related``, a row an item
    of its lists; ``failures`` or ``runs``. docs/tables.md has their columns.

    pandas: a DataFrame; polars: a DataFrame; DuckDB: a relation that reads the files when asked, of which
    ``relation.query("articles", "SELECT … FROM articles")`` asks in SQL. Instants are UTC to the microsecond,
    days are dates (pandas: midnights), lists and objects nested; in pandas, objects are dicts. A day that no
    calendar has is null; the raw text beside it keeps what the page said. The tail of a file that was cut
    off is left out, with a logged warning.

    UsageError where there is nothing at *path*, there is no such table, or the library is not installed or not one of
    the three.
    """
    readers: dict[str, Callable[[Path, str], Any]] = {
        "pandas": _read_pandas,
        "polars": _read_polars,
        "duckdb": _read_duckdb,
    }
    if as_ not in readers:
        raise UsageError(f"cannot read as {as_!r}; choose one of {', '.join(readers)}")
    return readers[as_](Path(path), table_named(table).name)


def _read_pandas(path: Path, table: str) -> Any:
    pandas, columns = library("pandas"), table_named(table).columns
    records = [row for _, row in rows(path, table)]
    frame = pandas.DataFrame({name: _series(pandas, records, name, table) for name in columns})
    for name in named(columns, "instant"):
        at = pandas.to_datetime(frame[name], utc=True, format="ISO8601", errors="coerce")
        frame[name] = at.dt.as_unit("us")
    for name in named(columns, "date"):
        day = pandas.to_datetime(frame[name], format="%Y-%m-%d", errors="coerce")
        frame[name] = day.dt.as_unit("us")
    return frame


def _series(pandas: Any, records: list[dict[str, Any]], name: str, table: str) -> Any:
    column = table_named(table).columns[name]
    types = {"text": "string", "instant": "string", "date": "string", "number": "float64", "boolean": "bool"}
    types["integer"] = "Int64" if table_named(table).nullable(name) else "int64"
    dtype = types[column.name] if isinstance(column, Scalar) else "object"
    return pandas.Series([record[name] for record in records], dtype=dtype)


def _read_polars(path: Path, table: str) -> Any:
    polars, columns = library("polars"), table_named(table).columns
    schema = {name: polars_type(polars, column) for name, column in columns.items()}
    with TemporaryDirectory() as folder:
        frame = polars.scan_ndjson(_lines(path, table, Path(folder)), schema=schema).collect()
    instants, dates = polars.col(named(columns, "instant")), polars.col(named(columns, "date"))
    return frame.with_columns(
        instants.str.to_datetime(time_zone="UTC", time_unit="us", format="%+", strict=False),
        dates.str.to_date("%Y-%m-%d", strict=False),
    )


def _read_duckdb(path: Path, table: str) -> Any:
    duckdb, columns = library("duckdb"), table_named(table).columns
    folder, connection = TemporaryDirectory(), duckdb.connect()
    lines = connection.read_json(
        [str(file) for file in _lines(path, table, Path(folder.name))],
        format="newline_delimited",
        columns={name: duckdb_type(text_for_time(column)) for name, column in columns.items()},
        maximum_object_size=1 << 28,
    )
    casts = [f"try_cast({name} AS TIMESTAMPTZ) AS {name}" for name in named(columns, "instant")]
    casts += [f"try_cast({name} AS DATE) AS {name}" for name in named(columns, "date")]
    relation = lines.project(f"* REPLACE ({', '.join(casts)})") if casts else lines
    weakref.finalize(relation, _close, connection, folder)
    return relation


def _close(connection: Any, folder: TemporaryDirectory[str]) -> None:
    """Give back what a relation reads with: before DuckDB 2.0, none keeps its connection open by itself."""
    connection.close()
    folder.cleanup()


def _lines(path: Path, table: str, folder: Path) -> list[Path]:
    """Return the files of a table's lines; those that do not lie in the archive as they are, are made in *folder*."""
    if table == "articles":
        return mended(article_files(path), folder)
    made = folder / f"{table}.jsonl"
    with made.open("wb") as out:
        out.writelines(encode(row) for _, row in rows(path, table))
    return [made]
