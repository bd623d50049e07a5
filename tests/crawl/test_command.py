"""What a user sees: one line, an exit code, and nothing half-written."""

from __future__ import annotations

import ctypes
import fcntl
import os
import resource
import subprocess
from pathlib import Path

import pytest
from site_server import ROOT, Answer, Site, command, crawl, lines

USAGE = [
    (["news", "-a", "stes=x"], "unknown argument 'stes'; did you mean 'sites'?"),
    (["nws", "-a", "url=http://a.example/"], "unknown spider 'nws'; did you mean 'news'?"),
    (["news", "--quit"], "unknown option '--quit'; did you mean '--quiet'?; scrapy crawl -h lists all"),
    (["news", "url=http://a.example/"], "unexpected 'url=http://a.example/'; arguments are given as -a url=http://a.example/"),
    (["news", "-a", "url"], "-a url: no value; write it as -a url=VALUE"),
    (["news", "-a", "max=1", "-a", "max=2"], "argument 'max' is given 2 times; give it once"),
    (["article", "-a", "url=http://a b/"], "url=http://a b/: not an http(s) address"),
    (["demo", "-s", "CONCURRENT_REQUESTS_PER_DOMAIN=x"], "CONCURRENT_REQUESTS_PER_DOMAIN=x: not a whole number of 1 or more"),
    (["demo", "-s", "NEWSSPIDER_LIST_PAGES=1.5"], "NEWSSPIDER_LIST_PAGES=1.5: not a whole number of 1 or more"),
    (["demo", "-s", "DOWNLOAD_TIMEOUT=-1"], "DOWNLOAD_TIMEOUT=-1: not a number of seconds, 0 or more"),
    (["demo", "-s", "NEWSSPIDER_LOGZ=1"], "unknown setting 'NEWSSPIDER_LOGZ'; did you mean 'NEWSSPIDER_LOGS'?"),
    (["demo", "-s", "NEWSSPIDER_COMMIT_SECONDS=nan"], "NEWSSPIDER_COMMIT_SECONDS=nan: not a number of seconds, 0 or more"),
]  # fmt: skip


@pytest.mark.parametrize(("words", "line"), USAGE, ids=[line for _, line in USAGE])
def test_misuse_ends_with_2_before_anything_is_written(words: list[str], line: str, tmp_path: Path) -> None:
    ran = crawl(*words, "-a", f"out={tmp_path / 'o'}", "-L", "DEBUG")
    told = [x for x in ran.err.splitlines() if " DEBUG: " not in x and " INFO: " not in x]
    assert (ran.code, told[-1], ran.out) == (2, line, "")
    assert "Traceback" not in ran.err
    assert not (tmp_path / "o").exists()


def _printing_to(out: int, site: Site, folder: Path) -> tuple[int, str]:
    site.article("/a-story-of-one-page", 1)
    words = command("article", "-a", f"url={site.url}/a-story-of-one-page", "-a", f"out={folder}")
    ran = subprocess.run(
        words, cwd=ROOT, stdout=out, stderr=subprocess.PIPE, text=True, timeout=60, check=False
    )
    os.close(out)
    assert len(lines(folder)) == 1
    return ran.returncode, ran.stderr


def test_a_table_nobody_reads_is_no_error(site: Site, tmp_path: Path) -> None:
    read, write = os.pipe()
    os.close(read)
    assert _printing_to(write, site, tmp_path) == (0, "")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="the system has no full device")
def test_a_table_that_cannot_be_written_ends_with_5(site: Site, tmp_path: Path) -> None:
    told = "the table cannot be written: No space left on device; the archive is complete\n"
    assert _printing_to(os.open("/dev/full", os.O_WRONLY), site, tmp_path) == (5, told)


def test_nothing_fetched_ends_with_3(site: Site, tmp_path: Path) -> None:
    site.stop()
    ran = crawl("news", "-a", f"url={site.url}/", "-a", f"out={tmp_path / 'o'}")
    assert ran.code == 3
    assert ran.err == f"nothing could be fetched (connect): {site.url}/: no robots.txt could be had: Connection was refused by other side: 111: Connection refused.\n"  # fmt: skip
    assert ran.out == ""


def test_a_name_that_does_not_resolve_ends_with_3(tmp_path: Path) -> None:
    ran = crawl("article", "-a", "url=http://nothing.invalid/a", "-a", f"out={tmp_path / 'o'}")
    assert ran.code == 3
    assert ran.err.startswith("nothing could be fetched (dns): http://nothing.invalid/a: ")
    assert ran.err.count("\n") == 1


def test_an_output_that_is_a_file_ends_with_5_before_the_first_request(site: Site, tmp_path: Path) -> None:
    (tmp_path / "o").write_text("mine")
    ran = crawl("news", "-a", f"url={site.url}/", "-a", f"out={tmp_path / 'o'}")
    assert ran.code == 5
    assert ran.err.startswith(str(tmp_path / "o"))
    assert ran.err.count("\n") == 1
    assert site.asked == []
    assert (tmp_path / "o").read_text() == "mine"


