"""One date string into a Moment, cheapest reader first: ISO 8601, RFC 2822, our patterns, dateparser."""

from __future__ import annotations

import re
from datetime import date, datetime
from email.utils import parsedate_to_datetime

from newsspider.text.date_patterns import dates_in
from newsspider.text.moments import Moment, from_epoch
from newsspider.text.normalize import squeeze

_ISO = re.compile(
    r"(?P<day>\d{4}-\d\d-\d\d)"
    r"(?:(?:[T ]|T ?)(?P<clock>\d{1,2}:\d\d(?::\d{1,2})?)(?:[.,]\d+)?"
    r"(?: ?(?P<zone>Z|UTC|GMT|[+-]\d\d(?::?\d\d)?))?)?(?:\[[\w/]+\])?",
    re.IGNORECASE,
)
_BASIC = re.compile(r"(\d{4})(\d\d)(\d\d)(?:T?(\d\d)(\d\d)(\d\d)?(Z)?)?")
_RFC = re.compile(r"(?:[A-Z][a-z]{2},? )?\d{1,2} [A-Z][a-z]{2} \d{4} \d\d:\d\d")
# dateparser makes dates of "12", "2024" and "Samedi": only a day number and a year beside letters go to it.
_WORDY = re.compile(r"(?=.*(?<!\d)\d{1,2}(?!\d))(?=.*(?<!\d)(?:19|20)\d\d(?!\d))(?=.*[^\W\d_])")
_LONGEST_FOR_DATEPARSER = 60
_LONGEST = 300


def parse_date(text: str, language: str | None = None, *, day_first: bool = True) -> Moment | None:
    """Return the date that *text* states, None where it states none.

    *language*: BCP 47 tag of the month names, None where unknown; *day_first*: whether 3/4/2020 is 3 April.
    Labels around the date are ignored; of several dates the first counts. Years outside 1000 to 9999 and
    impossible days are none.
    """
    line = squeeze(text[:_LONGEST])
    if len(line) < 6 or not any(c.isdigit() for c in line):
        return None
    return (
        iso(line)
        or from_epoch(line)
        or _rfc(line)
        or next((f.moment for f in dates_in(line, language, day_first=day_first)), None)
        or _dateparser(line, language, day_first=day_first)
    )


def iso(line: str) -> Moment | None:
    """Return the moment of an ISO 8601 *line* with the usual slips repaired, None where it is no such line.

    Repaired: a space for T, ``+0200``, one-digit hours and seconds, fractions of any length, hour 24, a zone's name in
    brackets, minus signs in print, time of day as a basic string.
    """
    m = _ISO.fullmatch(line.replace("\u2212", "-"))
    if m is None:
        return _basic(line)
    clock, zone = m["clock"], (m["zone"] or "").upper()
    if clock is None:
        return _moment(m["day"])
    clock = "00:00" if clock.startswith("24:") else ":".join(part.rjust(2, "0") for part in clock.split(":"))
    return _moment(f"{m['day']}T{clock}{'+00:00' if zone in {'Z', 'UTC', 'GMT'} else zone}")


def _basic(line: str) -> Moment | None:
    """The moment of ``20191002`` or ``20191002T150000Z``."""
    m = _BASIC.fullmatch(line)
    if m is None:
        return None
    clock = f"T{m[4]}:{m[5]}:{m[6] or '00'}{'+00:00' if m[7] else ''}" if m[4] else ""
    return _moment(f"{m[1]}-{m[2]}-{m[3]}{clock}")


def _moment(text: str) -> Moment | None:
    try:
        return Moment.of(datetime.fromisoformat(text))
    except ValueError:
        return None


def _rfc(line: str) -> Moment | None:
    """The moment of ``Wed, 02 Oct 2019 15:00:00 +0200``."""
    if not _RFC.match(line):
        return None
    try:
        return Moment.of(parsedate_to_datetime(line))
    except (TypeError, ValueError):
        return None


def _dateparser(line: str, language: str | None, *, day_first: bool) -> Moment | None:
    """The day dateparser reads in languages and scripts of which ``dates.toml`` knows no months.

    Its time of day and zone are not taken: it reads "IST" and "a.m. ET" wrong.
    """
    if not language or len(line) > _LONGEST_FOR_DATEPARSER or not _WORDY.match(line):
        return None
    import dateparser

    settings = {"DATE_ORDER": "DMY" if day_first else "MDY", "STRICT_PARSING": True}
    try:
        found: datetime | None = dateparser.parse(line, languages=[language.split("-")[0]], settings=settings)
    except ValueError:  # a language it does not know
        return None
    return Moment(date(found.year, found.month, found.day)) if found else None
