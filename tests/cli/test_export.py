"""``export``, ``cite`` and ``history`` as one types them."""

from __future__ import annotations

import json
import os
import pty
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from newsspider.archive.files import article_files
from newsspider.archive.jsonl import encode, read_jsonl
from newsspider.cli.main import main

FERRY = "http://penrick-ledger.example/2026/09/18/night-ferry-returns-to-the-sound/"


@pytest.fixture
def changed(demo: Path, tmp_path: Path) -> Path:
    """The ferry article in two revisions."""
    records = (record for file in article_files(demo / "output") for record in read_jsonl(file))
    first = next(record for record in records if record["url"] == FERRY)
    second: dict[str, Any] = json.loads(json.dumps(first))
    second["body"] = first["body"].replace("£640,000", "£710,000")
    second["revision"] |= {"number": 2, "change": "updated", "changed_fields": ["body"], "similarity": 0.97}
    second["revision_id"] = f"{first['id']}.2"
    path = tmp_path / "x.jsonl"
    path.write_bytes(encode(first) + encode(second))
    return path


def test_export_writes_and_says_nothing(
    demo: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "tables"
    assert main(["export", str(demo / "output"), "--csv", "-o", str(out)]) == 0
    assert sorted(path.name for path in out.iterdir()) == [
        f"{name}.csv" for name in ("articles", "failures", "links", "quotes", "related", "runs")
    ]
    assert capsys.readouterr() == ("", "")
    assert main(["export", str(demo / "output"), "--csv", "-o", str(out)]) == 2
    assert main(["export", str(demo / "output"), "--datapackage", "-o", str(out), "--force"]) == 0
    assert (out / "datapackage.json").is_file()


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (
            ["export", "DIR", "-o", "x"],
            "one of the arguments --parquet --csv --duckdb --datapackage --jsonld",
        ),
        (["export", "DIR", "--csv"], "the following arguments are required: -o"),
        (["export", "nowhere", "--csv", "-o", "x"], "nowhere: no such file or directory"),
        (["export", "DIR", "--csv", "-o", "/"], "is no name for an export"),
        (["cite", "pont", "DIR"], "is no article's id"),
        (["history", "http://a.example/x", "DIR"], "holds no article"),
        (["history", FERRY, "DIR", "--from", "4"], "no revision 4; there is 1"),
        (["history", FERRY, "DIR", "--html", "DIR"], "is there already"),
    ],
)
def test_misuse_is_one_line(
    demo: Path, capsys: pytest.CaptureFixture[str], words: list[str], told: str
) -> None:
    assert main([str(demo / "output") if word == "DIR" else word for word in words]) == 2
    err = capsys.readouterr().err
    assert told in err
    assert err.count("\n") == 1


def test_cite_in_three_forms(demo: Path, capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    printed = []
    for form in ((), ("--bibtex",), ("--jsonld",)):
        assert main(["cite", FERRY, str(demo / "output"), *form]) == 0
        printed.append(capsysbinary.readouterr().out.decode())
    assert printed[0].startswith("Marion Tackley and Dev Oswin. “Night ferry returns")
    assert "author       = {Marion Tackley and Dev Oswin}," in printed[1]
    assert json.loads(printed[2])["url"] == FERRY


def test_history_lists_and_shows(changed: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["history", FERRY, str(changed)]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert [line.split()[0] for line in lines[2:]] == ["revision", "1", "2"]
    assert lines[4].split()[2:] == ["updated", "0.97", "body"]
    assert main(["history", FERRY, str(changed), "--diff"]) == 0
    assert "£[-640,000-]{+710,000+} annual cost" in capsys.readouterr().out
    assert main(["history", FERRY, str(changed), "--from", "2", "--to", "1"]) == 0
    assert "£[-710,000-]{+640,000+} annual cost" in capsys.readouterr().out


@pytest.mark.parametrize(("no_color", "coloured"), [("", True), ("1", False)])
def test_a_terminal_gets_colours_unless_it_wants_none(
    changed: Path, no_color: str, *, coloured: bool
) -> None:
    ours, theirs = pty.openpty()
    command = [sys.executable, "-m", "newsspider.cli", "history", FERRY, str(changed), "--diff"]
    subprocess.run(command, stdout=theirs, check=True, env={**os.environ, "NO_COLOR": no_color})
    os.close(theirs)
    printed = os.read(ours, 1 << 16).decode()
    os.close(ours)
    assert "£" in printed
    assert ("\x1b[31m[-640,000-]\x1b[0m\x1b[32m{+710,000+}\x1b[0m annual" in printed) == coloured


def test_history_as_a_page(changed: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    page = tmp_path / "history.html"
    assert main(["history", FERRY, str(changed), "--html", str(page)]) == 0
    assert "£<del>640,000</del><ins>710,000</ins> annual cost" in page.read_text("utf-8")
    assert main(["history", FERRY, str(changed), "--html", str(page)]) == 2
    assert main(["history", FERRY, str(changed), "--html", str(page), "--force"]) == 0
    assert main(["history", FERRY, str(changed), "--html", str(tmp_path / "none/x.html")]) == 5
    assert capsys.readouterr().err.count("\n") == 2


def test_tables_are_printed_as_a_dictionary(capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    assert main(["schema", "--tables"]) == 0
    assert b"| `runs` | `outcome` | `outcome` | text | no |" in capsysbinary.readouterr().out