def test_an_output_in_use_ends_with_75(site: Site, tmp_path: Path) -> None:
    site.article("/a-story-of-one-page", 1)
    words = ("article", "-a", f"url={site.url}/a-story-of-one-page", "-a", f"out={tmp_path}")
    assert crawl(*words).code == 0
    with (tmp_path / ".lock").open("r+") as held:
        fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
        ran = crawl(*words)
    assert ran.code == 75
    assert ran.err.count("\n") == 1
    assert len(lines(tmp_path)) == 1


_PR_CAPBSET_DROP, _CAP_DAC_OVERRIDE = 24, 1  # linux/prctl.h, linux/capability.h


def _heed_permissions() -> None:
    """Root writes where it may not; without this capability it is refused as everybody is."""
    if os.geteuid() == 0:
        ctypes.CDLL(None).prctl(_PR_CAPBSET_DROP, _CAP_DAC_OVERRIDE, 0, 0, 0)


@pytest.mark.parametrize("used", [False, True], ids=["new", "of an earlier run"])
def test_a_read_only_output_ends_with_5_and_is_left_as_it_was(
    site: Site, tmp_path: Path, *, used: bool
) -> None:
    site.article("/a-story-of-one-page", 1)
    out = tmp_path / "archive"
    out.mkdir()
    words = ("article", "-a", f"url={site.url}/a-story-of-one-page", "-a", f"out={out}")
    if used:
        assert crawl(*words).code == 0
    paths = [out, *out.rglob("*")]
    before = {path: path.read_bytes() for path in paths if path.is_file()}
    asked = len(site.asked)
    for path in paths:
        path.chmod(0o555 if path.is_dir() else 0o444)
    ran = subprocess.run(
        command(*words),
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
        preexec_fn=_heed_permissions,
    )
    for path in paths:
        path.chmod(0o755 if path.is_dir() else 0o644)
    assert ran.returncode == 5, ran.stderr
    assert ran.stderr.count("\n") == 1
    assert str(out) in ran.stderr
    assert len(site.asked) == asked
    assert {path: path.read_bytes() for path in out.rglob("*") if path.is_file()} == before


def test_a_disk_that_refuses_ends_with_5_and_leaves_a_sound_archive(site: Site, tmp_path: Path) -> None:
    """No file may grow beyond 200 kB: the captures hit that in the middle of the run."""
    paths = [f"/2026/03/10/story-number-{n}/" for n in range(40)]
    for n, path in enumerate(paths):
        site.article(path, n, more="".join(str(x) for x in range(5000)))
    site.feed("/feed.xml", paths)
    words = command(
        "feed", "-a", f"url={site.url}/feed.xml", "-a", f"out={tmp_path}", "-s", "NEWSSPIDER_COMMIT_PAGES=5"
    )
    limit = 200_000
    ran = subprocess.run(
        words,
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit)),
    )
    assert ran.returncode == 5, ran.stderr
    assert ran.stderr.count("\n") == 1
    assert str(tmp_path) in ran.stderr
    again = crawl("feed", "-a", f"url={site.url}/feed.xml", "-a", f"out={tmp_path}")
    assert again.code == 0, again.err
    assert sorted(line["url"] for line in lines(tmp_path)) == sorted(site.url + path for path in paths)


def test_a_site_of_which_nothing_came_ends_with_4_and_is_named(site: Site, tmp_path: Path) -> None:
    site.article("/2026/03/10/a-story-of-ours/", 1)
    site.pages["/"] = Answer(b"<title>x</title><a href=/2026/03/10/a-story-of-ours/>A story of ours</a>")
    file = tmp_path / "sources.toml"
    file.write_text(f'[site.up]\nurl = "{site.url}/"\n[site.down]\nurl = "http://localhost:9/"\n')
    ran = crawl("news", "-a", f"sites={file}", "-a", f"out={tmp_path / 'o'}", "--quiet")
    assert (ran.code, ran.out) == (4, "")
    assert ran.err == "nothing of 1 of 2 sites: down (connect)\n"
    assert len(lines(tmp_path / "o")) == 1


def test_quiet_prints_nothing_where_all_is_well(site: Site, tmp_path: Path) -> None:
    site.article("/2026/03/10/a-story-of-ours/", 1)
    words = ("article", "-a", f"url={site.url}/2026/03/10/a-story-of-ours/", "-a", f"out={tmp_path / 'o'}")
    ran = crawl(*words, "--quiet")
    assert (ran.code, ran.out, ran.err) == (0, "", "")


def test_a_page_that_is_gone_has_been_looked_at(site: Site, tmp_path: Path) -> None:
    site.article("/a-story-of-one-page", 1)
    words = ("article", "-a", f"url={site.url}/a-story-of-one-page", "-a", f"out={tmp_path / 'o'}")
    assert crawl(*words).code == 0
    site.pages["/a-story-of-one-page"] = Answer(b"<h1>Gone</h1>", 410)
    ran = crawl(*words)
    assert (ran.code, ran.err) == (0, "")
    assert [line["revision"]["change"] for line in lines(tmp_path / "o")] == ["new", "gone"]
