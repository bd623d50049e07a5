"""The tables as a DuckDB file or as Parquet files, filled batch by batch so that memory stays flat."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any, Final

from newsspider.analysis.libraries import duckdb_type, library, text_for_time
from newsspider.analysis.tables import Table, rows, tables
from newsspider.archive.jsonl import encode
from newsspider.errors import OutputError, UsageError

# Bytes of lines that go in at once.
_BATCH: Final = 4 << 20
# DuckDB holds a row group in memory until it is full; its own 122,880 rows of articles are half a gigabyte.
_ROW_GROUP: Final = 8_192
_MEMORY: Final = "128MB"
# DuckDB's reader takes twice this as its buffer.
_LEAST_LINE: Final = 1 << 20


def write_duckdb(path: Path, out: Path) -> None:
    """Write all tables of the archive at *path* into the database file *out*, which is not there yet.

    Each table and column carries its meaning as a comment. UsageError where DuckDB is not installed or a line breaks
    the schema, OutputError where the file cannot be written.
    """
    duckdb = library("duckdb")
    with _told(duckdb, path), closing(duckdb.connect()) as connection:
        _attach(connection, out)
        _fill(connection, path, out)


def write_parquet(path: Path, out: Path) -> None:
    """Write each table of the archive at *path* as a Parquet file into the directory *out*; errors as above.

    The rows wait in a database file beside them, which takes as much room again until it is done.
    """
    duckdb = library("duckdb")
    out.mkdir()
    between = out.with_name("between.duckdb")
    with _told(duckdb, path), closing(duckdb.connect()) as connection:
        _attach(connection, between)
        _fill(connection, path, between)
        for name in tables():
            target = _text(str(out / f"{name}.parquet"))
            connection.execute(
                f"COPY {name} TO {target} (FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE {_ROW_GROUP})"
            )
    between.unlink()


def _attach(connection: Any, file: Path) -> None:
    connection.execute(f"SET memory_limit = '{_MEMORY}'")
    connection.execute("SET threads = 1")
    connection.execute(f"SET temp_directory = {_text(str(file.with_name('spilled')))}")
    connection.execute(f"ATTACH {_text(str(file))} AS made (ROW_GROUP_SIZE {_ROW_GROUP})")
    connection.execute("USE made")
    for table in tables().values():
        for statement in _made(table):
            connection.execute(statement)


def _made(table: Table) -> Iterator[str]:
    columns = ", ".join(
        f"{name} {duckdb_type(column)}{'' if table.nullable(name) else ' NOT NULL'}"
        for name, column in table.columns.items()
    )
    yield f"CREATE TABLE {table.name} ({columns})"
    yield f"COMMENT ON TABLE {table.name} IS {_text(table.meaning)}"
    for name, part in table.properties.items():
        yield f"COMMENT ON COLUMN {table.name}.{name} IS {_text(part['description'])}"


def _fill(connection: Any, path: Path, out: Path) -> None:
    waiting: defaultdict[str, list[bytes]] = defaultdict(list)
    sizes: defaultdict[str, int] = defaultdict(int)
    lines = out.with_name("batch.jsonl")
    for name, row in rows(path, *tables()):
        waiting[name].append(encode(row))
        sizes[name] += len(waiting[name][-1])
        if sizes[name] > _BATCH:
            _insert(connection, tables()[name], waiting.pop(name), lines)
            sizes[name] = 0
    for name, rest in waiting.items():
        _insert(connection, tables()[name], rest, lines)
    lines.unlink(missing_ok=True)
    connection.execute("CHECKPOINT made")


def _insert(connection: Any, table: Table, batch: list[bytes], lines: Path) -> None:
    lines.write_bytes(b"".join(batch))
    types = {name: _text(duckdb_type(text_for_time(column))) for name, column in table.columns.items()}
    columns = ", ".join(f"{name}: {kind}" for name, kind in types.items())
    values = ", ".join(
        name if text_for_time(column) == column else f"try_cast({name} AS {duckdb_type(column)})"
        for name, column in table.columns.items()
    )
    longest = max(_LEAST_LINE, *map(len, batch))
    connection.execute(
        f"INSERT INTO {table.name} SELECT {values} FROM read_json({_text(str(lines))},"  # noqa: S608
        f" format = 'newline_delimited', columns = {{{columns}}}, maximum_object_size = {longest})"
    )


def _text(value: str) -> str:
    return "'" + value.replace("'", "''") + "'"


@contextmanager
def _told(duckdb: Any, path: Path) -> Iterator[None]:
    """Turn DuckDB's errors into one line."""
    try:
        yield
    except (duckdb.IOException, duckdb.OutOfMemoryException, duckdb.FatalException) as error:
        raise OutputError(f"DuckDB cannot write: {str(error).splitlines()[0]}") from None
    except duckdb.Error as error:
        raise UsageError(
            f"{path}: a line breaks the schema ({str(error).splitlines()[0]}); run: newsspider verify {path}"
        ) from None
