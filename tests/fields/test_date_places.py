"""Where dates stand on pages that declare none: below the text, above it, in the address, in a script's data."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from newsspider.fields import dates
from newsspider.model import Stamp
from newsspider.page.page import Page
from newsspider.regions.decide import Reading
from newsspider.rules.site import Rules

URL = "https://quay.example/news/bridge"
HEAD = "<h1>The old bridge opens again</h1>"
TEXT = "<p>The council opened the bridge after a winter of repairs, and the town walked over it all day long.</p>"


def published(html: str, url: str = URL) -> str | None:
    page = Page(html.encode(), url, {}, None, Rules())
    regions = tuple("body" if "council" in text else "other" for text in page.blocks.text)
    found = dates.published(page, Reading(regions, ("",) * len(regions), None, "none"))
    return found.date if found else None


@pytest.mark.parametrize(
    "line",
    [
        "Dieser Beitrag wurde am Samstag, 3. Dezember 2011 um 15:04 Uhr veröffentlicht und unter Allgemein abgelegt.",
        "Dieser Artikel wurde am 3. Dezember 2011 von Jana geschrieben. "
        + "Kommentare sind hier erlaubt. " * 9,
        "This entry was posted on December 3, 2011 in Bridges and tagged stone.",
        "The old bridge opens again wurde am 3. Dezember 2011 gepostet",
    ],
)
def test_a_blog_says_below_the_text_when_it_was_posted(line: str) -> None:
    assert published(f"{HEAD}{TEXT}<div>{line}</div>") == "2011-12-03"


def test_what_a_text_says_was_published_is_not_the_article() -> None:
    line = "<p>Der Roman wurde am 3. Dezember 2011 in Wien veröffentlicht.</p>"
    assert published(f"{HEAD}{TEXT}{'<p>more</p>' * 20}{line}") is None


@pytest.mark.parametrize("line", ["Von Jana Weit, 8.5.12", "08.05.2012 | Stadt", "8 May 2012"])
def test_without_a_headline_the_line_above_the_text_counts(line: str) -> None:
    assert published(f"<div>{line}</div>{TEXT}<ul><li>Older things 1.1.2010</li></ul>") == "2012-05-08"


def test_a_heading_with_a_date_above_the_text_is_no_date_line() -> None:
    assert published(f"<h4>Woche 14. - 20. Januar 2022</h4>{TEXT}") is None


def test_a_label_in_the_cell_before_announces_a_date() -> None:
    table = "<dl><dt>Veröffentlicht:</dt><dd>14.01.2022 um 09:25</dd></dl>"
    assert published(f"{HEAD}{TEXT}{'<p>more</p>' * 20}{table}") == "2022-01-14"


def test_the_last_day_of_a_recording_is_not_its_first() -> None:
    assert published(f"{HEAD}<p>Video verfügbar bis: 14.10.2020</p>{TEXT}") is None


@pytest.mark.parametrize(
    ("path", "day"),
    [
        ("/Presse2022/220126_PM_Bridge.html", "2022-01-26"),
        ("/2022/220126_PM_Bridge.html", "2022-01-26"),
        ("/press/220126_PM_Bridge.html", None),
        ("/2021/220126_PM_Bridge.html", None),
        ("/2022/221326_PM_Bridge.html", None),
    ],
)
def test_six_digits_are_a_day_where_a_folder_repeats_the_year(path: str, day: str | None) -> None:
    assert published(HEAD + TEXT, "https://quay.example" + path) == day


def test_a_script_that_holds_one_day_dates_the_page() -> None:
    state = '<script>window.state = {"publishedAt":"2022-01-31T15:58:43+01:00","title":"Bridge"}</script>'
    assert published(HEAD + TEXT + state) == "2022-01-31"
    assert published(HEAD + TEXT + state.replace('"', '\\"')) == "2022-01-31"


def test_a_script_with_several_days_dates_nothing() -> None:
    state = '<script>[{"publishedAt":"2022-01-31"},{"publishedAt":"2022-02-01"}]</script>'
    assert published(HEAD + TEXT + state) is None


def test_what_a_time_tag_shows_as_publication_goes_before_a_later_stamp_in_it() -> None:
    tag = '<time datetime="2019-07-03T10:18:46Z">Publié le 29 juin 2019</time>'
    assert published(HEAD + tag + TEXT) == "2019-06-29"
    assert published(HEAD + tag.replace("29 juin", "3 juillet") + TEXT) == "2019-07-03"


def test_the_line_beside_the_headline_goes_before_one_farther_away() -> None:
    line = "<div>08/08/2017 by Stephan Markus, no comments yet, favourites, news</div>"
    assert published(f"{line}{HEAD}{TEXT}<p>More.</p><p>More.</p><div>30/11/2017</div>") == "2017-08-08"


def test_far_from_the_headline_the_first_time_tag_counts() -> None:
    deep = "<div>" * 6 + '<time datetime="2020-02-02">2 February</time>' + "</div>" * 6
    card = '<li><time datetime="2018-01-01">1 January</time></li>'
    page = f"<div><div><div><div><div>{HEAD}</div></div></div></div></div>{deep}{TEXT}{card}"
    assert published(page) == "2020-02-02"


def stamp(day: int, hour: int | None = None) -> Stamp:
    at = None if hour is None else datetime(2026, 3, day, hour, tzinfo=UTC)
    return Stamp(at, f"2026-03-{day:02}", "raw", None, None, "meta")


@pytest.mark.parametrize(
    ("first", "then", "contradiction"),
    [
        (stamp(5), stamp(4), True),
        (stamp(5), stamp(5), False),
        (stamp(5, 9), stamp(4, 10), False),
        (stamp(5, 9), stamp(4, 8), True),
        (stamp(5, 9), stamp(4), True),
        (stamp(5), None, False),
        (None, stamp(4), False),
    ],
)
def test_a_change_before_the_publication_is_reported(
    first: Stamp | None, then: Stamp | None, *, contradiction: bool
) -> None:
    page = Page(HEAD.encode(), URL, {}, None, Rules())
    assert ("modified-before-published" in dates.warnings(page, first, then)) is contradiction


LEAF = '<div class="{date}"><span class="{month}">Feb</span> <b class="{day}">18</b><span class="{year}">2009</span></div>'


@pytest.mark.parametrize(
    "names",
    [
        {"date": "date", "month": "month", "day": "day", "year": "year"},
        {"date": "datum", "month": "monat", "day": "tag", "year": "jahr"},
        {"date": "x", "month": "post-date-month", "day": "post-date-day big", "year": "post-date-year"},
    ],
)
def test_a_leaf_of_a_calendar_beside_the_headline_is_its_date(names: dict[str, str]) -> None:
    assert (
        published(f"<article><header>{LEAF.format(**names)}{HEAD}</header>{TEXT}</article>") == "2009-02-18"
    )


@pytest.mark.parametrize(
    "html",
    [
        f"<aside>{LEAF}</aside>{HEAD}{TEXT}",
        f"<div class='card'>{LEAF}</div>{HEAD}{TEXT}",
        f"{LEAF}{HEAD}{TEXT}".replace("2009", "last year"),
        f"{LEAF}{HEAD}{TEXT}".replace("18", "Wed"),
        f"{LEAF}{HEAD}{TEXT}".replace("</div>", "<i class=day>19</i></div>"),
    ],
)
def test_another_leaf_or_half_of_one_is_no_date(html: str) -> None:
    assert published(html.format(date="date", month="month", day="day", year="year")) is None


def test_the_day_of_a_quoted_post_is_not_that_of_the_article() -> None:
    assert published(f"{HEAD}<blockquote>Ana (@ana) May 4, 2022</blockquote>{TEXT}") is None
    assert published(f"{HEAD}<p>May 4, 2022</p>{TEXT}") == "2022-05-04"


def modified(html: str) -> str | None:
    found = dates.modified(Page(html.encode(), URL, {}, None, Rules()))
    return found.date if found else None


FAR = "<p>The town walked over the bridge.</p>" * 20


@pytest.mark.parametrize(
    "line",
    [
        "<p class=info>Aktualisiert: 30.12.2016</p>",
        "<div>Last updated: 30 December 2016</div>",
        "<p>Publié le 29/12/2016 Mis à jour le 30/12/2016 à 14h03</p>",
        "<p>Letzte Änderung:</p><p>30.12.2016 um 09:25</p>",
    ],
)
def test_a_line_far_from_the_headline_tells_of_the_last_change(line: str) -> None:
    assert modified(f"{HEAD}{FAR}{line}") == "2016-12-30"


@pytest.mark.parametrize(
    "line",
    [
        "<aside><p>Updated: 30 December 2016</p></aside>",
        "<div class=comment><p>Updated: 30 December 2016</p></div>",
        "<p>Updated: 30 December 2016</p><p>Updated: 2 January 2017</p>",
        "<p>The bridge, so the town says, was rebuilt on 30 December 2016</p>",
    ],
)
def test_a_change_of_something_else_is_none_of_the_article(line: str) -> None:
    assert modified(f"{HEAD}{FAR}{line}") is None


def test_the_day_of_the_last_change_is_none_of_publication() -> None:
    html = f"{HEAD}{FAR}<p>Aktualisiert: 30.12.2016, 14:03 Uhr</p>"
    page = Page(html.encode(), URL, {}, None, Rules())
    other = ("other",) * len(page.blocks.text)
    assert dates.published(page, Reading(other, ("",) * len(other), None, "none")) is None
    assert dates.modified(page) is not None
    assert published(f"<p>Published on 3 May 2016</p>{html}") == "2016-05-03"
