"""``newsspider quotes`` over the demo's archive, and over lines made from it."""

from __future__ import annotations

import csv
import gzip
import io
import json
import tracemalloc
from pathlib import Path
from typing import Any

import pytest

from newsspider.archive.files import article_files
from newsspider.archive.jsonl import encode, read_jsonl
from newsspider.cli.main import main
from newsspider.cli.quotations import Wanted, quotations, repeated, spoken_words
from newsspider.quotes.names import is_called

ORIGINAL = "We have nurses who sleep in their cars because the last boat goes at eight,"


def printed(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    assert main(["quotes", *arguments]) == 0
    return capsys.readouterr().out


def rows(capsys: pytest.CaptureFixture[str], *arguments: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in printed(capsys, *arguments, "--format", "jsonl").splitlines()]


@pytest.fixture
def record(demo: Path) -> dict[str, Any]:
    """A line of the demo with quotations."""
    lines = (line for path in article_files(demo / "output") for line in read_jsonl(path))
    return next(line for line in lines if len(line["quotes"]) > 1)


def saved(path: Path, *records: dict[str, Any]) -> Path:
    path.write_bytes(gzip.compress(b"".join(map(encode, records))))
    return path


def test_each_quotation_has_speaker_date_and_address(demo: Path, capsys: pytest.CaptureFixture[str]) -> None:
    found = rows(capsys, str(demo / "output"), "--language", "uk")
    assert len(found) > 5
    assert {row["language"] for row in found} == {"uk"}
    assert {row["kind"] for row in found} <= {"direct", "mixed"}
    assert all(row["date"].startswith("2026-") and row["url"].startswith("http") for row in found)
    assert {"Ліда Середа", "Марта Ковалишин"} <= {row["speaker_full"] for row in found}


@pytest.mark.parametrize("name", ["Goloubenko", "Taras Holubenko", "Голубенко", "T. Holubenko", "HOLUBENKO"])
def test_a_speaker_is_found_by_any_spelling(
    demo: Path, capsys: pytest.CaptureFixture[str], name: str
) -> None:
    found = rows(capsys, str(demo / "output"), "--speaker", name)
    assert [row["speaker"] for row in found] == ["il", "Goloubenko"]
    assert {row["speaker_full"] for row in found} == {"Taras Holubenko"}


@pytest.mark.parametrize(
    ("wanted", "name", "same"),
    [
        ("Litvinenko", "Oleksandr Lytvynenko", True),
        ("Oleksandr Lytvynenko", "Litvinenko", True),
        ("O. Lytvynenko", "Oleksandr Lytvynenko", True),
        ("Anna Lytvynenko", "Oleksandr Lytvynenko", False),
        ("Gabriel García Márquez", "García Márquez", True),
        ("Lee", "Leeds", False),
        ("Kremlin", "Le Kremlin", True),
        ("Lee", "", False),
        ("", "Lee", False),
    ],
)
def test_who_is_called_so(wanted: str, name: str, *, same: bool) -> None:
    assert is_called(wanted, name) is same


def test_wire_copy_is_found_by_its_words(demo: Path, capsys: pytest.CaptureFixture[str]) -> None:
    found = rows(capsys, str(demo / "output"), "--repeated", "--speaker", "Prewitt")
    assert {row["articles"] for row in found} == {2}
    longest = max(found, key=lambda row: len(row["text"]))
    assert spoken_words(longest["text"])[: len(spoken_words(ORIGINAL))] == spoken_words(ORIGINAL)
    assert len({url.split("/")[2] for url in longest["urls"]}) == 2


def test_the_same_words_are_the_same_in_any_signs() -> None:
    assert spoken_words("C’est l'Été, « enfin » !") == spoken_words("c'est  l’ÉTÉ enfin.")
    assert spoken_words("«…»") == []


def test_a_revised_article_counts_once_by_its_last_text(tmp_path: Path, record: dict[str, Any]) -> None:
    second = record | {
        "quotes": record["quotes"][:1],
        "revision": record["revision"] | {"number": 2, "change": "text"},
    }
    gone = record | {"quotes": [], "revision": record["revision"] | {"number": 3, "change": "gone"}}
    path = saved(tmp_path / "lines.jsonl.gz", record, second, gone)
    found = list(quotations(path, Wanted(every_kind=True)))
    assert [row.text for row in found] == [record["quotes"][0]["text"]]


def test_other_kinds_are_listed_only_where_asked(tmp_path: Path, record: dict[str, Any]) -> None:
    quotes = [
        quote | {"kind": kind} for quote, kind in zip(record["quotes"], ("scare", "direct"), strict=False)
    ]
    path = saved(tmp_path / "lines.jsonl.gz", record | {"quotes": quotes})
    assert [row.kind for row in quotations(path, Wanted())] == ["direct"]
    assert [row.kind for row in quotations(path, Wanted(every_kind=True))] == ["scare", "direct"]


@pytest.mark.parametrize("begin", ["=1+1", "+1", "-1", "@SUM(A1)", "\tx", "＝1"])
def test_no_cell_is_a_formula(
    tmp_path: Path, record: dict[str, Any], capsys: pytest.CaptureFixture[str], begin: str
) -> None:
    quote = record["quotes"][0] | {"text": begin, "speaker": begin, "kind": "direct"}
    path = saved(tmp_path / "lines.jsonl.gz", record | {"quotes": [quote], "headline": begin})
    (row,) = csv.DictReader(io.StringIO(printed(capsys, str(path), "--format", "csv"), newline=""))
    assert {row["text"], row["speaker"], row["headline"]} == {"'" + begin}


def test_csv_keeps_lines_commas_and_marks(
    tmp_path: Path, record: dict[str, Any], capsys: pytest.CaptureFixture[str]
) -> None:
    text = 'One, "two";\nthree'
    quote = record["quotes"][0] | {"text": text, "kind": "direct", "speaker": None, "confidence": None}
    path = saved(tmp_path / "lines.jsonl.gz", record | {"quotes": [quote]})
    (row,) = csv.DictReader(io.StringIO(printed(capsys, str(path), "--format", "csv"), newline=""))
    assert (row["text"], row["speaker"], row["confidence"]) == (text, "", "")


def test_the_table_has_a_line_a_quotation_without_steering_signs(
    tmp_path: Path, record: dict[str, Any], capsys: pytest.CaptureFixture[str]
) -> None:
    quote = record["quotes"][0] | {"text": "Red \x1b[31m\nand " + "long " * 40, "kind": "direct"}
    path = saved(tmp_path / "lines.jsonl.gz", record | {"quotes": [quote]})
    heading, line = printed(capsys, str(path)).splitlines()
    assert heading.split() == ["date", "speaker", "quotation", "url"]
    assert "\x1b" not in line
    assert "…" in line
    assert line.endswith(record["url"])


@pytest.mark.parametrize("language", ["FR", "fr"])
def test_a_language_is_its_regions_too(tmp_path: Path, record: dict[str, Any], language: str) -> None:
    lines = [record | {"id": code, "language": code} for code in ("fr-CA", "fr", "frr", "en")]
    path = saved(tmp_path / "lines.jsonl.gz", *lines, record | {"id": "none", "language": None})
    found = quotations(path, Wanted(language=language, every_kind=True))
    assert {row.language for row in found} == {"fr-CA", "fr"}


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["nowhere"], "not found"),
        (["."], "is no archive"),
        (["nowhere", "--speaker", "!!"], "holds no name"),
        (["nowhere", "--format", "xml"], "invalid choice"),
        (["nowhere", "--language", ""], "is not a language code"),
        (["nowhere", "--language", "französisch!"], "is not a language code"),
    ],
)
def test_a_mistake_is_told_in_one_line(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    arguments: list[str],
    message: str,
) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(["quotes", *arguments]) == 2
    out, err = capsys.readouterr()
    assert (out, err.count("\n")) == ("", 1)
    assert message in err


