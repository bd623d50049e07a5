"""Days put together to periods, so that a chart of a day, a year or a century has a hundred bars or fewer."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import Final

from newsspider.report.facts import Series

_MOST: Final = 190  # periods of a chart
_STRAY: Final = (
    0.01  # share of the articles whose days may be left out at either end, where that gives finer periods
)
_FAR: Final = 94 * 365  # days from the median beyond which none is shown, so that years are periods enough
_SITES: Final = 12  # rows of their own
_DAYS: Final = {"day": 1, "week": 7, "month": 30, "year": 366}  # at most, or nearly


def series(days: Counter[tuple[str, date]], undated: int = 0) -> Series | None:
    """Return articles by time, counted by site and day; None for none. *undated*: told along with them.

    A few articles far from all others (a wrong date, a story of long ago) are counted as earlier or later and do not
    stretch the time that is shown.
    """
    by_day = Counter[date]()
    for (_, day), count in days.items():
        by_day[day] += count
    if not by_day:
        return None
    first, last = _shown(by_day)
    unit = _unit(first, last)
    starts = tuple(_starts(unit, first, last))
    rows = _rows(days, starts, last)
    ranked = sorted(rows.items(), key=lambda row: (-sum(row[1]), row[0]))
    apart = len(ranked) if len(ranked) <= _SITES + 1 else _SITES  # no "others" that are one
    beyond = [row for _, row in ranked[apart:]]
    return Series(
        unit=unit,
        starts=starts,
        total=_sums([row for _, row in ranked], len(starts)),
        sites=tuple((site, tuple(row)) for site, row in ranked[:apart]),
        others=_sums(beyond, len(starts)),
        more=len(beyond),
        undated=undated,
        earlier=sum(count for day, count in by_day.items() if day < first),
        later=sum(count for day, count in by_day.items() if day > last),
    )


def _shown(by_day: Counter[date]) -> tuple[date, date]:
    """The first and last day to show: of all, or of all but a few where the periods are shorter then."""
    days = sorted(by_day)
    middle = _past(days, by_day, by_day.total() / 2).toordinal()
    days = [day for day in days if abs(day.toordinal() - middle) <= _FAR]
    whole = (days[0], days[-1])
    most = _STRAY * by_day.total()
    near = (_past(days, by_day, most), _past(days[::-1], by_day, most))
    return whole if near[0] > near[1] or _unit(*near) == _unit(*whole) else near


def _past(days: Sequence[date], by_day: Counter[date], most: float) -> date:
    """The first of *days* beyond those that hold *most* articles together."""
    passed = 0
    for day in days:
        passed += by_day[day]
        if passed > most:
            return day
    return days[-1]


def _unit(first: date, last: date) -> str:
    return next(
        (unit for unit, days in _DAYS.items() if ((last - first).days + 1) / days <= _MOST),
        "year",
    )


def _starts(unit: str, first: date, last: date) -> Iterator[date]:
    """Yield the first day of each period from that of *first* to that of *last*."""
    if unit in {"day", "week"}:
        step = timedelta(days=_DAYS[unit])
        begin = first - timedelta(days=first.weekday()) if unit == "week" else first
        yield from (begin + n * step for n in range((last - begin).days // step.days + 1))
    else:
        for year in range(first.year, last.year + 1):
            for month in range(1, 13) if unit == "month" else (1,):
                begins = date(year, month, 1)
                if unit == "year" or first.replace(day=1) <= begins <= last:
                    yield begins


def _rows(days: Counter[tuple[str, date]], starts: Sequence[date], last: date) -> dict[str, list[int]]:
    rows: dict[str, list[int]] = {}
    for (site, day), count in days.items():
        row = rows.setdefault(site, [0] * len(starts))
        if starts[0] <= day <= last:
            row[bisect_right(starts, day) - 1] += count
    return rows


def _sums(rows: Sequence[Sequence[int]], width: int) -> tuple[int, ...]:
    return tuple(map(sum, zip(*rows, strict=True))) if rows else (0,) * width
