"""What a run tells while it goes on, on a terminal and in a pipe."""

from __future__ import annotations

import os
import pty
import subprocess
from pathlib import Path

from site_server import ROOT, Answer, Site, command, crawl


def _slow(site: Site, tmp_path: Path) -> list[str]:
    paths = [f"/2026/03/10/story-number-{n}/" for n in range(4)]
    for n, path in enumerate(paths):
        site.article(path, n)
        site.pages[path].seconds = 0.4
    site.pages["/2026/03/10/none-of-it/"] = Answer(b"no", 404)
    file = tmp_path / "urls.txt"
    file.write_text("\n".join(site.url + path for path in (*paths, "/2026/03/10/none-of-it/")))
    return [
        "article",
        "-a",
        f"urls={file}",
        "-a",
        f"out={tmp_path / 'o'}",
        "-s",
        "CONCURRENT_REQUESTS_PER_DOMAIN=1",
    ]


def test_in_a_pipe_a_plain_line_comes_now_and_then(site: Site, tmp_path: Path) -> None:
    ran = crawl(*_slow(site, tmp_path), "-s", "NEWSSPIDER_PROGRESS_SECONDS=0.5")
    assert ran.code == 0
    told = ran.err.splitlines()
    assert len(told) >= 2
    assert "found 5, fetched " in told[0]
    assert "\x1b" not in ran.err + ran.out


def test_on_a_terminal_the_lines_are_redrawn_and_wiped(site: Site, tmp_path: Path) -> None:
    ours, theirs = pty.openpty()
    words = command(*_slow(site, tmp_path))
    with subprocess.Popen(words, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=theirs) as running:
        os.close(theirs)
        told = b""
        while True:
            try:
                told += os.read(ours, 4096)
            except OSError:  # the other side is closed
                break
        assert running.wait(60) == 0
    os.close(ours)
    assert b"minutes left" in told
    assert b"127.0.0.1" in told
    assert told.endswith(b"\x1b[2A\x1b[J")


def test_quiet_tells_nothing(site: Site, tmp_path: Path) -> None:
    ran = crawl(*_slow(site, tmp_path), "-s", "NEWSSPIDER_PROGRESS_SECONDS=0.2", "--quiet")
    assert (ran.code, ran.out, ran.err) == (0, "", "")