@pytest.mark.parametrize("content", ["", '{"a":1}\n[2]\n{"a":1}\n'])
@pytest.mark.parametrize("option", [[], ["--repeated"], ["--format", "csv"]])
def test_a_file_without_an_article_is_a_mistake(
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    caplog: pytest.LogCaptureFixture,
    content: str,
    option: list[str],
) -> None:
    path = tmp_path / "failures.jsonl"
    path.write_text(content)
    assert main(["quotes", str(path), *option]) == 2
    out, err = capsys.readouterr()
    assert (out, err.count("\n"), caplog.messages) == ("", 1, [])
    assert "failures.jsonl: holds no article" in err


def test_a_line_that_is_left_out_is_told_once(
    tmp_path: Path,
    record: dict[str, Any],
    capsys: pytest.CaptureFixture[str],
    caplog: pytest.LogCaptureFixture,
) -> None:
    path = saved(tmp_path / "lines.jsonl.gz", record, {"a": 1})
    assert rows(capsys, str(path), "--language", "FR-ca") == []
    assert len(caplog.messages) == 1
    assert "is left out" in caplog.messages[0]


def test_an_archive_without_articles_has_no_quotations(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "runs.jsonl").touch()
    assert rows(capsys, str(tmp_path)) == []
    assert rows(capsys, str(tmp_path), "--repeated") == []


@pytest.mark.parametrize("search", [quotations, repeated])
def test_memory_does_not_grow_with_the_archive(tmp_path: Path, record: dict[str, Any], search: Any) -> None:
    peaks = []
    for count in (300, 1500):
        path = tmp_path / f"{count}.jsonl"
        path.write_bytes(b"".join(encode(record | {"id": f"art_{i}"}) for i in range(count)))
        tracemalloc.start()
        found = sum(1 for row in search(path, Wanted(speaker="Nobody Known")))
        peaks.append(tracemalloc.get_traced_memory()[1])
        tracemalloc.stop()
        assert found == 0
    assert peaks[1] < 1.5 * peaks[0] + 200_000
