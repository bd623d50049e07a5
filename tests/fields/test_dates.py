"""When an article was published and changed, from every place a page can say it."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from newsspider.fields import dates
from newsspider.model import Stamp
from newsspider.page.page import Page
from newsspider.regions.decide import Reading
from newsspider.rules.site import Layout, Rules, SiteRule

URL = "https://quay.example/news/bridge"
HEAD = "<h1>The old bridge opens again</h1>"
SEEN = datetime(2026, 3, 11, 13, 0, tzinfo=UTC)


def page(html: str, *, url: str = URL, rule: SiteRule | None = None, seen: datetime | None = None) -> Page:
    return Page(html.encode(), url, {}, seen, Rules(sites=(rule,) if rule else ()))


def reading(of: Page, byline: str | None = None) -> Reading:
    regions = tuple("byline" if text == byline else "other" for text in of.blocks.text)
    return Reading(regions, ("",) * len(regions), None, "none")


def published(html: str, **known: object) -> Stamp | None:
    read = page(html, **known)  # type: ignore[arg-type]
    return dates.published(read, reading(read))


def meta(name: str, value: str) -> str:
    return f'<meta property="{name}" content="{value}">'


def linked(**values: str) -> str:
    pairs = ", ".join(f'"{name}": "{value}"' for name, value in values.items())
    return f'<script type="application/ld+json">{{"@type": "NewsArticle", {pairs}}}</script>'


def test_a_stated_offset_gives_instant_day_and_zone() -> None:
    assert published(linked(datePublished="2026-03-10T23:30:00+02:00")) == Stamp(
        datetime.fromisoformat("2026-03-10T23:30:00+02:00"),
        "2026-03-10",
        "2026-03-10T23:30:00+02:00",
        "+02:00",
        "stated",
        "json-ld",
    )


def test_a_bare_day_has_no_time() -> None:
    assert published(linked(datePublished="2026-03-10")) == Stamp(
        None, "2026-03-10", "2026-03-10", None, None, "json-ld"
    )


@pytest.mark.parametrize(
    ("html", "source"),
    [
        (meta("article:published_time", "2026-03-10T09:00:00+01:00"), "meta"),
        (meta("parsely-pub-date", "2026-03-10"), "meta"),
        (HEAD + '<span itemprop="datePublished" content="2026-03-10">x</span>', "microdata"),
        (HEAD + '<p><time datetime="2026-03-10T09:00">yesterday</time></p>', "time-tag"),
        (HEAD + "<p>Published on 10 March 2026</p>", "visible-text"),
        ("<p>10 March 2026</p>" + HEAD, "visible-text"),
        (meta("date", "2026-03-10"), "meta"),
        ("<h2>Text</h2>" * 30 + "<p>This article was published on 10 March 2026.</p>", "inferred"),
    ],
)
def test_sources(html: str, source: str) -> None:
    found = published(html)
    assert found is not None
    assert (found.date, found.source) == ("2026-03-10", source)


@pytest.mark.parametrize(
    "path", ["2026/03/10/bridge", "news-20260310.html", "2026-03/10/c_1.htm", "news/10-03-2026"]
)
def test_a_day_in_the_address(path: str) -> None:
    found = published("<p>Text.</p>", url=f"https://quay.example/{path}")
    assert found is not None
    assert (found.at, found.date, found.source) == (None, "2026-03-10", "url")


def test_the_address_of_a_copy_in_a_web_archive_is_no_date() -> None:
    assert published("", url="https://archive.example/web/20260310124500/http://quay.example/a") is None


def test_a_page_that_gives_no_date_has_none() -> None:
    assert published("") is None
    assert (
        published(HEAD + "<p>Founded on 3 May 1987, the club has won ten titles since, and more.</p>") is None
    )
    assert published(linked(datePublished="soon")) is None


def test_days_before_the_web_and_after_the_capture_are_none() -> None:
    assert published(linked(datePublished="1987-05-03")) is None
    assert published(linked(datePublished="2026-03-14"), seen=SEEN) is None
    assert published(linked(datePublished="2026-03-12"), seen=SEEN) is not None


def test_a_site_rule_wins() -> None:
    rule = SiteRule("quay", hosts=("quay.example",), layouts=(Layout(published=(".when",)),))
    found = published(
        linked(datePublished="2026-03-10") + HEAD + '<p class="when">9 March 2026, 08:15</p>', rule=rule
    )
    assert found is not None
    assert (found.date, found.source, found.tz_source) == ("2026-03-09", "site-rule", "assumed")


def test_the_update_is_not_the_publication() -> None:
    html = HEAD + "<p>Updated 11 March 2026 at 10:00</p><p>Published 10 March 2026 at 09:00</p>"
    read = page(html)
    first, changed = dates.published(read, reading(read)), dates.modified(read)
    assert first is not None
    assert changed is not None
    assert (first.date, changed.date, changed.raw) == ("2026-03-10", "2026-03-11", "11 March 2026 at 10:00")


def test_modified_as_declared() -> None:
    found = dates.modified(page(linked(dateModified="2026-03-11T08:00:00Z", datePublished="2026-03-10")))
    assert found is not None
    assert found.at == datetime(2026, 3, 11, 8, tzinfo=UTC)
    assert dates.modified(page(linked(datePublished="2026-03-10"))) is None


def test_a_time_tag_announced_as_an_update_is_one() -> None:
    html = (
        HEAD
        + '<p>Updated <time datetime="2026-03-11">a</time></p><p><time datetime="2026-03-10">b</time></p>'
    )
    read = page(html)
    first, changed = dates.published(read, reading(read)), dates.modified(read)
    assert first is not None
    assert changed is not None
    assert (first.date, changed.date) == ("2026-03-10", "2026-03-11")


@pytest.mark.parametrize(
    "apart", ["aside", 'div class="related-posts"', 'li class="comment"', "footer", "figure"]
)
def test_dates_of_other_articles_and_readers_are_not_ours(apart: str) -> None:
    tag = apart.split(maxsplit=1)[0]
    html = f'{HEAD}<{apart}><time datetime="2026-01-01">1</time></{tag}>'
    assert published(html) is None


def test_the_time_tag_nearest_to_the_headline_counts() -> None:
    html = (
        f'<time datetime="2026-01-01">now</time><article>{HEAD}<time datetime="2026-03-10">x</time></article>'
    )
    found = published(html)
    assert found is not None
    assert found.date == "2026-03-10"


def test_a_time_without_offset_is_read_in_the_configured_zone() -> None:
    rule = SiteRule("quay", hosts=("quay.example",), timezone="Europe/Kyiv")
    found = published(linked(datePublished="2026-03-10T09:00:00"), rule=rule)
    assert found is not None
    assert found.at == datetime(2026, 3, 10, 7, tzinfo=UTC)
    assert (found.tz, found.tz_source) == ("+02:00", "configured")


def test_a_time_in_utc_is_dated_in_the_configured_zone() -> None:
    rule = SiteRule("quay", hosts=("quay.example",), timezone="Europe/Kyiv")
    found = published(linked(datePublished="2026-03-10T22:30:00Z"), rule=rule)
    assert found is not None
    assert (found.at, found.date, found.tz) == (
        datetime(2026, 3, 10, 22, 30, tzinfo=UTC),
        "2026-03-11",
        "+02:00",
    )


def test_without_a_zone_the_time_is_assumed_to_be_utc() -> None:
    found = published(linked(datePublished="2026-03-10T09:00:00"))
    assert found is not None
    assert (found.at, found.tz, found.tz_source) == (
        datetime(2026, 3, 10, 9, tzinfo=UTC),
        "+00:00",
        "assumed",
    )


def test_the_offset_of_the_same_instant_elsewhere_gives_the_day() -> None:
    html = linked(datePublished="2026-03-10T22:30:00Z") + meta(
        "article:published_time", "2026-03-11T00:30:00+02:00"
    )
    found = published(html)
    assert found is not None
    assert (found.date, found.tz, found.tz_source) == ("2026-03-11", "+02:00", "stated")


def test_a_local_time_marked_as_utc_is_corrected_and_told() -> None:
    html = linked(datePublished="2026-03-10T14:00:00Z") + meta(
        "article:published_time", "2026-03-10T14:00:00+02:00"
    )
    found = published(html)
    assert found is not None
    assert found.at == datetime(2026, 3, 10, 12, tzinfo=UTC)
    assert dates.warnings(page(html)) == ("zone-mislabelled",)


def test_an_honest_zone_gives_no_warning() -> None:
    html = linked(datePublished="2026-03-10T12:00:00Z") + meta(
        "article:published_time", "2026-03-10T14:00:00+02:00"
    )
    assert dates.warnings(page(html)) == ()
    assert dates.warnings(page("")) == ()


def test_the_clock_shown_gives_the_offset_of_utc() -> None:
    found = published(linked(datePublished="2026-03-10T22:30:00Z") + HEAD + "<p>11 March 2026, 00:30</p>")
    assert found is not None
    assert (found.at, found.date, found.tz) == (
        datetime(2026, 3, 10, 22, 30, tzinfo=UTC),
        "2026-03-11",
        "+02:00",
    )


def test_the_day_shown_is_the_outlets_day() -> None:
    found = published(linked(datePublished="2026-03-10T22:30:00Z") + HEAD + "<p>11 March 2026</p>")
    assert found is not None
    assert (found.at, found.date) == (datetime(2026, 3, 10, 22, 30, tzinfo=UTC), "2026-03-11")


def test_a_country_with_one_zone_gives_the_day_and_unmasks_midnight() -> None:
    late = published(linked(datePublished="2026-03-10T23:30:00Z"), url="https://quay.de/a")
    midnight = published(linked(datePublished="2026-03-10T23:00:00Z"), url="https://quay.de/a")
    assert late is not None
    assert midnight is not None
    assert (late.at, late.date) == (datetime(2026, 3, 10, 23, 30, tzinfo=UTC), "2026-03-11")
    assert (midnight.at, midnight.date, midnight.tz) == (None, "2026-03-11", None)


def test_a_bare_day_takes_the_time_another_source_gives() -> None:
    html = linked(datePublished="2026-03-10") + meta("article:published_time", "2026-03-10T14:00:00+02:00")
    found = published(html)
    assert found is not None
    assert found.at == datetime(2026, 3, 10, 12, tzinfo=UTC)


def test_of_two_clocks_a_zone_apart_the_one_with_its_offset_counts() -> None:
    html = linked(datePublished="2026-03-10 15:00:00") + meta(
        "article:published_time", "2026-03-10T14:00:00+01:00"
    )
    found = published(html)
    assert found is not None
    assert (found.at, found.tz_source) == (datetime(2026, 3, 10, 13, tzinfo=UTC), "stated")


def test_an_announced_day_near_the_headline_goes_before_a_far_time_tag() -> None:
    text = "<div><div><div><div><h1>The old bridge opens again</h1><p>Published 10 March 2026</p></div></div></div></div>"
    found = published(f'<main>{text}<section><time datetime="2026-03-07">x</time></section></main>')
    assert found is not None
    assert (found.date, found.source) == ("2026-03-10", "visible-text")


def test_month_first_only_on_american_pages() -> None:
    line = HEAD + "<p>03/04/2026</p>"
    american, british = published('<html lang="en-US">' + line), published('<html lang="en-GB">' + line)
    assert american is not None
    assert british is not None
    assert (american.date, british.date) == ("2026-03-04", "2026-04-03")


def test_a_distance_needs_the_time_of_capture() -> None:
    html = HEAD + "<p>2 hours ago</p>"
    found = published(html, seen=SEEN)
    assert found is not None
    assert (found.at, found.raw) == (datetime(2026, 3, 11, 11, tzinfo=UTC), "2 hours ago")
    assert published(html) is None


def test_a_dateline_and_no_event_in_the_text() -> None:
    text = (
        "the council has decided to close the harbour road for good, after a debate that took most of a year. "
        * 3
    )
    dateline = published(HEAD + f"<p>Karlsruhe, 12.11.2021 – {text}</p>")
    assert dateline is not None
    assert dateline.date == "2021-11-12"
    assert published(HEAD + f"<p>On 12 November 2021 {text}</p>") is None


def test_the_line_alone_goes_before_the_line_with_words() -> None:
    found = published(
        HEAD
        + "<p>Quay Press</p><p>448 pages</p><p>Release of the book in the shops 14.08.2017</p><p>Saturday, 9 September 2017</p>"
    )
    assert found is not None
    assert found.date == "2017-09-09"


def test_a_byline_far_from_the_headline_is_read() -> None:
    read = page(HEAD + "<p>Text.</p>" * 20 + "<p>Jane Doe, 10 March 2026</p>")
    found = dates.published(read, reading(read, "Jane Doe, 10 March 2026"))
    assert found is not None
    assert found.date == "2026-03-10"


def test_candidates_come_best_first() -> None:
    read = page(linked(datePublished="2026-03-10") + HEAD + "<p>9 March 2026</p>")
    found = [(c.value.date, c.source) for c in dates.candidates(read, reading(read))]
    assert found == [("2026-03-10", "json-ld"), ("2026-03-09", "visible-text")]
