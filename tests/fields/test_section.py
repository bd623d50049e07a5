"""The section an article stands in."""

from __future__ import annotations

import json

from newsspider.fields.section import candidates, section
from newsspider.page.page import Page
from newsspider.rules.site import Rules


def page(head: str = "", body: str = "", url: str = "https://quay.example/culture/a-concert.html") -> Page:
    return Page(
        f"<html><head>{head}</head><body>{body}<p>x</p></body></html>".encode(), url, {}, None, Rules()
    )


def read(
    head: str = "", body: str = "", url: str = "https://quay.example/culture/a-concert.html"
) -> str | None:
    found = section(page(head, body, url))
    return found.value if found else None


def ld(node: object) -> str:
    return f'<script type="application/ld+json">{json.dumps(node)}</script>'


def crumbs(*names: str) -> dict[str, object]:
    items = [{"@type": "ListItem", "position": n, "name": name} for n, name in enumerate(names)]
    return {"@type": "BreadcrumbList", "itemListElement": items}


def test_meta_comes_first() -> None:
    head = '<meta property="article:section" content="Music">'
    article = {"@type": "NewsArticle", "headline": "h", "articleSection": ["Culture", "Music"]}
    elsewhere = "https://quay.example/a-concert.html"
    assert read(head + ld(article), url=elsewhere) == "Music"
    assert read(ld(article), url=elsewhere) == "Culture"


def test_the_section_the_address_repeats_comes_first() -> None:
    article = {"@type": "NewsArticle", "headline": "h", "articleSection": ["Archive", "Arts", "Culture"]}
    assert read(ld(article)) == "Culture"
    assert read(ld(article), url="https://quay.example/culture/arts/a.html") == "Arts"


def test_forms_for_machines_come_last() -> None:
    head = '<meta property="article:section" content="arts_arts-music">'
    assert read(head) == "arts_arts-music"
    assert (
        read(head + ld({"@type": "NewsArticle", "headline": "h", "articleSection": "Music,Arts"})) == "Music"
    )


def test_a_breadcrumb_without_home_and_the_article() -> None:
    assert read(ld(crumbs("Home", "Culture", "A concert"))) == "Culture"
    assert read(ld(crumbs("Accueil", "A concert"))) is None
    named = {
        "@type": "BreadcrumbList",
        "itemListElement": [{"item": {"name": "Culture"}}, {"item": {"name": "A"}}],
    }
    assert read(ld(named)) == "Culture"
    assert read(ld({"@type": "BreadcrumbList", "itemListElement": "x"})) is None


def test_links_that_say_so() -> None:
    assert read(body='<a rel="category tag" href="/c">Culture</a>') == "Culture"
    assert (
        read(body='<div class="entry-crumbs"><a href="/">Home</a><a href="/c">Culture</a></div>') == "Culture"
    )
    assert read(body='<a rel="tag" href="/category/culture/">Culture</a>') == "Culture"


def test_the_folder_of_the_address() -> None:
    body = '<ul><li><a href="/news/">News</a></li><li><a href="/culture/">Culture</a></li></ul>'
    found = section(page(body=body))
    assert found is not None
    assert (found.value, found.source) == ("Culture", "url")
    assert read(body=body, url="https://quay.example/2026/a-concert.html") is None
    assert read(body=body, url="https://quay.example/a-concert.html") is None


def test_the_site_itself_and_sentences_are_no_sections() -> None:
    head = '<meta property="og:site_name" content="Quay Times">'
    assert read(head + '<meta property="article:section" content="Quay Times">') is None
    assert read(f'<meta property="article:section" content="{"word " * 20}">') is None
    assert read('<meta property="article:section" content="Uncategorized">') is None
    assert list(candidates(page())) == []
