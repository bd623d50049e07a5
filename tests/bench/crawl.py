"""Whole crawls of a made-up site: ``python -m tests.bench.crawl --peers PYTHON [--articles N] [--write FILE]``.

What newsspider takes beside Scrapy alone and beside Scrapy with trafilatura, in the same run; how many articles it
finds by each way that leads to them; what its frontier takes. *PYTHON* is an interpreter with the packages of
``peers.txt`` and ``crawl-peers.txt``.
"""
# ruff: noqa: T201 - a script that prints

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.bench import frontier
from tests.bench.tables import filled, markdown

_HERE = Path(__file__).parent
_ROOT = _HERE.parents[1]
ALIKE = {"DOWNLOAD_DELAY": "0", "AUTOTHROTTLE_ENABLED": "False", "CONCURRENT_REQUESTS_PER_DOMAIN": "8",
         "ROBOTSTXT_OBEY": "True", "TELNETCONSOLE_ENABLED": "False", "LOG_LEVEL": "WARNING"}  # fmt: skip
OURS = {"NEWSSPIDER_QUIET": "1", "ALLOW_PRIVATE_HOSTS": "127.0.0.1"}
BARE = "Scrapy, following links"
FULL = ("crawl", "news")
FETCH_ONLY = ("runspider", str(_HERE / "fetch_only.py"))
WAYS = {"lists, from the home page": "lists", "sitemaps": "sitemaps", "feeds, WordPress REST": "feeds"}


@dataclass(frozen=True, slots=True)
class Ran:
    """*cpu*: seconds of the process; *seconds*: by the clock; *memory*: its peak in MB; *articles*: those it found."""

    cpu: float
    seconds: float
    memory: float
    articles: int


def main() -> None:
    """Crawl, print, write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--peers", required=True, help="interpreter with trafilatura and Scrapy")
    parser.add_argument("--articles", type=int, default=3000)
    parser.add_argument("--rounds", type=int, default=1, help="of crawls; the best of each tool counts")
    parser.add_argument("--write", type=Path, metavar="FILE", help="put the tables between the marks in FILE")
    args = parser.parse_args()
    tables = {
        "crawl": _table(best(args.peers, args.articles, args.rounds)),
        "ways": _ways(args.articles),
        "frontier": frontier.table(),
    }
    print("\n\n".join(tables.values()))
    if args.write:
        text = args.write.read_text(encoding="utf-8")
        args.write.write_text(filled(text, tables), encoding="utf-8")


def best(peers: str, articles: int, rounds: int) -> dict[str, Ran]:
    """Return the round of each tool that took the least CPU; tools take turns."""
    every = [crawls(peers, articles) for _ in range(rounds)]
    return {name: min((found[name] for found in every), key=lambda ran: ran.cpu) for name in every[0]}


def crawls(peers: str, articles: int) -> dict[str, Ran]:
    """Return what each crawl of a site with so many *articles* took, by its name."""
    with TemporaryDirectory() as scratch, site(articles) as url:
        out = Path(scratch)
        return {
            "newsspider": ours(FULL, url, out / "archive"),
            "newsspider, finding and fetching alone": ours(FETCH_ONLY, url, out / "fetched"),
            BARE: _theirs(peers, url, out / "bare.jsonl"),
            "Scrapy and trafilatura": _theirs(peers, url, out / "read.jsonl", "-a", "extract=1"),
        }


@contextmanager
def site(articles: int, *ways: str) -> Iterator[str]:
    """Serve a made-up site from a process of its own, with some of its *ways* open, or all; give its home page."""
    only = ("--ways", *ways) if ways else ()
    command = [sys.executable, str(_HERE / "made_up_site.py"), str(articles), *only]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdin
        assert process.stdout
        try:
            yield process.stdout.readline().strip() + "/"
        finally:
            process.stdin.close()


def ours(words: tuple[str, ...], url: str, out: Path) -> Ran:
    """Crawl *url* with newsspider into *out*."""
    command = [*words, "-a", f"url={url}", "-a", f"out={out}", *_set(OURS)]
    return _measured(sys.executable, command, _ROOT, lambda: _counted(out / "runs.jsonl"))


def _counted(runs: Path) -> int:
    return int(json.loads(runs.read_bytes().splitlines()[-1])["counts"]["articles"])


def _theirs(python: str, url: str, out: Path, *more: str) -> Ran:
    words = ["runspider", str(_HERE / "follow_links.py"), "-a", f"url={url}", "-O", str(out), *more]
    outside = out.parent  # of the project, whose settings are ours
    return _measured(python, words, outside, lambda: len(out.read_bytes().splitlines()))


def _measured(python: str, words: list[str], cwd: Path, articles: Callable[[], int]) -> Ran:
    """Run ``scrapy`` with *words* in the folder *cwd*; raises RuntimeError where it fails."""
    began = time.monotonic()
    command = [python, "-m", "scrapy", *words, *_set(ALIKE)]
    process = subprocess.Popen(command, cwd=cwd, stdout=subprocess.DEVNULL)
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise RuntimeError(f"scrapy {' '.join(words)} ended with {process.returncode}")
    seconds = time.monotonic() - began
    return Ran(used.ru_utime + used.ru_stime, seconds, used.ru_maxrss / 1024, articles())


def _set(settings: dict[str, str]) -> list[str]:
    return [word for name, value in settings.items() for word in ("-s", f"{name}={value}")]


def _table(found: dict[str, Ran]) -> str:
    """Return CPU per 1,000 articles, also in times of Scrapy alone, and articles a second."""
    bare = found[BARE].cpu / found[BARE].articles
    rows = []
    for name, ran in found.items():
        each = ran.cpu / ran.articles
        rows.append([name, str(ran.articles), f"{each * 1000:.1f}", f"{each / bare:.2f}",
                     f"{ran.articles / ran.seconds:.0f}", f"{ran.memory:.0f}"])  # fmt: skip
    return markdown(["", "articles", "CPU s per 1,000", "times Scrapy", "articles a second", "peak MB"], rows)


def _ways(articles: int) -> str:
    """Return how many articles are found where one way alone leads to them."""
    rows = []
    for name, way in WAYS.items():
        with TemporaryDirectory() as scratch, site(articles, way) as url:
            found = ours(FETCH_ONLY, url, Path(scratch) / "archive").articles
        rows.append([name, f"{found} of {articles}"])
    return markdown(["by these alone", "found"], rows)


if __name__ == "__main__":
    main()
