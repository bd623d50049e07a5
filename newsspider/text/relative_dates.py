"""Dates told by their distance: "il y a 2 heures", "3 hours ago", "вчора"."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import datetime, timedelta
from functools import cache

from newsspider.text.lexicon import load
from newsspider.text.moments import Moment, bare
from newsspider.text.normalize import fold

_AMOUNT = re.compile(r"(?<!\d)(\d{1,2}|an?|une?|eine[rm]?|uno?|una|um|uma)\s+([^\W\d_]+)")
_DAY = 86400  # seconds; from here on only the day is known


def parse_relative(text: str, now: datetime) -> Moment | None:
    """Return the moment *text* tells by its distance from *now* (aware, when the page was fetched).

    Hours and minutes give an instant rounded down to its unit; days and weeks give a day only. None where
    *text* tells no distance. A text over 60 characters is running text, where "2 hours ago" is about an event.
    """
    line = fold(text)
    if len(line) > 60:
        return None
    seconds = _distance(line)
    if seconds is not None:
        then = now - timedelta(seconds=seconds)
        return Moment.of(then.replace(second=0)) if seconds < _DAY else Moment(then.date())
    told = _told_day().search(line)
    return Moment((now - timedelta(days=_days()[told.group()])).date()) if told else None


def _distance(line: str) -> int | None:
    """The seconds of "il y a 2 heures"; None without a number, a unit, and a word that points back."""
    for m in _AMOUNT.finditer(line):
        unit = _units().get(bare(m[2]))
        if unit and (line[: m.start()].rstrip().endswith(_before()) or _after(line[m.end() :])):
            return unit * (int(m[1]) if m[1].isdigit() else 1)
    return None


def _after(rest: str) -> bool:
    words = rest.split()
    return bool(words) and words[0].strip(".,") in load("dates")["ago"]["after"]


@cache
def _before() -> tuple[str, ...]:
    return tuple(load("dates")["ago"]["before"])


@cache
def _units() -> Mapping[str, int]:
    return {bare(word): int(seconds) for seconds, words in load("dates")["units"].items() for word in words}


@cache
def _told_day() -> re.Pattern[str]:
    """Any word for a day, the longest first: "avant-hier" holds another one."""
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, sorted(_days(), key=len, reverse=True)))})\b")


@cache
def _days() -> Mapping[str, int]:
    return {fold(word): int(days) for days, words in load("dates")["days"].items() for word in words}
