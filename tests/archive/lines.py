"""Records for the tests: made by the project's own code from small articles."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from newsspider.archive.archive import Archive
from newsspider.archive.package import Outcome, Run, new_run_id
from newsspider.archive.packing import Packing
from newsspider.archive.record import Facts, Place, record
from newsspider.archive.verify import Verification
from newsspider.dedupe.fingerprint import plain, text_sha256
from newsspider.model import Article, Author, Block, Capture, Quote, Stamp

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


def wrong(path: Path) -> list[str]:
    """What is wrong with an archive, or a file of lines."""
    return [str(problem) for problem in Verification(path, lambda body: text_sha256(plain(body))).problems()]


@contextmanager
def archive(root: Path, packing: Packing = Packing.GZIP, **given: Any) -> Iterator[Archive]:
    """An archive opened for a run of its own, and closed well."""
    opened = Archive.open(root, run(), packing, **given)
    with opened:
        yield opened
        opened.close(Outcome.FINISHED, {})
