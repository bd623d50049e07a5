"""The address a page declares for itself, where one may believe it."""

from __future__ import annotations

import json

import pytest

from newsspider.fields.canonical import canonical
from newsspider.page.page import Page
from newsspider.rules.site import Rules

URL = "https://www.quay.example/city/ferry-comes-back"


def read(head: str, url: str = URL) -> str | None:
    html = f"<html><head>{head}</head><body><p>x</p></body></html>"
    found = canonical(Page(html.encode(), url, {}, None, Rules()))
    return found.value if found else None


def link(href: str) -> str:
    return f'<link rel="canonical" href="{href}">'


@pytest.mark.parametrize(
    ("href", "expected"),
    [
        (URL, URL),
        ("/city/ferry-comes-back#top", URL),
        ("//quay.example/city/ferry", "https://quay.example/city/ferry"),
        ("http://news.quay.example/city/ferry", "http://news.quay.example/city/ferry"),
        ("https://thequay.example/city/ferry-comes-back", "https://thequay.example/city/ferry-comes-back"),
        ("https://other.example/something", None),
        ("https://www.quay.example/", None),
        ("https://www.quay.example/index.html", None),
        ("https://www.quay.example/en/", None),
        ("https://www.quay.example/amp/city/ferry-comes-back", None),
        ("https://www.quay.example/city/ferry-comes-back?amp=1", None),
        ("https://www.quay.example/lamp-post-stolen", "https://www.quay.example/lamp-post-stolen"),
        ("javascript:void(0)", None),
        ("http://[::1", None),
        ("", None),
    ],
)
def test_what_is_believed(href: str, expected: str | None) -> None:
    assert read(link(href)) == expected


def test_the_next_source_where_the_first_is_not_believed() -> None:
    assert read(link("/") + f'<meta property="og:url" content="{URL}">') == URL
    node = json.dumps({"@type": "NewsArticle", "headline": "h", "mainEntityOfPage": {"@id": URL}})
    assert read(link("/") + f'<script type="application/ld+json">{node}</script>') == URL


def test_an_amp_page_names_the_full_one() -> None:
    assert read(link(URL), "https://www.quay.example/amp/city/ferry-comes-back") == URL


def test_a_home_page_may_name_itself() -> None:
    assert read(link("/"), "https://www.quay.example/index.php") == "https://www.quay.example/"


def test_a_page_from_a_web_archive() -> None:
    assert read(link(URL), f"https://web.archive.org/web/20200101000000/{URL}") == URL


def test_base_href_counts() -> None:
    assert (
        read('<base href="https://www.quay.example/city/">' + link("ferry"))
        == "https://www.quay.example/city/ferry"
    )


def test_nothing_declared() -> None:
    assert read("") is None
