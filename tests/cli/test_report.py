"""``newsspider report``: what it writes, what it refuses, and that it is whole or not there."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from newsspider.cli.main import main
from newsspider.report.page import MARK


def test_a_report_of_the_demo(demo: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "report.html"
    assert main(["report", str(demo / "output"), "-o", str(out)]) == 0
    assert capsys.readouterr().out == f"{out}: open it in a browser\n"
    text = out.read_text(encoding="utf-8")
    for told in ("Eleanor Prewitt", "courrier-verlac", "http-4xx", "No alarm", "syndicated", 'lang="uk"'):
        assert told in text
    assert out.stat().st_mode & 0o444 == 0o444
    assert list(tmp_path.iterdir()) == [out]


def test_it_is_called_report_html(demo: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(["report", str(demo / "output")]) == 0
    assert (tmp_path / "report.html").exists()


def test_a_report_is_replaced_and_nothing_else_is(
    demo: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "index.html"
    words = ["report", str(demo / "output"), "-o", str(out)]
    out.write_text(MARK + "an old one")
    assert main(words) == 0
    out.write_text("<!DOCTYPE html>\n<html>my own page")
    assert main(words) == 2
    assert out.read_text().endswith("my own page")
    assert "--force" in capsys.readouterr().err
    assert main([*words, "--force"]) == 0
    assert out.read_text().startswith(MARK)


@pytest.mark.parametrize("name", ["runs.jsonl", "report", "report.pdf"])
def test_only_a_web_page_is_written(demo: Path, name: str, capsys: pytest.CaptureFixture[str]) -> None:
    out = demo / "output" / name
    before = out.read_bytes() if out.exists() else None
    assert main(["report", str(demo / "output"), "-o", str(out), "--force"]) == 2
    assert (out.read_bytes() if out.exists() else None) == before
    assert "ends in .html" in capsys.readouterr().err


def test_a_directory_is_no_page(demo: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "a.html").mkdir()
    assert main(["report", str(demo / "output"), "-o", str(tmp_path / "a.html")]) == 2
    assert "is a directory" in capsys.readouterr().err


def test_a_folder_is_made(demo: Path, tmp_path: Path) -> None:
    assert main(["report", str(demo / "output"), "-o", str(tmp_path / "new" / "a.html")]) == 0
    assert (tmp_path / "new" / "a.html").exists()


def test_a_place_where_no_folder_can_be(
    demo: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "file").touch()
    assert main(["report", str(demo / "output"), "-o", str(tmp_path / "file" / "a.html")]) == 5
    (told,) = capsys.readouterr().err.splitlines()
    assert "cannot be written" in told


def test_what_is_no_archive(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["report", str(tmp_path), "-o", str(tmp_path / "a.html")]) == 2
    assert main(["report", str(tmp_path / "none")]) == 2
    assert len(capsys.readouterr().err.splitlines()) == 2
    assert not list(tmp_path.iterdir())


def test_a_disk_that_fills_up_leaves_the_old_report(demo: Path, tmp_path: Path) -> None:
    out = tmp_path / "report.html"
    out.write_text(MARK + "an old one")
    code = (
        "import resource, sys; from newsspider.cli.main import main;"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (9000, 9000));"
        f"sys.exit(main(['report', {str(demo / 'output')!r}, '-o', {str(out)!r}]))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 5
    assert done.stderr.count("\n") == 1
    assert out.read_text() == MARK + "an old one"
    assert list(tmp_path.iterdir()) == [out]
