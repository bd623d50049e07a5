from __future__ import annotations

from collections import Counter
from datetime import date, timedelta

import pytest

from newsspider.report.periods import series
from newsspider.report.words import ticks

START = date(2024, 1, 31)


def every(days: int, step: int = 1, site: str = "a") -> Counter[tuple[str, date]]:
    return Counter({(site, START + timedelta(days=n)): 3 for n in range(0, days, step)})


def test_no_days_is_no_series() -> None:
    assert series(Counter()) is None


@pytest.mark.parametrize(
    ("days", "unit"), [(1, "day"), (150, "day"), (400, "week"), (2000, "month"), (20000, "year")]
)
def test_long_times_are_put_together(days: int, unit: str) -> None:
    found = series(every(days))
    assert found is not None
    assert found.unit == unit
    assert len(found.starts) <= 191
    assert sum(found.total) == 3 * days
    assert list(found.starts) == sorted(set(found.starts))


def test_months_begin_on_their_first_and_weeks_on_monday() -> None:
    month, week = series(every(2000)), series(every(400))
    assert month is not None
    assert week is not None
    assert month.starts[:2] == (date(2024, 1, 1), date(2024, 2, 1))
    assert {start.weekday() for start in week.starts} == {0}


def test_a_few_wrong_dates_do_not_stretch_the_time_shown() -> None:
    days = every(100) + Counter({("a", date(1970, 1, 1)): 1, ("a", date(2099, 1, 1)): 1})
    found = series(days, undated=4)
    assert found is not None
    assert (found.unit, found.earlier, found.later, found.undated) == ("day", 1, 1, 4)
    assert sum(found.total) == 300


def test_the_ends_of_the_calendar_are_not_on_one_page() -> None:
    found = series(Counter({("a", date.min): 1, ("a", START): 1, ("a", date.max): 1}))
    assert found is not None
    assert (found.earlier, sum(found.total), found.later) == (1, 1, 1)


def test_many_sites_are_summed_up() -> None:
    days = Counter[tuple[str, date]]()
    for n in range(30):
        days += Counter({(f"s{n:02}", START): 100 - n, (f"s{n:02}", START + timedelta(days=1)): 1})
    found = series(days)
    assert found is not None
    assert ([site for site, _ in found.sites][:2], found.more) == (["s00", "s01"], 18)
    assert sum(found.others) + sum(sum(row) for _, row in found.sites) == sum(found.total)


def test_the_labels_of_an_axis() -> None:
    days = [START + timedelta(days=n) for n in range(3)]
    assert ticks("day", days) == ["31 Jan 2024", "1 Feb", "2 Feb"]
    assert ticks("day", [START, START]) == ["31 Jan 2024", ""]
    many = ticks("day", [START + timedelta(days=n) for n in range(100)])
    assert [label for label in many if label] == ["Feb 2024", "Mar", "Apr", "May"]
    assert ticks("month", [date(2023, 12, 1), date(2024, 1, 1), date(2024, 2, 1)]) == [
        "Dec 2023",
        "Jan 2024",
        "Feb",
    ]
    months = ticks("month", [date(2020 + n // 12, 1 + n % 12, 1) for n in range(40)])
    assert [label for label in months if label] == ["2020", "2021", "2022", "2023"]
    assert ticks("year", [date(2020, 1, 1), date(2021, 1, 1)]) == ["2020", "2021"]
    assert ticks("day", []) == []
