"""JSON-LD as publishers print it: right, nested, several at once, and broken."""

from __future__ import annotations

import json
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsspider.page.json_repair import repaired
from newsspider.page.json_values import addresses, text, texts, types
from newsspider.page.linked_data import LinkedData
from newsspider.page.tree import parse

URL = "https://news.example/city/bridge-opens"
ARTICLE = {"@type": "NewsArticle", "headline": "Bridge opens after nine years", "url": URL}


def read(*scripts: str, url: str = URL, title: str = "Bridge opens after nine years") -> LinkedData:
    tags = "".join(f'<script type="application/ld+json">{script}</script>' for script in scripts)
    return LinkedData.of(
        parse(f"<html><head>{tags}</head><body><p>text</p></body></html>").iter("script"), url, title
    )


def test_one_article() -> None:
    found = read(json.dumps(ARTICLE))
    assert found.article == ARTICLE
    assert found.nodes == (ARTICLE,)
    assert found.warnings == ()


def test_no_json_ld_gives_an_empty_article() -> None:
    assert read() == LinkedData()
    assert read().article == {}


def test_graph_lists_and_nested_nodes_outermost_first() -> None:
    page = {"@type": "WebPage", "mainEntity": {**ARTICLE, "author": {"@type": "Person", "name": "Ada"}}}
    found = read(json.dumps({"@graph": [page, {"@type": "Organization", "name": "News"}]}))
    assert [node["@type"] for node in found.nodes] == ["WebPage", "NewsArticle", "Person", "Organization"]
    assert found.article["headline"] == ARTICLE["headline"]


def test_script_type_in_any_case() -> None:
    html = f'<script type="APPLICATION/LD+JSON; charset=utf-8">{json.dumps(ARTICLE)}</script>'
    assert LinkedData.of(parse(html).iter("script"), URL).article == ARTICLE


@pytest.mark.parametrize(
    "script",
    [
        "<!--\n%s\n-->",
        "//<![CDATA[\n%s\n//]]>",
        "/*<![CDATA[*/ %s /*]]>*/",
        "%s;",
        "/* data */ %s // end",
        "\ufeff%s",
        "[%s,]",
        '%s\n{"@type": "Organization"}',
    ],
)
def test_wrapped_or_followed(script: str) -> None:
    found = read(script % json.dumps(ARTICLE))
    assert found.article == ARTICLE
    assert found.warnings == ()


@pytest.mark.parametrize(
    ("script", "headline"),
    [
        ('{"@type":"Article","headline":"Line\nbreak and\ttab",}', "Line break and tab"),
        ('{"@type":"Article","headline":"He said "no" to it","x":1}', 'He said "no" to it'),
        (r'{"@type":"Article","headline":"It\'s here"}', "It's here"),
        ('{"@type":"Article","headline":"Cut off in the mid', "Cut off in the mid"),
        ("{&quot;@type&quot;:&quot;Article&quot;,&quot;headline&quot;:&quot;Escaped&quot;}", "Escaped"),
        (
            r'{"@type":"Article","headline":"\ud83d half, \ud83d\ude00 whole","n":NaN}',
            "\ufffd half, 😀 whole",
        ),
        ('{"@type":"Article","headline":"http://a.example/b","n":1,}', "http://a.example/b"),
        ('{"@type":"Article","headline":"first","headline":"second"}', "second"),
    ],
)
def test_broken_json_is_mended(script: str, headline: str) -> None:
    assert read(script).article["headline"] == headline


@pytest.mark.parametrize(
    "script", ["not json at all", "<html>", "[" * 100_000, '{"a":' * 100_000 + "1", "{]"]
)
def test_what_makes_no_sense_is_reported(script: str) -> None:
    found = read(script)
    assert found.article == {}
    assert found.warnings == ("bad-json-ld",)


@pytest.mark.parametrize(
    "script", ["42", '"text"', "null", "}", "[1, [2]]", "{}", '{"@type": 5}', '{"@type": ["Article", 7]}']
)
def test_odd_values_are_no_error(script: str) -> None:
    assert read(script).warnings == ()


