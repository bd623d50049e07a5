"""Articles of every kind, lists of articles, and pages that are neither."""

from __future__ import annotations

import dataclasses
import json

import pytest

from newsspider.fields.kind import kind
from newsspider.fields.walls import wall
from newsspider.model import Stamp
from newsspider.page.page import Page
from newsspider.rules.site import Rules

SITE = "https://quay.example"
HEADLINE = "The ferry comes back"
SHORT = "The ferry came back on Monday. Nobody had expected it. The harbour master asked for the lights to be kept on, and the crowd stayed until the evening came."
LONG = SHORT * 10
CARDS = "".join(f'<h3><a href="/{n}">Another headline of the quay, {n}</a></h3>' for n in range(30))

SOME_CARDS = CARDS[: CARDS.index('<h3><a href="/15"')]


def ld(**properties: object) -> str:
    node = {"@type": "NewsArticle", "headline": HEADLINE, "datePublished": "2026-03-01", **properties}
    return f'<script type="application/ld+json">{json.dumps(node)}</script>'


def read(
    path: str, head: str = "", body: str = "", *, text: str | None = LONG, headline: str | None = HEADLINE
) -> str:
    html = f"<html><head><title>{headline or ''}</title>{head}</head><body>{body}<p>{text or ''}</p></body></html>"
    page = Page(html.encode(), SITE + path, {}, None, Rules())
    return kind(page, headline, text, standing=wall(page, headline, text))


@pytest.mark.parametrize(
    ("path", "head", "text"),
    [
        ("/city/the-ferry-comes-back-at-last", ld(), LONG),
        ("/city/the-ferry-comes-back-at-last", ld(), SHORT),
        ("/city/the-ferry-comes-back-at-last", ld(), None),
        ("/story/ferry", ld(), LONG),
        ("/2026/03/01/ferry/", "", SHORT),
        ("/city/ferry-back-a1203.html", "", SHORT),
        ("/?p=48213", "", SHORT),
        ("/ferry", "", LONG),
        ("/ferry", '<meta property="og:type" content="website">', LONG),
        ("/tag/the-ferry-comes-back-at-last", ld(), LONG),
        ("/topics/harbour/the-ferry-comes-back-at-last", ld(), LONG),
        ("/thema/hafen/die-faehre-ist-wieder-da-1234.html", "", LONG),
        ("/en/the-ferry-comes-back-at-last", "", LONG),
    ],
)
def test_articles(path: str, head: str, text: str | None) -> None:
    assert read(path, head, text=text) == "article"


@pytest.mark.parametrize("path", ["", "/", "/index.html", "/en/", "/fr-CA", "/home"])
def test_home_pages_even_where_they_declare_an_article(path: str) -> None:
    assert read(path, ld() + '<meta property="og:type" content="article">') == "index"


@pytest.mark.parametrize(
    "path",
    [
        "/category/harbour/",
        "/tag/ferry",
        "/author/ada-reed/",
        "/search/ferry",
        "/?s=ferry",
        "/culture/",
        "/city/page/3/",
    ],
)
def test_lists(path: str) -> None:
    assert read(path, body=CARDS, text=None, headline="Harbour") == "index"
    assert read(path, body=CARDS, text=SHORT, headline="Harbour") == "index"


def test_a_list_by_its_declared_type() -> None:
    collection = '<script type="application/ld+json">{"@type": "CollectionPage", "name": "Harbour"}</script>'
    assert read("/harbour", collection, CARDS, text=SHORT, headline="Harbour") == "index"


@pytest.mark.parametrize(
    "path",
    [
        "/about",
        "/contact/",
        "/impressum.html",
        "/mentions-legales",
        "/login",
        "/privacy-policy/",
        "/index.php?do=feedback",
    ],
)
def test_pages_that_are_no_news(path: str) -> None:
    assert read(path, text=LONG, headline="About the quay") == "unknown"


def test_an_article_about_such_a_page() -> None:
    assert read("/about/", ld(), text=LONG) == "article"


@pytest.mark.parametrize(
    "title", ["Page not found", "404", "Erreur 404 – page introuvable", "Сторінку не знайдено"]
)
def test_error_pages_with_status_200(title: str) -> None:
    assert read("/city/the-ferry-comes-back-at-last", text=SHORT, headline=title) == "unknown"


def test_an_article_that_only_speaks_of_such_things() -> None:
    assert (
        read(
            "/city/boy-still-not-found-after-search", ld(), text=SHORT, headline="Boy not found after search"
        )
        == "article"
    )
    assert (
        read("/city/boy-still-not-found-after-search", text=LONG, headline="Boy not found after search")
        == "article"
    )


def test_pages_without_text() -> None:
    assert read("/city/the-ferry-comes-back-at-last", text=None) == "unknown"
    assert read("/city/ferry", text="Menu", headline=None) == "unknown"


def test_a_consent_wall_is_no_article() -> None:
    body = "<h1>Before you continue</h1><p>We and our partners store data</p><b>Accept all</b>"
    assert (
        read("/city/the-ferry-comes-back-at-last", body=body, text="We and our partners store data")
        == "unknown"
    )


