"""A page and what is made of it, each once."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime

import pytest

from newsspider.page.page import Page
from newsspider.page.tree import parse
from newsspider.rules.site import Layout, Rules, SiteRule
from newsspider.rules.theme import Theme

URL = "https://www.quay.example/city/ferry"


def page(html: str, rules: Rules | None = None, fetched_at: datetime | None = None, **headers: str) -> Page:
    return Page(html.encode(), URL, headers, fetched_at, rules or Rules())


def test_addresses_are_resolved_against_base() -> None:
    assert page("<p>x</p>").absolute("a.html#top") == "https://www.quay.example/city/a.html"
    assert page('<base href="/other/"><p>x</p>').absolute("a") == "https://www.quay.example/other/a"
    assert page('<base href="javascript:0"><p>x</p>').base_url == URL
    assert page("<p>x</p>").absolute("mailto:a@b.example") is None
    assert page("<p>x</p>").absolute(None) is None


def test_headers_in_any_case() -> None:
    assert page("<p>x</p>", **{"Content-Type": "text/html; charset=utf-8"}).decoded.source == "header"


def test_each_part_is_made_once() -> None:
    one = page('<title>T</title><p itemprop="description">x</p>')
    assert one.tree is one.tree
    assert one.metadata is one.metadata
    assert one.microdata.get("description") == "x"
    assert page("<p>x</p>").microdata.elements == {}


def test_what_is_read_of_a_page_once_is_kept_with_it() -> None:
    seen: list[Page] = []
    one, other = page("<p>x</p>"), page("<p>y</p>")
    for each in (one, one, other):
        assert each.once(seen.append) is None
    assert seen == [one, other]


def test_elements_by_attribute_in_document_order() -> None:
    one = page('<p class="a b">x<b class="">y</b></p><a rel="tag" href="/t">t</a>')
    assert [(e.tag, value) for e, value in one.having("class")] == [("p", "a b"), ("b", "")]
    assert one.having("itemprop") == []
    assert [e.get("href") for e in one.links] == ["/t"]


def test_elements_by_tag_in_document_order() -> None:
    one = page("<h2>1</h2><h1>2</h1><h3>3</h3><img><h2>4</h2>")
    assert [e.text for e in one.tagged("h1", "h2")] == ["1", "2", "4"]
    assert one.tagged("table") == []
    assert [e.tag for e in one.elements] == ["html", "body", "h2", "h1", "h3", "img", "h2"]


def test_characters_that_xml_cannot_hold_are_spaces() -> None:
    for odd in ("\x00", "\x0c", "\x1f", "\ud800", "\ufffe", "\uffff"):
        assert parse(f"<p>café{odd}x</p>").findtext(".//p") == "café x"
    assert parse("<p>a\tb\nc</p>").findtext(".//p") == "a\tb\nc"


def test_the_title_helps_to_choose_the_article() -> None:
    nodes = '[{"@type":"NewsArticle","headline":"Another story"},{"@type":"NewsArticle","headline":"The ferry comes back"}]'
    head = f'<title>The ferry comes back | Quay</title><script type="application/ld+json">{nodes}</script>'
    assert page(head).linked_data.article["headline"] == "The ferry comes back"


def test_rules_of_the_site_and_the_layout_of_the_day() -> None:
    old = Layout(until=date(2024, 3, 1), body=(".old",))
    rules = Rules((SiteRule("quay", hosts=("quay.example",), layouts=(old, Layout(body=(".new",)))),))
    assert page("<p>x</p>", rules).layout.body == (".new",)
    assert page("<p>x</p>", rules, datetime(2024, 1, 1, tzinfo=UTC)).layout.body == (".old",)
    assert page("<p>x</p>").site is None
    assert page("<p>x</p>").layout == Layout()


def test_the_theme_the_site_names_or_the_page_wears() -> None:
    theme = Theme("plain", marks=("plain-theme",))
    assert page('<body class="plain-theme">x</body>', Rules(themes=(theme,))).theme == theme
    assert page("<p>x</p>", Rules(themes=(theme,))).theme is None
    named = Rules((SiteRule("quay", hosts=("quay.example",), theme="plain"),), (theme,))
    assert page("<p>x</p>", named).theme == theme


def test_no_bytes_at_all() -> None:
    empty = Page(b"", URL, {}, None, Rules())
    assert empty.tree.tag == "html"
    assert empty.metadata.title == ""
    assert empty.linked_data.nodes == ()
    assert empty.blocks.text == []


def test_pages_may_be_read_by_several_threads_at_once() -> None:
    sources = [f"<title>{n}</title>" + f"<p>text {n}</p>" * 500 for n in range(16)]
    with ThreadPoolExecutor(4) as pool:
        read = list(pool.map(_ends, map(page, sources)))
    assert read == [(str(n), f"text {n}") for n in range(16)]


def _ends(one: Page) -> tuple[str, str]:
    return one.metadata.title, one.blocks.text[-1]


@pytest.mark.parametrize("name", ["itemprop", "itemProp", "ITEMPROP", "ItemProp"])
def test_microdata_is_read_however_its_attributes_are_spelled(name: str) -> None:
    item = (
        f'<div itemScope itemType="https://schema.org/NewsArticle"><p {name}="description">A bridge</p></div>'
    )
    page = Page(item.encode(), "https://quay.example/a", {}, None, Rules())
    assert page.microdata.get("description") == "A bridge"
