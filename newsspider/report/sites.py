"""What each site has in the archive, counted line by line."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Final

from newsspider.report.facts import FIELDS, Site, Week
from newsspider.report.lines import Line

_LANGUAGES: Final = 3  # named of a site


@dataclass(slots=True)
class _Count:
    articles: int = 0
    gone: int = 0
    revisions: int = 0
    copies: int = 0
    quotes: int = 0
    first: date = date.max
    last: date = date.min
    languages: Counter[str] = field(default_factory=Counter)
    filled: list[int] = field(default_factory=lambda: [0] * len(FIELDS))
    weeks: dict[date, list[int]] = field(default_factory=dict)  # articles, then those with each of FIELDS


class Tally:
    """Counts by site. *archived*, *published*: articles by site and day of these. Grows with sites and their days."""

    def __init__(self) -> None:
        self._sites: dict[str, _Count] = {}
        self.archived: Counter[tuple[str, date]] = Counter()
        self.published: Counter[tuple[str, date]] = Counter()
        self.languages: Counter[str] = Counter()

    def _of(self, line: Line) -> _Count:
        count = self._sites.get(line.site)
        if count is None:
            count = self._sites[line.site] = _Count()
        return count

    def line(self, line: Line) -> None:
        """Count any line."""
        count = self._of(line)
        count.first, count.last = min(count.first, line.archived), max(count.last, line.archived)
        if line.number > 1:
            count.revisions += 1
        else:
            monday = line.archived - timedelta(days=line.archived.weekday())
            week = count.weeks.setdefault(monday, [0] * (1 + len(FIELDS)))
            week[0] += 1
            _add(week, line.filled, 1)

    def text(self, line: Line) -> None:
        """Count an article by its last line that has a text."""
        count = self._of(line)
        count.quotes += len(line.said)
        count.copies += line.duplicate_of is not None
        if line.published is not None:
            self.published[line.site, line.published] += 1

    def article(self, line: Line, first_seen: date) -> None:
        """Count an article by its last line."""
        count = self._of(line)
        count.articles += 1
        self.archived[line.site, first_seen] += 1
        if line.gone:
            count.gone += 1
            return
        _add(count.filled, line.filled, 0)
        language = (line.language or "").partition("-")[0]
        count.languages[language] += 1
        self.languages[language] += 1

    @property
    def articles(self) -> int:
        """How many there are, those gone included."""
        return sum(count.articles for count in self._sites.values())

    def facts(self, failures: Counter[str]) -> tuple[Site, ...]:
        """Return the sites, those with most articles first; *failures* by site."""
        made = (_site(name, count, failures[name]) for name, count in self._sites.items())
        return tuple(sorted(made, key=lambda site: (-site.articles, site.name)))


def _add(counts: list[int], filled: tuple[bool, ...], offset: int) -> None:
    for at, there in enumerate(filled, offset):
        if there:
            counts[at] += 1


def _site(name: str, count: _Count, failures: int) -> Site:
    languages = (language for language, _ in count.languages.most_common(_LANGUAGES) if language)
    return Site(
        name=name,
        articles=count.articles,
        gone=count.gone,
        revisions=count.revisions,
        copies=count.copies,
        quotes=count.quotes,
        failures=failures,
        first=count.first,
        last=count.last,
        languages=tuple(languages),
        filled=tuple(count.filled),
        weeks=tuple(Week(monday, n, tuple(filled)) for monday, (n, *filled) in sorted(count.weeks.items())),
    )
