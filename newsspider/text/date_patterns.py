"""Dates in running text, by pattern: numbers, and month names of the languages of ``dates.toml``."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, time, timedelta

from newsspider.text.moments import Moment, month, offset_of

# Each pattern opens with the first digit, and then looks back for what may not stand before it: a search passes over
# what is no digit three times faster so.
_ISO = re.compile(
    r"(?P<y>\d(?<![\d./-]\d)\d{3})(?P<s>[-/.年]) ?(?P<m>\d{1,2})(?:(?P=s)|月|\. ) ?(?P<d>\d{1,2})(?!\d)日?"
)
_KOREAN = re.compile(r"(?P<y>\d(?<!\d\d)\d{3})년 ?(?P<m>\d{1,2})월 ?(?P<d>\d{1,2})일")
_NUMERIC = re.compile(
    r"(?P<a>\d(?<![\d./:-]\d)\d?)(?P<s>[./-]) ?(?P<b>\d{1,2})(?P=s) ?(?P<y>\d{4}|\d{2})(?![\d/:-])"
)
_DAY_MONTH = re.compile(
    r"(?P<d>\d(?<![\d:]\d)\d?)(?:st|nd|rd|th|er|[.ºª°])?(?:\s+|-|/|(?<=\.))(?:de\s+|of\s+|d['’])?"
    r"(?P<w>[^\W\d_]{3,12})\b\.?,?(?:\s+|-|/|)(?:de\s+|del\s+|,\s*)?['’]?(?P<y>\d{4}|\d{2}(?![\d:h.]))(?!\d)"
)
_MONTH_DAY = re.compile(
    r"(?P<w>[^\W\d_]{3,12})\b\.?(?:\s+|-)(?P<d>\d{1,2})(?:st|nd|rd|th)?(?:,\s*|\s+|-)(?P<y>\d{4})(?!\d)"
)
_YEAR_MONTH = re.compile(
    r"(?P<y>\d(?<!\d\d)\d{3})(?:\.\s*|\s+|-)(?:m\.\s+)?(?P<w>[^\W\d_]{3,12})\b\.?\s*-?(?P<d>\d{1,2})(?!\d)"
)
_COMPACT = re.compile(r"(?P<d>\d\d?)(?P<w>[A-Za-z]{3})(?P<y>\d{4})\b")
_YEAR = re.compile(
    r"[\d'’ ](?:(?:(?<=1)9|(?<=2)0)\d\d(?:(?<!\d{5})(?!\d)|(?<=[^\W\d_]\d{4}))|(?<=['’ ])\d\d(?!\d))"
)
_DAY_YEAR = re.compile(r"\d(?:st|nd|rd|th)?(?:,\s*|\s+|-)\d{4}(?!\d)")  # in whatever _MONTH_DAY finds
_CLOCK = re.compile(
    r"(?<![\d.,:/+-])(?P<h>[01]?\d|2[0-4])(?:"
    r"\s?(?P<s>[:hHч.])\s?(?P<m>[0-5]\d)(?!\d)(?::(?P<x>[0-5]\d)(?:[.,]\d+)?)?(?P<p>\s*(?:[ap]\.?\s?m\b\.?|Uhr\b))?"
    r"|\s*(?P<q>[ap]\.?\s?m\b\.?|Uhr\b|h\b)"
    r")",
    re.IGNORECASE,
)
# A dot parts hours from minutes only where a word says that this is a time.
_DOTTED = re.compile(r"(?:\bkl\.?|\bore|\bgodz\.?|\bklo|\balle|\bом|\bum)\s*\Z", re.IGNORECASE)
_ZONE = re.compile(
    r"\s*\(?(?P<name>[A-Za-zМСК]{1,5})?(?:\s*(?P<sign>[+\-−])(?P<h>\d{1,2})(?::?(?P<m>\d{2}))?(?!\d))?"
)
_REACH = 28  # characters between a date and the time of day that belongs to it: " | Actualizado a las "


@dataclass(frozen=True, slots=True)
class Found:
    """A date in a text: ``text[start:end]`` is what was read, time and zone included."""

    moment: Moment
    start: int
    end: int


def dates_in(text: str, language: str | None = None, *, day_first: bool = True) -> Iterator[Found]:
    """Yield the dates of *text* in order. *language*: of the month names, a BCP 47 tag; *day_first*: whether
    3/4/2020 is 3 April. What names no possible day is passed over."""
    spots = sorted(_spots(text, language, day_first=day_first), key=lambda spot: (spot[0], -spot[1]))
    end = 0
    for index, (start, stop, day) in enumerate(spots):
        if start < end:
            continue
        limit = next((s for s, _, _ in spots[index + 1 :] if s >= stop), len(text))
        found = _with_clock(text, day, (start, stop), (end, min(limit, stop + _REACH + 20)))
        end = found.end
        yield found


def _spots(text: str, language: str | None, *, day_first: bool) -> Iterator[tuple[int, int, date]]:
    """Yield (start, end, day) of each run of *text* that can be a date; they may overlap."""
    for m in _NUMERIC.finditer(text):
        a, b = int(m["a"]), int(m["b"])
        first, second = (a, b) if (day_first or a > 12) and b <= 12 else (b, a)
        if day := _day(m["y"], second, str(first)):
            yield m.start(), m.end(), day
    if not _YEAR.search(text):
        return
    for pattern in (_ISO, _KOREAN):
        for m in pattern.finditer(text):
            if day := _day(m["y"], int(m["m"]), m["d"]):
                yield m.start(), m.end(), day
    months = (_DAY_MONTH, *([_MONTH_DAY] if _DAY_YEAR.search(text) else []), _YEAR_MONTH, _COMPACT)
    for pattern in months:
        for m in pattern.finditer(text):
            number = month(m["w"], language)
            if number and (day := _day(m["y"], number, m["d"])):
                yield m.start(), m.end(), day


def _day(year: str, number: int, day: str) -> date | None:
    """The day, with a year of two digits in this century or the nineties; None for an impossible one."""
    full = int(year) if len(year) == 4 else int(year) + (1900 if int(year) > 90 else 2000)
    try:
        return date(full, number, int(day))
    except ValueError:
        return None


def _with_clock(text: str, day: date, span: tuple[int, int], limits: tuple[int, int]) -> Found:
    """The date with the time of day after it, or just before it, inside *limits*."""
    start, stop = span
    after = _clock(text, stop, limits[1])
    if after and after[1] - stop <= _REACH:
        clock, _, end = after
        offset, end = _offset(text, end, day)
        return Found(Moment(day, clock, offset if clock else None), start, end)
    before = _clock(text, max(limits[0], start - 20), start)
    if before:
        clock, begin, end = before
        offset, _ = _offset(text, end, day)
        return Found(Moment(day, clock, offset if clock else None), begin, stop)
    return Found(Moment(day), start, stop)


def _clock(text: str, start: int, stop: int) -> tuple[time | None, int, int] | None:
    """The first time of day in ``text[start:stop]`` with its span; midnight sharp counts as none."""
    for m in _CLOCK.finditer(text, start, stop):
        if m["s"] == "." and not (m["p"] or _DOTTED.search(text, max(start, m.start() - 6), m.start())):
            continue
        hour = _hour(int(m["h"]), m["p"] or m["q"] or "")
        if hour is None:
            continue
        clock = time(hour, int(m["m"] or 0), int(m["x"] or 0))
        return (clock if clock != time.min else None), m.start(), m.end()
    return None


def _hour(hour: int, half: str) -> int | None:
    """The hour of 24 from one with or without am and pm; None for 13 pm and for a bare 24."""
    mark = half.strip().lower()[:1]
    if mark not in {"a", "p"}:
        return hour if hour < 24 else None
    if not 1 <= hour <= 12:
        return hour if hour < 24 and mark == "p" else None
    return hour % 12 + (12 if mark == "p" else 0)


def _offset(text: str, at: int, day: date) -> tuple[timedelta | None, int]:
    """The offset stated at *at*, as ``+02:00``, ``GMT+2`` or ``CEST``, and where it ends; (None, at) for none."""
    m = _ZONE.match(text, at)
    if not m or not (m["name"] or m["sign"]):
        return None, at
    if m["sign"] and (not m["name"] or offset_of(m["name"], day) == timedelta()):
        minutes = int(m["h"]) * 60 + int(m["m"] or 0)
        if minutes <= 14 * 60:
            return timedelta(minutes=-minutes if m["sign"] != "+" else minutes), m.end()
    if m["name"] and not text[m.end("name") : m.end("name") + 1].isalpha():
        offset = offset_of(m["name"], day) if m["name"].isupper() else None
        return (offset, m.end("name")) if offset is not None else (None, at)
    return None, at
