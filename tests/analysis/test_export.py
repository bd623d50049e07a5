"""Exports: read back by real libraries, whole or not at all."""

from __future__ import annotations

import csv
import gzip
import hashlib
import json
import os
import resource
import signal
import subprocess
import sys
import tracemalloc
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import duckdb
import polars as pl
import pytest
from lines import archive, line

from newsspider.analysis import export_duckdb
from newsspider.analysis.export import FORMS, export, whole
from newsspider.analysis.export_csv import flat_columns, safe, write_csv
from newsspider.analysis.readers import read
from newsspider.analysis.tables import tables
from newsspider.archive.files import article_files
from newsspider.archive.jsonl import encode, read_jsonl
from newsspider.errors import OutputError, UsageError

LINES = "x.jsonl"
HOSTILE = [
    "=1+1",
    "+1",
    "-1",
    "@SUM(A1)",
    "\tx",
    "\rx",
    "\n=1",
    "＝1",
    'a"b,c\r\nd',
    "\0=1",
    "'quoted",
    "plain",
]


def saved(path: Path, *records: dict[str, Any]) -> Path:
    path.write_bytes(b"".join(map(encode, records)))
    return path


def cells(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, strict=True))


def test_parquet_has_the_values_and_types_of_the_archive(demo: Path, tmp_path: Path) -> None:
    export(demo / "output", tmp_path / "out", "parquet")
    for name in tables():
        found, expected = (
            pl.read_parquet(tmp_path / f"out/{name}.parquet"),
            read(demo / "output", "polars", name),
        )
        assert found.schema == expected.schema
        assert found.equals(expected)


def test_duckdb_has_the_values_and_types_of_the_archive(demo: Path, tmp_path: Path) -> None:
    export(demo / "output", tmp_path / "news.duckdb", "duckdb")
    with duckdb.connect(tmp_path / "news.duckdb", read_only=True) as connection:
        for name in tables():
            found, expected = connection.table(name), read(demo / "output", "duckdb", name)
            assert list(map(str, found.types)) == list(map(str, expected.types))
            assert found.fetchall() == expected.fetchall()
        counted = connection.execute(
            "SELECT count(*) FROM quotes q JOIN articles a USING (revision_id)"
            " WHERE substr(a.body, q.char_start + 1, q.char_end - q.char_start) = q.text"
        ).fetchone()
        assert counted == connection.execute("SELECT count(*) FROM quotes").fetchone()
        comments = connection.execute(
            "SELECT comment FROM duckdb_columns() WHERE table_name = 'quotes' AND column_name = 'cue'"
        ).fetchall()
        assert comments == [("Reporting verb or phrase, e.g. 'a déclaré'.",)]


