"""The three readers: the same types and values from every shape of file."""

from __future__ import annotations

import gzip
import json
import sys
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path
from typing import Any

import pandas as pd
import polars as pl
import pytest
from from_schema import RECORDS
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lines import archive, article, line

from newsspider.analysis.columns import ListOf, Scalar, Struct, columns, names
from newsspider.analysis.readers import read
from newsspider.archive.files import article_files
from newsspider.archive.jsonl import encode, read_jsonl
from newsspider.archive.packing import Packing, member
from newsspider.archive.record import Facts, record
from newsspider.archive.schema import keys, validator
from newsspider.errors import UsageError
from newsspider.model import Article

EXAMPLES = Path(__file__).parents[3] / "shared/design/articles.example.jsonl"
FULL = line(1, published_date="2026-03-12", keywords=["a", "b"])
EMPTY = record(
    Article(url="https://a.example/2024", headline="2024", fetched_at=datetime(2026, 3, 12, tzinfo=UTC)),
    Facts("20260311T235900Z-0000aa", "news"),
)
SHAPES: dict[str, list[dict[str, Any]]] = {
    "one full line": [FULL],
    "every line nearly empty": [EMPTY] * 3,
    "300 empty lines, then full ones": [EMPTY] * 300 + [FULL] * 5,
    "21,000 empty lines, then full ones": [EMPTY] * 21_000 + [FULL] * 5,
    "full lines, then empty ones": [FULL] * 5 + [EMPTY] * 300,
    "no line": [],
}


@dataclass
class Table:
    """What a reader gave: types by column, how many rows, and the first and last few."""

    types: dict[str, str]
    count: int
    rows: list[dict[str, Any]]


