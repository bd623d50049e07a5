"""What a line of an archive costs: ``python -m tests.bench.archive [--lines N] [--write FILE]``.

CPU of encoding a record, of packing it in batches of five as a crawl does, and of reading it back, and its bytes, on the
records of the demo; of verifying a line with and without its capture, on articles of a made-up site, which have three
times as many bytes. The best round counts.
"""
# ruff: noqa: T201 - a script that prints

from __future__ import annotations

import argparse
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import Any

from newsspider.archive.archive import Archive
from newsspider.archive.files import article_files
from newsspider.archive.jsonl import encode, read_jsonl
from newsspider.archive.package import Outcome, Run, new_run_id
from newsspider.archive.packing import Packing, member
from newsspider.archive.record import Facts, judged, record
from newsspider.cli.verify import text_hash
from newsspider.dedupe.judge import Judge
from newsspider.extraction import extract
from newsspider.integrity.verify import Verification
from newsspider.model import Capture
from tests.bench.made_up_site import MadeUpSite
from tests.bench.tables import filled, markdown

ROOT = Path(__file__).parents[2]
ROUNDS = 5
SECONDS = 1.0  # of CPU, at least, of all rounds
REPEATED = 6  # times the 45 records of the demo
BATCH = 5  # NEWSSPIDER_COMMIT_PAGES
HEAD = ("", "µs a record", "bytes a record")


def main() -> None:
    """Measure, print, write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--lines", type=int, default=400)
    parser.add_argument("--write", type=Path, metavar="FILE", help="put the table between the marks in FILE")
    args = parser.parse_args()
    found = markdown(HEAD, rows(args.lines))
    print(found)
    if args.write:
        text = args.write.read_text(encoding="utf-8")
        args.write.write_text(filled(text, {"lines": found}), encoding="utf-8")


def rows(count: int) -> list[tuple[str, str, str]]:
    """Return the cells of the table, for *count* articles."""
    with TemporaryDirectory() as scratch:
        root = Path(scratch)
        records = demo(root / "demo") * REPEATED
        encoded = [encode(one) for one in records]
        number = len(records)
        found = [_row("encode", cost(lambda: [encode(one) for one in records], number), encoded)]
        for packing in (Packing.GZIP, Packing.ZSTD):
            packed = pack(encoded, packing)
            file = root / f"x.jsonl{packing.suffix}"
            file.write_bytes(b"".join(packed))
            found.append(
                _row(f"pack, {packing.value}", cost(lambda p=packing: pack(encoded, p), number), packed)
            )
            found.append(_row(f"read, {packing.value}", cost(lambda f=file: list(read_jsonl(f)), number)))
        archived(root / "archive", count)
        for name, quick in (("verify, without captures", True), ("verify", False)):
            walk = Verification(root / "archive", text_hash, quick=quick)
            found.append(_row(name, cost(lambda w=walk: list(w.problems()), count)))
    return found


def demo(out: Path) -> list[dict[str, Any]]:
    """Return the records of the demo."""
    words = [sys.executable, "-m", "scrapy", "crawl", "demo", "-a", f"out={out}", "-s", "NEWSSPIDER_QUIET=1"]
    subprocess.run(words, cwd=ROOT, check=True, capture_output=True)
    return [line for file in article_files(out) for line in read_jsonl(file)]


def archived(root: Path, count: int) -> None:
    """Archive *count* articles with their captures."""
    site = MadeUpSite("https://tribune.example", count)
    now = datetime.now(UTC).replace(microsecond=0)
    run = Run(new_run_id(now), "news", now)
    with Archive.open(root, run) as archive:
        judge = Judge(archive.ledger)
        for number in range(count):
            url = site.address(number)
            found = site.page(site.path(number))
            assert found
            capture = Capture(url, found[1], {"Content-Type": "text/html"}, 200, now, url)
            place = archive.write_capture(capture, "tribune.example", {"User-Agent": "x"})
            article = extract(capture.body, url, capture.headers, fetched_at=now)
            line = record(article, Facts(run.run_id, "news"), capture=capture, place=place)
            verdict = judge.judge(line)
            judge.keep(line, verdict)
            archive.write(judged(line, verdict.revision, verdict.dedup))
            if number % BATCH == BATCH - 1:
                archive.commit()
        archive.close(Outcome.FINISHED)


def pack(lines: Sequence[bytes], packing: Packing) -> list[bytes]:
    """Return *lines* in batches."""
    return [member(list(lines[at : at + BATCH]), packing) for at in range(0, len(lines), BATCH)]


def cost(work: Callable[[], object], count: int) -> float:
    """Return the CPU that *work* takes of one record, in µs: that of its best round."""
    rounds: list[float] = []
    while len(rounds) < ROUNDS or sum(rounds) < SECONDS:
        start = time.process_time()
        work()
        rounds.append(time.process_time() - start)
    return min(rounds) / count * 1e6


def _row(name: str, microseconds: float, data: Iterable[bytes] = ()) -> tuple[str, str, str]:
    """Packed data come in batches."""
    sizes = [len(part) for part in data]
    each = median(sizes) / (BATCH if name.startswith("pack") else 1) if sizes else 0
    return name, f"{microseconds:.1f}", f"{each:,.0f}" if sizes else ""


if __name__ == "__main__":
    main()
