"""The description a page declares of its article."""

from __future__ import annotations

import json

from newsspider.fields.summary import summary
from newsspider.page.page import Page
from newsspider.rules.site import Rules

LONG = "The ferry that was sold for a coin nine years ago came back on Monday, to the surprise of all who stood there."


def read(**metas: str) -> str | None:
    tags = "".join(
        f'<meta name="{n.replace("_", ":")}" content="{v}">' for n, v in metas.items() if n != "ld"
    )
    html = f"<html><head><title>Ferry</title>{tags}{metas.get('ld', '')}</head><body><p>x</p></body></html>"
    found = summary(Page(html.encode(), "https://quay.example/a", {}, None, Rules()))
    return found.value if found else None


def ld(*nodes: object) -> str:
    return f'<script type="application/ld+json">{json.dumps(nodes)}</script>'


def test_order() -> None:
    node = {"@type": "NewsArticle", "headline": "h", "description": "From the linked data."}
    assert read(og_description="From og, it is.", description="From the meta.") == "From og, it is."
    assert read(description="From the meta tag.", ld=ld(node)) == "From the meta tag."
    assert read(ld=ld(node), twitter_description="From the other one.") == "From the linked data."


def test_a_cut_one_gives_way_to_the_whole() -> None:
    assert read(og_description=LONG[:60] + "…", description=LONG) == LONG
    assert (
        read(og_description=LONG[:60] + "[...]", description="Something else that is whole.")
        == LONG[:60] + "[...]"
    )
    assert read(og_description=LONG[:60] + "…") == LONG[:60] + "…"


def test_markup_and_entities_inside() -> None:
    assert (
        read(description="&lt;p&gt;One &amp;amp; two &amp;#039;three&amp;#039;.&lt;/p&gt;")
        == "One & two 'three'."
    )


def test_the_description_of_the_site_is_not_the_articles() -> None:
    site = ld({"@type": "WebSite", "name": "Q", "description": "All the news of the quay."})
    assert read(description="All the news of the quay.", ld=site) is None


def test_nothing_to_say() -> None:
    assert read() is None
    assert read(description="News today") is None
    assert read(description="{{ description }}") is None
