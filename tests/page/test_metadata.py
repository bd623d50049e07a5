"""Meta, link and title elements, and microdata."""

from __future__ import annotations

from newsspider.page.metadata import Metadata, declared
from newsspider.page.microdata import Microdata
from newsspider.page.selectors import ElementIndex
from newsspider.page.tree import parse


def of_page(html: str) -> Metadata:
    return Metadata.of(parse(html).iter("meta", "link", "title"))


def metadata(head: str) -> Metadata:
    return of_page(f"<html><head>{head}</head><body><p>text</p></body></html>")


def microdata(html: str) -> Microdata:
    return Microdata.of(ElementIndex(parse(html)).having("itemprop"))


def test_names_are_folded_and_values_kept_in_order() -> None:
    found = metadata('<meta property="OG:Title" content=" A  b "><meta name="og:title" content="C">')
    assert found.get("og:title") == "A b"
    assert found.all("og:title") == ["A b", "C"]
    assert found.get("none", "og:title") == "A b"
    assert found.get("none") is None
    assert found.all("none") == []


def test_one_element_with_the_same_name_twice_counts_once() -> None:
    assert metadata('<meta name="description" property="description" content="x">').all("description") == [
        "x"
    ]


def test_templates_never_filled_are_no_values() -> None:
    for value in ("{{ title }}", "%title%", "${name}", "<%= x %>", "undefined", "null", "{% block %}"):
        assert metadata(f"<meta name='description' content='{value}'>").get("description") is None
    assert declared("Inflation at 5% {up}") == "Inflation at 5% {up}"


def test_entities_escaped_twice() -> None:
    assert declared("Fish &amp; chips &#039;now&#039;") == "Fish & chips 'now'"
    assert declared("https://a.example/?a=1&copy=2&lt=3") == "https://a.example/?a=1&copy=2&lt=3"
    assert declared(None) == ""


def test_links_by_each_word_of_rel() -> None:
    found = metadata(
        '<link rel="Shortcut Icon" href="/i.png"><link rel="canonical" href="/a"><link href="/x">'
    )
    assert found.rel("canonical") == [{"rel": "canonical", "href": "/a"}]
    assert found.rel("icon")[0]["href"] == found.rel("shortcut")[0]["href"] == "/i.png"
    assert found.rel("license") == []


def test_names_of_attributes_may_be_anything() -> None:
    assert metadata('<link rel="canonical" {{href="/b" href="/a">').rel("canonical")[0]["href"] == "/a"


def test_the_title_is_the_documents() -> None:
    assert metadata("<title>One &amp; two</title><title>Other</title>").title == "One & two"
    assert metadata("").title == ""
    drawing = "<html><body><svg><title>Icon</title></svg></body></html>"
    assert of_page(drawing).title == ""


def test_meta_in_the_body_counts_too() -> None:
    html = "<html><body><div><meta itemprop='datePublished' content='2026-03-01'></div></body></html>"
    assert of_page(html).get("datepublished") == "2026-03-01"


def test_microdata_of_the_article_only() -> None:
    html = """<body><article itemscope itemtype="https://schema.org/NewsArticle"><h1 itemprop="headline name">A b</h1>
    <time itemprop="datePublished" datetime="2026-03-01">1 March</time><a itemprop="url" href="/x">link</a>
    <div itemprop="author" itemscope itemtype="https://schema.org/Person"><span itemprop="name">Ada</span></div>
    </article><div itemscope itemtype="https://schema.org/Product"><b itemprop="headline">Buy</b></div></body>"""
    found = microdata(html)
    assert found.get("headline") == "A b"
    assert found.all("name") == ["A b"]
    assert found.get("datePublished") == "2026-03-01"
    assert found.get("url") == "/x"
    assert found.get("author") == "Ada"
    assert found.get("image") is None
    assert found.elements["headline"][0].tag == "h1"


def test_microdata_without_an_item_and_very_deep() -> None:
    assert microdata("<p itemprop='description'>x</p>").get("description") == "x"
    deep = "<div>" * 100 + "<p itemprop='description'>x</p>"
    assert microdata(deep).get("description") is None


def test_a_link_with_several_words_in_its_rel_has_them_all() -> None:
    found = metadata('<link rel="Shortcut icon" href="/a"><link rel="icon" href="/b">')
    assert [link["href"] for link in found.rel("icon")] == ["/a", "/b"]
    assert [link["href"] for link in found.rel("shortcut")] == ["/a"]
    assert found.rel("none") == []


def test_properties_are_found_however_their_attribute_is_written() -> None:
    assert microdata('<h1 itemProp="headline">A</h1>').get("headline") == "A"