@pytest.mark.parametrize("form", ["parquet", "duckdb"])
def test_types_hold_where_all_but_the_last_are_empty_and_batches_are_small(
    tmp_path: Path, form: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(export_duckdb, "_BATCH", 10_000)
    empty = line(0, headline="2024", published_at=None, published_date="2026-02-30", quotes=[], section=None)
    path = saved(tmp_path / LINES, *[empty] * 40, line(1, headline="\0 \U0001f600", section="Ville"))
    export(path, tmp_path / "out", form)
    if form == "parquet":
        articles = pl.read_parquet(tmp_path / "out/articles.parquet")
        rows = articles.select("headline", "published_date", "section").rows()
        assert articles.schema["published_at"] == pl.Datetime("us", "UTC")
    else:
        with duckdb.connect(tmp_path / "out") as connection:
            rows = connection.execute("SELECT headline, published_date, section FROM articles").fetchall()
    assert rows == [("2024", None, None)] * 40 + [("\ufffd \U0001f600", date(2026, 3, 12), "Ville")]


def test_csv_has_the_values_of_the_archive(demo: Path, tmp_path: Path) -> None:
    export(demo / "output", tmp_path / "out", "csv")
    records = [record for file in article_files(demo / "output") for record in read_jsonl(file)]
    found = cells(tmp_path / "out/articles.csv")
    for row, record in zip(found, records, strict=True):
        assert row["body"] == safe(record["body"])
        assert row["published_at"] == (record["published_at"] or "")
        assert row["revision_number"] == "1"
        assert json.loads(row["authors"]) == record["authors"]
        assert row["provenance_warc_offset"] == str(record["provenance"]["warc_offset"])
    assert not {"quotes", "links", "related_links"} & found[0].keys()
    quotes = cells(tmp_path / "out/quotes.csv")
    assert [row["text"] for row in quotes] == [safe(q["text"]) for r in records for q in r["quotes"]]
    assert {row["internal"] for row in cells(tmp_path / "out/links.csv")} == {"true", "false"}


@pytest.mark.parametrize("text", HOSTILE)
def test_no_cell_of_text_begins_like_a_formula(tmp_path: Path, text: str) -> None:
    quote = {**line(0)["quotes"][0], "text": text, "confidence": 0.5, "speaker": text, "char_start": -1}
    path = saved(tmp_path / LINES, line(0, headline=text, quotes=[quote]))
    export(path, tmp_path / "out", "csv")
    (article,), (spoken,) = cells(tmp_path / "out/articles.csv"), cells(tmp_path / "out/quotes.csv")
    for cell in (article["headline"], spoken["text"], spoken["speaker"]):
        assert not cell.startswith(("=", "+", "-", "@", "\t", "\r", "\n", "＝"))
        assert cell.removeprefix("'") == text.replace("\0", "\ufffd").removeprefix("'")
    assert (spoken["char_start"], spoken["confidence"]) == ("-1", "0.5")
    assert b"\0" not in (tmp_path / "out/articles.csv").read_bytes()


def test_what_the_schema_gives_a_form_stands_in_csv_as_it_is(tmp_path: Path) -> None:
    path = saved(tmp_path / LINES, line(0, published_tz="+02:00"), line(1, published_tz="+cmd|' /C calc'!A0"))
    export(path, tmp_path / "out", "csv")
    found = [row["published_tz"] for row in cells(tmp_path / "out/articles.csv")]
    assert found == ["+02:00", "'+cmd|' /C calc'!A0"]


def test_csv_lines_end_as_rfc_4180_has_it(tmp_path: Path) -> None:
    export(saved(tmp_path / LINES, line(0)), tmp_path / "out", "csv")
    data = (tmp_path / "out/articles.csv").read_bytes()
    assert data.endswith(b"\r\n")
    assert data.count(b"\r\n") == 2
    assert not data.startswith(b"\xef\xbb\xbf")


def test_the_data_package_describes_its_files(demo: Path, tmp_path: Path) -> None:
    export(demo / "output", tmp_path / "out", "datapackage")
    package = json.loads((tmp_path / "out/datapackage.json").read_bytes())
    assert [r["name"] for r in package["resources"]] == list(tables())
    for resource_ in package["resources"]:
        file = tmp_path / "out" / resource_["path"]
        fields = {field["name"]: field for field in resource_["schema"]["fields"]}
        assert resource_["bytes"] == file.stat().st_size
        assert resource_["hash"] == "sha256:" + hashlib.sha256(file.read_bytes()).hexdigest()
        for row in cells(file):
            assert list(row) == list(fields)
            for name, cell in row.items():
                assert _is(fields[name], cell), (name, cell)
    assert package["resources"][1]["schema"]["foreignKeys"][0]["reference"]["resource"] == "articles"


def _is(field: dict[str, Any], cell: str) -> bool:
    """Whether a cell is of a Table Schema type, or null where it may be."""
    if not cell:
        return not field.get("constraints", {}).get("required")
    return {
        "string": lambda: True,
        "integer": lambda: str(int(cell)) == cell,
        "number": lambda: 0 <= float(cell) <= 1,
        "boolean": lambda: cell in {"true", "false"},
        "datetime": lambda: datetime.fromisoformat(cell).tzinfo == UTC,
        "date": lambda: bool(date.fromisoformat(cell)),
        "array": lambda: isinstance(json.loads(cell), list),
    }[field["type"]]()


def test_jsonld_has_the_last_revision_of_each_article_that_is_not_gone(tmp_path: Path) -> None:
    def revised(number: int, revision: int, change: str) -> dict[str, Any]:
        record = line(number)
        record["revision"] = {**record["revision"], "number": revision, "change": change}
        return record

    records = (
        revised(0, 1, "new"),
        revised(1, 1, "new"),
        revised(0, 2, "updated"),
        revised(1, 2, "gone"),
        line(2),
    )
    export(saved(tmp_path / LINES, *records), tmp_path / "out.jsonl", "jsonld")
    found = [json.loads(text) for text in (tmp_path / "out.jsonl").read_text("utf-8").splitlines()]
    assert [(a["identifier"], a["version"]) for a in found] == [(records[0]["id"], 2), (records[4]["id"], 1)]


@pytest.mark.parametrize("form", FORMS)
def test_an_archive_without_articles_gives_empty_tables(tmp_path: Path, form: str) -> None:
    with archive(tmp_path / "archive"):
        pass
    export(tmp_path / "archive", tmp_path / "out", form)
    assert (tmp_path / "out").is_dir() == FORMS[form].folder
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith(".")] == []


