from __future__ import annotations

import pytest

from newsspider.report.charts import Column, columns, meter, spark, strip
from newsspider.report.markup import Html, element, join, link, site_name, web_address
from newsspider.report.words import duration, language, percent

HOSTILE = "</script><script>alert(1)</script><img src=x onerror=alert(1)>\"'&"


def test_texts_are_escaped_in_elements_and_attributes() -> None:
    made = element("p", HOSTILE, title=HOSTILE)
    assert made.count("<") == 2
    assert made.count('"') == 2
    assert "onerror=alert(1)&gt;" in made


def test_markup_is_escaped_once() -> None:
    assert element("p", element("b", "a & b"), [Html("<i>"), "<"]) == "<p><b>a &amp; b</b><i>&lt;</p>"


def test_attributes_that_are_none_are_left_out() -> None:
    assert element("details", None, open=True, lang=None, hidden=False, class_="a") == (
        '<details open class="a"></details>'
    )


def test_what_cannot_be_seen_is_no_text() -> None:
    assert element("p", "a\0b\x1b\nc") == "<p>ab c</p>"


@pytest.mark.parametrize(
    "url",
    [
        "javascript:alert(1)",
        "JavaScript:alert(1)",
        "java\nscript:alert(1)",
        " javascript:alert(1)",
        "data:text/html,<script>alert(1)</script>",
        "vbscript:x",
        "file:///etc/passwd",
        "//host/path",
        "https://",
        "https://[",
        "https://a.example/ b",
        "",
    ],
)
def test_what_is_no_address_of_the_web_is_no_link(url: str) -> None:
    assert not web_address(url)
    assert "href" not in link(url, "text")


def test_a_link_tells_nothing_about_where_it_is_followed_from() -> None:
    made = link('https://a.example/?q="><script>', "A", lang="fr")
    assert made.startswith(
        '<a href="https://a.example/?q=&quot;&gt;&lt;script&gt;" rel="noopener noreferrer" lang="fr"'
    )


def test_long_names_are_cut() -> None:
    assert len(site_name("x" * 1000)) < 80


def test_charts_of_nothing_and_of_one() -> None:
    assert columns("a", "A", "B", [], []).startswith('<svg class="columns" role="img"')
    assert "<g>" in columns("a", "A", "B", [Column("x", 1)], ["x"])
    assert join([strip([]), strip([0]), meter(None)]).count("<path") == 2
    assert "NaN" not in spark([0.5, 1.0])


@pytest.mark.parametrize(("value", "top"), [(0, 2), (3, 4), (11, 12), (33, 40), (1189, 1200), (5001, 6000)])
def test_the_scale_ends_at_a_round_number(value: int, top: int) -> None:
    made = columns("a", "A", "B", [Column("x", value)], [""])
    assert [f">{n:,}<" in made for n in (0, top // 2, top)] == [True] * 3


def test_a_column_that_is_bad_is_marked_by_a_sign_as_well() -> None:
    assert "✕" in columns("a", "A", "B", [Column("x", 0, bad=True)], [""])


@pytest.mark.parametrize(
    ("share", "shown"), [(0, "0"), (1, "100"), (0.999, "99"), (0.001, "1"), (0.256, "26")]
)
def test_percent_says_all_and_none_only_of_all_and_none(share: float, shown: str) -> None:
    assert percent(share) == f"{shown}\N{NO-BREAK SPACE}%"


def test_words() -> None:
    assert [duration(s) for s in (None, 0.4, 75, 4000)] == ["–", "0 s", "1 min", "1 h 6 min"]
    assert [language(code) for code in ("fr", "tlh")] == ["French", "tlh"]
