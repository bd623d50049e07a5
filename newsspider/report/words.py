"""Numbers, days and durations as a reader wants them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from functools import cache
from importlib.resources import files
from typing import Final

import orjson

from newsspider.report.markup import Html, element

_MONTHS: Final = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_LONG: Final = {
    "day": 75,
    "week": 75,
    "month": 900,
}  # days from which an axis names months, or years instead of months
_LATE: Final = 15  # day of a month from which an axis may begin without naming it


def number(value: int) -> str:
    """Return 1234 as "1,234"."""
    return f"{value:,}"


def count(value: int, one: str, many: str | None = None) -> str:
    """Return "1 site", "2 sites"; *many* where that is not *one* with an s."""
    return f"{number(value)} {one if value == 1 else many or one + 's'}"


def percent(share: float | None) -> str:
    """Return 0.934 as "93 %"; 100 % and 0 % only where all or none are; a dash for None."""
    if share is None:
        return "–"
    shown = round(100 * share)
    if shown in {0, 100} and 0 < share < 1:
        shown = 1 if shown == 0 else 99
    return f"{shown}\N{NO-BREAK SPACE}%"


def day(value: date) -> str:
    """Return "3 Mar 2026"."""
    return f"{value.day} {_MONTHS[value.month - 1]} {value.year}"


def time(value: date) -> Html:
    """Return a day as markup."""
    return element("time", day(value), datetime=str(value))


def instant(value: datetime) -> Html:
    """Return "3 Mar 2026, 14:05 UTC" as markup; *value* in UTC."""
    return element("time", f"{day(value)}, {value:%H:%M} UTC", datetime=f"{value:%Y-%m-%dT%H:%MZ}")


def period(unit: str, start: date) -> str:
    """Return what a period of a series is called: "3 Mar 2026", "week of 2 Mar 2026", "Mar 2026", "2026"."""
    if unit == "year":
        return str(start.year)
    if unit == "month":
        return f"{_MONTHS[start.month - 1]} {start.year}"
    return f"week of {day(start)}" if unit == "week" else day(start)


def ticks(unit: str, starts: Sequence[date]) -> list[str]:
    """Return the labels of an axis, "" where there is to be none: months or years where days or months are many.

    The year stands with the first label, and with the first of each year after it.
    """
    long = bool(starts) and (starts[-1] - starts[0]).days > _LONG.get(unit, 0)
    labels, named = [], None
    for at, start in enumerate(starts):
        before = starts[at - 1] if at else None
        label = _tick(unit, start, before, long=long)
        year = unit != "year" and not label.isdigit() and (named is None or named.year != start.year)
        labels.append(f"{label} {start.year}" if label and year else label)
        named = start if label else named
    return labels


def _tick(unit: str, start: date, before: date | None, *, long: bool) -> str:
    new_year = before is None or before.year != start.year
    if unit == "year" or (unit == "month" and long):
        return str(start.year) if new_year else ""
    month = _MONTHS[start.month - 1]
    if unit == "month":
        return month
    if not long:
        return f"{start.day} {month}" if start != before else ""
    if before is None:  # where a month is nearly over, the next label would stand upon its own
        return month if start.day < _LATE else ""
    return month if new_year or before.month != start.month else ""


def duration(seconds: float | None) -> str:
    """Return "4 s", "12 min", "3 h 20 min"; a dash for None."""
    if seconds is None:
        return "–"
    passed = timedelta(seconds=max(0, round(seconds)))
    minutes = passed // timedelta(minutes=1)
    if minutes < 1:
        return f"{passed.seconds} s"
    return f"{minutes} min" if minutes < 60 else f"{minutes // 60} h {minutes % 60} min"


@cache
def _languages() -> dict[str, str]:
    named: dict[str, str] = orjson.loads(files("newsspider.report").joinpath("languages.json").read_bytes())
    return named


def language(code: str) -> str:
    """Return the English name of a language, "French" for "fr"; the code of one without."""
    return _languages().get(code, code)
