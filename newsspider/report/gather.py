"""An archive read into the counts of a report, its lines twice: once for a quick survey, once to count."""

from __future__ import annotations

import logging
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Final

from newsspider.archive.files import article_files
from newsspider.archive.health import SiteHealth, health
from newsspider.archive.jsonl import read_jsonl
from newsspider.archive.survey import Survey, survey
from newsspider.errors import NewsspiderError
from newsspider.report import copies, logs, revisions, sites, speakers
from newsspider.report.facts import Fall, Report, Site
from newsspider.report.falls import falls
from newsspider.report.lines import Line, line
from newsspider.report.periods import series

log = logging.getLogger(__name__)
_SPEAKERS: Final = 25
_FALLS: Final = 25


def gather(path: Path, now: datetime) -> Report:
    """Return what there is to tell of the archive at *path*, a directory or one file of lines, at *now* (aware).

    Memory grows with sites, days, revised articles and copies, not with articles. UsageError where *path* is no
    archive, OSError where a file cannot be read.
    """
    files = article_files(path)
    counted = _Counted.of(survey(files))
    for file in files:
        for one in _lines(file, counted):
            counted.add(one)
    if counted.left_out:
        log.warning("lines left out: %d; 'newsspider verify' says what is wrong with them", counted.left_out)
    return _report(path, now, counted)


def _lines(file: Path, counted: _Counted) -> Iterator[Line]:
    for record in read_jsonl(file):
        read = line(record)
        if read is None:
            counted.left_out += 1
        else:
            yield read


@dataclass(slots=True)
class _Counted:
    """The tallies that each line goes through."""

    survey: Survey
    sites: sites.Tally
    speakers: speakers.Tally
    copies: copies.Tally
    revisions: revisions.Tally
    left_out: int = 0

    @classmethod
    def of(cls, found: Survey) -> _Counted:
        return cls(
            found,
            sites.Tally(),
            speakers.Tally(),
            copies.Tally(found.copies),
            revisions.Tally(found.last, found.last_text),
        )

    def add(self, read: Line) -> None:
        self.sites.line(read)
        if read.number > 1:
            self.revisions.revision(read)
        if not read.gone and read.number == self.survey.last_text.get(read.id, 1):
            self.sites.text(read)
            self.speakers.add(read)
            self.copies.add(read)
            self.revisions.text(read)
        if read.number == self.survey.last.get(read.id, 1):
            self.sites.article(read, _first_seen(read))
            if read.gone:
                self.revisions.gone(read)


def _first_seen(read: Line) -> date:
    try:
        return date.fromisoformat(read.first_seen_at[:10])
    except ValueError:
        return read.archived


def _report(path: Path, now: datetime, counted: _Counted) -> Report:
    failed, by_site = logs.failures(path)
    tally = counted.sites
    found = tally.facts(by_site)
    judged, unjudged = _health(path, now)
    return Report(
        name=path.resolve().name,
        made_at=now,
        articles=tally.articles,
        left_out=counted.left_out,
        sites=found,
        languages=tuple(tally.languages.most_common()),
        archived=series(tally.archived),
        published=series(tally.published, tally.articles - tally.published.total()),
        falls=tuple(_falls(found)),
        health=judged,
        unjudged=unjudged,
        speakers=counted.speakers.facts(_SPEAKERS),
        copies=counted.copies.facts(),
        revisions=counted.revisions.facts(),
        failures=failed,
        runs=logs.runs(path),
    )


def _falls(found: Sequence[Site]) -> list[Fall]:
    """The falls of all sites, the latest first."""
    every = [fall for site in found for fall in falls(site)]
    return sorted(every, key=lambda fall: (-fall.monday.toordinal(), fall.site, fall.field))[:_FALLS]


def _health(path: Path, now: datetime) -> tuple[tuple[SiteHealth, ...] | None, str]:
    """How the sites fare, or None and why that is not known."""
    if not path.is_dir():
        return None, "this is one file of an archive"
    try:
        return tuple(health(path, now)), ""
    except NewsspiderError as error:
        return None, str(error).replace(f"{path}/", "")
