"""Records for the tests: made by the project's own code from small articles."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from typing import Any

from newsspider.archive.archive import Archive
from newsspider.archive.failures import Cause, Failure, Stage
from newsspider.archive.package import Outcome, Run, new_run_id
from newsspider.archive.packing import Packing
from newsspider.archive.record import Facts, Place, judged, record
from newsspider.cli.verify import remembering, text_hash
from newsspider.dedupe.judge import Judge
from newsspider.integrity.mend import mend
from newsspider.integrity.verify import Verification
from newsspider.model import Article, Author, Block, Capture, Quote, Stamp
from newsspider.state.pages import Pages
from newsspider.text.urls import url_key

AT = datetime(2026, 3, 11, 23, 59, 30, tzinfo=UTC)
RUN_ID = "20260311T235900Z-0000aa"


def article(
    number: int = 0, body: str | None = "« Oui », a dit Mme Orel.\n\nLe pont reste ouvert."
) -> Article:
    """A small French article with one quotation; every *number* has its own address."""
    blocks, start = [], 0
    for part in (body or "").split("\n\n") if body else []:
        blocks.append(Block("paragraph", start, start + len(part)))
        start += len(part) + 2
    quotes = (Quote(0, "Oui", 2, 5, "«»", "direct", "Mme Orel"),) if body and body[2:5] == "Oui" else ()
    return Article(
        url=f"https://courrier.example/{number}",
        headline=f"Le pont {number}",
        body=body,
        body_blocks=tuple(blocks),
        authors=(Author("Lia Marn"),),
        published=Stamp(AT, "2026-03-12", "12 mars", "+01:00", "stated", "meta"),
        quotes=quotes,
        completeness="complete" if body else "none",
        fetched_at=AT,
    )


def capture(url: str = "https://courrier.example/0", body: bytes = b"<p>Oui") -> Capture:
    """A response of some server."""
    headers = {"Content-Type": "text/html", "ETag": '"1"', "Last-Modified": "Wed, 11 Mar 2026 13:00:00 GMT"}
    return Capture(url, body, headers, 200, AT, url + "?utm_source=x", (url + "/old",))


def line(number: int = 0, run_id: str = RUN_ID, place: Place | None = None, **changes: Any) -> dict[str, Any]:
    """A whole record; *changes* replace top-level values."""
    facts = Facts(run_id, "news", site="courrier")
    return record(article(number), facts, capture=capture(), place=place) | changes


def run(name: str = "news") -> Run:
    """A run that starts now."""
    return Run(new_run_id(), name, datetime.now(UTC), user_agent="newsspider-test")


def crawled(root: Path, count: int, packing: Packing = Packing.GZIP, *, edition: int = 1) -> int:
    """Visit *count* pages as a run does, five a batch; return how many lines that adds. Their text differs from edition
    to edition."""
    added = 0
    with archive(root, packing) as opened:
        judge, pages = Judge(opened.ledger), Pages(opened.ledger)
        opened.write_failure(Failure("https://a.example/", "a", Stage.FETCH, Cause.DNS, None, "no", AT))
        for number in range(count):
            url = f"https://courrier.example/{number}"
            body = b"<p>Le pont %d, %d" % (number, edition)
            known = pages.get(url_key(url))
            if known and known.html_sha256 == f"sha256:{sha256(body).hexdigest()}":
                continue
            place = opened.write_capture(capture(url, body), "courrier", {"User-Agent": "x"})
            record = line(number, opened._run.run_id, place, headline=f"Le pont {number}, {edition}")
            record["fetched_at"] = record["revision"]["first_seen_at"] = f"2026-03-{10 + edition}T23:59:30Z"
            record["provenance"]["html_sha256"] = f"sha256:{sha256(body).hexdigest()}"
            verdict = judge.judge(record)
            if verdict.kind.dropped:
                judge.seen(record, verdict)
            else:
                opened.write(judged(record, verdict.revision, verdict.dedup))
                judge.keep(record, verdict)
                added += 1
            if number % 5 == 4:
                opened.commit()
    return added


def repaired(root: Path) -> list[str]:
    """What a repair says it has done."""
    return list(mend(root, text_hash, remembering))


def wrong(path: Path) -> list[str]:
    """What is wrong with an archive, or a file of lines."""
    return [str(problem) for problem in Verification(path, text_hash).problems()]


@contextmanager
def archive(root: Path, packing: Packing = Packing.GZIP, **given: Any) -> Iterator[Archive]:
    """An archive opened for a run of its own, and closed well."""
    opened = Archive.open(root, run(), packing, **given)
    with opened:
        yield opened
        opened.close(Outcome.FINISHED, {})
