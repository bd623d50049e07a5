"""Addresses of one article are one, addresses of two articles are two."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import newsspider
from newsspider.errors import UsageError
from newsspider.text.urls import (
    absolute,
    article_id,
    host,
    registrable_domain,
    unwrapped,
    url_key,
    without_tracking,
)

A = "https://news.example/2026/bridge-opens"

PAIRS = tomllib.loads(Path(__file__).with_name("url_pairs.toml").read_text(encoding="utf-8"))
SAME, DIFFERENT = (
    [pair for group in PAIRS[name] for pair in group["pairs"]] for name in ("same", "different")
)


@pytest.mark.parametrize(("one", "other"), SAME)
def test_the_same_article(one: str, other: str) -> None:
    assert url_key(one) == url_key(other)


@pytest.mark.parametrize(("one", "other"), DIFFERENT)
def test_another_article(one: str, other: str) -> None:
    assert url_key(one) != url_key(other)


def test_the_table_is_long_enough() -> None:
    assert len(SAME) >= 80
    assert len(DIFFERENT) >= 40


@pytest.mark.parametrize(
    "url",
    [
        "",
        "nothing",
        "/a",
        "//news.example/a",
        "mailto:a@b.example",
        "http://",
        "http://[x/",
        "http://a:99999/",
        "http://a b.example/",
        None,
        5,
        b"http://a.example/",
    ],
)
def test_what_is_no_address_has_no_key(url: Any) -> None:
    with pytest.raises(UsageError, match="is not an http\\(s\\) address"):
        newsspider.url_key(url)


def test_the_form_of_a_key_and_of_an_identifier() -> None:
    key = url_key("https://www.news.example/a b/?z=1&b=2#x")
    assert key == "news.example/a%20b?b=2&z=1"
    assert article_id(key).startswith("art_")
    assert len(article_id(key)) == 36


@pytest.mark.parametrize(
    ("href", "found"),
    [
        ("b", "https://news.example/2026/b"),
        ("/b", "https://news.example/b"),
        ("//other.example/b", "https://other.example/b"),
        ("https://other.example/b#c", "https://other.example/b"),
        ("https://other.example/x/../b", "https://other.example/b"),
        (" /b \n", "https://news.example/b"),
        ("/a b", "https://news.example/a%20b"),
        ("/a\nb", "https://news.example/ab"),
        ("?p=2", "https://news.example/2026/bridge-opens?p=2"),
        ("", None),
        (None, None),
        ("mailto:a@b.example", None),
        ("javascript:void(0)", None),
        ("http://[broken/", None),
        ("http://host:99999999/", None),
        ("http://", None),
        ("data:text/html,x", None),
    ],
)
def test_an_absolute_address(href: str | None, found: str | None) -> None:
    assert absolute(A, href) == found


@pytest.mark.parametrize(
    ("url", "left"),
    [
        (A, A),
        (A + "?utm_source=x", A),
        (A + "?b=2&fbclid=1&a=1", A + "?b=2&a=1"),
        (A + "?&&a=1", A + "?a=1"),
        (A + "?amp=1", A + "?amp=1"),
    ],
)
def test_tracking_is_taken_off_and_the_rest_stays(url: str, left: str) -> None:
    assert without_tracking(url) == left


@pytest.mark.parametrize(
    ("url", "inner"),
    [
        ("https://go.example/?url=https%3A%2F%2Fnews.example%2Fa%3Fb%3D1", "https://news.example/a?b=1"),
        ("https://l.example/l.php?h=x&u=http://news.example/a", "http://news.example/a"),
        ("https://news.example/a?url=https%3A%2F%2Fnews.example%2Fb", None),
        ("https://news.example/a?image=https%3A%2F%2Fcdn.example%2Fb", None),
        ("https://go.example/?url=https%3A%2F%2F", None),
        (A, None),
    ],
)
def test_redirectors_are_unwrapped(url: str, inner: str | None) -> None:
    assert unwrapped(url) == (inner or url)


@pytest.mark.parametrize(
    ("url", "name", "domain"),
    [
        ("https://www.news.example.co.uk/a", "news.example.co.uk", "example.co.uk"),
        ("http://127.0.0.1:8000/a", "127.0.0.1", "127.0.0.1"),
        ("https://a.b.news.example/", "a.b.news.example", "news.example"),
        ("http://[::1]/a", "::1", "::1"),
        ("http://localhost/a", "localhost", "localhost"),
        ("http://[broken/", "", ""),
        ("nothing", "", ""),
    ],
)
def test_host_and_registrable_domain(url: str, name: str, domain: str) -> None:
    assert (host(url), registrable_domain(url)) == (name, domain)


@given(st.text(max_size=40))
def test_whatever_a_page_holds_is_an_address_or_none(href: str) -> None:
    found = absolute(A, href)
    if found is not None:
        assert found.startswith(("http://", "https://"))
        assert url_key(found) == url_key(without_tracking(found))
        assert unwrapped(found)


def test_a_name_and_password_are_not_part_of_an_address() -> None:
    assert (
        absolute("http://bob:pw@base.example/d/", "http://ann:secret@a.example:81/x?y")
        == "http://a.example:81/x?y"
    )
    assert absolute("http://bob:pw@base.example/d/", "/rooted") == "http://base.example/rooted"
    assert absolute("http://base.example/", "http://a.example/@ann/x") == "http://a.example/@ann/x"
