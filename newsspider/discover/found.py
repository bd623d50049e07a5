"""What discovery hands on: an address, how it was found, and what is said of its date."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime


@dataclass(frozen=True, slots=True)
class Found:
    """An address that may be an article.

    *url*: absolute http(s), without fragment. *via*: a word of the record's ``discovered_via`` (``list``,
    ``feed``, ``sitemap``, ``section-page``, ``related-link``, ``in-text-link``). *source*: the feed, sitemap
    or page it stands in; None for a list. *published*, *modified*: what the source says of its dates, aware;
    None where it says nothing. They are hints for the order of a crawl and never enter a record. *exhaustive*:
    whether the source lists old articles beside new ones, as a sitemap does.
    """

    url: str
    via: str
    source: str | None = None
    published: datetime | None = None
    modified: datetime | None = None
    exhaustive: bool = False

    @property
    def freshness(self) -> float:
        """Seconds since 1970 of the newest date known, 0.0 where none is: sort by it, highest first."""
        newest = max((at for at in (self.published, self.modified) if at), default=None)
        return newest.timestamp() if newest else 0.0


def hint(text: str | None) -> datetime | None:
    """Return a date of a feed or sitemap as an aware datetime; None where *text* is no date.

    Reads ISO 8601 with or without a time (W3C Datetime), ``2026-03`` and ``2026`` as their first day, and
    RFC 5322. What names no zone is taken for UTC: an error of hours, which order bears.
    """
    words = (text or "").strip()
    if not words:
        return None
    padded = {4: f"{words}-01-01", 7: f"{words}-01"}.get(len(words), words)
    at = _iso(padded) or _rfc5322(words)
    if at is None:
        return None
    return at if at.tzinfo else at.replace(tzinfo=UTC)


def _iso(text: str) -> datetime | None:
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        return None


def _rfc5322(text: str) -> datetime | None:
    try:
        return parsedate_to_datetime(text)
    except (ValueError, TypeError, IndexError):
        return None
