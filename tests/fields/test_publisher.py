"""The outlet's name, as several places of a page agree on it."""

from __future__ import annotations

import json

from newsspider.fields.publisher import candidates, names, publisher
from newsspider.page.page import Page
from newsspider.rules.site import Rules, SiteRule


def page(
    head: str, body: str = "", url: str = "https://quaytimes.example/a", rules: Rules | None = None
) -> Page:
    html = f"<html><head>{head}</head><body>{body}<p>x</p></body></html>"
    return Page(html.encode(), url, {}, None, rules or Rules())


def read(head: str, body: str = "", url: str = "https://quaytimes.example/a") -> str | None:
    found = publisher(page(head, body, url))
    return found.value if found else None


def ld(*nodes: object) -> str:
    return f'<script type="application/ld+json">{json.dumps(nodes)}</script>'


def meta(name: str, value: str) -> str:
    return f'<meta property="{name}" content="{value}">'


def test_og_site_name() -> None:
    found = publisher(page(meta("og:site_name", "The Quay Times")))
    assert found is not None
    assert (found.value, found.source, found.where) == ("The Quay Times", "meta", "og:site_name")


def test_json_ld_publisher_by_reference() -> None:
    article = {"@type": "NewsArticle", "headline": "h", "publisher": {"@id": "#o"}}
    assert read(ld(article, {"@type": "Organization", "@id": "#o", "name": "Quay Times"})) == "Quay Times"


def test_a_name_in_words_that_is_confirmed_beats_the_address() -> None:
    article = {"@type": "NewsArticle", "headline": "h", "publisher": {"name": "quaytimes.example"}}
    assert read(ld(article) + "<title>Ferry | Quay Times</title>") == "Quay Times"


def test_an_address_alone_is_the_name() -> None:
    assert read(meta("og:site_name", "quaytimes.example")) == "quaytimes.example"


def test_words_for_a_home_page_accounts_and_slogans_are_no_names() -> None:
    slogan = "All the news of the quay and of the harbour behind it"
    for value in ("Start", "Accueil", "@quaytimes", "https://quaytimes.example", slogan, "www.other.example"):
        assert read(meta("og:site_name", value)) is None


def test_the_title_of_a_feed_or_the_name_of_a_search() -> None:
    feed = '<link rel="alternate" type="application/rss+xml" title="Vist Zar &raquo; Feed" href="/f">'
    assert read(feed) == "Vist Zar"
    search = '<link rel="search" title="Vist Zar" href="/s"><title>Bridge opens » Vist Zar</title>'
    assert read(search) == "Vist Zar"


def test_an_embed_link_names_the_article_not_the_site() -> None:
    embed = '<link rel="alternate" type="application/json+oembed" title="Bridge opens" href="/o">'
    assert read(embed + "<title>Bridge opens | Harbour</title>") is None


def test_the_logo() -> None:
    assert read("", '<a href="/"><img src="/l.png" alt="Logo: Quay Times"></a>') == "Quay Times"
    assert read("", '<img src="/l.png" alt="A boat at the quay">') is None


def test_the_address_as_the_page_prints_it() -> None:
    assert read("", "<p>© QuayTimes.example 2026</p>") == "QuayTimes.example"
    assert read("", "<p>Write to desk@quaytimes.example or see quaytimes.example/about</p>") is None


def test_a_site_rule_comes_first() -> None:
    rules = Rules((SiteRule("q", hosts=("quaytimes.example",), publisher="The Q"),))
    found = list(candidates(page(meta("og:site_name", "Quay Times"), rules=rules)))
    assert [c.source for c in found] == ["site-rule", "meta"]
    assert names(page("", rules=rules)) == ("The Q",)


def test_nothing_declared() -> None:
    assert read("") is None
    assert names(page("")) == ()