def by_pandas(path: Path) -> Table:
    frame = read(path, "pandas")
    edges = frame if len(frame) <= EDGES else pd.concat([frame.head(EDGES // 2), frame.tail(EDGES // 2)])
    rows = edges.astype(object).where(edges.notna(), None).to_dict("records")
    return Table({name: str(dtype) for name, dtype in frame.dtypes.items()}, len(frame), rows)


def by_polars(path: Path) -> Table:
    frame = read(path, "polars")
    edges = frame if len(frame) <= EDGES else pl.concat([frame.head(EDGES // 2), frame.tail(EDGES // 2)])
    return Table({name: str(dtype) for name, dtype in frame.schema.items()}, len(frame), edges.to_dicts())


def by_duckdb(path: Path) -> Table:
    relation = read(path, "duckdb")
    types = dict(zip(relation.columns, map(str, relation.types), strict=True))
    rows = relation.fetchall()
    edges = rows if len(rows) <= EDGES else [*rows[: EDGES // 2], *rows[-EDGES // 2 :]]
    return Table(types, len(rows), [dict(zip(types, row, strict=True)) for row in edges])


@cache
def packed(shape: str, packing: Packing) -> bytes:
    """The lines of one of SHAPES, those that are the same encoded once."""
    encoded = {id(record): encode(record) for record in SHAPES[shape]}
    return member([encoded[id(record)] for record in SHAPES[shape]], packing)


READERS = {"pandas": by_pandas, "polars": by_polars, "duckdb": by_duckdb}
Reader = Callable[[Path], Table]
EDGES = 10


def typed(given: dict[str, Any]) -> dict[str, Any]:
    """A record as a reader should give it."""
    row = dict(given)
    for name in names("instant"):
        row[name] = datetime.fromisoformat(row[name]) if row[name] else None
    for name in names("date"):
        row[name] = date.fromisoformat(row[name]) if row[name] else None
    return row


def as_days(row: dict[str, Any]) -> dict[str, Any]:
    """A row with pandas' midnights as days."""
    for name in names("date"):
        row[name] = row[name].date() if isinstance(row[name], datetime) else row[name]
    return row


@pytest.mark.parametrize("reader", READERS.values(), ids=READERS)
@pytest.mark.parametrize("packing", Packing, ids=lambda packing: packing.value)
def test_every_shape_keeps_its_values_and_types(tmp_path: Path, reader: Reader, packing: Packing) -> None:
    path = tmp_path / f"x.jsonl{packing.suffix}"
    expected = None
    for shape, records in SHAPES.items():
        path.write_bytes(packed(shape, packing))
        table = reader(path)
        expected = expected or table.types
        assert table.types == expected, shape
        assert table.count == len(records), shape
        edges = records if len(records) <= EDGES else [*records[: EDGES // 2], *records[-EDGES // 2 :]]
        for row, given_record in zip(table.rows, edges, strict=True):
            assert as_days(row) == typed(given_record), shape


def test_the_types_are_the_right_ones(tmp_path: Path) -> None:
    (tmp_path / "x.jsonl").write_bytes(encode(EMPTY))
    found = {name: reader(tmp_path / "x.jsonl").types for name, reader in READERS.items()}
    kinds = ("headline", "word_count", "published_at", "published_date")
    assert [found["pandas"][k] for k in kinds] == ["string", "int64", "datetime64[us, UTC]", "datetime64[us]"]
    assert [found["duckdb"][k] for k in kinds] == ["VARCHAR", "BIGINT", "TIMESTAMP WITH TIME ZONE", "DATE"]
    assert [found["polars"][k][:8] for k in kinds] == ["String", "Int64", "Datetime", "Date"]
    assert "char_start BIGINT" in found["duckdb"]["quotes"]
    assert "'confidence': Float64" in found["polars"]["quotes"]


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(RECORDS, max_size=3), st.sampled_from(Packing))
def test_random_records_survive_every_writer_and_reader(
    tmp_path_factory: pytest.TempPathFactory, records: list[Any], packing: Packing
) -> None:
    path = tmp_path_factory.mktemp("random") / f"x.jsonl{packing.suffix}"
    path.write_bytes(member([encode(r) for r in records], packing))
    assert list(read_jsonl(path)) == records
    for given_record in records:
        validator()(given_record)
    for name, reader in READERS.items():
        rows = reader(path).rows
        assert len(rows) == len(records)
        for row, given_record in zip(rows, records, strict=True):
            timed = {*names("instant"), *names("date")}
            assert {k: v for k, v in row.items() if k not in timed} == {
                k: v for k, v in given_record.items() if k not in timed
            }, name


@pytest.mark.parametrize("reader", READERS.values(), ids=READERS)
def test_a_day_no_calendar_has_is_null_and_stops_nobody(tmp_path: Path, reader: Reader) -> None:
    (tmp_path / "x.jsonl").write_bytes(encode(line(published_date="2026-02-30")) + encode(FULL))
    rows = reader(tmp_path / "x.jsonl").rows
    assert [as_days(row)["published_date"] for row in rows] == [None, date(2026, 3, 12)]


@pytest.mark.parametrize("reader", READERS.values(), ids=READERS)
def test_a_cut_file_gives_its_whole_lines(
    tmp_path: Path, reader: Reader, caplog: pytest.LogCaptureFixture
) -> None:
    whole = member([encode(FULL), encode(EMPTY)])
    (tmp_path / "x.jsonl.gz").write_bytes(whole + member([encode(FULL)])[:-20])
    rows = reader(tmp_path / "x.jsonl.gz").rows
    assert [row["headline"] for row in rows[:2]] == ["Le pont 1", "2024"]
    assert "cut off" in caplog.text


@pytest.mark.parametrize("reader", READERS.values(), ids=READERS)
def test_a_whole_archive_whose_days_are_packed_each_in_its_own_way(tmp_path: Path, reader: Reader) -> None:
    for number, packing in enumerate((*Packing, Packing.GZIP)):
        with archive(tmp_path, packing) as opened:
            opened.write(line(number, fetched_at=f"2026-03-1{min(number, 2)}T00:00:00Z"))
    assert [p.name for p in article_files(tmp_path)] == [
        "10.jsonl",
        "11.jsonl.gz",
        "12.jsonl.gz",
        "12.jsonl.zst",
    ]
    rows = reader(tmp_path).rows
    assert [row["headline"] for row in rows] == ["Le pont 0", "Le pont 1", "Le pont 3", "Le pont 2"]
    assert rows[0]["quotes"][0]["speaker"] == article().quotes[0].speaker


def test_quotes_in_sql(tmp_path: Path) -> None:
    (tmp_path / "x.jsonl").write_bytes(encode(FULL))
    found = read(tmp_path / "x.jsonl", "duckdb").query(
        "articles",
        "SELECT a.site, q.speaker, substr(a.body, q.char_start + 1, 3) FROM articles a, unnest(a.quotes) AS u(q)",
    )
    assert found.fetchall() == [("courrier", "Mme Orel", "Oui")]


@pytest.mark.skipif(not EXAMPLES.is_file(), reason="the design's examples are not here")
@pytest.mark.parametrize("reader", READERS.values(), ids=READERS)
def test_the_examples_of_the_design(reader: Reader) -> None:
    rows = reader(EXAMPLES).rows
    assert [as_days(row) for row in rows] == [
        typed(json.loads(text)) for text in EXAMPLES.read_bytes().splitlines()
    ]


def test_mistakes_are_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(UsageError, match="not found"):
        read(tmp_path / "none")
    with pytest.raises(UsageError, match="choose one of pandas, polars, duckdb"):
        read(tmp_path, "arrow")  # type: ignore[arg-type]
    with pytest.raises(UsageError, match="is no archive"):
        read(tmp_path)
    (tmp_path / "x.jsonl").write_bytes(encode(FULL))
    monkeypatch.setitem(sys.modules, "polars", None)
    with pytest.raises(UsageError, match=r"pip install 'newsspider\[polars\]'"):
        read(tmp_path / "x.jsonl", "polars")


def test_columns_follow_the_schema() -> None:
    assert tuple(columns()) == keys()
    assert columns()["fetched_at"] == Scalar("instant")
    assert columns()["keywords"] == ListOf(Scalar("text"))
    revision = columns()["revision"]
    assert isinstance(revision, Struct)
    assert revision.fields["first_seen_at"] == Scalar("text")


def test_files_of_an_archive_are_its_articles_only(tmp_path: Path) -> None:
    for name in ("a/2026/03/11.jsonl.gz", "a/2026/03/12.jsonl", "failures.jsonl", "a/notes.jsonl"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_bytes(gzip.compress(b"") if name.endswith("gz") else b"")
    assert [path.name for path in article_files(tmp_path)] == ["11.jsonl.gz", "12.jsonl"]
