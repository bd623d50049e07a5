from __future__ import annotations

import gzip
from datetime import UTC, datetime

import pytest

from newsspider.discover.sitemaps import Sitemap, read_sitemap, robots_sitemaps

MAP = "https://courrier.example/sitemap.xml"
URLSET = """<?xml version="1.0" encoding="UTF-8"?>
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:news="http://www.google.com/schemas/sitemap-news/0.9"
 xmlns:image="http://www.google.com/schemas/sitemap-image/1.1" xmlns:xhtml="http://www.w3.org/1999/xhtml">
<url><loc> https://courrier.example/2026/03/10/un/ </loc><lastmod>2026-03-11</lastmod>
<news:news><news:publication_date>2026-03-10T13:00:00+01:00</news:publication_date></news:news>
<image:image><image:loc>https://courrier.example/un.jpg</image:loc></image:image>
<xhtml:link rel="alternate" href="https://courrier.example/en/"/></url>
<url><loc>/relatif</loc></url><url><loc>javascript:1</loc></url><url/></urlset>"""
INDEX = """<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
<sitemap><loc>https://courrier.example/post-sitemap.xml</loc><lastmod>2026-03-11T00:00:00Z</lastmod></sitemap>
<sitemap><loc>https://courrier.example/page-sitemap.xml</loc></sitemap></sitemapindex>"""


def test_a_urlset_lists_pages_with_their_dates() -> None:
    first, second = read_sitemap(URLSET.encode(), MAP).pages
    assert first.url == "https://courrier.example/2026/03/10/un/"
    assert first.published == datetime(2026, 3, 10, 12, tzinfo=UTC)
    assert first.modified == datetime(2026, 3, 11, tzinfo=UTC)
    assert (first.via, first.source) == ("sitemap", MAP)
    assert second.url == "https://courrier.example/relatif"


def test_an_index_lists_sitemaps() -> None:
    found = read_sitemap(INDEX.encode(), MAP)
    assert [c.url.rpartition("/")[2] for c in found.children] == ["post-sitemap.xml", "page-sitemap.xml"]
    assert found.children[0].modified == datetime(2026, 3, 11, tzinfo=UTC)
    assert found.pages == ()


def test_gzip_is_undone_whatever_the_name_says() -> None:
    assert read_sitemap(gzip.compress(URLSET.encode()), MAP) == read_sitemap(URLSET.encode(), MAP)


def test_a_gzip_cut_short_gives_what_it_holds() -> None:
    many = URLSET.replace(
        "</urlset>", "".join(f"<url><loc>https://a.example/{n * 7919}</loc></url>" for n in range(9999))
    )
    cut = gzip.compress(many.encode())[:-2000]
    assert len(read_sitemap(cut, MAP).pages) > 1000


def test_a_broken_urlset_gives_what_it_holds() -> None:
    assert read_sitemap(URLSET[: URLSET.index("<url><loc>/relatif")].encode(), MAP).pages[0].published


def test_a_plain_list_and_a_feed_are_sitemaps_too() -> None:
    text = b"https://courrier.example/a\n\nnot an address\nhttps://courrier.example/b\n"
    assert [p.url[-1] for p in read_sitemap(text, MAP).pages] == ["a", "b"]
    rss = b"<rss version='2.0'><channel><item><link>https://courrier.example/c</link></item></channel></rss>"
    assert [(p.url[-1], p.via) for p in read_sitemap(rss, MAP).pages] == [("c", "sitemap")]


@pytest.mark.parametrize(
    "body", [b"", b"\x1f\x8bjunk", b"<html><body><url><loc>x</loc></url></body></html>", b"<", b"{}"]
)
def test_what_is_no_sitemap_is_empty(body: bytes) -> None:
    assert read_sitemap(body, MAP) == Sitemap()


def test_entities_are_not_expanded_and_no_file_is_read() -> None:
    bomb = (
        '<?xml version="1.0"?><!DOCTYPE u [<!ENTITY x SYSTEM "file:///etc/hostname"><!ENTITY y "https://a.example/y">]>'
        "<urlset><url><loc>&x;</loc></url><url><loc>&y;</loc></url></urlset>"
    )
    assert read_sitemap(bomb.encode(), MAP).pages == ()


def test_robots_txt_names_sitemaps_in_any_case_and_place() -> None:
    text = "User-agent: *\nsitemap: /a.xml # ours\nSITEMAP:https://b.example/b.xml\nSitemap: /a.xml\n# Sitemap: /no.xml"
    assert robots_sitemaps(text, "https://courrier.example/robots.txt") == (
        "https://courrier.example/a.xml",
        "https://b.example/b.xml",
    )


def test_fifty_thousand_entries_are_read_and_no_more() -> None:
    listed = b"".join(b"<url><loc>http://a.example/%d</loc></url>" % n for n in range(50_010))
    assert len(read_sitemap(b"<urlset>" + listed + b"</urlset>", "http://a.example/s.xml").pages) == 50_000


def test_elements_one_in_the_other_end_the_reading() -> None:
    deep = b"<urlset><url><loc>http://a.example/1</loc></url>" + b"<x>" * 1000
    assert [p.url for p in read_sitemap(deep, "http://a.example/s.xml").pages] == ["http://a.example/1"]


def test_prefixes_that_were_never_declared() -> None:
    body = b"""<urlset><url><loc>https://a.example/one</loc><image:image><image:loc>https://a.example/i.jpg</image:loc></image:image>
<news:news><news:publication_date>2026-03-10</news:publication_date></news:news></url></urlset>"""
    found = read_sitemap(body, "https://a.example/sitemap.xml").pages
    assert [page.url for page in found] == ["https://a.example/one"]
    assert found[0].published == datetime(2026, 3, 10, tzinfo=UTC)
