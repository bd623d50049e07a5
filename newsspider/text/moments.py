"""A day, and a time of day where one was given; and what words and zone names of dates mean."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, timezone
from functools import cache, lru_cache
from zoneinfo import ZoneInfo

from newsspider.text.lexicon import load
from newsspider.text.normalize import fold, unaccented


@dataclass(frozen=True, slots=True)
class Moment:
    """A date as read. *day*: calendar day as stated; *clock*: time of day as stated, None where there is none
    (midnight to the second is how software writes a bare day, so it is none); *offset*: from UTC as stated,
    None where the text names no zone."""

    day: date
    clock: time | None = None
    offset: timedelta | None = None

    @classmethod
    def of(cls, at: datetime) -> Moment:
        """Return the moment a datetime names; naive ones have no offset."""
        clock = at.time().replace(microsecond=0)
        return cls(
            at.date(), clock if clock != time.min else None, at.utcoffset() if clock != time.min else None
        )

    @property
    def local(self) -> datetime | None:
        """The naive local date and time, None without a time of day."""
        return datetime.combine(self.day, self.clock) if self.clock else None

    @property
    def at(self) -> datetime | None:
        """The instant, aware, None where time of day or offset is unknown."""
        if self.clock is None or self.offset is None:
            return None
        return datetime.combine(self.day, self.clock, timezone(self.offset))

    def within(self, offset: timedelta) -> Moment:
        """Return the same instant as clocks show it at *offset*; itself where the instant is unknown."""
        at = self.at
        return Moment.of(at.astimezone(timezone(offset))) if at else self


@lru_cache(maxsize=4096)
def bare(word: str) -> str:
    """Return *word* as month and zone names are looked up: folded, without accents and final dots."""
    return unaccented(fold(word)).strip(".")


def month(word: str, language: str | None = None) -> int | None:
    """Return the month 1 to 12 that *word* names in *language*, or in the one meaning all languages give it.

    "listopada" is November in Polish and October in Croatian: without a language it is None.
    """
    key = bare(word)
    own = _months_of(language[:2]) if language else {}
    return own.get(key) or _months().get(key)


def offset_of(name: str, day: date) -> timedelta | None:
    """Return the offset a zone abbreviation (``CEST``, ``ET``) has on *day*, None for unknown or ambiguous."""
    value = _zones().get(bare(name))
    if isinstance(value, str):
        return ZoneInfo(value).utcoffset(datetime.combine(day, time(12)))
    return timedelta(minutes=value) if value is not None else None


def offset_in(zone: str, moment: Moment) -> timedelta | None:
    """Return the offset of the IANA *zone* when its clocks show *moment*, or at its instant where that is
    known; None for a name that is no zone."""
    try:
        info = ZoneInfo(zone)
    except (ValueError, OSError, KeyError):
        return None
    at = moment.at
    if at:
        return at.astimezone(info).utcoffset()
    return datetime.combine(moment.day, moment.clock or time(12), info).utcoffset()


def from_epoch(number: str) -> Moment | None:
    """Return the moment of a Unix time in seconds (10 digits) or milliseconds (13), None for other numbers."""
    if not number.isascii() or not number.isdigit() or len(number) not in {10, 13}:
        return None
    return Moment.of(datetime.fromtimestamp(int(number[:10]), UTC))


@cache
def _months_of(language: str) -> Mapping[str, int]:
    lists: list[list[str]] = load("dates")["months"].get(language, [])
    return {bare(word): number for number, words in enumerate(lists, 1) for word in words}


@cache
def _months() -> Mapping[str, int]:
    """Month words of every language, without those that name two different months."""
    meanings: dict[str, set[int]] = {}
    for language in load("dates")["months"]:
        for word, number in _months_of(language).items():
            meanings.setdefault(word, set()).add(number)
    return {word: numbers.pop() for word, numbers in meanings.items() if len(numbers) == 1}


@cache
def _zones() -> Mapping[str, int | str]:
    tables = load("dates")
    fixed: dict[str, int | str] = {
        bare(name): int(minutes) for minutes, names in tables["offsets"].items() for name in names
    }
    return fixed | {bare(name): zone for zone, names in tables["zones"].items() for name in names}
