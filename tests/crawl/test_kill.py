"""A crawl killed at a random moment goes on where it stopped."""

from __future__ import annotations

import random
import signal
import subprocess
import time
from pathlib import Path

import pytest
from site_server import ROOT, Answer, Site, command, crawl, lines, runs

COUNT = 400
KILLS = 12


def build(site: Site, count: int) -> Site:
    """Articles in a sitemap, ten of them on the home page too, each answered after some milliseconds."""
    paths = [f"/2026/03/10/story-number-{n}/" for n in range(count)]
    for n, path in enumerate(paths):
        site.article(path, 1000 + n)
        site.pages[path].seconds = 0.02
    site.robots(f"User-agent: *\nSitemap: {site.url}/map.xml\n")
    site.sitemap("/map.xml", paths)
    site.pages["/"] = Answer("".join(f"<a href={p}>x</a>" for p in paths[:10]).encode())
    return site


def start(site: Site, out: Path) -> subprocess.Popen[bytes]:
    words = command("news", "-a", f"url={site.url}/", "-a", f"out={out}")
    return subprocess.Popen(words, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE)


def stop(
    process: subprocess.Popen[bytes], site: Site, how: signal.Signals, after: int
) -> tuple[bytes, bytes]:
    """Send the signal when *after* pages have been asked for, and wait for the end."""
    deadline = time.monotonic() + 30
    while len(site.asked) < after and process.poll() is None and time.monotonic() < deadline:
        time.sleep(0.005)
    process.send_signal(how)
    return process.communicate(timeout=30)


def test_a_crawl_killed_twelve_times_loses_nothing_and_writes_nothing_twice(
    site: Site, tmp_path: Path
) -> None:
    large = build(site, COUNT)
    for path in large.pages:
        large.pages[path].seconds = 0.0
    moments = sorted(random.sample(range(8, COUNT), KILLS))
    for after in moments:
        stop(start(large, tmp_path / "o"), large, signal.SIGKILL, after)
    assert len(lines(tmp_path / "o")) < COUNT, f"killed after {moments} requests, too late"
    done = crawl("news", "-a", f"url={large.url}/", "-a", f"out={tmp_path / 'o'}")
    assert done.code == 0, done.err
    urls = [line["url"] for line in lines(tmp_path / "o")]
    assert len(urls) == len(set(urls)) == COUNT, f"killed after {moments} requests"
    *killed, last = [run["outcome"] for run in runs(tmp_path / "o")]
    assert (set(killed), last) == ({"killed"}, "finished")
    fetched = len([path for path in large.paths() if "story" in path])
    assert fetched <= 1.15 * COUNT, f"{fetched} fetches; killed after {moments}"
    again = crawl("news", "-a", f"url={large.url}/", "-a", f"out={tmp_path / 'o'}")
    assert again.code == 0, again.err
    assert len(lines(tmp_path / "o")) == COUNT


@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGINT], ids=["SIGTERM", "SIGINT"])
def test_a_crawl_told_to_stop_closes_its_files_and_goes_on_later(
    site: Site, tmp_path: Path, how: signal.Signals
) -> None:
    small = build(site, 24)
    stop(start(small, tmp_path / "o"), small, how, 12)
    had = len(lines(tmp_path / "o"))
    assert 0 < had < 24
    assert runs(tmp_path / "o")[-1]["outcome"] == "interrupted"
    small.asked.clear()
    assert crawl("news", "-a", f"url={small.url}/", "-a", f"out={tmp_path / 'o'}").code == 0
    assert len(lines(tmp_path / "o")) == 24
    assert len([path for path in small.paths() if "story" in path]) == 24 - had
