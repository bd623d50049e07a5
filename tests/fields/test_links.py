"""Plain links of the body: exact offsets, absolute addresses, nothing that leads nowhere."""

from __future__ import annotations

from newsspider.fields.body import body
from newsspider.fields.links import links
from newsspider.model import Link
from newsspider.page.page import Page
from newsspider.regions.decide import Reading
from newsspider.rules.load import builtin

URL = "https://www.news.example/2026/03/bridge-opens"


def found(html: str, head: str = "") -> tuple[tuple[Link, ...], str]:
    page = Page(f"<html><head>{head}</head><body>{html}</body></html>".encode(), URL, {}, None, builtin())
    count = len(page.blocks.text)
    text = body(page, Reading(("body",) * count, ("",) * count, 1.0, "generic"))
    return links(page, text), text.text or ""


def test_a_link_is_a_slice_of_the_body() -> None:
    html = '<p>The town has <a href="/report?utm_source=x">a new  report</a> on it.</p><p>Read <a href="https://other.example/b#c">this</a>.</p>'
    (first, second), text = found(html)
    assert (first.url, first.text, first.internal) == (
        "https://www.news.example/report",
        "a new report",
        True,
    )
    assert (second.url, second.text, second.internal) == ("https://other.example/b", "this", False)
    assert [text[link.char_start : link.char_end] for link in (first, second)] == ["a new report", "this"]
    assert first.target_id.startswith("art_")


def test_a_subdomain_is_internal() -> None:
    (link,), _ = found('<p>See <a href="https://sport.news.example/x">the match</a>.</p>')
    assert link.internal


def test_base_href_counts() -> None:
    (link,), _ = found('<p>See <a href="x">the match</a>.</p>', '<base href="https://cdn.example/en/">')
    assert link.url == "https://cdn.example/en/x"


def test_what_is_left_out() -> None:
    html = (
        f'<p>Write <a href="mailto:a@b.example">to us</a>, <a href="javascript:x()">click</a>, <a href="#top">up</a>, '
        f'<a href="{URL}?fbclid=1">this page</a>, <a>nowhere</a>, <a href="http://[broken/">broken</a>, <a href="/x"></a> now.</p>'
    )
    assert found(html)[0] == ()


def test_a_paragraph_that_is_all_link_offers_an_article() -> None:
    html = '<p>It opened.</p><p><a href="/a-ferry-line-returns">A ferry line returns to the river</a></p>'
    assert found(html)[0] == ()
    (link,), _ = found(html.replace("/a-ferry-line-returns", "/timetable"))
    assert link.text == "A ferry line returns to the river"


def test_no_body_no_links() -> None:
    assert found("") == ((), "")
