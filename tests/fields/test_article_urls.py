"""What an address alone says."""

from __future__ import annotations

import pytest

from newsspider.fields.article_urls import elsewhere, is_strong, looks_like_article, may_be_article, pieces


def test_pieces_are_unquoted_and_in_lower_case() -> None:
    assert pieces("https://News.example//A%20b/C/?p=1") == ("News.example", ["a b", "c"], "p=1")
    assert pieces("https://news.example") == ("news.example", [], "")


@pytest.mark.parametrize(
    "segment", ["bridge-opens-after-flood", "a20250412", "12345", "deadbeef01", "the+bridge_opens.today"]
)
def test_a_number_or_four_words_are_an_article(segment: str) -> None:
    assert is_strong(segment)


@pytest.mark.parametrize("segment", ["", "a1", "sport", "world-news", "defaced", "top-10-lists", "facebeef"])
def test_short_names_are_none(segment: str) -> None:
    assert not is_strong(segment)


def test_an_identifier_may_stand_in_the_query() -> None:
    assert looks_like_article("https://news.example/show?id=48213")
    assert not looks_like_article("https://news.example/show?id=48")


@pytest.mark.parametrize(
    "url",
    [
        "https://news.example/",
        "https://news.example/index.html",
        "https://news.example/tag/floods",
        "https://news.example/tag/floods/12",
        "https://news.example/login",
    ],
)
def test_home_pages_lists_and_services_are_no_articles(url: str) -> None:
    _, segments, query = pieces(url)
    assert not may_be_article(segments, query)


def test_a_headline_below_a_list_is_an_article() -> None:
    assert may_be_article(["tag", "the-old-bridge-opens-after-the-flood"], "")


def test_social_networks_are_elsewhere_with_all_their_hosts() -> None:
    assert elsewhere("www.facebook.com")
    assert elsewhere("web.facebook.com")
    assert not elsewhere("news.example")
