"""CPU of ``scrapy crawl warc`` over a file as CC-NEWS has them: ``python -m tests.bench.warc [--pages N] [--bench DIR]``.

Of *N* answers 88 in 100 are articles, the others lists, feeds, pictures, errors and answers cut off; each with its
request. The pages are the fixtures with their words in another order each time, or, with *DIR*, the pages of the bench
as they are, again and again under other addresses.
"""
# ruff: noqa: T201 - a script that prints

from __future__ import annotations

import argparse
import gzip
import os
import random
import re
import subprocess
import sys
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from itertools import cycle
from pathlib import Path
from tempfile import TemporaryDirectory

from newsspider.archive.warc import pack, warcinfo
from newsspider.archive.zstd_frames import zstd
from newsspider.model import Capture
from tests.bench.pages import Bench

_ROOT = Path(__file__).parents[2]
_FIRST = datetime(2026, 3, 1, tzinfo=UTC)
_TEXT = re.compile(rb">([^<>{}]{60,})<")
_SENT = {"User-Agent": "CCBot/2.0", "Accept": "*/*"}
_HTML = {"Content-Type": "text/html; charset=utf-8", "Server": "nginx", "Cache-Control": "max-age=60"}


@dataclass(frozen=True, slots=True)
class Ran:
    """*cpu*: seconds of the process; *memory*: its peak in MB."""

    cpu: float
    memory: float


def main() -> None:
    """Write the file, read it in a new process, print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pages", type=int, default=1000)
    parser.add_argument("--bench", type=Path, help="folder of the bench, for its pages")
    parser.add_argument("--zstd", action="store_true", help="a .warc.zst in place of a .warc.gz")
    args = parser.parse_args()
    with TemporaryDirectory() as folder:
        for count in (args.pages // 10, args.pages):
            file = Path(folder) / f"{count}.warc.{'zst' if args.zstd else 'gz'}"
            size = written(file, count, args.bench, zipped=not args.zstd)
            ran = crawled(file, Path(folder) / f"out-{count}")
            print(
                f"{count} answers of {size / count / 1000:.0f} KB: {ran.cpu:.1f} s, {count / ran.cpu:.0f} answers or "
                f"{2 * count / ran.cpu:.0f} records a second and core, peak {ran.memory:.0f} MB"
            )


def written(file: Path, count: int, bench: Path | None, *, zipped: bool) -> int:
    """Write *count* answers with their requests; return the bytes of their bodies."""
    size = 0
    with file.open("wb") as out:
        first = warcinfo(file.name, "bench", None, _FIRST)
        out.write(first if zipped else _frames(first))
        for capture in captures(count, bench):
            size += len(capture.body)
            data = pack(capture, _SENT).data
            out.write(data if zipped else _frames(data))
    return size


def captures(count: int, bench: Path | None) -> Iterator[Capture]:
    """Yield *count* answers, the same each time."""
    dice = random.Random(count)
    pages = cycle(list(_bench_pages(bench) if bench else _fixture_pages()))
    for number in range(count):
        body, host = next(pages)
        url = f"https://{host}/2026/03/{number % 28 + 1:02}/story-{number}.html"
        at = _FIRST + timedelta(seconds=number)
        given = Capture(
            url, body if bench else _TEXT.sub(lambda m: _shuffled(m, dice), body), _HTML, 200, at, url
        )
        yield _odd(given, number % 100)


def _odd(given: Capture, place: int) -> Capture:
    """An answer that is no article, for twelve in a hundred places."""
    if place < 3:
        return replace(given, status=404, body=b"<h1>Not found</h1>" * 50)
    if place < 5:
        return replace(given, headers={"Content-Type": "application/rss+xml"}, body=b"<rss/>" * 5000)
    if place < 7:
        return replace(given, headers={"Content-Type": "image/jpeg"}, body=bytes(60_000))
    if place < 8:
        return replace(given, body=given.body[: len(given.body) // 2], truncated="length")
    if place < 12:
        links = "".join(f"<li><a href=/2026/03/{n}.html>Story of the day number {n}</a>" for n in range(200))
        return replace(
            given, url=f"{given.url.rsplit('/', 4)[0]}/section-{place}/", body=f"<ul>{links}".encode()
        )
    return given


def _shuffled(found: re.Match[bytes], dice: random.Random) -> bytes:
    words = found[1].split(b" ")
    dice.shuffle(words)
    return b">" + b" ".join(words) + b"<"


def _fixture_pages() -> Iterator[tuple[bytes, str]]:
    for file in sorted(_ROOT.glob("fixtures/*.example/*/page.html")):
        yield file.read_bytes(), file.parts[-3]


def _bench_pages(folder: Path) -> Iterator[tuple[bytes, str]]:
    bench = Bench(folder)
    for page in bench.pages("aeb", "fundus", "fields")[:600]:
        yield gzip.decompress(page.path.read_bytes()), (page.url.split("/")[2:3] or ["a.example"])[0]


def _frames(members: bytes) -> bytes:
    """gzip members as zstd frames."""
    frames = []
    while members:
        inflater = zlib.decompressobj(wbits=31)
        frames.append(zstd.compress(inflater.decompress(members)))
        members = inflater.unused_data
    return b"".join(frames)


def crawled(file: Path, out: Path) -> Ran:
    """Read *file* into an archive at *out*."""
    words = ("scrapy", "crawl", "warc", "--quiet", "-a", f"path={file}", "-a", f"out={out}")
    process = subprocess.Popen([sys.executable, "-m", *words], cwd=_ROOT, stdout=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    if status:
        sys.exit(f"scrapy crawl warc ended with {os.waitstatus_to_exitcode(status)}")
    return Ran(usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024)


if __name__ == "__main__":
    main()