@pytest.mark.parametrize(
    ("path", "head", "expected"),
    [
        ("/live/the-ferry-comes-back-at-last", ld(), "live"),
        ("/city/the-ferry-comes-back-at-last", ld(**{"@type": "LiveBlogPosting"}), "live"),
        ("/opinion/the-ferry-comes-back-at-last", ld(), "opinion"),
        ("/city/the-ferry-comes-back-at-last", ld(**{"@type": "OpinionNewsArticle"}), "opinion"),
        ("/city/the-ferry-comes-back-at-last", ld(articleSection="Tribune"), "opinion"),
        ("/interviews/the-ferry-comes-back-at-last", ld(), "interview"),
        ("/breves/the-ferry-comes-back-at-last", ld(), "brief"),
        ("/press-releases/the-ferry-comes-back-at-last", ld(), "press-release"),
        ("/photos/the-ferry-comes-back-at-last", ld(), "gallery"),
        ("/video/the-ferry-comes-back-at-last", ld(), "video"),
        ("/podcasts/the-ferry-comes-back-at-last", ld(), "audio"),
        ("/city/the-ferry-comes-back-at-last", '<meta property="og:type" content="video.other">', "video"),
    ],
)
def test_kinds_of_articles(path: str, head: str, expected: str) -> None:
    assert read(path, head, text=SHORT) == expected


@pytest.mark.parametrize(
    ("headline", "expected"),
    [
        ("LIVE: the ferry comes back", "live"),
        ("EN DIRECT. Le bac est de retour", "live"),
        ("Entretien. « Le bac est de retour »", "interview"),
        ("Інтерв’ю: пором повернувся", "interview"),
        ("In pictures: the ferry comes back", "gallery"),
        ("Opinion | Let the ferry go", "opinion"),
        ("[VIDÉO] Le bac est de retour", "video"),
        ("Live music comes back to the quay", "article"),
        ("Interview with nobody", "article"),
    ],
)
def test_kinds_by_headline(headline: str, expected: str) -> None:
    assert read("/city/the-ferry-comes-back-at-last", ld(), text=SHORT, headline=headline) == expected


def test_a_long_text_with_a_video_is_an_article() -> None:
    assert read("/video/the-ferry-comes-back-at-last", ld(), text=LONG) == "article"
    assert (
        read("/city/the-ferry-comes-back-at-last", ld(), text=LONG, headline="In pictures: the ferry")
        == "article"
    )


FEW_CARDS = CARDS[: len(CARDS) // 2]
DAY = Stamp(None, "2026-03-01", "1 March 2026", None, None, "visible-text")


@pytest.mark.parametrize(
    "path", ["/about-boats/", "/article.html?oid=8976", "/archives/2562", "/themes/news/pastor.html"]
)
def test_a_day_that_readers_see_makes_a_short_text_an_article(path: str) -> None:
    page = Page(f"<body>{FEW_CARDS}<p>{SHORT}</p></body>".encode(), SITE + path, {}, None, Rules())
    text = LONG * 3 if "themes" in path else SHORT
    assert kind(page, HEADLINE, text, DAY) == "article"


def test_the_day_of_a_lists_first_card_makes_no_article() -> None:
    page = Page(f"<body>{CARDS}</body>".encode(), SITE + "/harbour/", {}, None, Rules())
    assert kind(page, "Harbour", SHORT, DAY) == "index"


def test_an_inferred_day_makes_no_article() -> None:
    page = Page(f"<body>{CARDS}</body>".encode(), SITE + "/harbour/", {}, None, Rules())
    assert kind(page, HEADLINE, SHORT, dataclasses.replace(DAY, source="inferred")) == "index"


@pytest.mark.parametrize(
    ("headline", "expected"),
    [
        ("Ferry strike live updates: boats stay in port", "live"),
        ("Hafen-Ticker: Fähren bleiben im Hafen", "live"),
        ("Grève en direct : les bateaux restent au port", "live"),
        ("Das große Hafen-Interview: Was die Meisterin sagt", "interview"),
        ("Life at the port: live music returns", "article"),
        ("Delivery: the boats are back", "article"),
    ],
)
def test_what_stands_before_the_colon(headline: str, expected: str) -> None:
    assert read("/city/the-ferry-comes-back-at-last", ld(), headline=headline) == expected


def test_a_gallery_elsewhere_on_the_page_leaves_a_long_article_one() -> None:
    gallery = '<script type="application/ld+json">{"@type": "ImageGallery", "name": "Quay"}</script>'
    assert read("/city/the-ferry-comes-back-at-last", ld() + gallery) == "article"
    assert read("/city/the-ferry-comes-back-at-last", ld() + gallery, text=SHORT) == "gallery"


def test_a_sections_front_page_is_a_list_however_many_teasers_it_prints() -> None:
    teasers = "\n\n".join(f"{SHORT[:120]} It is story number {n}." for n in range(15))
    assert len(teasers) > 1200
    assert read("/local", "", SOME_CARDS, text=teasers) == "index"


def test_an_undated_page_of_prose_is_an_article_beside_many_links() -> None:
    assert read("/local", "", SOME_CARDS, text="\n\n".join([LONG[:400]] * 4)) == "article"
