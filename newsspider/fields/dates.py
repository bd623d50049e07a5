"""When the article was published and changed, with the text each date was read from."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import chain

from newsspider.fields import date_candidates as texts
from newsspider.fields import date_lines as lines
from newsspider.fields.candidate import Candidate
from newsspider.fields.date_changes import changed
from newsspider.fields.date_leaves import on_leaf
from newsspider.fields.date_order import day_first, language_of
from newsspider.fields.date_zones import country_zone, local_day, mislabelled, settle, without_midnight
from newsspider.fields.near_headline import neighbourhood
from newsspider.model import Stamp
from newsspider.page.page import Page
from newsspider.regions.decide import Reading
from newsspider.text.dates import parse_date
from newsspider.text.moments import Moment, offset_in
from newsspider.text.relative_dates import parse_relative

EARLIEST = date(1995, 1, 1)  # the year newspapers came to the web
_LATEST = date(2100, 1, 1)
_AHEAD = timedelta(days=2)  # a clock set wrong, or a zone east of ours
_HANDLING = timedelta(days=1)  # a text may be finished a while before the time set for its publication
_AS_READ = frozenset(("visible-text", "url"))  # sources that give the day as the outlet's readers count it


@dataclass(frozen=True, slots=True)
class _Read:
    """A date as read: *raw* is the text it was read from, *source* and *where* as in a Candidate."""

    moment: Moment
    raw: str
    source: str
    where: str


def published(page: Page, reading: Reading) -> Stamp | None:
    """Return when the article was first published, None where the page gives no date that can be it."""
    evidence = chain(_marked(page, "published", near=False), _read(page, texts.undecided(page)))
    return _first(page, _published(page, reading), evidence) or _first(page, _undecided(page, reading))


def modified(page: Page) -> Stamp | None:
    """Return when the article was last changed, as the page declares it or a line near the headline says;
    None where neither does."""
    return _first(page, _modified(page))


def candidates(page: Page, reading: Reading) -> Iterator[Candidate[Stamp]]:
    """Yield every date that may be the publication's, best first."""
    for read in (*_published(page, reading), *_undecided(page, reading)):
        yield Candidate(_stamp(page, read, []), read.source, read.where)


def warnings(page: Page, published: Stamp | None = None, modified: Stamp | None = None) -> tuple[str, ...]:
    """Return what in the dates contradicts itself: ``zone-mislabelled`` where the page marks a local time of
    publication as UTC, ``modified-before-published`` for such a pair; else ()."""
    read = (read.moment for read in chain(page.once(_declared), _marked(page, "published")))
    first = next(read, None)
    found = ("zone-mislabelled",) if first and mislabelled(first, read) else ()
    return (*found, "modified-before-published") if _reversed(published, modified) else found


def _reversed(published: Stamp | None, modified: Stamp | None) -> bool:
    """Whether the change is said to come before the publication: by instants, or else by days."""
    if published is None or modified is None or published.date is None or modified.date is None:
        return False
    if published.at and modified.at:
        return published.at - modified.at > _HANDLING
    return modified.date < published.date


def _published(page: Page, reading: Reading) -> Iterator[_Read]:
    """Every plausible date of publication, surest source first."""
    yield from _read(page, texts.by_rule(page))
    yield from page.once(_declared)
    yield from _marked(page, "published")
    yield from _read(page, texts.by_theme(page))
    yield from _read(page, on_leaf(page))
    address = texts.in_address(page.url)
    told = list(_read(page, [address] if address else []))
    shown = list(_shown(page, lines.shown(page, reading, language_of(page), day_first=day_first(page))))
    yield from (read for read in shown if told and read.moment.day == told[0].moment.day)
    yield from told
    yield from shown
    yield from _relative(page)


def _declared(page: Page) -> tuple[_Read, ...]:
    return tuple(_read(page, texts.declared(page, "published")))


def _undecided(page: Page, reading: Reading) -> Iterator[_Read]:
    """Dates that may be the publication's where nothing surer is."""
    yield from _shown(page, lines.above_text(page, reading, language_of(page), day_first=day_first(page)))
    yield from _marked(page, "published", near=False)
    yield from _read(page, texts.undecided(page))
    yield from _shown(page, lines.announced_anywhere(page, language_of(page), day_first=day_first(page)))
    yield from _read(page, texts.in_state(page))


