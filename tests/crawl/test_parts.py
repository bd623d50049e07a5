"""The small parts: item, loader, table, capture."""

from __future__ import annotations

import json
from dataclasses import fields
from typing import Any

import pytest
from scrapy import Request
from scrapy.http import HtmlResponse, Response

from newsspider.archive.schema import keys
from newsspider.crawl.captures import capture, is_html
from newsspider.crawl.items import ArticleItem
from newsspider.crawl.loaders import ArticleLoader
from newsspider.crawl.tally import Tally

BODY = "The mayor spoke.\n\n“We will rebuild the bridge,” said Anna Koval, the mayor."


def item(**values: Any) -> ArticleItem:
    given = {
        "headline": "Old",
        "body": BODY,
        "language": "en",
        "keywords": ["a", "b"],
        "authors": [{"name": "x"}],
    }
    return ArticleItem(**{**given, **values})


def page(html: str) -> HtmlResponse:
    return HtmlResponse(
        "http://a.example/", body=html, encoding="utf-8", request=Request("http://a.example/")
    )


def test_the_item_has_the_fields_of_the_schema_in_its_order() -> None:
    assert tuple(f.name for f in fields(ArticleItem)) == keys()


def test_what_was_extracted_passes_untouched() -> None:
    before = item(
        body="  Spaces  and\n\ta tab ", subheadline=None, quotes=[{"text": "x"}], rights={"a": [1, 2]}
    )
    want = before.to_record() | {}
    assert ArticleLoader(before).load_item().to_record() == want


def test_an_empty_item_stays_empty() -> None:
    assert ArticleLoader(ArticleItem()).load_item() == ArticleItem()


def test_what_a_spider_replaces_is_squeezed() -> None:
    loader = ArticleLoader(item(), page("<h1> A  new\nheadline </h1>"))
    loader.replace_css("headline", "h1::text")
    loader.add_value("keywords", " c ")
    found = loader.load_item()
    assert found.headline == "A new headline"
    assert found.keywords == ["a", "b", "c"]
    assert found.body == BODY


def test_a_replaced_body_is_pointed_into_anew() -> None:
    loader = ArticleLoader(item(), page("<p>One two.</p><p>“It holds,” said Anna Koval.</p>"))
    loader.replace_css("body", "p::text")
    found = loader.load_item()
    assert found.body == "One two.\n\n“It holds,” said Anna Koval."
    assert [found.body[b["char_start"] : b["char_end"]] for b in found.body_blocks] == found.body.split(
        "\n\n"
    )
    assert [found.body[q["char_start"] : q["char_end"]] for q in found.quotes] == ["It holds,"]
    assert found.word_count == 7
    json.dumps(found.to_record())


@pytest.mark.parametrize(
    ("declared", "body", "expected"),
    [
        ("text/html; charset=utf-8", b"", True),
        ("application/xhtml+xml", b"", True),
        (None, b"<!DOCTYPE html><p>x", True),
        ("text/plain", b"  <html>", True),
        (None, b"%PDF-1.7", False),
        ("image/png", b"<html>", False),
        ("application/json", b"{}", False),
        ("text/html", b"\xff\xd8\xff\xe0\x00\x10JFIF<!DOCTYPE html><h1>x</h1>", False),
        ("text/html", b"\x00\x00\x00\x18ftypmp42<html>", False),
        (None, b"PK\x03\x04<html>", False),
        ("text/html", b"function a(){return 1}\n" * 100 + b"<p>", False),
        ("text/html", b".a{color:red}\n" * 100, False),
        ("text/html", b'{"a": [1]}', False),
        ("text/html", b"\n" * 1500 + b"<p>The harbour opened", True),
        ("text/html", "<!DOCTYPE html><p>x".encode("utf-16-le"), True),
        ("text/html", "<!DOCTYPE html><p>x".encode("utf-16-be"), True),
    ],
)
def test_a_web_page_is_known_by_type_or_bytes(declared: str | None, body: bytes, expected: bool) -> None:  # noqa: FBT001
    headers = {"Content-Type": declared} if declared else {}
    assert is_html(Response("http://a.example/", body=body, headers=headers)) is expected


def test_a_capture_keeps_where_it_came_from() -> None:
    request = Request("http://a.example/b", meta={"redirect_urls": ["http://a.example/a"]})
    headers = {"Set-Cookie": ["a=1", "b=2"], "Content-Type": "text/html"}
    taken = capture(
        Response("http://a.example/b", body=b"x", headers=headers, request=request), "http://a.example/a"
    )
    assert taken.url == "http://a.example/b"
    assert taken.requested_url == "http://a.example/a"
    assert taken.redirects == ("http://a.example/a",)
    assert taken.headers == {"Set-Cookie": "a=1, b=2", "Content-Type": "text/html"}
    assert taken.fetched_at.tzinfo is not None


def test_the_table_lines_up_and_sums() -> None:
    tally = Tally()
    for name, verdict in (
        ("b.example", "new"),
        ("a.example", "copy"),
        ("a.example", "unchanged"),
        ("a.example", "updated"),
    ):
        tally.arrived(name, 1000)
        tally.judged(name, verdict)
    tally.written("b.example", dated=True, signed=False)
    tally.failed("a.example", "http-4xx", "http://a.example/x: answered 404")
    head, *rows, causes = tally.table().splitlines()
    assert [row.split()[:8] for row in rows] == [
        ["a.example", "3", "1", "1", "1", "0", "1", "0%"],
        ["b.example", "1", "1", "0", "0", "0", "0", "100%"],
        ["all", "4", "2", "1", "1", "0", "1", "33%"],
    ]
    assert {len(row) for row in rows[:2]} == {head.index("signed") + len("signed")}
    assert causes == "failures: http-4xx 1"
    assert tally.totals()["copies"] == 1


def test_an_empty_run_says_what_it_lacked() -> None:
    tally = Tally()
    assert tally.nothing_fetched()
    assert tally.why_nothing() == "nothing was fetched: nothing to fetch was found"
    tally.failed("a", "dns", "http://a/: no such host")
    assert tally.why_nothing() == "nothing could be fetched (dns): http://a/: no such host"
