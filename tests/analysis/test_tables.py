"""The tables: their columns, and what three libraries read of them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from lines import RUN_ID, archive, line

from newsspider.analysis.dictionary import tables_markdown
from newsspider.analysis.export_csv import flat_columns
from newsspider.analysis.readers import read
from newsspider.analysis.tables import rows, table_named, tables
from newsspider.archive.jsonl import encode
from newsspider.archive.schema import keys
from newsspider.errors import UsageError

LINK = {"url": "https://a.example/", "text": None, "char_start": None, "char_end": None}
LINKED = line(1, links=[{**LINK, "internal": False, "target_id": "art_" + "0" * 32}])
FAILURE = {
    "url": "https://courrier.example/x",
    "site": "courrier",
    "run_id": RUN_ID,
    "stage": "fetch",
    "cause": "dns",
    "http_status": None,
    "message": "no such host",
    "attempted_at": "2026-03-11T23:59:31.5Z",
}


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """An archive of two articles, a link and a failure."""
    with archive(tmp_path) as opened:
        opened.write(line(0))
        opened.write(LINKED)
    (tmp_path / "failures.jsonl").write_bytes(encode(FAILURE))
    return tmp_path


def as_dicts(table: Any, library: str) -> list[dict[str, Any]]:
    if library == "duckdb":
        return [dict(zip(table.columns, row, strict=True)) for row in table.fetchall()]
    if library == "polars":
        return list(table.to_dicts())
    return list(table.astype(object).where(table.notna(), None).to_dict("records"))


@pytest.mark.parametrize("library", ["pandas", "polars", "duckdb"])
def test_every_table_in_every_library(root: Path, library: Any) -> None:
    found = {name: as_dicts(read(root, library, name), library) for name in tables()}
    assert {name: len(rows) for name, rows in found.items()} == {
        "articles": 2,
        "quotes": 2,
        "links": 1,
        "related": 0,
        "failures": 1,
        "runs": 1,
    }
    assert [q["revision_id"] for q in found["quotes"]] == [a["revision_id"] for a in found["articles"]]
    assert found["quotes"][0]["speaker"] == "Mme Orel"
    (link,) = found["links"]
    assert (link["article_id"], link["char_start"], link["internal"]) == (LINKED["id"], None, False)
    (failure,) = found["failures"]
    assert (failure["http_status"], failure["attempted_at"].microsecond) == (None, 500_000)
    assert found["runs"][0]["outcome"] == "finished"


def test_types_are_those_of_the_schema_where_there_is_no_row(tmp_path: Path) -> None:
    (tmp_path / "x.jsonl").write_bytes(encode(line(0, quotes=[])))
    pandas, polars, duckdb = (
        read(tmp_path / "x.jsonl", name, "links") for name in ("pandas", "polars", "duckdb")
    )
    assert [str(pandas[c].dtype) for c in ("url", "char_start", "internal")] == ["string", "Int64", "bool"]
    assert [str(polars[c].dtype) for c in ("url", "char_start", "internal")] == ["String", "Int64", "Boolean"]
    assert [str(t) for t in duckdb.types[-3:]] == ["BIGINT", "BOOLEAN", "VARCHAR"]
    assert str(read(tmp_path / "x.jsonl", "pandas", "quotes")["position"].dtype) == "int64"
    assert str(read(tmp_path / "x.jsonl", "polars", "runs")["started_at"].dtype).startswith("Datetime")


def test_a_run_has_its_counts_as_columns_and_its_arguments_as_text(demo: Path) -> None:
    ((_, run),) = rows(demo / "output", "runs")
    assert (run["articles"], run["failures"], run["updated"]) == (45, 5, 0)
    assert run["arguments"].startswith('{"out":"')


def test_a_line_without_counts_is_a_row_all_the_same(root: Path) -> None:
    (root / "runs.jsonl").write_bytes(b'{"run_id":"r","counts":null}\n{"run_id":"s"}\n')
    assert [(row["run_id"], row["articles"]) for _, row in rows(root, "runs")] == [("r", None), ("s", None)]


def test_quotes_of_the_demo_join_with_its_articles(demo: Path) -> None:
    articles = read(demo / "output", "polars")
    quotes = read(demo / "output", "polars", "quotes")
    joined = quotes.join(articles, on="revision_id")
    assert len(joined) == len(quotes) > 50
    assert all(
        row["body"][row["char_start"] : row["char_end"]] == row["text"]
        for row in joined.iter_rows(named=True)
    )


def test_an_unknown_table_is_told(root: Path) -> None:
    with pytest.raises(UsageError, match="no table 'quote'; choose one of articles, quotes, links, related"):
        read(root, "pandas", "quote")


def test_the_columns_of_articles_are_the_record_and_no_column_is_there_twice() -> None:
    assert tuple(table_named("articles").columns) == keys()
    for name in tables():
        names = [column.name for column in flat_columns(name)]
        assert len(names) == len(set(names))


def test_the_dictionary_has_every_column_of_every_table() -> None:
    page = tables_markdown()
    for name, table in tables().items():
        for column in flat_columns(name):
            assert f"| `{name}` | `{'.'.join(column.path)}` | `{column.name}` |" in page
        assert all(part["description"] for part in table.properties.values())
    assert "| `articles` | `quotes` | the table `quotes` | list of objects | no |" in page
    assert "| `failures` | `http_status` | `http_status` | integer | yes |" in page
