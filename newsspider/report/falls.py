"""When a field stopped being found on a site: as ``newsspider status`` judges the last week, over all weeks."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date

from newsspider.archive.health import BEFORE, ENOUGH, WEEK, Part, fallen
from newsspider.report.facts import FIELDS, Fall, Site, Week


def falls(site: Site) -> Iterator[Fall]:
    """Yield each fall of a field's coverage, oldest first: the week it was first seen in, and not those right after."""
    names = tuple(FIELDS)
    last = next((week for week in reversed(site.weeks) if week.articles >= ENOUGH), None)
    down: dict[str, date] = {}
    for at, week in enumerate(site.weeks):
        before = _part(
            *(w for w in site.weeks[max(0, at - BEFORE) : at] if w.monday >= week.monday - BEFORE * WEEK)
        )
        for name, share, often in fallen(_part(week), before):
            if last is not None and down.get(name) != week.monday - WEEK:
                now = last.filled[names.index(name)] / last.articles
                yield Fall(site.name, name, week.monday, share, often, now)
            down[name] = week.monday


def _part(*weeks: Week) -> Part:
    having = Counter[str]()
    for week in weeks:
        having.update(dict(zip(FIELDS, week.filled, strict=True)))
    return Part(sum(week.articles for week in weeks), having)
