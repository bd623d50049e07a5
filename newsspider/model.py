"""What reading a page gives: frozen values, named as in schema.org NewsArticle and docs/record.md.

Every offset is in Unicode code points into ``Article.body``, half open, so that
``body[quote.char_start:quote.char_end] == quote.text``.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from datetime import UTC, datetime
from typing import Any

VERSION = "0.1.0"
SCHEMA_VERSION = "1.1"
SOFTWARE = f"newsspider/{VERSION}"


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, heading, list-item, blockquote, caption, table-row or code of the body, as a span of it."""

    kind: str
    char_start: int
    char_end: int


@dataclass(frozen=True, slots=True)
class Author:
    """A person or agency of the byline. *name*: as printed, without "By"; *url*: their page, absolute."""

    name: str
    url: str | None = None
    role: str | None = None


@dataclass(frozen=True, slots=True)
class Image:
    """A picture of the article. *url*: absolute, never a placeholder."""

    url: str
    caption: str | None = None
    credit: str | None = None
    alt: str | None = None


@dataclass(frozen=True, slots=True)
class Stamp:
    """A date as a page states it.

    *at*: the instant, aware, or None where the page gives no time of day; a time is never invented.
    *date*: the calendar day in the outlet's own zone, ``YYYY-MM-DD``. *raw*: the text as found.
    *tz*: offset that applied, ``+02:00``. *tz_source*: ``stated``, ``configured`` or ``assumed``.
    *source*: one of the record's closed list (``json-ld``, ``meta``, ``time-tag`` …).
    """

    at: datetime | None
    date: str | None
    raw: str
    tz: str | None
    tz_source: str | None
    source: str


@dataclass(frozen=True, slots=True)
class Quote:
    """A quotation of the body. *text* stands between *marks* and equals ``body[char_start:char_end]``.

    *kind*: ``direct``, ``mixed``, ``indirect``, ``scare`` or ``title``. *speaker*: as named nearest the
    quotation; *speaker_full*: the longest name the article has for the same speaker; both None where nobody
    is named. *cue*: the words that report ("a déclaré"). *confidence*: of the attribution, 0 to 1, None
    where there is no speaker.
    """

    position: int
    text: str
    char_start: int
    char_end: int
    marks: str | None
    kind: str
    speaker: str | None = None
    speaker_full: str | None = None
    speaker_role: str | None = None
    cue: str | None = None
    confidence: float | None = None


@dataclass(frozen=True, slots=True)
class Link:
    """A link inside the article's text. *internal*: same registrable domain. Offsets are of *text* in body."""

    url: str
    text: str | None
    char_start: int | None
    char_end: int | None
    internal: bool
    target_id: str


@dataclass(frozen=True, slots=True)
class RelatedLink:
    """A card offered as further reading, kept apart from the body.

    *kind*: ``inline``, ``related``, ``popular``, ``latest``, ``prevnext``, ``sponsored`` or ``other``.
    *block*: the heading of the block it stands in. *position*: 0-based in that block.
    """

    url: str | None
    title: str
    teaser: str | None
    block: str | None
    kind: str
    position: int
    target_id: str | None


@dataclass(frozen=True, slots=True)
class Rights:
    """What the page states about reuse. *robots_meta*: directives, lower case."""

    license_url: str | None = None
    copyright: str | None = None
    robots_meta: tuple[str, ...] = ()
    tdm_reserved: bool | None = None


@dataclass(frozen=True, slots=True)
class Capture:
    """One response with where and when it came from.

    *body*: bytes after content decoding; *requested_url*: as asked, before *redirects* (in order, without
    the last); *fetched_at*: aware, UTC. *ip_address*: of the server, None where unknown. *truncated*: why the
    body is not whole, ``length``, ``time``, ``disconnect`` or ``unspecified``; None where it is.
    """

    url: str
    body: bytes
    headers: Mapping[str, str]
    status: int
    fetched_at: datetime
    requested_url: str
    redirects: tuple[str, ...] = ()
    ip_address: str | None = None
    truncated: str | None = None


