"""Whatever strangers send is read as far as it makes sense: nothing raises but for mistakes of the user's, told in one line."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import orjson
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

import newsspider
from newsspider.discover.feeds import looks_like_feed, read_feed
from newsspider.discover.sitemaps import read_sitemap, robots_sitemaps
from newsspider.discover.wordpress import read_posts
from newsspider.errors import UsageError
from newsspider.rules.imports import imported
from newsspider.rules.load import load

URL = "https://quay.example/2026/03/01/a-story-of-the-quay/"
MARKUP = st.lists(
    st.one_of(
        st.text(max_size=30).map(lambda text: text.encode("utf-8", "surrogatepass")),
        st.binary(max_size=12),
        st.sampled_from(
            [
                *(b"<html lang='\xff'>", b"<head>", b"<body>", b"<article>", b"</article>", b"<p>", b"</p>", b"<h1>", b"<div class='"),
                *(b"<script type='application/ld+json'>", b"</script>", b'{"@type": "NewsArticle", "headline": ', b'"datePublished": "'),
                *(b"<meta property='article:published_time' content='", b"<meta charset='utf-16'>", b"<time datetime='", b"'>", b"<a href='"),
                *(b"<!--", b"-->", b"<![CDATA[", b"<svg><title>", b"<template>", b"<table><tr><td>", b"&#0;", b"&#xD800;", b"&#99999999;", b"\x00"),
                *(b"2026-13-45", b"NaN", b"By Ada Reed", b"\xab Oui \xbb, dit-elle.", b"He said: \xe2\x80\x9cYes", b"<br>" * 20, b"\xff\xfe", b"\xef\xbb\xbf"),
            ]
        ),
    ),
    max_size=30,
).map(b"".join)  # fmt: skip
XML = st.lists(
    st.one_of(
        st.text(max_size=20).map(lambda text: text.encode("utf-8", "surrogatepass")),
        st.sampled_from(
            [
                *(b"<?xml version='1.0' encoding='utf-16'?>", b"<!DOCTYPE x [<!ENTITY a 'b'>]>", b"&a;", b"<rss>", b"<channel>", b"<item>", b"<link>"),
                *(b"</link>", b"<feed xmlns='http://www.w3.org/2005/Atom'>", b"<entry>", b"<link href='", b"'/>", b"https://quay.example/a", b"http://[::1", b"<pubDate>"),
                *(b"<urlset>", b"<sitemapindex>", b"<sitemap>", b"<url>", b"<loc>", b"</loc>", b"<lastmod>2026-02-30", b"<opml>", b"<body>", b"<outline xmlUrl='", b"\x1f\x8b\x08"),
                *(b'{"version": "https://jsonfeed.org/version/1", "items": [', b'{"url": ', b"[{", b'"link": "https://quay.example/b"}', b"}]", b"\x00"),
            ]
        ),
    ),
    max_size=20,
).map(b"".join)  # fmt: skip
TOML = st.lists(
    st.one_of(
        st.text(max_size=10),
        st.sampled_from(
            [
                *("[site.quay]\n", "url = ", '"https://quay.example/"\n', "hosts = [", '"quay.example"', "]\n", "include = ", '"(("\n', "1\n", "=", "\n"),
                *("[[site.quay.layout]]\n", "until = 2026-13-01\n", "body = ", "'div[[['\n", "language = ", "timezone = ", '"Mars/Base"\n', "[site]\n", "[theme]\n"),
            ]
        ),
    ),
    max_size=14,
).map("".join)  # fmt: skip
FEW = settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@given(MARKUP, st.sampled_from([URL, "http://quay.example/?p=7", "https://quay.example/%ff/é?q=%"]))
@FEW
def test_any_page_gives_an_article_that_json_can_hold(html: bytes, url: str) -> None:
    found = newsspider.extract(html, url, {"Content-Type": "text/html; charset=\xff"})
    record = orjson.loads(orjson.dumps(found.to_record()))
    json.dumps(record, allow_nan=False, ensure_ascii=False).encode("utf-8")
    for quote in found.quotes:
        assert (found.body or "")[quote.char_start : quote.char_end] == quote.text


@given(MARKUP)
@settings(max_examples=40, deadline=None)
def test_any_page_can_be_explained(html: bytes) -> None:
    assert newsspider.explain(html, URL).article == newsspider.extract(html, URL)


@given(XML)
@FEW
def test_any_feed_gives_addresses(body: bytes) -> None:
    looks_like_feed(body)
    found = (*read_feed(body, URL), *read_sitemap(body, URL).pages, *read_posts(body, URL))
    assert all(one.url.startswith(("http://", "https://")) for one in found)
    assert all(
        url.startswith(("http://", "https://")) for url in robots_sitemaps(body.decode("latin-1"), URL)
    )


def _told(read: Callable[[], object]) -> str | None:
    """What the user is told of a mistake; None where there is none."""
    try:
        read()
    except UsageError as error:
        return str(error)
    return None


@given(text=TOML)
@FEW
def test_any_sources_file_gives_rules_or_one_line_that_says_where(text: str, tmp_path: Path) -> None:
    file = tmp_path / "sources.toml"
    file.write_bytes(text.encode("utf-8", "surrogatepass"))
    told = _told(lambda: load(file))
    assert told is None or "sources.toml" in told


@example(data=b"\x00", name="list.opml")
@given(
    data=st.one_of(XML, st.binary(max_size=60)), name=st.sampled_from(["list.opml", "list.csv", "list.txt"])
)
@FEW
def test_any_list_is_imported_or_refused_in_one_line(data: bytes, name: str, tmp_path: Path) -> None:
    file = tmp_path / name
    file.write_bytes(data)
    told = _told(lambda: imported(file))
    assert told is None or (name in told and "\n" not in told)


@pytest.mark.parametrize(
    "script",
    [
        "[" * 100_000 + "]" * 100_000,
        '{"@type": "NewsArticle", "headline": "The ferry", "wordCount": NaN, "datePublished": "2026-03-01"}',
        '{"@type": "NewsArticle", "headline": "An older one", "headline": "The ferry"}',
        '{"@type": "NewsArticle", "headline": "The ferry", "alternativeHeadline": "\\ud83d"}',
        '/* the story */ {"@type": "NewsArticle", // its headline\n "headline": "The ferry",}',
        '{"@type": "NewsArticle", "headline": "The ferry"} {"@type": "Organization", "name": "The Quay"}',
    ],
    ids=["deep", "NaN", "twice", "surrogate", "comments and commas", "two"],
)
def test_malformed_linked_data_is_read_as_far_as_it_makes_sense(script: str) -> None:
    html = f"<html><head><script type=application/ld+json>{script}</script></head><body><p>Text.</p></body></html>"
    found = newsspider.extract(html.encode("utf-8", "surrogatepass"), URL)
    json.dumps(found.to_record(), allow_nan=False, ensure_ascii=False).encode("utf-8")
    if not script.startswith("[["):
        assert found.headline == "The ferry"
