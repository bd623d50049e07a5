"""Elements found by their markup."""

from __future__ import annotations

from newsspider.fields.elements import classed, link_addresses, with_property
from newsspider.page.page import Page
from newsspider.rules.load import builtin


def page(body: str) -> Page:
    return Page(f"<html><body>{body}</body></html>".encode(), "https://example.org/a", {}, None, builtin())


def test_classed_finds_each_element_once_whatever_the_case_of_its_class() -> None:
    found = classed(
        page('<p class="x">1</p><p class="postTags tag">2</p><b class="Keyword">3</b>'), ("tag", "keyword")
    )
    assert [e.text for e in found] == ["2", "3"]


def test_classed_asks_whether_a_class_says_what_is_wanted() -> None:
    found = classed(page('<p class="stage">1</p><p class="tag">2</p>'), ("tag",), lambda name: name == "tag")
    assert [e.text for e in found] == ["2"]


def test_classed_is_empty_without_classes() -> None:
    assert classed(page("<p>tag</p>"), ("tag",)) == []


def test_properties_are_looked_for_only_where_the_page_spells_them() -> None:
    selectors = ("[itemprop~=datePublished]",)
    assert with_property(page("<p>itemless</p>"), selectors) == []
    assert len(with_property(page('<time itemProp="datePublished">x</time>'), selectors)) == 1


def test_a_link_without_address_has_an_empty_one() -> None:
    assert link_addresses(page('<a name="x">1</a><a href="/b">2</a>')) == ("", "/b")
