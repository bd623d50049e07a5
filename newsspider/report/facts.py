"""What a report tells of an archive, counted: frozen, and small whatever the archive's size."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from newsspider.archive.health import SiteHealth

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
    *languages*: most frequent first; *quotes*: of speech; *weeks*: oldest first, weeks without articles left out."""

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
class Example:
    """Something to show and follow: the words of an article or of a quotation, and where they stand."""

    text: str
    url: str
    headline: str
    site: str
    day: str
    language: str | None


@dataclass(frozen=True, slots=True)
class Speaker:
    """Somebody quoted. *spellings*: other ways the name was written; *role*: the most frequent, "" where none."""

    name: str
    spellings: tuple[str, ...]
    role: str
    quotes: int
    articles: int
    sites: tuple[str, ...]
    examples: tuple[Example, ...]


@dataclass(frozen=True, slots=True)
class Speakers:
    """*top*: most quoted first; *known*: how many there are, at least that many where not *exact*; *quotes*: of
    speech, in all; *named*: of these, said by somebody with a full name."""

    top: tuple[Speaker, ...] = ()
    known: int = 0
    exact: bool = True
    quotes: int = 0
    named: int = 0


@dataclass(frozen=True, slots=True)
class Member:
    """One article of a cluster. *relation*: to the earliest, None for that itself; *similarity*: 0 to 1."""

    article: Example
    relation: str | None
    similarity: float | None


@dataclass(frozen=True, slots=True)
class Cluster:
    """Articles with one text, the oldest first, as far as listed; *size*: of all, *sites*: they are on."""

    size: int
    sites: int
    members: tuple[Member, ...]


@dataclass(frozen=True, slots=True)
class Copies:
    """Articles that repeat another. *relations*, *agencies*: how many, most first; *pairs*: site copied, site that has
    the copy, how many; *clusters*: the largest first; *groups*: how many clusters there are."""

    total: int = 0
    groups: int = 0
    relations: tuple[tuple[str, int], ...] = ()
    agencies: tuple[tuple[str, int], ...] = ()
    pairs: tuple[tuple[str, str, int], ...] = ()
    clusters: tuple[Cluster, ...] = ()


@dataclass(frozen=True, slots=True)
class Changed:
    """An article that was changed after it was archived: how often, and in which fields."""

    article: Example
    revisions: int
    fields: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Revisions:
    """*lines*: versions after the first; *articles* that have any; *gone* at last look. *fields*: how many versions
    changed each; *delays*: how many came how long after first sight; *most*: changed most often, *lost*: gone last."""

    lines: int = 0
    articles: int = 0
    gone: int = 0
    fields: tuple[tuple[str, int], ...] = ()
    delays: tuple[tuple[str, int], ...] = ()
    most: tuple[Changed, ...] = ()
    lost: tuple[Example, ...] = ()


@dataclass(frozen=True, slots=True)
class Failed:
    """One page that gave no article. *at*: instant as written."""

    url: str
    site: str
    cause: str
    status: int | None
    message: str
    at: str


@dataclass(frozen=True, slots=True)
class Failures:
    """Lines of ``failures.jsonl``, by cause, by site and cause, by HTTP status; *latest* first."""

    total: int = 0
    causes: tuple[tuple[str, int], ...] = ()
    sites: tuple[tuple[str, tuple[tuple[str, int], ...]], ...] = ()
    statuses: tuple[tuple[str, int], ...] = ()
    latest: tuple[Failed, ...] = ()


@dataclass(frozen=True, slots=True)
class RunFacts:
    """One run. *seconds*: None for one that never ended; *counts*: of what it met."""

    run_id: str
    spider: str
    started_at: datetime
    seconds: float | None
    outcome: str
    counts: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Runs:
    """*latest*: oldest of them first; *outcomes* of all, most frequent first."""

    total: int = 0
    outcomes: tuple[tuple[str, int], ...] = ()
    latest: tuple[RunFacts, ...] = ()


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
