"""Date strings in many languages into moments."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta, timezone

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsspider.text.date_patterns import dates_in
from newsspider.text.dates import iso, parse_date
from newsspider.text.moments import Moment, from_epoch, month, offset_in, offset_of
from newsspider.text.relative_dates import parse_relative

DAY = date(2019, 10, 2)
AFTERNOON = time(14, 5)
TWO_HOURS = timedelta(hours=2)
NOW = datetime(2026, 3, 11, 13, 5, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    "text",
    [
        "2019-10-02T14:05:00+02:00",
        "2019-10-02T14:05:00+0200",
        "2019-10-02T14:05+02",
        "2019-10-02 14:05:00 +0200",
        "2019-10-02T14:05:00.123456789+02:00",
        "2019-10-02T14:05:00,5+02:00",
        "2019-10-02T14:05:00+02:00[Europe/Paris]",
        "Wed, 02 Oct 2019 14:05:00 +0200",
        "Wed Oct 02 2019 14:05:00 GMT+0200 (CEST)",
        "2 October 2019, 14:05 CEST",
    ],
)
def test_a_stated_offset_is_kept(text: str) -> None:
    assert parse_date(text, "en") == Moment(DAY, AFTERNOON, TWO_HOURS)


@pytest.mark.parametrize(
    "text", ["2019-10-02T14:05:00Z", "20191002T140500Z", "2019-10-02 14:05 UTC", "2019-10-02T14:05:0Z"]
)
def test_utc(text: str) -> None:
    assert parse_date(text) == Moment(DAY, AFTERNOON, timedelta())


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Publié le mercredi 2 octobre 2019 à 14h05", "fr"),
        ("Mittwoch, 2. Oktober 2019, 14.05 Uhr", "de"),
        ("02.10.2019 | 14:05 Uhr", "de"),
        ("2 de octubre de 2019 - 14:05", "es"),
        ("2 ottobre 2019 alle 14.05", "it"),
        ("2 de outubro de 2019 às 14h05", "pt"),
        ("2 октября 2019, 14:05", "ru"),
        ("14:05 | 2 жовтня 2019", "uk"),
        ("2 października 2019, godz. 14:05", "pl"),
        ("2 oktober 2019 14:05", "nl"),
        ("2019. október 2. 14:05", "hu"),
        ("2019年10月2日 14:05", "ja"),
        ("2019년 10월 2일 14:05", "ko"),
        ("October 2, 2019 at 2:05 p.m.", "en"),
        ("Oct. 2nd, 2019 2:05 PM", "en"),
        ("2019-10-02 14:05", None),
    ],
)
def test_a_local_time_has_no_offset(text: str, language: str | None) -> None:
    assert parse_date(text, language) == Moment(DAY, AFTERNOON)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("2 octobre 2019", "fr"),
        ("02/10/2019", "fr"),
        ("2.10.19", "de"),
        ("2-Oct-2019", "en"),
        ("02Oct2019", "en"),
        ("20191002", None),
        ("2019-10-02", None),
        ("2019/10/02", None),
        ("2019-10-02T00:00:00", None),
        ("2019-10-02T00:00:00+02:00", None),
        ("2019-10-02T24:00", None),
        ("02.10.2019, 00:00", "de"),
    ],
)
def test_a_day_without_a_time_gets_none(text: str, language: str | None) -> None:
    assert parse_date(text, language) == Moment(DAY)


@pytest.mark.parametrize(
    "text",
    ["", "12", "2024", "Samedi", "32.13.2019", "d.M.2019", "2019-02-30", "1:2:3", "Version 3.10.2", "٣٣٣٣٣٣"],
)
def test_what_is_no_date(text: str) -> None:
    assert parse_date(text, "fr") is None


def test_order_of_day_and_month() -> None:
    assert parse_date("10/2/2019", "en", day_first=False) == Moment(DAY)
    assert parse_date("2/10/2019", "en", day_first=True) == Moment(DAY)
    assert parse_date("10/22/2019", "en", day_first=True) == Moment(date(2019, 10, 22))


def test_the_last_reader_knows_languages_without_patterns_but_no_times() -> None:
    assert parse_date("2 أكتوبر 2019 14:05 IST", "ar") in {Moment(DAY), Moment(DAY, AFTERNOON)}
    assert parse_date("2 أكتوبر 2019", None) is None
    assert parse_date("2 foober 2019", "xx") is None


@pytest.mark.parametrize("zone", ["IST", "CST", "XYZ"])
def test_an_ambiguous_zone_states_no_offset(zone: str) -> None:
    assert parse_date(f"October 2, 2019 2:05 PM {zone}", "en") == Moment(DAY, AFTERNOON)


def test_a_zone_that_follows_summer_time() -> None:
    assert offset_of("ET", date(2019, 7, 1)) == timedelta(hours=-4)
    assert offset_of("ET", date(2019, 12, 1)) == timedelta(hours=-5)
    assert offset_of("МСК", DAY) == timedelta(hours=3)
    assert offset_of("nowhere", DAY) is None


def test_months_by_language() -> None:
    assert month("listopada", "pl") == 11
    assert month("listopada", "hr") == 10
    assert month("listopada") is None
    assert month("Août.", "fr") == month("aout") == 8


def test_dates_of_a_line_in_order_each_with_its_own_time() -> None:
    line = "Publié le 2 octobre 2019 à 14h05 - Mis à jour le 3 octobre 2019 à 9h30"
    found = [(line[f.start : f.end], f.moment.clock) for f in dates_in(line, "fr")]
    assert found == [("2 octobre 2019 à 14h05", AFTERNOON), ("3 octobre 2019 à 9h30", time(9, 30))]


def test_a_clock_far_from_the_date_is_not_its_own() -> None:
    line = "2 octobre 2019, à lire : le grand entretien de la semaine avec le maire, 14h05"
    assert [f.moment.clock for f in dates_in(line, "fr")] == [None]


def test_unix_times() -> None:
    assert from_epoch("1570025100") == from_epoch("1570025100999") == Moment(DAY, AFTERNOON, timedelta())
    assert from_epoch("157002510") is None
    assert iso("2019") is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("il y a 2 heures", Moment(date(2026, 3, 11), time(11, 5), timedelta())),
        ("3 hours ago", Moment(date(2026, 3, 11), time(10, 5), timedelta())),
        ("vor 10 Minuten", Moment(date(2026, 3, 11), time(12, 55), timedelta())),
        ("an hour ago", Moment(date(2026, 3, 11), time(12, 5), timedelta())),
        ("hace 3 días", Moment(date(2026, 3, 8))),
        ("2 дні тому", Moment(date(2026, 3, 9))),
        ("вчора", Moment(date(2026, 3, 10))),
        ("Aujourd'hui", Moment(date(2026, 3, 11))),
    ],
)
def test_distances(text: str, expected: Moment) -> None:
    assert parse_relative(text, NOW) == expected


@pytest.mark.parametrize(
    "text", ["", "2 heures de débat", "5 min read", "yesterdays", "in 3 hours", "x" * 99]
)
def test_what_tells_no_distance(text: str) -> None:
    assert parse_relative(text, NOW) is None


def test_offset_in_a_zone_by_clock_and_by_instant() -> None:
    assert offset_in("Europe/Kyiv", Moment(DAY, AFTERNOON)) == timedelta(hours=3)
    assert offset_in("Europe/Kyiv", Moment(date(2019, 12, 31), time(23, 0), timedelta())) == TWO_HOURS
    assert offset_in("Europe/Nowhere", Moment(DAY)) is None


def test_a_moment_at_another_offset_is_the_same_instant() -> None:
    utc = Moment(DAY, time(22, 30), timedelta())
    local = utc.within(TWO_HOURS)
    assert local == Moment(date(2019, 10, 3), time(0, 30), TWO_HOURS)
    assert local.at == utc.at
    assert Moment(DAY).within(TWO_HOURS) == Moment(DAY)


@given(st.text(max_size=80), st.sampled_from([None, "fr", "en-US", "ar", "zz"]))
@settings(max_examples=150, deadline=None)
def test_any_text_gives_a_moment_or_none(text: str, language: str | None) -> None:
    found = parse_date(text, language)
    assert found is None or isinstance(found.day, date)
    assert parse_relative(text, NOW) is None or len(text) > 3


@given(st.dates(min_value=date(1995, 1, 1), max_value=date(2099, 1, 1)), st.times(), st.integers(-24, 28))
@settings(max_examples=100, deadline=None)
def test_what_isoformat_writes_is_read_back(day: date, clock: time, halves: int) -> None:
    local = datetime.combine(day, clock.replace(microsecond=0), timezone(timedelta(minutes=30 * halves)))
    found = parse_date(local.isoformat())
    assert found is not None
    assert found.day == local.date()
    assert found.at == (local if local.time() != time.min else None)
