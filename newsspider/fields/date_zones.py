"""One instant out of sources that tell it in different zones, or in none."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, time, timedelta, timezone

from newsspider.text.lexicon import load
from newsspider.text.moments import Moment, offset_in
from newsspider.text.urls import host

_ZERO = timedelta()
_HALF_HOUR = timedelta(minutes=30)  # zones differ by multiples of it, but for Nepal's and two small ones
_WIDEST = timedelta(hours=14)


def settle(moment: Moment, others: Iterable[Moment], zone: str | None = None) -> Moment:
    """Return *moment* with what *others*, the same date read elsewhere, say of its time and offset.

    A bare day takes the time another gives for that day. A time without offset, or in UTC, takes the offset
    of another that tells the same instant on a local clock; a local time marked as UTC is corrected by one
    that states the same clock with another offset, or that shows it where *zone*, an IANA name, is not UTC.
    """
    if moment.offset:
        return moment
    rest = list(others)
    if moment.clock is None:
        timed = next((o for o in rest if o.clock and o.day == moment.day), None)
        return settle(timed, rest, zone) if timed else moment
    if moment.offset is None:
        return _placed(moment, rest)
    return _unmasked(moment, rest) or _of_zone(moment, rest, zone) or _local(moment, rest)


def mislabelled(moment: Moment, others: Iterable[Moment]) -> bool:
    """Return whether *moment* is said to be UTC while another source gives the same clock another offset."""
    return moment.offset == _ZERO and moment.clock is not None and _unmasked(moment, others) is not None


def without_midnight(moment: Moment, zone: str | None) -> Moment:
    """Return the bare day where *moment* is midnight sharp on the clocks of *zone*, told in UTC: that is how
    software writes a day without a time. Any other moment comes back as it is."""
    if moment.offset != _ZERO or not zone or moment.clock is None or moment.clock.second:
        return moment
    offset = offset_in(zone, moment)
    local = moment.within(offset) if offset else moment
    return local if local.clock is None else moment


def local_day(moment: Moment, shown: Iterable[date], zone: str | None) -> date:
    """Return the outlet's calendar day of *moment*, which is told in UTC.

    *shown*: days the page shows its readers. That of *zone*, an IANA name, where it is shown or nothing
    better is; then the day in UTC where that is shown; then a shown day that some zone has at that instant.
    """
    at = moment.at
    offset = offset_in(zone, moment) if zone else None
    own = at.astimezone(timezone(offset)).date() if at and offset else None
    told = list(shown)
    for day in (own, moment.day):
        if day in told:
            return day or moment.day
    return next((day for day in told if own is None and _some_zone_has(moment, day)), own or moment.day)


def _some_zone_has(moment: Moment, day: date) -> bool:
    """Whether clocks between UTC-12 and UTC+14 can show *day* at *moment*, which is told in UTC."""
    hour = (moment.clock or time(12)).hour
    return day - moment.day == timedelta(1 if hour >= 10 else 0) or day - moment.day == timedelta(
        -1 if hour < 12 else 0
    )


def country_zone(url: str) -> str | None:
    """Return the IANA zone of the country in the host's ending, where the country has one zone; else None."""
    ending = host(url).rpartition(".")[2]
    zone: str | None = load("dates")["countries"].get(ending)
    return zone


def _placed(moment: Moment, others: list[Moment]) -> Moment:
    """A time without offset, with the offset of the same clock, or of the same instant told in UTC; else a
    time of the same day that states its offset and differs by what zones differ by."""
    stated = [o for o in others if o.offset is not None]
    for other in stated:
        if _same_clock(moment, other):
            return Moment(moment.day, moment.clock, other.offset)
    for other in stated:
        if other.offset == _ZERO and (gap := _gap(other, moment)) is not None:
            return Moment(moment.day, moment.clock, gap)
    return next((o for o in stated if o.offset and o.day == moment.day and _gap(o, moment)), moment)


def _unmasked(moment: Moment, others: Iterable[Moment]) -> Moment | None:
    """The other reading with the clock of *moment* and an offset of its own that is not zero."""
    return next((o for o in others if o.offset and _same_clock(moment, o)), None)


def _of_zone(moment: Moment, others: list[Moment], zone: str | None) -> Moment | None:
    """*moment* as a local time, where the page shows the clock that it marks as UTC and *zone* is elsewhere."""
    offset = offset_in(zone, Moment(moment.day, moment.clock)) if zone else None
    if offset and any(o.offset is None and _same_clock(moment, o) for o in others):
        return Moment(moment.day, moment.clock, offset)
    return None


def _local(moment: Moment, others: list[Moment]) -> Moment:
    """The instant of *moment* at the offset of another reading of it; itself where there is none."""
    for other in others:
        if other.offset and other.at == moment.at:
            return other
    for other in others:
        if other.offset is None and (gap := _gap(moment, other)):
            return moment.within(gap)
    return moment


def _same_clock(one: Moment, other: Moment) -> bool:
    if one.day != other.day or one.clock is None or other.clock is None:
        return False
    return (one.clock.hour, one.clock.minute) == (other.clock.hour, other.clock.minute)


def _gap(utc: Moment, local: Moment) -> timedelta | None:
    """The offset at which *utc* reads as the clock of *local*; None where no zone has that offset."""
    if utc.local is None or local.local is None:
        return None
    gap = local.local.replace(second=0) - utc.local.replace(second=0)
    return gap if abs(gap) <= _WIDEST and gap % _HALF_HOUR == _ZERO else None