def _modified(page: Page) -> Iterator[_Read]:
    yield from _read(page, texts.declared(page, "modified"))
    yield from _marked(page, "modified")
    yield from _shown(page, changed(page, language_of(page), day_first=day_first(page)))


def _first(page: Page, found: Iterator[_Read], evidence: Iterable[_Read] = ()) -> Stamp | None:
    """The first of *found*; the rest, and *evidence*, are read only where that leaves zone or time open."""
    best = next(found, None)
    if best is None:
        return None
    others: list[_Read] = []
    for other in () if best.moment.offset else chain(found, evidence):
        others.append(other)
        if _places(other.moment, best.moment):
            break
    return _stamp(page, best, others)


def _places(other: Moment, moment: Moment) -> bool:
    """Whether *other* tells the instant, or the clock, of *moment* with an offset of its own."""
    return bool(other.offset) and moment.local is not None and moment.local in {other.local, _in_utc(other)}


def _in_utc(moment: Moment) -> datetime | None:
    return moment.within(timedelta()).local


def _marked(page: Page, role: str, *, near: bool = True) -> Iterator[_Read]:
    yield from _read(page, (m.text for m in texts.marked(page) if m.role == role and m.near == near))


def _read(page: Page, found: Iterable[Candidate[str]]) -> Iterator[_Read]:
    """Read each text as a date; those that are none, or of no plausible day, are passed over."""
    for text in found:
        moment = parse_date(text.value, language_of(page), day_first=day_first(page))
        if moment is None and page.fetched_at:
            moment = parse_relative(text.value, page.fetched_at)
        if moment and _plausible(page, moment):
            yield _Read(moment, text.value, text.source, text.where)


def _shown(page: Page, found: Iterable[lines.Shown]) -> Iterator[_Read]:
    for line in found:
        if _plausible(page, line.moment):
            source = "inferred" if line.level == 3 else "visible-text"
            yield _Read(line.moment, line.raw, source, line.where)


def _relative(page: Page) -> Iterator[_Read]:
    """ "2 hours ago" near the headline, where it is known when the page was fetched."""
    if page.fetched_at is None:
        return
    for i in neighbourhood(page).blocks:
        moment = parse_relative(page.blocks.text[i], page.fetched_at)
        if moment:
            yield _Read(moment, page.blocks.text[i], "visible-text", page.blocks.tag[i])


def _plausible(page: Page, moment: Moment) -> bool:
    latest = (page.fetched_at + _AHEAD).date() if page.fetched_at else _LATEST
    return EARLIEST <= moment.day <= latest


def _stamp(page: Page, read: _Read, others: list[_Read]) -> Stamp:
    """The date as the record has it, in the outlet's own zone as far as that is known."""
    zone = page.site.timezone if page.site else None
    moment = without_midnight(
        settle(read.moment, [r.moment for r in others], zone), zone or country_zone(page.url)
    )
    if moment.clock is None:
        return Stamp(None, moment.day.isoformat(), read.raw, None, None, read.source)
    tz_source, day = "stated", None
    if zone and not moment.offset and (offset := offset_in(zone, moment)) is not None:
        placed = moment.within(offset) if moment.offset is not None else None
        moment, tz_source = placed or Moment(moment.day, moment.clock, offset), "configured"
    elif moment.offset is None:
        moment, tz_source = Moment(moment.day, moment.clock, timedelta()), "assumed"
    elif not moment.offset:
        shown = [r.moment.day for r in others if r.source in _AS_READ]
        day = local_day(moment, shown, country_zone(page.url))
    return Stamp(
        moment.at, (day or moment.day).isoformat(), read.raw, _offset(moment), tz_source, read.source
    )


def _offset(moment: Moment) -> str | None:
    """The offset as ``+02:00``."""
    if moment.offset is None:
        return None
    minutes = int(moment.offset.total_seconds()) // 60
    return f"{'-' if minutes < 0 else '+'}{abs(minutes) // 60:02}:{abs(minutes) % 60:02}"