@pytest.mark.parametrize("form", FORMS)
def test_what_is_there_is_kept_unless_forced(tmp_path: Path, form: str) -> None:
    path, out = saved(tmp_path / LINES, line(0)), tmp_path / "out"
    export(path, out, form)
    saved(path, line(0), line(1))
    with pytest.raises(UsageError, match="is there already; give another name, or --force"):
        export(path, out, form)
    before = out.stat().st_ino
    export(path, out, form, force=True)
    assert out.stat().st_ino != before
    if form == "csv":
        assert len(cells(out / "articles.csv")) == 2


def test_force_replaces_an_export_only(tmp_path: Path) -> None:
    path = saved(tmp_path / LINES, line(0))
    (tmp_path / "out").mkdir()
    (tmp_path / "out/thesis.txt").write_text("mine")
    with pytest.raises(UsageError, match=r"holds thesis\.txt, which is of no export"):
        export(path, tmp_path / "out", "csv", force=True)
    with pytest.raises(UsageError, match="is a directory"):
        export(path, tmp_path / "out", "duckdb", force=True)
    with pytest.raises(UsageError, match="is a file"):
        export(path, path, "csv", force=True)
    assert (tmp_path / "out/thesis.txt").read_text() == "mine"


@pytest.mark.parametrize("form", ["jsonld", "duckdb"])
def test_force_keeps_a_file_that_no_export_has_written(tmp_path: Path, form: str) -> None:
    with archive(tmp_path / "archive"):
        pass
    (tmp_path / "thesis.txt").write_text("mine")
    for file in (tmp_path / "thesis.txt", tmp_path / "archive/state.sqlite", tmp_path / "archive/runs.jsonl"):
        before = file.read_bytes()
        with pytest.raises(UsageError, match="is no earlier export; give another name"):
            export(tmp_path / "archive", file, form, force=True)
        assert file.read_bytes() == before


def _killed(path: Path, out: Path, renamed: int) -> None:
    """Replace the export at *out* in a process that is killed before its *renamed*-th rename."""
    child = os.fork()
    if child == 0:
        left = renamed

        def hook(event: str, _: object) -> None:
            nonlocal left
            if event == "os.rename":
                left -= 1
                if left == 0:
                    os.kill(os.getpid(), signal.SIGKILL)

        sys.addaudithook(hook)
        try:
            export(path, out, "csv", force=True)
        finally:
            os._exit(0)
    assert os.waitpid(child, 0)[1] == signal.SIGKILL


