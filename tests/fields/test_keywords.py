"""The tags of an article: those it shows, else those it declares."""

from __future__ import annotations

import json

import pytest

from newsspider.fields.keywords import candidates, keywords
from newsspider.page.page import Page
from newsspider.rules.site import Rules


def page(head: str = "", body: str = "") -> Page:
    html = f"<html><head><title>Ferry comes back</title>{head}</head><body>{body}<p>x</p></body></html>"
    return Page(html.encode(), "https://quay.example/a", {}, None, Rules())


def read(head: str = "", body: str = "") -> tuple[str, ...]:
    found = keywords(page(head, body))
    return found.value if found else ()


def links(*names: str, rel: str = "") -> str:
    return "".join(f'<li><a href="/t/{n}" rel="{rel}">{n}</a></li>' for n in names)


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        ('<meta name="keywords" content="ferry, Quay ; ferry,#harbour,">', ("ferry", "Quay", "harbour")),
        (
            '<meta property="article:tag" content="ferry"><meta property="article:tag" content="quay">',
            ("ferry", "quay"),
        ),
        ('<meta name="keywords" content="Ferry,comes,back">', ()),
        (f'<meta name="keywords" content="{"word " * 30}, ferry">', ("ferry",)),
        ('<meta name="keywords" content="{{ tags }}">', ()),
        ("", ()),
    ],
)
def test_declared(head: str, expected: tuple[str, ...]) -> None:
    assert read(head) == expected


def test_json_ld_lists_and_strings() -> None:
    for value in (["ferry", "Tag:quay"], "ferry, quay", [{"name": "ferry"}, "quay"]):
        node = json.dumps({"@type": "NewsArticle", "headline": "h", "keywords": value})
        assert read(f'<script type="application/ld+json">{node}</script>') == ("ferry", "quay")


@pytest.mark.parametrize(
    "name",
    [
        "td-tags",
        "post-tags",
        "tags-item-list",
        "related-tags__list",
        "articleTags",
        "keywords-section",
        "taglist",
    ],
)
def test_lists_by_class(name: str) -> None:
    assert read(body=f'<ul class="{name}">{links("ferry", "#quay »")}</ul>') == ("ferry", "quay")


def test_links_by_rel() -> None:
    assert read(body=f"<ul>{links('ferry', rel='tag')}</ul>") == ("ferry",)
    assert read(body=f"<ul>{links('Culture', rel='category tag')}</ul>") == ()
    assert read(body='<p><a rel="tag" href="/category/walks/">Walks</a></p>') == ()


@pytest.mark.parametrize(
    "box",
    [
        '<div class="tag-cloud tags"><ul>%s</ul></div>',
        '<aside class="tags"><ul>%s</ul></aside>',
        '<nav><ul class="tags">%s</ul></nav>',
        '<div class="trending"><ul class="tags">%s</ul></div>',
        '<article class="post tag-ferry"><ul>%s</ul></article>',
    ],
)
def test_lists_of_the_site(box: str) -> None:
    assert read(body=box % links("all", "sorts")) == ()


def test_the_group_that_is_declared_is_the_articles() -> None:
    body = f'<ul class="tags">{links("hot", "now")}</ul><ul class="tags">{links("ferry", "quay")}</ul>'
    assert read('<meta name="keywords" content="Quay">', body) == ("ferry", "quay")


def test_labels_of_cards_are_no_tags() -> None:
    cards = "".join(f'<div><div class="tag"><a href="/{n}">Label {n}</a></div></div>' for n in range(6))
    assert read(body=cards) == ()


def test_declared_tags_of_which_one_is_shown() -> None:
    head = '<meta name="keywords" content="ferry, quay, harbour, wind">'
    assert read(head, f'<ul class="tags">{links("ferry")}</ul>') == ("ferry", "quay", "harbour", "wind")


def test_candidates_do_not_repeat() -> None:
    head = '<meta name="news_keywords" content="a1, b2"><meta name="keywords" content="a1, b2">'
    assert [c.where for c in candidates(page(head))] == ["news_keywords"]


def test_links_to_topic_pages() -> None:
    chips = "".join(f'<div><a href="/topics/{n}">{n}</a></div>' for n in ("ferry", "quay"))
    assert read(body=f"<article><div>{chips}</div></article>") == ("ferry", "quay")
    assert read(body=f"<header><div>{chips}</div></header>") == ()
    assert read(body='<p>The <a href="/topics/a">a</a> and the <a href="/topics/b">b</a>.</p>') == ()
    assert read(body='<div><a href="/topics/ferry">ferry</a></div>') == ()


def test_counts_behind_the_tags() -> None:
    counted = links("ferry 12", "quay (204)", "harbour3")
    assert read(body=f'<ul class="tags">{counted}</ul>') == ("ferry", "quay", "harbour")
    years = links("Election 2026", "ferry")
    assert read(body=f'<ul class="tags">{years}</ul>') == ("Election 2026", "ferry")


def test_a_list_that_shares_nothing_with_what_is_declared() -> None:
    head = '<meta name="news_keywords" content="harbour, wind">'
    assert read(head, f'<ul class="tags">{links("ferry", "quay")}</ul>') == ("harbour", "wind")
    assert read(head, f"<ul>{links('ferry', 'quay', rel='tag')}</ul>") == ("ferry", "quay")
