"""The list of posts a WordPress site gives."""

from __future__ import annotations

import json

import pytest
from lxml import html

from newsspider.discover.wordpress import page_of, posts_url, read_posts


@pytest.mark.parametrize(
    ("href", "asked"),
    [
        (
            "/wp-json/",
            "https://a.example/wp-json/wp/v2/posts?per_page=100&_fields=link%2Cdate_gmt%2Cmodified_gmt",
        ),
        (
            "https://a.example/?rest_route=/",
            "https://a.example/?rest_route=%2Fwp%2Fv2%2Fposts&per_page=100&_fields=link%2Cdate_gmt%2Cmodified_gmt",
        ),
    ],
)
def test_the_interface_a_page_declares(href: str, asked: str) -> None:
    root = html.fromstring(f'<html><head><link rel="https://api.w.org/" href="{href}"></head></html>')
    assert posts_url(root, "https://a.example/") == asked


def test_a_page_that_declares_none() -> None:
    root = html.fromstring('<html><head><link rel="alternate" href="/wp-json/x"></head></html>')
    assert posts_url(root, "https://a.example/") is None


def test_the_next_page_keeps_what_was_asked() -> None:
    second = page_of("https://a.example/wp-json/wp/v2/posts?per_page=100", 2)
    assert second == "https://a.example/wp-json/wp/v2/posts?per_page=100&page=2"
    assert page_of(second, 3).endswith("per_page=100&page=3")


def test_posts_with_their_dates() -> None:
    body = json.dumps(
        [
            {
                "link": "https://a.example/un/",
                "date_gmt": "2026-03-10T08:00:00",
                "modified_gmt": "2026-03-11T09:00:00",
            },
            {"link": "/deux/"},
            {"link": None},
            "three",
        ]
    )
    first, second = read_posts(body.encode(), "https://a.example/wp-json/wp/v2/posts")
    assert (first.url, first.via, first.exhaustive) == ("https://a.example/un/", "feed", True)
    assert (str(first.published), str(first.modified)) == (
        "2026-03-10 08:00:00+00:00",
        "2026-03-11 09:00:00+00:00",
    )
    assert (second.url, second.published) == ("https://a.example/deux/", None)


@pytest.mark.parametrize("body", [b"", b"<html>", b'{"code":"rest_no_route"}', b"[[[", b"\xff"])
def test_what_is_no_list_of_posts(body: bytes) -> None:
    assert read_posts(body, "https://a.example/") == ()