@pytest.mark.parametrize("renamed", [1, 2])
def test_what_a_killed_export_left_is_cleared_by_the_next(tmp_path: Path, renamed: int) -> None:
    path, out = saved(tmp_path / LINES, line(0)), tmp_path / "out"
    export(path, out, "csv")
    _killed(saved(path, line(0), line(1)), out, renamed)
    assert out.exists() == (renamed == 1)
    mine = tmp_path / ".out-12345678"
    mine.mkdir()
    with pytest.raises(UsageError, match="is there already"):
        export(path, out, "csv")
    assert len(cells(out / "articles.csv")) == 1
    assert sorted(file.name for file in tmp_path.iterdir()) == [mine.name, "out", LINES]


def test_an_export_at_work_is_left_alone_by_another(tmp_path: Path) -> None:
    path, out = saved(tmp_path / LINES, line(0)), tmp_path / "out"
    with whole(out, folder=False, force=True) as made:
        export(path, out, "jsonld")
        made.write_text("mine")
    assert out.read_text() == "mine"


def test_a_place_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    path = saved(tmp_path / LINES, line(0))
    with pytest.raises(OutputError, match="cannot be written: No such file or directory"):
        export(path, tmp_path / "none/out", "csv")
    with pytest.raises(OutputError, match="cannot be written: Not a directory"):
        export(path, path / "out", "csv")


@pytest.mark.parametrize("form", ["csv", "parquet", "duckdb"])
def test_a_disk_that_is_full_leaves_nothing(tmp_path: Path, form: str) -> None:
    path = saved(tmp_path / LINES, *(line(n, summary="x" * 20_000 + str(n)) for n in range(4)))
    out = tmp_path / "out"
    out.mkdir()
    done = subprocess.run(
        [sys.executable, "-m", "newsspider.cli", "export", path, f"--{form}", "-o", out / "tables"],
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (8_192, 8_192)),
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, len(done.stderr.splitlines())) == (5, 1), done.stderr
    assert list(out.iterdir()) == []


def test_a_missing_library_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = saved(tmp_path / LINES, line(0))
    monkeypatch.setitem(sys.modules, "duckdb", None)
    for form in ("parquet", "duckdb"):
        with pytest.raises(UsageError, match=r"pip install 'newsspider\[duckdb\]'"):
            export(path, tmp_path / "out", form)
    export(path, tmp_path / "out", "csv")


def test_a_line_that_breaks_the_schema_is_told(tmp_path: Path) -> None:
    path = saved(tmp_path / LINES, line(0), line(1, word_count="many"))
    with pytest.raises(UsageError, match=r"a line breaks the schema .* run: newsspider verify"):
        export(path, tmp_path / "out", "parquet")
    assert not (tmp_path / "out").exists()


def test_a_field_an_older_version_did_not_have_is_empty(tmp_path: Path) -> None:
    old = line(0)
    del old["revision"]["similarity"], old["quotes"][0]["cue"]
    export(saved(tmp_path / LINES, old), tmp_path / "out", "csv")
    assert cells(tmp_path / "out/articles.csv")[0]["revision_similarity"] == ""
    assert cells(tmp_path / "out/quotes.csv")[0]["cue"] == ""
    export(saved(tmp_path / LINES, old), tmp_path / "out2", "parquet")
    assert pl.read_parquet(tmp_path / "out2/quotes.parquet")["cue"].to_list() == [None]


def test_memory_does_not_grow_with_the_archive(tmp_path: Path) -> None:
    peaks = []
    for count in (200, 1_600):
        path = tmp_path / "x.jsonl.gz"
        batch = gzip.compress(b"".join(encode(line(n)) for n in range(100)))
        path.write_bytes(batch * (count // 100))
        tracemalloc.start()
        write_csv(path, tmp_path / str(count))
        peaks.append(tracemalloc.get_traced_memory()[1])
        tracemalloc.stop()
    assert peaks[1] < peaks[0] + 300_000


def test_flat_columns_name_the_fields_of_objects() -> None:
    names = [column.name for column in flat_columns("articles")]
    assert {"revision_number", "dedup_duplicate_of", "provenance_warc_record_id", "authors"} <= set(names)
