"""What a report tells of an archive, counted: frozen, and small whatever the archive's size."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from newsspider.archive.health import SiteHealth
from newsspider.report.log_facts import Failures, Runs
from newsspider.report.text_facts import Copies, Revisions, Speakers

FIELDS: Final[Mapping[str, str]] = {
    "published_date": "Day",
    "authors": "Author",
    "body": "Text",
    "images": "Picture",
    "section": "Section",
    "headline": "Headline",
}
"""The fields whose coverage is shown, and the heading of their column."""


@dataclass(frozen=True, slots=True)
class Week:
    """First versions fetched in the seven days from a Monday, and how many of them have each of FIELDS."""

    monday: date
    articles: int
    filled: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Fall:
    """A field that far fewer articles had in the week of *monday* than in the weeks before; shares from 0 to 1.

    *now*: the share in the site's last week with enough articles to tell.
    """

    site: str
    field: str
    monday: date
    share: float
    before: float
    now: float


@dataclass(frozen=True, slots=True)
class Site:
    """One site. *first*, *last*: days it was archived on; *filled*: of the articles that are not gone, for FIELDS;
    *failures*: attempts that failed; *languages*: most frequent first; *quotes*: of speech; *weeks*: oldest first, weeks without articles left out."""

    name: str
    articles: int
    gone: int
    revisions: int
    copies: int
    quotes: int
    failures: int
    first: date
    last: date
    languages: tuple[str, ...]
    filled: tuple[int, ...]
    weeks: tuple[Week, ...]

    def share(self, field: int) -> float | None:
        """Share of the articles not gone that have a field, 0 to 1; None where there are none."""
        there = self.articles - self.gone
        return self.filled[field] / there if there else None


@dataclass(frozen=True, slots=True)
class Series:
    """Articles by time. *unit*: day, week, month or year; *starts*: the first day of each period, without holes;
    *sites*: a row of numbers each, the largest first, what is beyond them in *others* (of how many sites: *more*);
    *undated*: articles without such a day; *earlier*, *later*: those before and after what is shown."""

    unit: str
    starts: tuple[date, ...]
    total: tuple[int, ...]
    sites: tuple[tuple[str, tuple[int, ...]], ...]
    others: tuple[int, ...]
    more: int
    undated: int = 0
    earlier: int = 0
    later: int = 0


@dataclass(frozen=True, slots=True)
class Report:
    """All of it. *health*: None where the archive's state cannot be read, *unjudged* says why; *left_out*: lines that
    are no article records; *sites*: most articles first."""

    name: str
    made_at: datetime
    articles: int
    left_out: int
    sites: tuple[Site, ...]
    languages: tuple[tuple[str, int], ...]
    archived: Series | None
    published: Series | None
    falls: tuple[Fall, ...]
    health: tuple[SiteHealth, ...] | None
    unjudged: str
    speakers: Speakers
    copies: Copies
    revisions: Revisions
    failures: Failures
    runs: Runs
