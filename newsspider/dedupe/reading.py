"""What the judge reads of a record: a hash a field, and its text as the index takes it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import blake2b
from typing import Any, Final

import orjson

from newsspider.dedupe.fingerprint import fingerprint, plain, text_sha256
from newsspider.dedupe.index import Incoming
from newsspider.dedupe.shingles import WIDTH, sample, windows
from newsspider.text.normalize import fold

# A change of one of these is a new version for a reader.
TELLING: Final = ("headline", "subheadline", "body", "authors", "published_date")
# These are named in changed_fields beside them, but make no revision alone: sites re-save, re-tag and re-crop,
# and "2 hours ago" is another instant at each visit.
# Counters, related links, the fetch and the run are not compared at all.
ALONGSIDE: Final = (
    *("canonical_url", "publisher", "kind", "summary", "language", "section", "keywords", "images"),
    *("published_at", "modified_at", "modified_date", "access", "completeness"),
)
# A body of fewer words is as likely a notice ("Watch the video above") as an article; it is linked to none.
SHORTEST: Final = 16


@dataclass(frozen=True, slots=True)
class Reading:
    """*fields*: a hash of 12 hex digits for each compared field; *sha256* and *fingerprint*: as in the record,
    None without a body; *text*: for the index, None where the body is too short to link."""

    fields: Mapping[str, str]
    sha256: str | None
    fingerprint: str | None
    text: Incoming | None


def read(record: Mapping[str, Any]) -> Reading:
    """Read a whole record. Text counts folded: white space, case and the form of quotation marks do not."""
    fields = {name: _hash(record[name]) for name in (*TELLING, *ALONGSIDE)}
    words = plain(record["body"])
    runs, hashes = windows(words)
    digest = text_sha256(words)
    text = None
    if digest and len(runs) > SHORTEST - WIDTH:
        text = Incoming(
            id=article_bytes(record["id"]),
            sha256=bytes.fromhex(digest.removeprefix("sha256:")),
            domain=record["domain"],
            sample=sample(runs, hashes),
        )
    return Reading(fields, digest, fingerprint(hashes), text)


def changed(before: Mapping[str, str], after: Mapping[str, str]) -> tuple[str, ...]:
    """Return the names of the fields whose hashes differ, or () where none of those that tell does."""
    names = tuple(name for name in after if before.get(name) != after[name])
    return names if any(name in TELLING for name in names) else ()


def article_bytes(article: str) -> bytes:
    """Return a record's ``id`` as the 16 bytes its hex digits stand for."""
    return bytes.fromhex(article.removeprefix("art_"))


def _hash(value: Any) -> str:
    data = orjson.dumps(fold(value) if isinstance(value, str) else value)
    return blake2b(data, digest_size=6).hexdigest()
