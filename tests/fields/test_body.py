"""The body put together: text, blocks, links, what is cut from it."""

from __future__ import annotations

import json

import pytest

from newsspider.fields.body import Body, body
from newsspider.page.page import Page
from newsspider.regions.decide import Reading
from newsspider.rules.site import Rules


def read(html: str, *, method: str = "generic", but: dict[str, str] | None = None) -> Body:
    """The body of a page whose blocks are all body but those named in *but*, by their text."""
    page = Page(html.encode(), "https://quay.example/", {}, None, Rules())
    regions = tuple((but or {}).get(text, "body") for text in page.blocks.text)
    return body(page, Reading(regions, ("",) * len(regions), 1.0, method))


def parts(found: Body) -> list[tuple[str, str]]:
    assert found.text is not None
    return [(b.kind, found.text[b.char_start : b.char_end]) for b in found.blocks]


def links(found: Body) -> list[str]:
    assert found.text is not None
    return [found.text[a.char_start : a.char_end] for a in found.anchors]


def test_blocks_are_joined_by_one_blank_line() -> None:
    found = read("<p>One.</p><p>Two.</p>")
    assert found.text == "One.\n\nTwo."
    assert parts(found) == [("paragraph", "One."), ("paragraph", "Two.")]
    assert found.source == "visible-text"


def test_kinds_of_blocks() -> None:
    found = read(
        "<h2>Head</h2><ul><li><p>Item</p></li></ul><blockquote><p>Quote</p></blockquote><pre>code  here</pre>"
        "<figure><figcaption>Caption</figcaption></figure><dl><dt>Term</dt><dd>Meaning</dd></dl><div>Plain</div>"
    )
    assert [kind for kind, _ in parts(found)] == [
        *("heading", "list-item", "blockquote", "code", "caption", "list-item", "list-item", "paragraph"),
    ]


def test_the_cells_of_a_row_make_one_block() -> None:
    found = read(
        "<table><tr><td>Ada</td><td><p>3</p></td></tr><tr><td>Bo</td><td>4</td></tr></table><p>End</p>"
    )
    assert found.text == "Ada | 3\n\nBo | 4\n\nEnd"
    assert parts(found) == [("table-row", "Ada | 3"), ("table-row", "Bo | 4"), ("paragraph", "End")]


def test_a_table_that_lays_out_the_page_gives_paragraphs() -> None:
    long = "A long sentence about the ferry and its crew. " * 6
    found = read(f"<table><tr><td>{long}</td><td>{long}</td></tr></table>")
    assert [kind for kind, _ in parts(found)] == ["paragraph", "paragraph"]


def test_a_list_that_holds_the_article_does_not_make_it_a_list() -> None:
    assert parts(read("<ul><li><article><p>Text.</p></article></li></ul>")) == [("paragraph", "Text.")]


def test_links_are_where_their_text_is() -> None:
    found = read('<p>Nothing here.</p><p>See <a href="/a">the report</a> and <a href="/b">the map</a>.</p>')
    assert links(found) == ["the report", "the map"]
    assert [a.element.get("href") for a in found.anchors] == ["/a", "/b"]


def test_read_also_phrases_are_cut_and_later_links_move() -> None:
    found = read(
        '<p>The ferry is back. À lire aussi : <a href="/x">Le pont rouvre</a></p>'
        '<p>It was <a href="/y">found</a> by two men.</p>'
    )
    assert found.text == "The ferry is back.\n\nIt was found by two men."
    assert links(found) == ["found"]
    assert [e.get("href") for e in found.read_also] == ["/x"]


def test_a_paragraph_that_is_all_read_also_leaves_no_block() -> None:
    found = read('<p>One.</p><p>À lire aussi : <a href="/x">Le pont rouvre</a></p><p>Two.</p>')
    assert found.text == "One.\n\nTwo."
    assert len(found.blocks) == 2


def test_regions_that_are_no_body_are_left_out_and_counted() -> None:
    found = read("<p>Dek.</p><p>Text.</p><p>Share</p>", but={"Dek.": "lead", "Share": "share"})
    assert (found.text, found.subheadline, found.dropped) == ("Text.", "Dek.", 2)


def test_the_dek_stays_where_there_is_no_body() -> None:
    found = read("<p>Dek.</p>", but={"Dek.": "lead"})
    assert (found.text, found.subheadline, found.blocks) == (None, "Dek.", ())


@pytest.mark.parametrize("html", ["", "<html></html>"])
def test_no_text_no_body(html: str) -> None:
    assert read(html) == Body()


def test_a_site_rule_is_named_as_the_source() -> None:
    assert read("<p>Text.</p>", method="site-rule").source == "site-rule"


@pytest.mark.parametrize(
    ("stated", "text"),
    [
        ("One  line.\nAnother.", "One line.\n\nAnother."),
        ("<p>One &amp; two.</p><p>Three.</p>", "One & two.\n\nThree."),
        ("A &lt; B &amp; C", "A < B & C"),
    ],
)
def test_the_declared_body(stated: str, text: str) -> None:
    data = {"@context": "https://schema.org", "@type": "NewsArticle", "headline": "H", "articleBody": stated}
    found = read(f'<script type="application/ld+json">{json.dumps(data)}</script><p>x</p>', method="json-ld")
    assert found.text == text
    assert [b.kind for b in found.blocks] == ["paragraph"] * text.count("\n\n") + ["paragraph"]
    assert found.source == "json-ld"


def test_text_is_nfc_and_offsets_are_code_points() -> None:
    found = read("<p>🚢 cafe\u0301</p><p>Deux <a>bacs</a></p>")
    assert found.text == "🚢 café\n\nDeux bacs"
    assert links(found) == ["bacs"]
