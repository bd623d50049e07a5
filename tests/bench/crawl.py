"""CPU of whole crawls of a made-up site: ``python -m tests.bench.crawl --peers PYTHON [--articles N] [--write FILE]``.

newsspider beside Scrapy alone, and beside Scrapy with trafilatura, in the same run. *PYTHON* is an interpreter with
the packages of ``peers.txt`` and ``crawl-peers.txt``.
"""
# ruff: noqa: T201 - a script that prints

from __future__ import annotations

import argparse
import gzip
import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.bench.tables import filled, markdown

_HERE = Path(__file__).parent
_ROOT = _HERE.parents[1]
ALIKE = {"DOWNLOAD_DELAY": "0", "AUTOTHROTTLE_ENABLED": "False", "CONCURRENT_REQUESTS_PER_DOMAIN": "8",
         "ROBOTSTXT_OBEY": "True", "TELNETCONSOLE_ENABLED": "False", "LOG_LEVEL": "WARNING"}  # fmt: skip
BARE = "Scrapy, following links"


@dataclass(frozen=True, slots=True)
class Ran:
    """*cpu*: seconds of the process; *memory*: its peak in MB; *articles*: lines it wrote."""

    cpu: float
    memory: float
    articles: int


def main() -> None:
    """Crawl, print, write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--peers", required=True, help="interpreter with trafilatura and Scrapy")
    parser.add_argument("--articles", type=int, default=3000)
    parser.add_argument("--write", type=Path, metavar="FILE", help="put the table between the marks in FILE")
    args = parser.parse_args()
    table = _table(crawls(args.peers, args.articles))
    print(table)
    if args.write:
        text = args.write.read_text(encoding="utf-8")
        args.write.write_text(filled(text, {"crawl": table}), encoding="utf-8")


def crawls(peers: str, articles: int) -> dict[str, Ran]:
    """Return what each crawl of a site with so many *articles* took, by its name."""
    command = [sys.executable, _HERE / "made_up_site.py", str(articles)]
    with (
        TemporaryDirectory() as scratch,
        subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as site,
    ):
        assert site.stdin
        assert site.stdout
        url, out = site.stdout.readline().strip() + "/", Path(scratch)
        found = {
            "newsspider": _ours(url, out / "archive"),
            BARE: _theirs(peers, url, out / "bare.jsonl"),
            "Scrapy and trafilatura": _theirs(peers, url, out / "read.jsonl", "-a", "extract=1"),
        }
        site.stdin.close()
    return found


def _ours(url: str, out: Path) -> Ran:
    words = ["crawl", "news", "-a", f"url={url}", "-a", f"out={out}", "--quiet"]
    words += ["-s", "ALLOW_PRIVATE_HOSTS=127.0.0.1"]
    return _measured(
        sys.executable, words, _ROOT, lambda: sum(map(_lines, out.glob("*/[0-9]*/*/*.jsonl.gz")))
    )


def _lines(path: Path) -> int:
    with gzip.open(path) as lines:
        return sum(1 for _ in lines)


def _theirs(python: str, url: str, out: Path, *more: str) -> Ran:
    words = ["runspider", str(_HERE / "follow_links.py"), "-a", f"url={url}", "-O", str(out), *more]
    outside = out.parent  # of the project, whose settings are ours
    return _measured(python, words, outside, lambda: len(out.read_bytes().splitlines()))


def _measured(python: str, words: list[str], cwd: Path, articles: Callable[[], int]) -> Ran:
    """Run ``scrapy`` with *words* in the folder *cwd*; raises RuntimeError where it fails."""
    settings = [word for name, value in ALIKE.items() for word in ("-s", f"{name}={value}")]
    process = subprocess.Popen(
        [python, "-m", "scrapy", *words, *settings], cwd=cwd, stdout=subprocess.DEVNULL
    )
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise RuntimeError(f"scrapy {' '.join(words)} ended with {process.returncode}")
    return Ran(used.ru_utime + used.ru_stime, used.ru_maxrss / 1024, articles())


def _table(found: dict[str, Ran]) -> str:
    """Return CPU per 1,000 articles, also in times of Scrapy alone."""
    bare = found[BARE].cpu / found[BARE].articles
    rows = []
    for name, ran in found.items():
        each = ran.cpu / ran.articles
        rows.append(
            [name, str(ran.articles), f"{each * 1000:.1f}", f"{each / bare:.1f}", f"{ran.memory:.0f}"]
        )
    return markdown(["", "articles", "CPU s per 1,000", "times Scrapy", "peak MB"], rows)


if __name__ == "__main__":
    main()
