"""One line of an archive as the report needs it, or None for one that is no article record."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any, Final

from newsspider.archive.schema import keys
from newsspider.report.facts import FIELDS
from newsspider.report.text_facts import Example
from newsspider.text.normalize import squeeze

_SPEECH: Final = frozenset({"direct", "mixed"})
_LANGUAGE: Final = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8}){0,4}")
_HEADLINE: Final = 180  # characters kept of a headline
_URL: Final = 1000  # characters of the longest address linked to; the median one has a hundred


@dataclass(frozen=True, slots=True)
class Said:
    """A quotation of speech. *name*: the speaker's full name, None where nobody is named."""

    text: str
    direct: bool
    name: str | None
    role: str | None


@dataclass(frozen=True, slots=True)
class Line:
    """What is read of a record. *archived*, *published*: days, the latter None where the page states none; *fetched_at*,
    *first_seen_at*: instants as written; *filled*: whether each of FIELDS is there."""

    id: str
    site: str
    url: str
    headline: str | None
    language: str | None
    archived: date
    published: date | None
    fetched_at: str
    first_seen_at: str
    number: int
    change: str
    changed_fields: tuple[str, ...]
    duplicate_of: str | None
    cluster_id: str | None
    relation: str | None
    similarity: float | None
    agency: str | None
    filled: tuple[bool, ...]
    said: tuple[Said, ...]

    @property
    def gone(self) -> bool:
        """Whether the page was found gone, or emptied."""
        return self.change == "gone"

    def example(self, text: str | None = None) -> Example:
        """Return *text*, of this article, with where it stands; the article itself without one."""
        headline = shortened(self.headline or "", _HEADLINE)
        day = str(self.published or self.archived)
        url = self.url if len(self.url) <= _URL else ""
        return Example(text or headline, url, headline, self.site, day, self.language)


def line(record: Mapping[str, Any]) -> Line | None:
    """Return what the report needs of *record*, None where a key is not there or holds no value of its type."""
    if not record.keys() >= frozenset(keys()):
        return None
    try:
        read = _read(record)
    except (KeyError, TypeError, ValueError, AttributeError):
        return None
    texts = (read.id, read.site, read.url, read.change, read.fetched_at, read.first_seen_at)
    may_lack = (read.headline, read.cluster_id, read.duplicate_of, read.relation, read.agency)
    right = all(isinstance(text, str) for text in texts) and all(isinstance(t, str | None) for t in may_lack)
    return read if right and isinstance(read.number, int) else None


def _read(record: Mapping[str, Any]) -> Line:
    revision, dedup = record["revision"], record["dedup"]
    similarity = dedup["similarity"]
    return Line(
        id=record["id"],
        site=record["site"],
        url=record["url"],
        headline=record["headline"],
        language=_language(record["language"]),
        archived=_day(record["fetched_at"][:10]),
        published=_published(record["published_date"]),
        fetched_at=record["fetched_at"],
        first_seen_at=revision["first_seen_at"],
        number=revision["number"],
        change=revision["change"],
        changed_fields=tuple(map(str, revision["changed_fields"])),
        duplicate_of=dedup["duplicate_of"],
        cluster_id=dedup["cluster_id"],
        relation=dedup["relation"],
        similarity=None if similarity is None else float(similarity),
        agency=dedup["agency"],
        filled=tuple([bool(record[name]) for name in FIELDS]),
        said=tuple([_said(quote) for quote in record["quotes"] if quote["kind"] in _SPEECH]),
    )


def _published(day: str | None) -> date | None:
    """Return a day, None where there is none or no calendar has it; TypeError where it is no text."""
    try:
        return None if day is None else _day(day)
    except ValueError:
        return None


def _language(code: str | None) -> str | None:
    """Return a language's code, None where it is none; TypeError where it is no text."""
    return code if code is not None and _LANGUAGE.fullmatch(code) else None


def _said(quote: Mapping[str, Any]) -> Said:
    text, name, role = quote["text"], quote["speaker_full"], quote["speaker_role"]
    if not (isinstance(text, str) and isinstance(name, str | None) and isinstance(role, str | None)):
        raise TypeError
    return Said(text, quote["kind"] == "direct", name, role)


_day = lru_cache(maxsize=4096)(date.fromisoformat)


def shortened(text: str, width: int) -> str:
    """Return *text* on one line, nothing invisible in it, cut to *width* characters at a space where there is one."""
    plain = squeeze(text[: 4 * width])
    if len(plain) <= width:
        return plain
    head, space, _ = plain[:width].rpartition(" ")
    return (head if space and len(head) > width // 2 else plain[: width - 1]) + "…"
