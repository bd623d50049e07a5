from __future__ import annotations

import pytest

from newsspider.discover.urls import shape

SITE = "https://courrier.example"


@pytest.mark.parametrize(
    ("path", "reason"),
    [
        ("/2026/03/10/floods/", "date-in-path"),
        ("/2026/mar/10/floods", "date-in-path"),
        ("/2026/03/le-pont/", "date-in-path"),
        ("/news/20260310/floods", "date-in-path"),
        ("/novyny/2026/03/10/123456/", "date-in-path"),
        ("/world/europe-12345678", "number"),
        ("/novyny/1790-yak-pidhotuvatysia.html", "number"),
        ("/article/65f1a2b3c4", "hash"),
        ("/le-pont-de-la-ville-rouvre", "slug"),
        ("/новини/у-києві-відкрили-новий-міст", "slug"),
        ("/articles/story_seven.html", "file"),
        ("/?p=12", "id-parameter"),
        ("/index.php?newsid=77", "id-parameter"),
    ],
)
def test_an_article_is_told_by_its_address(path: str, reason: str) -> None:
    assert (shape(SITE + path).kind, shape(SITE + path).reason) == ("article", reason)


@pytest.mark.parametrize(
    ("path", "reason"),
    [
        ("", "home"),
        ("/", "home"),
        ("/index.html", "home"),
        ("/monde", "short-path"),
        ("/faits-divers/", "short-path"),
        ("/category/world/", "list-word"),
        ("/tag/le-grand-pont-de-la-ville/", "list-word"),
        ("/catégorie/région/", "list-word"),
        ("/monde/page/2/", "pagination"),
        ("/monde?page=2", "pagination"),
        ("/2026/03/10/", "archive-of-a-day"),
        ("/2026/", "short-path"),
    ],
)
def test_a_list_of_articles_is_told_by_its_address(path: str, reason: str) -> None:
    assert (shape(SITE + path).kind, shape(SITE + path).reason) == ("index", reason)


@pytest.mark.parametrize(
    ("path", "reason"),
    [
        ("/a.jpg", "media"),
        ("/edition/2026-03-10.pdf", "media"),
        ("/feed/", "service-page"),
        ("/fr/connexion", "service-page"),
        ("/wp-json/wp/v2/posts", "service-page"),
        ("/impressum.html", "service-page"),
        ("/le-pont-de-la-ville-rouvre?share=facebook", "deed"),
        ("/le-pont-de-la-ville-rouvre/?replytocom=4", "deed"),
        ("/?s=pont", "search"),
    ],
)
def test_other_pages_are_neither(path: str, reason: str) -> None:
    assert (shape(SITE + path).kind, shape(SITE + path).reason) == ("neither", reason)


def test_a_broken_address_is_neither() -> None:
    assert shape("http://[1:2/").reason == "broken"


def test_a_sitemap_is_believed_where_the_address_leaves_it_open() -> None:
    assert shape(f"{SITE}/monde/un-pont").may_be_article
    assert shape(f"{SITE}/2026/03/10/un-pont").may_be_article
    assert not shape(f"{SITE}/tag/un-pont").may_be_article
    assert not shape(f"{SITE}/").may_be_article


def test_an_address_of_a_trap_is_no_page() -> None:
    assert shape(SITE + "/" + "a-" * 900).kind == "article"
    assert shape(SITE + "/" + "a-" * 50_000).reason == "too-long"
