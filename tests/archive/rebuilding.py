"""An archive of pages read by the real extraction, for the tests of rebuilding it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from pathlib import Path
from typing import Any

from lines import AT, run

from newsspider.archive.archive import Archive
from newsspider.archive.files import article_files
from newsspider.archive.jsonl import whole_lines
from newsspider.archive.package import Outcome
from newsspider.archive.packing import Packing
from newsspider.archive.rebuild import Line, Rebuilder, Rebuilt
from newsspider.archive.rebuild_files import Counts, rebuild
from newsspider.archive.record import Facts, judged, record
from newsspider.dedupe.judge import Judge
from newsspider.dedupe.reading import read
from newsspider.extraction import extract
from newsspider.model import Article, Capture

OURS = frozenset({"news"})


def page(number: int, more: str = "") -> bytes:
    """A page of an article of its own."""
    text = "".join(
        f"<p>The bridge number {number} over the river stays open, part {n} of the report said on Monday after a "
        f"debate of {number * 7 + n} members.{more}</p>"
        for n in range(6)
    )
    return (
        f"<html lang=en><title>Bridge {number} stays</title><meta property=og:type content=article>"
        f"<h1>Bridge {number} stays</h1><h2 class=kick>Old words</h2>{text}"
    ).encode()


def add(  # noqa: PLR0913 - what one run of a crawl may be like
    root: Path,
    *bodies: tuple[int, bytes],
    day: int = 0,
    spider: str = "news",
    keep: bool = True,
    status: int = 200,
    config: str | None = None,
    packing: Packing = Packing.GZIP,
) -> None:
    """Archive pages as a run of *spider* on *day* would, and close the run."""
    opened_run = run(spider)
    with Archive.open(root, opened_run, packing) as opened:
        judge = Judge(opened.ledger)
        for number, body in bodies:
            url = f"https://courrier.example/2026/bridge-{number}.html"
            at = AT + timedelta(days=day)
            taken = Capture(url, body, {"Content-Type": "text/html", "ETag": '"1"'}, status, at, url)
            place = opened.write_capture(taken, "courrier", {"Accept": "*/*"}) if keep else None
            facts = Facts(
                opened_run.run_id, spider, site="courrier", discovered_via="feed", config_sha256=config
            )
            gone = Article(url=url, fetched_at=at)
            article = gone if status == 404 else extract(body, url, taken.headers, fetched_at=at)
            line = record(article, facts, capture=taken, place=place)
            verdict = judge.gone(line) if status == 404 else judge.judge(line)
            assert verdict is not None
            judge.keep(line, verdict)
            opened.write(judged(line, verdict.revision, verdict.dedup))
        opened.close(Outcome.FINISHED, {})


def raw(root: Path) -> list[bytes]:
    """All lines of an archive, as they are written."""
    return [line for file in article_files(root) for line in whole_lines(file)]


def extracted(capture: Capture, _: Mapping[str, Any]) -> Article:
    """The article as a crawl reads it."""
    return extract(capture.body, capture.url, capture.headers, fetched_at=capture.fetched_at)


def newer(capture: Capture, provenance: Mapping[str, Any]) -> Article:
    """The article as a newer extraction reads it, which leaves out the last paragraph and shouts."""
    from dataclasses import replace

    found = extracted(capture, provenance)
    body = (found.body or "").rpartition("\n\n")[0]
    blocks = tuple(block for block in found.body_blocks if block.char_end <= len(body))
    return replace(
        found, headline=(found.headline or "").upper(), body=body, body_blocks=blocks, quotes=(), links=()
    )


def rebuilt(
    root: Path, extract_: Any = extracted, *, write: bool = False, ours: frozenset[str] | None = OURS
) -> tuple[Counts, list[Rebuilt]]:
    """What `rebuild` counts and tells."""
    told: list[Rebuilt] = []
    rebuilder = Rebuilder(root, extract_, _reread, ours)
    if not write:
        return rebuild(root, rebuilder, told.append), told
    with Archive.open(root, run("rebuild")) as opened:
        counts = rebuild(root, rebuilder, told.append, opened)
        opened.close(Outcome.FINISHED, {})
    return counts, told


def _reread(line: Line) -> Any:
    return read(line)
