"""What the judge reads of a record: a hash a field, and its text as the index takes it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import blake2b
from typing import Any, Final

import orjson

from newsspider.dedupe.counters import without_counters
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
# Which way a body is hashed, in front of its hash: up to 0.1.0, which counted counters, nothing stood there.
_BODY: Final = "2:"
# A body of fewer words is as likely a notice ("Watch the video above") as an article; it is linked to none.
SHORTEST: Final = 16


@dataclass(frozen=True, slots=True)
class Body:
    """*sha256* and *fingerprint*: as in the record, None without a body; *text*: for the index, None where the
    body is too short to link."""

    sha256: str | None
    fingerprint: str | None
    text: Incoming | None


@dataclass(frozen=True, slots=True)
class Reading:
    """*fields*: a hash of 12 hex digits for each compared field, that of ``body`` after ``2:``; *body*: its text."""

    fields: Mapping[str, str]
    body: Body

    @property
    def sha256(self) -> str | None:
        """As in the record, None without a body."""
        return self.body.sha256

    @property
    def fingerprint(self) -> str | None:
        """As in the record, None without a body."""
        return self.body.fingerprint

    @property
    def text(self) -> Incoming | None:
        """For the index, None where the body is too short to link."""
        return self.body.text


def read(record: Mapping[str, Any]) -> Reading:
    """Read a whole record. Text counts folded: white space, case and the form of quotation marks do not."""
    fields = {name: _hash(record[name]) for name in (*TELLING, *ALONGSIDE)}
    if record["body"]:
        fields["body"] = _hash(without_counters(record["body"]))
    fields["body"] = _BODY + fields["body"]
    return Reading(fields, read_body(record["id"], record["domain"], record["body"]))


def read_body(article: str, domain: str, body: str | None) -> Body:
    """Read the body of the record with this ``id`` and ``domain``."""
    text = plain(body)
    hashes = windows(text)
    digest = text_sha256(text)
    if digest is None or len(hashes) <= SHORTEST - WIDTH:
        return Body(digest, fingerprint(hashes), None)
    incoming = Incoming(
        id=article_bytes(article),
        sha256=bytes.fromhex(digest.removeprefix("sha256:")),
        domain=domain,
        sample=sample(hashes),
    )
    return Body(digest, fingerprint(hashes), incoming)


def changed(before: Mapping[str, str], after: Mapping[str, str], *, same_text: bool) -> tuple[str, ...]:
    """Return the names of the fields whose hashes differ, or () where none of those that tell does.

    *same_text*: whether ``text_sha256`` is the same, which decides on a body that was hashed in an older way.
    """
    as_before = {"body"} if same_text and is_older(before) else set()
    names = tuple(name for name in after if before.get(name) != after[name] and name not in as_before)
    return names if any(name in TELLING for name in names) else ()


def is_older(fields: Mapping[str, str]) -> bool:
    """Whether the hashes of a page are those an older version made, which cannot be compared."""
    return not fields.get("body", "").startswith(_BODY)


def article_bytes(article: str) -> bytes:
    """Return a record's ``id`` as the 16 bytes its hex digits stand for."""
    return bytes.fromhex(article.removeprefix("art_"))


def _hash(value: Any) -> str:
    data = orjson.dumps(fold(value) if isinstance(value, str) else value)
    return blake2b(data, digest_size=6).hexdigest()
