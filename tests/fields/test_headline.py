"""The headline: what a reader sees as the title, without the site's name and the kicker."""

from __future__ import annotations

import json

import pytest

from newsspider.fields.headline import candidates, headline
from newsspider.page.page import Page
from newsspider.rules.site import Layout, Rules, SiteRule
from newsspider.rules.theme import Theme

URL = "https://quaytimes.example/city/ferry-comes-back"


def page(head: str, body: str, rules: Rules | None = None) -> Page:
    html = f"<html><head>{head}</head><body>{body}<p>Some text.</p></body></html>"
    return Page(html.encode(), URL, {}, None, rules or Rules())


def read(head: str, body: str) -> str | None:
    found = headline(page(head, body))
    return found.value if found else None


def og(title: str) -> str:
    return f'<meta property="og:title" content="{title}">'


def ld(title: str) -> str:
    node = json.dumps({"@type": "NewsArticle", "headline": title})
    return f'<script type="application/ld+json">{node}</script>'


def test_the_h1_that_agrees_gives_the_printed_form() -> None:
    found = headline(page(og("The ferry 'comes back' - Quay Times"), "<h1>The ferry ‘comes back’</h1>"))
    assert found is not None
    assert (found.value, found.source, found.where) == ("The ferry ‘comes back’", "visible-text", "h1")


def test_the_first_h1_may_be_the_logo_or_a_section() -> None:
    body = "<h1>Quay Times</h1><h1>Latest news</h1><h1>The ferry comes back</h1>"
    assert read(og("The ferry comes back"), body) == "The ferry comes back"


def test_an_h1_that_leads_home_is_the_site() -> None:
    body = '<h1><a href="/">All the news of the quay</a></h1><h2>The ferry comes back</h2>'
    assert (
        read("<title>All the news of the quay – The ferry comes back</title>", body)
        != "All the news of the quay"
    )


def test_an_h1_worded_otherwise_than_the_metadata_is_what_readers_saw() -> None:
    head = og("Old ferry back in harbour after nine years") + "<title>Ferry is back</title>"
    assert read(head, "<h1>Old ferry comes back to the harbour</h1>") == "Old ferry comes back to the harbour"


def test_two_declared_values_that_agree_beat_an_unrelated_h1() -> None:
    head = og("The ferry comes back") + ld("The ferry comes back")
    assert read(head, "<h1>Subscribe to our newsletter today please</h1>") == "The ferry comes back"


def test_where_no_two_sources_agree_the_h1_decides() -> None:
    head = og("What happened on Monday") + ld("Nine years of waiting")
    assert read(head, "<h1>The ferry comes back at last</h1>") == "The ferry comes back at last"


def test_a_heading_of_lower_rank_that_is_printed_as_declared() -> None:
    assert read(og("The ferry “comes back”"), '<h2>The ferry "comes back"</h2>') == 'The ferry "comes back"'


@pytest.mark.parametrize(
    "h1",
    [
        '<h1><span class="kicker">Harbour</span> The ferry comes back</h1>',
        '<h1><span class="article__topline">Harbour: </span><span>The ferry comes back</span></h1>',
        '<h1>The ferry comes back <span class="entry-subtitle">Nine years later</span></h1>',
        "<h1>The ferry<br>comes back</h1>",
        "<h1><script>x()</script>The ferry comes back</h1>",
        '<h1>The <em><b>ferry</b> comes</em> <span class="">back</span></h1>',
    ],
)
def test_what_stands_inside_an_h1(h1: str) -> None:
    assert read("<title>The ferry comes back | Quay Times</title>", h1) == "The ferry comes back"


def test_a_kicker_without_a_class_is_known_by_what_is_declared() -> None:
    body = "<h1><span>Harbour</span> The ferry comes back</h1>"
    assert read(og("The ferry comes back"), body) == "The ferry comes back"


def test_live_stays() -> None:
    body = '<h1><span class="label label--live">LIVE</span> The ferry comes back</h1>'
    assert read("<title>LIVE The ferry comes back</title>", body) == "LIVE The ferry comes back"


def test_words_glued_by_markup_come_apart() -> None:
    body = "<h1><span>The ferry</span><span>comes back</span></h1>"
    assert read(og("The ferry comes back"), body) == "The ferry comes back"


def test_a_breadcrumb_is_no_headline() -> None:
    body = '<h1 class="breadcrumb-title">Ferry news today back</h1><h2>The ferry comes back</h2>'
    assert read(og("The ferry comes back"), body) == "The ferry comes back"


def test_hidden_and_menu_headings_do_not_count() -> None:
    body = '<nav><h1>The ferry and other stories</h1></nav><h1 style="display: none">The ferry</h1>'
    assert read(og("The ferry comes back"), body) == "The ferry comes back"


def test_nothing_declared() -> None:
    assert read("", "<h1>The ferry comes back</h1>") == "The ferry comes back"
    assert read("", "") is None
    assert read("<title>Quay Times</title>", "") is None


def test_a_name_where_json_ld_has_no_headline() -> None:
    node = '<script type="application/ld+json">{"@type": "Article", "name": "The ferry comes back"}</script>'
    assert read(node, "") == "The ferry comes back"


def test_a_site_rule_comes_first() -> None:
    rule = SiteRule("quay", hosts=("quaytimes.example",), layouts=(Layout(headline=(".real",)),))
    found = headline(page(og("Other"), '<h1>Other</h1><p class="real">The ferry</p>', Rules((rule,))))
    assert found is not None
    assert (found.value, found.source) == ("The ferry", "site-rule")


def test_a_theme_gives_what_nothing_else_does() -> None:
    theme = Theme("t", marks=("theme-t",), headline=(".entry-title",))
    body = '<div class="theme-t"><p class="entry-title">The ferry</p></div>'
    found = headline(page("", body, Rules(themes=(theme,))))
    assert found is not None
    assert (found.value, found.where) == ("The ferry", "theme")


def test_candidates_are_not_repeated() -> None:
    found = list(
        candidates(
            page(og("The ferry comes back") + ld("The ferry comes back"), "<h1>The ferry comes back</h1>")
        )
    )
    assert len(found) == 1


def test_a_title_never_closed() -> None:
    page_in_it = "word - another | third: fourth / " * 4000
    assert read(og("The ferry comes back"), f"<h1>{page_in_it}</h1>") == "The ferry comes back"
    assert read(f"<title>{page_in_it}</title>", "") is None


def test_a_heading_nested_a_thousand_deep() -> None:
    deep = "<h1>" + "<b>" * 1000 + "The ferry" + "</b>" * 1000 + "</h1>"
    assert read("", deep) == "The ferry"
