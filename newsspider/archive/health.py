"""How each site of an archive fares: when it was last looked at, and what has fallen off of late.

A layout that changed shows as a field that is no longer found, or as articles that no longer come.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from newsspider.archive.files import article_files, read_articles
from newsspider.archive.unmet import unmet
from newsspider.errors import OutputError
from newsspider.state.ledger import STATE_FILE, read_only

WEEK = timedelta(days=7)
BEFORE = 4  # weeks that a week is held against
SILENT = timedelta(days=2)  # since a site was last looked at
ENOUGH = 10  # articles a week below which nothing is concluded
FALL = 0.5  # share of the usual number of articles
POINTS = 0.25  # fall of the share of articles that have a field
FIELDS: Mapping[str, str] = {
    "published_date": "dated",
    "authors": "signed",
    "body": "with text",
    "images": "with a picture",
}
"""The fields whose presence is watched, and how an alarm words it."""

_Seen = tuple[datetime, datetime]  # when a site was first and last looked at


@dataclass(slots=True)
class Part:
    """Articles of one stretch of time, and how many of them have each field."""

    articles: int = 0
    having: Counter[str] = field(default_factory=Counter)

    def add(self, record: Mapping[str, Any]) -> None:
        """Count *record* in."""
        self.articles += 1
        self.having.update(name for name in FIELDS if record[name])


@dataclass(frozen=True, slots=True)
class SiteHealth:
    """*looked_at*: last time a page of it was fetched, or found unchanged; None where none is archived. *week*: articles first archived in the
    last seven days; *usual*: mean of the weeks before, four at most, None where there is none whole. *alarms*: what is
    wrong, one line each; empty where all is well."""

    site: str
    looked_at: datetime | None
    week: int
    usual: float | None
    alarms: tuple[str, ...]


def health(root: Path, now: datetime) -> list[SiteHealth]:
    """Return how each site of the archive under *root* fares at *now* (aware), by name; those that were asked for and
    never answered, too.

    Reads the state, the lines of the last five weeks, and those of runs and failures. UsageError where *root* is no archive, OutputError where its
    state is not there or is damaged.
    """
    files = article_files(root)
    if not (root / STATE_FILE).is_file():
        advice = f"'newsspider verify {root} --repair' makes it anew from the lines"
        raise OutputError(f"{root / STATE_FILE}: not found; {advice}")
    sites = _looked_at(root)
    week: dict[str, Part] = {}
    before: dict[str, Part] = {}
    for record in _recent(files, now - (1 + BEFORE) * WEEK):
        if record["revision"]["number"] == 1:
            late = _time(record["fetched_at"]) > now - WEEK
            (week if late else before).setdefault(record["site"], Part()).add(record)
    nothing = Part()
    found = [
        _judged(site, seen, week.get(site, nothing), before.get(site, nothing), now)
        for site, seen in sites.items()
    ]
    found += [_never(site, cause) for site, cause in unmet(root, sites, now - WEEK).items()]
    return sorted(found, key=lambda one: one.site)


def _looked_at(root: Path) -> dict[str, _Seen]:
    """Return for each site when it was first and last looked at."""
    with read_only(root) as state:
        rows = state.execute(
            "SELECT site, min(first_seen_at), max(fetched_at) FROM pages GROUP BY site"
        ).fetchall()
    return {site: (_time(first), _time(last)) for site, first, last in rows}


def _recent(files: Iterable[Path], since: datetime) -> Iterator[Mapping[str, Any]]:
    """Yield the records of *files* fetched after *since*; files of earlier months are not opened."""
    for file in files:
        year, month = file.parts[-3:-1]
        if (int(year), int(month)) >= (since.year, since.month):
            yield from (record for record in read_articles(file) if _time(record["fetched_at"]) > since)


def _judged(site: str, seen: _Seen, week: Part, before: Part, now: datetime) -> SiteHealth:
    since, at = seen
    weeks = min(BEFORE, (now - since) / WEEK - 1)
    usual = before.articles / weeks if weeks >= 1 else None
    alarms = []
    if now - at > SILENT:
        alarms.append(f"not looked at for {(now - at).days} days")
    elif usual is not None and usual >= ENOUGH and week.articles < FALL * usual:
        alarms.append(f"{week.articles} articles in 7 days; {usual:.0f} a week before")
    for name, share, often in fallen(week, before):
        alarms.append(f"{share:.0%} {FIELDS[name]}; {often:.0%} before: has its layout changed?")
    return SiteHealth(site, at, week.articles, usual, tuple(alarms))


def _never(site: str, cause: str) -> SiteHealth:
    told = f"; its last failure: {cause}" if cause else ""
    return SiteHealth(site, None, 0, None, (f"nothing of it was ever archived{told}",))


def fallen(week: Part, before: Part) -> Iterator[tuple[str, float, float]]:
    """Yield each of FIELDS that far fewer articles of *week* have than of *before*: its name, and both shares, 0 to 1.

    Nothing where either has too few articles to tell.
    """
    if min(week.articles, before.articles) < ENOUGH:
        return
    for name in FIELDS:
        share, often = (part.having[name] / part.articles for part in (week, before))
        if often - share >= POINTS:
            yield name, share, often


def _time(text: str) -> datetime:
    return datetime.fromisoformat(text).astimezone(UTC)
