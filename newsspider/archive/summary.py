"""What an archive holds, site by site, counted from its lines."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from newsspider.archive.files import article_files, read_articles


@dataclass(frozen=True, slots=True)
class SiteSummary:
    """One site's lines. *articles*: different ids; *revisions*: lines that are not a first version; *copies*:
    articles linked to an earlier one with the same text; *dated*, *signed*: articles not gone, whose last line
    has a day of publication, an author; *quotes*: of the last lines; *first*, *last*: days of ``fetched_at``."""

    site: str
    lines: int
    articles: int
    revisions: int
    gone: int
    copies: int
    dated: int
    signed: int
    quotes: int
    first: str
    last: str

    @property
    def dated_share(self) -> float:
        """Share with a day of publication among articles not gone, 0 to 1; 0 where all are gone."""
        return self.dated / max(1, self.articles - self.gone)

    @property
    def signed_share(self) -> float:
        """Share with an author among articles not gone, 0 to 1; 0 where all are gone."""
        return self.signed / max(1, self.articles - self.gone)


@dataclass(slots=True)
class _Latest:
    number: int
    facts: tuple[bool, bool, bool, bool, int]


def stats(path: str | Path) -> list[SiteSummary]:
    """Return a summary for each site of an archive's directory, or of one file, by name; empty for no lines.

    Holds one small entry an article in memory. UsageError where there is nothing at *path*.
    """
    latest: dict[str, dict[str, _Latest]] = {}
    days: dict[str, Counter[str]] = {}
    revised: dict[str, int] = {}
    for file in article_files(Path(path)):
        for record in read_articles(file):
            site = record["site"]
            days.setdefault(site, Counter())[record["fetched_at"][:10]] += 1
            revised[site] = revised.get(site, 0) + (record["revision"]["number"] > 1)
            _note(latest.setdefault(site, {}), record)
    return [_summary(site, days[site], revised[site], latest[site]) for site in sorted(days)]


def _note(latest: dict[str, _Latest], record: Mapping[str, Any]) -> None:
    known = latest.get(record["id"])
    number = record["revision"]["number"]
    if known is None or number >= known.number:
        gone = record["revision"]["change"] == "gone"
        facts = (
            gone,
            record["dedup"]["duplicate_of"] is not None,
            not gone and record["published_date"] is not None,
            not gone and bool(record["authors"]),
            len(record["quotes"]),
        )
        latest[record["id"]] = _Latest(number, facts)


def _summary(site: str, days: Counter[str], revised: int, latest: Mapping[str, _Latest]) -> SiteSummary:
    gone, copies, dated, signed, quotes = (
        sum(column) for column in zip(*(a.facts for a in latest.values()), strict=True)
    )
    return SiteSummary(
        site=site,
        lines=days.total(),
        articles=len(latest),
        revisions=revised,
        gone=gone,
        copies=copies,
        dated=dated,
        signed=signed,
        quotes=quotes,
        first=min(days),
        last=max(days),
    )