@dataclass(frozen=True, slots=True)
class Article:
    """All that one page says of one article. A field the page does not fill is None or empty.

    *method*: what gave the body (``site-rule``, ``theme``, ``generic``, ``json-ld``, ``flattened``, ``none``).
    *sources*: where each field was read, by field name. *warnings*: stable lower-case codes.
    """

    url: str | None = None
    canonical_url: str | None = None
    url_key: str | None = None
    id: str | None = None
    site: str | None = None
    domain: str | None = None
    publisher: str | None = None
    kind: str = "unknown"
    headline: str | None = None
    subheadline: str | None = None
    summary: str | None = None
    body: str | None = None
    body_blocks: tuple[Block, ...] = ()
    language: str | None = None
    language_source: str | None = None
    authors: tuple[Author, ...] = ()
    section: str | None = None
    keywords: tuple[str, ...] = ()
    images: tuple[Image, ...] = ()
    published: Stamp | None = None
    modified: Stamp | None = None
    fetched_at: datetime | None = None
    access: str = "unknown"
    completeness: str = "none"
    quotes: tuple[Quote, ...] = ()
    links: tuple[Link, ...] = ()
    related_links: tuple[RelatedLink, ...] = ()
    rights: Rights = field(default_factory=Rights)
    agency: str | None = None
    method: str = "none"
    template: str | None = None
    confidence: float | None = None
    sources: Mapping[str, str] = field(default_factory=dict)
    dropped_blocks: int = 0
    warnings: tuple[str, ...] = ()
    charset: str | None = None
    charset_source: str | None = None
    content_type: str | None = None
    html_sha256: str | None = None
    html_bytes: int | None = None

    def to_record(self) -> dict[str, object]:
        """Return the keys of the archive record that a page can fill; JSON values only.

        Left to the archive, which knows the crawl: ``revision_id``, ``revision``, ``dedup`` (but for the
        agency) and the rest of ``provenance``. What the page does not say is null or an empty list.
        """
        record = {name: getattr(self, name) for name in _PLAIN}
        record["schema_version"] = SCHEMA_VERSION
        record["body_blocks"] = _plain(self.body_blocks)
        record["word_count"] = len(_WORD.findall(self.body or ""))
        record["fetched_at"] = instant(self.fetched_at)
        for name in ("authors", "images", "quotes", "links", "related_links"):
            record[name] = _plain(getattr(self, name))
        record["keywords"] = list(self.keywords)
        record.update(_stamp("published", self.published), published_source=_source(self.published))
        record.update(_stamp("modified", self.modified))
        record["rights"] = {**_plain((self.rights,))[0], "robots_meta": list(self.rights.robots_meta)}
        record["extraction"] = self._extraction()
        record["dedup"] = {"agency": self.agency}
        record["provenance"] = {name: getattr(self, name) for name in _PROVENANCE}
        return record

    def _extraction(self) -> dict[str, object]:
        return {
            "method": self.method,
            "template": self.template,
            "confidence": self.confidence,
            **{f"{name}_source": self.sources.get(name) for name in ("headline", "body", "authors")},
            "dropped_blocks": self.dropped_blocks,
            "warnings": list(self.warnings),
        }


_WORD = re.compile(r"\w+")
_PLAIN = (
    *(
        "id",
        "url",
        "canonical_url",
        "url_key",
        "site",
        "domain",
        "publisher",
        "kind",
        "headline",
        "subheadline",
    ),
    *("summary", "body", "language", "language_source", "section", "access", "completeness"),
)
_PROVENANCE = ("content_type", "charset", "charset_source", "html_sha256", "html_bytes")


def _plain(values: tuple[Any, ...]) -> list[dict[str, object]]:
    """The flat dataclasses *values*, all of one class, as dicts; ``dataclasses.asdict`` copies deep and slowly."""
    names = [f.name for f in fields(values[0])] if values else []
    return [{name: getattr(value, name) for name in names} for value in values]


def instant(at: datetime | None) -> str | None:
    """Return an aware datetime as the record writes instants, ``2026-03-11T13:05:00Z``; None for None."""
    if at is None:
        return None
    return at.astimezone(UTC).isoformat().replace("+00:00", "Z")


def _stamp(name: str, stamp: Stamp | None) -> dict[str, object]:
    values: dict[str, object] = dict.fromkeys((f"{name}_at", f"{name}_date", f"{name}_raw", f"{name}_tz"))
    if name == "published":
        values["published_tz_source"] = stamp.tz_source if stamp else None
    if stamp:
        values |= {f"{name}_at": instant(stamp.at), f"{name}_date": stamp.date}
        values |= {f"{name}_raw": stamp.raw, f"{name}_tz": stamp.tz}
    return values


def _source(stamp: Stamp | None) -> str | None:
    return stamp.source if stamp else None