@pytest.mark.parametrize("piece", ['"', "/*a", "//", '{"a":"', "\\", '"a" ', "<!--", "[{", " \n"])
def test_repair_takes_linear_time(piece: str) -> None:
    start = time.process_time()
    repaired(piece * (300_000 // len(piece)))
    assert time.process_time() - start < 3


@given(st.text(alphabet='{}[]",:\\/* \n<>!-&;aut0\ud800é', max_size=60))
def test_repair_never_raises(script: str) -> None:
    assert repaired(script) is None or isinstance(repaired(script), list)


def test_the_article_of_the_address_is_chosen_among_several() -> None:
    other = {
        "@type": "NewsArticle",
        "headline": "Something else happened",
        "url": "https://news.example/other",
    }
    assert read(json.dumps([other, ARTICLE])).article == ARTICLE


def test_the_article_of_the_title_is_chosen_among_several() -> None:
    other = {"@type": "NewsArticle", "headline": "Something else happened"}
    own = {"@type": "NewsArticle", "headline": ARTICLE["headline"]}
    assert read(json.dumps([other, own])).article == own


def test_listed_teasers_are_not_the_article() -> None:
    cards = [
        {"@type": "ListItem", "item": {"@type": "NewsArticle", "headline": f"Card {n}"}} for n in range(5)
    ]
    found = read(
        json.dumps({"@type": "ItemList", "itemListElement": cards}), url="https://news.example/", title="News"
    )
    assert found.article == {}
    assert len(found.nodes) == 11


def test_posts_of_a_live_blog_are_not_the_article() -> None:
    live = {
        "@type": "LiveBlogPosting",
        "headline": "Storm",
        "liveBlogUpdate": [{"@type": "BlogPosting", "headline": "x"}],
    }
    assert read(json.dumps(live), title="").article == live


def test_two_nodes_of_the_same_article_are_both_given() -> None:
    more = {"@type": "Article", "mainEntityOfPage": {"@id": URL + "#top"}, "description": "d"}
    found = read(json.dumps(more), json.dumps(ARTICLE))
    assert found.articles == (ARTICLE, more)


def test_references_are_resolved() -> None:
    organization = {"@type": "Organization", "@id": "#org", "name": "The News"}
    found = read(json.dumps({"@graph": [{**ARTICLE, "publisher": {"@id": "#org"}}, organization]}))
    assert found.resolve(found.article["publisher"]) == organization
    assert found.resolve({"@id": "#nobody"}) == {"@id": "#nobody"}
    assert found.resolve("text") == "text"
    assert list(found.typed("Organization", "Person")) == [organization]


def test_types() -> None:
    assert types({"@type": ["http://schema.org/NewsArticle", "schema:Article", None]}) == {
        "NewsArticle",
        "Article",
    }
    assert types({}) == types("x") == frozenset()


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("  A  b ", "A b"),
        ("<p>One &amp;amp; two</p>", "One & two"),
        ("5 < 6 &unknown; x", "5 < 6 &unknown; x"),
        (["", {"name": "Ada"}], "Ada"),
        ({"@value": "Ada", "name": "Bob"}, "Ada"),
        ({"name": ["Ada", "Bob"]}, "Ada"),
        (2026, "2026"),
        (True, None),
        (None, None),
        ([], None),
        ({"name": {"name": "deep"}}, None),
    ],
)
def test_text(value: object, expected: str | None) -> None:
    assert text(value) == expected


def test_texts_of_a_list() -> None:
    assert list(texts(["a", {"name": "b"}, None, [], 3])) == ["a", "b", "3"]


def test_addresses() -> None:
    value = [" https://a.example/?x=1&amp;y=2 ", {"url": "https://b.example"}, {"@id": "#c"}, {}, None, ""]
    assert list(addresses(value)) == ["https://a.example/?x=1&y=2", "https://b.example", "#c"]
    assert list(addresses({"url": ["https://d.example"]})) == ["https://d.example"]
