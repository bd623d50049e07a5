from __future__ import annotations

import gzip
import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from newsspider.archive.archive import Archive, Outcome, Run
from newsspider.archive.package import new_run_id
from newsspider.archive.record import Facts, judged, record
from newsspider.cli.main import main
from newsspider.dedupe.judge import Judge
from newsspider.extraction import extract
from newsspider.model import Capture
from newsspider.state.lock import Lock

PAGE = b"""<html lang="en"><title>The bridge closes</title><h1>The bridge closes on Monday</h1><article>
<p>The town of Verlac closes its north bridge for three months from Monday, the town hall said.</p></article></html>"""


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    now = datetime.now(UTC)
    run = Run(new_run_id(now), "article", now)
    open_ = Archive.open(str(tmp_path / "out"), run)
    url = "https://courrier.example/bridge"
    capture = Capture(url, PAGE, {"Content-Type": "text/html"}, 200, now, url)
    place = open_.write_capture(capture, "courrier.example")
    article = extract(PAGE, url, fetched_at=now)
    line = record(article, Facts(run.run_id, "article", "courrier.example"), capture=capture, place=place)
    verdict = Judge(open_.ledger).judge(line)
    open_.write(judged(line, verdict.revision, verdict.dedup))
    open_.close(Outcome.FINISHED)
    return tmp_path / "out"


def _line_file(archive: Path) -> Path:
    (path,) = (archive / "courrier.example").rglob("*.jsonl.gz")
    return path


def test_verify_finds_nothing_in_a_good_archive(archive: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["verify", str(archive)]) == 0
    assert capsys.readouterr().out.endswith("nothing wrong\n")


def test_verify_names_a_line_that_does_not_follow_the_schema(
    archive: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = _line_file(archive)
    broken = json.loads(gzip.decompress(path.read_bytes())) | {"word_count": "many"}
    path.write_bytes(gzip.compress(json.dumps(broken).encode() + b"\n"))
    assert main(["verify", str(archive)]) == 1
    assert "word_count" in capsys.readouterr().out


def test_verify_repairs_and_says_what_it_did(archive: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = _line_file(archive)
    path.write_bytes(path.read_bytes()[:-9])
    assert main(["verify", str(archive)]) == 1
    assert "--repair mends what can be" in capsys.readouterr().out
    assert main(["verify", "--repair", str(archive)]) == 0
    told = capsys.readouterr().out
    assert "cut off; moved to quarantine/courrier.example/" in told
    assert told.endswith("nothing wrong\n")
    assert main(["verify", "--repair", str(archive)]) == 0
    assert len(capsys.readouterr().out.splitlines()) == 1


def test_verify_without_captures(archive: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (captures,) = archive.rglob("*.warc.gz")
    data = bytearray(captures.read_bytes())
    data[-30] ^= 1
    captures.write_bytes(data)
    assert main(["verify", str(archive)]) == 1
    assert "its capture is lost" in capsys.readouterr().out
    assert main(["verify", "--quick", str(archive)]) == 1  # the file is not as it was described
    assert "its capture is lost" not in capsys.readouterr().out


def test_verify_repairs_no_file_alone(archive: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["verify", str(_line_file(archive))]) == 0
    assert main(["verify", "--repair", str(_line_file(archive))]) == 2
    assert capsys.readouterr().err.endswith("is no directory; --repair takes an archive's\n")
    assert main(["verify", "--repair", str(archive.parent)]) == 2
    assert "is no archive" in capsys.readouterr().err


def test_verify_leaves_a_run_alone(archive: Path, capsys: pytest.CaptureFixture[str]) -> None:
    lock = Lock(archive)
    assert main(["verify", "--repair", str(archive)]) == 75
    lock.release()
    assert "in use by process" in capsys.readouterr().err


def test_verify_reads_a_sources_file(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "sources.toml"
    path.write_text('[site.fix]\nurl = "https://fix.example/"\n')
    assert main(["verify", str(path)]) == 0
    path.write_text('[site.fix]\nurl = "https://fix.example/"\nbdy = "p"\n')
    assert main(["verify", str(path)]) == 2
    assert capsys.readouterr().err.endswith(
        "sources.toml:3: site.fix.bdy: unknown key; did you mean 'body'?\n"
    )


def test_stats_counts_a_site(archive: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["stats", str(archive)]) == 0
    heading, row = capsys.readouterr().out.splitlines()
    assert heading.split()[0] == "articles"
    assert (row.split()[0], row.split()[-1]) == ("1", "courrier.example")


def test_stats_as_json(archive: Path, capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    assert main(["stats", str(archive), "--json"]) == 0
    assert json.loads(capsysbinary.readouterr().out)["articles"] == 1


def test_schema_is_json_schema(capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    assert main(["schema"]) == 0
    assert json.loads(capsysbinary.readouterr().out)["$schema"].endswith("2020-12/schema")


def test_schema_as_a_data_dictionary(capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    assert main(["schema", "--markdown"]) == 0
    assert b"published_date" in capsysbinary.readouterr().out


@pytest.mark.parametrize("command", ["verify", "stats"])
def test_a_missing_archive_is_a_mistake(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([command, "nowhere"]) == 2
    assert capsys.readouterr().err.startswith("newsspider: nowhere: no such file or directory")


@pytest.mark.parametrize("command", ["extract", "explain", "verify", "schema", "stats"])
def test_every_command_has_help_and_an_example(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stop:
        main([command, "--help"])
    assert stop.value.code == 0
    assert f"example: newsspider {command}" in " ".join(capsys.readouterr().out.split())
