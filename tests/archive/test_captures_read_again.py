"""Where the lines of ``scrapy crawl warc`` say their captures lie."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from lines import archive, capture, wrong

from newsspider.archive.files import article_files, read_articles

PAGE = (
    b"<html lang=en><title>The bridge</title><meta property=og:type content=article><h1>The bridge</h1>"
    + (
        b"<p>The bridge over the river stays open, the council said on Monday after a long debate of its members."
        * 9
    )
)


@pytest.fixture
def stored(tmp_path: Path) -> Path:
    """An archive of one capture."""
    root = tmp_path / "stored"
    with archive(root) as opened:
        opened.write_capture(capture(body=PAGE), "courrier")
    return root


def places(path: Path, out: Path) -> list[str | None]:
    command = ("scrapy", "crawl", "warc", "-a", f"path={path}", "-a", f"out={out}")
    ran = subprocess.run(
        (sys.executable, "-m", *command), capture_output=True, cwd=Path(__file__).parents[2], check=False
    )
    assert ran.returncode == 0, ran.stderr.decode()
    found = [line for file in article_files(out) for line in read_articles(file)]
    return [line["provenance"]["warc_file"] for line in found]


def test_captures_outside_the_archive_are_not_pointed_to(stored: Path, tmp_path: Path) -> None:
    assert places(stored / "warc", tmp_path / "new") == [None]
    assert wrong(tmp_path / "new") == []


def test_captures_inside_the_archive_are_pointed_to(stored: Path) -> None:
    [place] = places(stored / "warc", stored)
    assert place is not None
    assert (stored / place).is_file()
    assert wrong(stored) == []
    shutil.rmtree(stored / "warc")
    assert wrong(stored) != []


def test_another_crawlers_file_put_into_the_archive_is_pointed_to(stored: Path, tmp_path: Path) -> None:
    [file] = (stored / "warc").rglob("*.warc.gz")
    (tmp_path / "new" / "warc").mkdir(parents=True)
    shutil.copy(file, tmp_path / "new" / "warc" / "CC-NEWS.warc.gz")
    assert places(tmp_path / "new" / "warc", tmp_path / "new") == ["warc/CC-NEWS.warc.gz"]
    assert wrong(tmp_path / "new") == []
