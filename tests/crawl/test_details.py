"""The log of a run."""

from __future__ import annotations

from pathlib import Path

import pytest
from site_server import Answer, Site, crawl


@pytest.fixture
def words(site: Site, tmp_path: Path) -> tuple[str, ...]:
    for n in (1, 2):
        site.article(f"/2026/03/0{n}/story-{n}/", n)
    site.pages["/2026/03/04/odd/"] = Answer(b"\x89PNG", headers={"Content-Type": "image/x\x1b[2J"})
    site.feed("/feed.xml", [*site.pages, "/2026/03/03/gone/"])
    return ("feed", "-a", f"url={site.url}/feed.xml", "-a", f"out={tmp_path}")


def _logs(out: Path) -> list[Path]:
    return sorted((out / "logs").glob("*"))


def test_what_became_of_each_address_is_a_line(site: Site, tmp_path: Path, words: tuple[str, ...]) -> None:
    assert crawl(*words).code == 0
    assert crawl(*words).code == 0
    first, second = (log.read_text() for log in _logs(tmp_path))
    outcomes = sorted(line.split()[1] for line in first.splitlines())
    assert outcomes == ["http-4xx", "list", "new", "new", "not-html"]
    assert sorted(line.split()[1] for line in second.splitlines()).count("unchanged") == 2
    assert f"new {site.url}/2026/03/01/story-1/" in first
    assert "\x1b" not in first


def test_the_newest_are_kept(tmp_path: Path, words: tuple[str, ...]) -> None:
    for _ in range(3):
        assert crawl(*words, "-s", "NEWSSPIDER_LOGS=2").code == 0
    assert len(_logs(tmp_path)) == 2


def test_none_where_none_is_wanted(tmp_path: Path, words: tuple[str, ...]) -> None:
    assert crawl(*words, "-s", "NEWSSPIDER_LOGS=0").code == 0
    assert not (tmp_path / "logs").exists()


def test_a_log_that_cannot_be_written_ends_no_crawl(tmp_path: Path, words: tuple[str, ...]) -> None:
    (tmp_path / "logs").write_text("somebody's own")
    ran = crawl(*words)
    assert ran.code == 0
    assert "no log is written" in ran.err
    assert (tmp_path / "logs").read_text() == "somebody's own"
