"""Related links: every card once, with its own title, kind and place, and nothing that is no card."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsspider.fields.body import body
from newsspider.fields.related import candidates, judged_groups, related_links
from newsspider.model import RelatedLink
from newsspider.page.page import Page
from newsspider.regions.decide import Reading
from newsspider.rules.load import builtin
from newsspider.rules.site import Layout, Rules, SiteRule

URL = "https://www.news.example/2026/03/bridge-opens-to-traffic"
SENTENCE = (
    "The bridge over the river opened to traffic on Monday after two years of work by the town and its crews."
)


def reading_of(page: Page) -> Reading:
    """Take the paragraphs of class ``t`` for the body, whatever the real reading would say."""
    blocks = page.blocks
    body_nodes = {n for n, e in enumerate(blocks.element) if e.get("class") == "t"}
    region = tuple("body" if n in body_nodes else "other" for n in blocks.node)
    return Reading(region, ("test",) * len(region), 1.0, "generic")


def page_of(html: str, rules: Rules | None = None, head: str = "") -> Page:
    text = f"<html><head><title>x</title>{head}</head><body>{html}</body></html>"
    return Page(text.encode(), URL, {"content-type": "text/html; charset=utf-8"}, None, rules or builtin())


def related(html: str, rules: Rules | None = None, head: str = "") -> tuple[RelatedLink, ...]:
    page = page_of(html, rules, head)
    reading = reading_of(page)
    return related_links(page, reading, body(page, reading))


def article(before: str = "", inside: str = "", after: str = "", outside: str = "") -> str:
    paragraph = f'<p class="t">{SENTENCE}</p>'
    text = f"{before}{paragraph}{paragraph}{inside}{paragraph}{after}"
    return f"<main><article><div>{text}</div></article>{outside}</main>"


def card(number: int, title: str = "A ferry line returns to the river") -> str:
    return f'<li><a href="/2026/0{number}/a-ferry-line-returns-{number}">{title} {number}</a></li>'


LIST = f"<ul>{card(1)}{card(2)}{card(3)}</ul>"


def kinds(links: tuple[RelatedLink, ...]) -> list[str]:
    return [link.kind for link in links]


@pytest.mark.parametrize(
    ("heading", "kind"),
    [
        ("More like this", "related"),
        ("Plus comme ça", "related"),
        ("Sur le même sujet", "related"),
        ("Читайте також", "related"),
        ("Mehr zum Thema", "related"),
        ("Most read", "popular"),
        ("Les plus lus", "popular"),
        ("Популярне", "popular"),
        ("Lo más leído en Sociedad", "popular"),
        ("Latest news", "latest"),
        ("Dernières actualités", "latest"),
        ("Останні новини", "latest"),
        ("Editor's choice", "latest"),
        ("From our partners", "sponsored"),
    ],
)
def test_a_heading_tells_the_kind(heading: str, kind: str) -> None:
    found = related(article(outside=f"<section><h2>{heading}</h2>{LIST}</section>"))
    assert kinds(found) == [kind] * 3
    assert {link.block for link in found} == {heading}
    assert [link.position for link in found] == [0, 1, 2]


def test_a_link_has_absolute_address_identifier_and_title() -> None:
    (link,) = related(
        article(
            after='<h3>Related</h3><div><a href="/2026/a-ferry-line-returns?utm_source=x#top">The ferry is back</a></div>'
        )
    )
    assert link.url == "https://www.news.example/2026/a-ferry-line-returns"
    assert link.title == "The ferry is back"
    assert (link.target_id or "").startswith("art_")
    assert (link.kind, link.teaser, link.position) == ("related", None, 0)


def test_image_title_and_read_more_are_one_card_with_a_teaser() -> None:
    cards = "".join(
        f'<div class="card"><a href="/a-ferry-line-returns-{n}"><img src="x.jpg" alt="A ship"></a><span class="category">Town</span>'
        f'<h3><a href="/a-ferry-line-returns-{n}">The ferry is back {n}</a></h3><p>After two years the boats cross the river again.</p>'
        f'<a href="/a-ferry-line-returns-{n}">Read more</a></div>'
        for n in (1, 2)
    )
    found = related(article(after=f"<div><h4>Related articles</h4>{cards}</div>"))
    assert [link.title for link in found] == ["The ferry is back 1", "The ferry is back 2"]
    assert {link.teaser for link in found} == {"After two years the boats cross the river again."}


def test_a_link_around_the_whole_card_gives_its_heading() -> None:
    cards = "".join(
        f'<a href="/a-ferry-line-returns-{n}"><div class="kicker">In the town</div><h3>The ferry is back {n}</h3>'
        "<p>After two years the boats cross the river again, said the mayor on Monday.</p></a>"
        for n in (1, 2)
    )
    found = related(article(after=f"<div><h4>Related articles</h4>{cards}</div>"))
    assert [link.title for link in found] == ["The ferry is back 1", "The ferry is back 2"]
    assert found[0].teaser == "After two years the boats cross the river again, said the mayor on Monday."


def test_a_kicker_inside_the_link_is_no_part_of_the_title() -> None:
    html = '<h4>Related articles</h4><ul><li><a href="/a-ferry-line-returns"><span class="kicker">Video</span> The ferry is back</a></li></ul>'
    assert related(article(after=html))[0].title == "The ferry is back"


@pytest.mark.parametrize("label", ["Read more", "Next article", "»", "7"])
def test_a_label_is_no_title(label: str) -> None:
    html = f'<h4>Related articles</h4><ul><li><a href="/a-ferry-line-returns">{label}</a></li></ul>'
    assert related(article(after=html)) == ()


def test_a_rank_inside_the_link_is_no_part_of_the_title() -> None:
    html = '<h4>Most read</h4><ol><li><a href="/a-ferry-line-returns"><span>1</span><span>The ferry is back</span></a></li></ol>'
    assert related(article(outside=f"<aside>{html}</aside>"))[0].title == "The ferry is back"


def test_a_closing_quotation_mark_stays() -> None:
    html = '<h4>Sur le même sujet</h4><ul><li><a href="/a-ferry-line-returns">Le bac est « de retour »</a></li></ul>'
    assert related(article(after=html))[0].title == "Le bac est « de retour »"


def test_the_heading_of_a_card_that_stands_alone() -> None:
    html = '<aside><div><div class="hd">Most read</div><div><a href="/a-ferry-line-returns">The ferry is back</a></div></div></aside>'
    (link,) = related(article(outside=html))
    assert (link.kind, link.block) == ("popular", "Most read")


def test_the_first_of_two_tabs_is_the_heading() -> None:
    html = f'<h4><a href="#a">Plus comme ça</a><a href="#b">Plus de l\'auteur</a></h4>{LIST}'
    assert {link.block for link in related(article(outside=f"<div>{html}</div>"))} == {"Plus comme ça"}


def test_a_heading_that_names_a_tag_of_the_article() -> None:
    html = article(outside=f"<aside><h2>River ferries</h2>{LIST}</aside>")
    assert (
        kinds(related(html, head='<meta name="news_keywords" content="Town, river ferries">'))
        == ["related"] * 3
    )
    assert kinds(related(html)) == ["latest"] * 3


def test_an_image_alone_has_the_title_of_its_attribute_or_is_left_out() -> None:
    html = (
        "<h4>Related articles</h4><ul>"
        '<li><a href="/a-ferry-line-returns-1"><img alt="The ferry is back at last"></a></li>'
        '<li><a href="/a-ferry-line-returns-2"><img></a></li></ul><p>End</p>'
    )
    assert [link.title for link in related(article(after=html))] == ["The ferry is back at last"]


def test_a_line_between_paragraphs_is_inline() -> None:
    (link,) = related(
        article(inside='<p><b>Read also:</b> <a href="/a-ferry-line-returns">The ferry is back</a></p>')
    )
    assert (link.kind, link.title) == ("inline", "The ferry is back")


def test_a_phrase_inside_a_paragraph_is_inline_and_cut() -> None:
    html = article().replace(
        "crews.", 'crews. À lire aussi : <a href="/a-ferry-line-returns">The ferry is back</a>', 1
    )
    page = page_of(html)
    reading = reading_of(page)
    text = body(page, reading)
    (link,) = related_links(page, reading, text)
    assert (link.kind, link.title) == ("inline", "The ferry is back")
    assert "ferry" not in (text.text or "")


def test_links_of_sentences_are_not_related() -> None:
    inside = (
        f'<p class="t">{SENTENCE} It says so in <a href="/2026/report-on-the-old-bridge">the report</a>.</p>'
    )
    prose = f'<p>{SENTENCE} See <a href="/2026/report-on-the-old-bridge">the report</a> of the town.</p>'
    assert related(article(inside=inside + prose)) == ()


def test_one_article_in_several_blocks_has_the_kind_that_goes_before() -> None:
    outside = f"<section><h2>Most read</h2>{LIST}</section><section><h2>Latest news</h2>{LIST}</section>"
    found = related(article(after=f"<h3>Related</h3><ul>{card(2)}</ul>", outside=outside))
    assert sorted((link.url[-1], link.kind) for link in found) == [
        ("1", "popular"),
        ("2", "related"),
        ("3", "popular"),
    ]


def test_a_list_right_after_the_text_is_related_without_a_heading() -> None:
    assert kinds(related(article(after=LIST))) == ["related"] * 3


def test_a_sidebar_without_a_telling_heading_is_latest() -> None:
    assert (
        kinds(related(article(outside=f"<aside><h2>Our picks for you in town</h2>{LIST}</aside>")))
        == ["latest"] * 3
    )


def test_a_long_list_headed_read_also_is_the_sites_own() -> None:
    many = "".join(card(n) for n in range(1, 10)) + "".join(
        f'<li><a href="/another-long-title-{n}">Another title here {n}</a></li>' for n in range(3)
    )
    assert set(kinds(related(article(outside=f"<section><h2>Read also</h2><ul>{many}</ul></section>")))) == {
        "latest"
    }


@pytest.mark.parametrize(
    "html",
    [
        f"<nav>{LIST}</nav>",
        f'<div class="td-mega-menu"><div>{LIST}</div></div>',
        f"<footer><div>{LIST}</div></footer>",
        '<h3>Related</h3><div class="filled-by-script"></div>',
        f'<div class="comments-area">{LIST}</div>',
        '<ul><li><a href="/tag/ferries-of-the-river-town">Ferries of the river town</a></li></ul>',
        '<ul><li><a href="/tag/the-ferries-of-town/1234567">The ferries of the river town</a></li></ul>',
        f'<div><a href="/report-a-mistake-here?url={URL}">Report a mistake on this page</a></div>',
        '<p><a href="/author/jane-roe">Jane Roe</a></p>',
        f'<h3>Related</h3><ul><li><a href="{URL}?utm_source=x">The bridge over the river opens</a></li></ul>',
        f'<div><a href="https://facebook.com/sharer/sharer.php?u={URL}">Share this long title on the network</a></div>',
        '<div><a href="mailto:a@b.example">Write to the editors of this page</a></div>',
        '<div><a href="javascript:void(0)">Write to the editors of this page</a></div>',
        '<div><a href="/photo-of-the-bridge-in-town.jpg">A photo of the bridge in town</a></div>',
        "<div><a>A title that leads nowhere at all</a></div>",
    ],
)
def test_what_is_no_related_link(html: str) -> None:
    assert related(article(after=html)) == ()


def test_the_canonical_address_is_the_page_itself() -> None:
    head = '<link rel="canonical" href="https://news.example/bridge-1234567">'
    html = article(
        after='<h3>Related</h3><ul><li><a href="/bridge-1234567/">The bridge over the river opens</a></li></ul>'
    )
    assert related(html, head=head) == ()


def test_base_href_redirectors_and_other_domains() -> None:
    html = (
        "<h3>Related</h3><ul><li><a href='ferry-line-returns-soon'>The ferry line returns</a></li>"
        "<li><a href='https://go.example/?url=https%3A%2F%2Fother.example%2Fthe-ferry-is-back-1'>The ferry is back in town</a></li></ul>"
    )
    found = related(article(after=html), head='<base href="https://static.news.example/en/">')
    assert [link.url for link in found] == [
        "https://static.news.example/en/ferry-line-returns-soon",
        "https://other.example/the-ferry-is-back-1",
    ]


def test_the_theme_knows_its_blocks() -> None:
    html = (
        '<div class="td-post-content"></div>'
        '<div class="td_block_related_posts"><h4>Quelque chose</h4>' + LIST + "</div>"
        '<div class="td-post-next-prev"><div><span>Article précédent</span><a href="/a-word-about-the-old-mill">A word about the mill</a></div></div>'
    )
    assert kinds(related(article(outside=html))) == ["related"] * 3 + ["prevnext"]


def test_a_site_rule_names_the_block() -> None:
    rule = SiteRule("x", hosts=("news.example",), layouts=(Layout(related=("#odd",)),))
    html = article(outside=f'<aside><div id="odd"><h2>Our picks</h2>{LIST}</div></aside>')
    assert kinds(related(html, Rules((rule,), builtin().themes))) == ["related"] * 3
    assert kinds(related(html)) == ["latest"] * 3


def test_every_group_is_judged_with_a_reason() -> None:
    page = page_of(
        article(after=f"<h3>Related</h3>{LIST}", outside=f"<nav>{LIST.replace('ferry', 'barge')}</nav>")
    )
    judged = judged_groups(page, reading_of(page))
    (first, second) = candidates(page, reading_of(page))
    assert first.where == "related by related, under Related"
    assert (second.where, len(second.value)) == ("none by menu, under no heading", 3)
    assert [(j.kind, j.reason, len(j.group.cards)) for j in judged] == [
        ("related", "related", 3),
        (None, "menu", 3),
    ]


@pytest.mark.parametrize(
    "html",
    [
        "",
        "<p>No link at all.</p>",
        "<a href='/x'></a>",
        "<a href='http://[broken/'>A title of some length</a>",
    ],
)
def test_a_page_without_cards(html: str) -> None:
    assert related(html) == ()


PIECES = st.lists(
    st.sampled_from(
        [
            *(
                "<div>",
                "</div>",
                "<p class='t'>",
                "<p>",
                "</p>",
                "<a href='/a-long-story-of-the-town'>",
                "</a>",
                "<ul><li>",
            ),
            *(
                "<a href='/12345'>",
                "<a href='?q=%'>",
                "<a href='http://[/'>",
                "<h2>Read also</h2>",
                "<img alt='A long word'>",
            ),
            *(
                "A title of the town",
                SENTENCE,
                "</main>",
                "<nav>",
                "<aside class='related'>",
                "<article>",
                "\x00",
                "\ud83d",
            ),
        ]
    ),
    max_size=25,
)


@settings(max_examples=200, deadline=None)
@given(PIECES)
def test_no_markup_breaks_it(pieces: list[str]) -> None:
    page = page_of("".join(pieces).encode("utf-8", "replace").decode())
    reading = reading_of(page)
    for link in related_links(page, reading, body(page, reading)):
        assert link.title
        assert (link.url or "").startswith("http")
        assert link.position >= 0


@pytest.mark.parametrize(
    "html",
    [
        "<div>" * 300 + LIST + "</div>" * 300,
        "<div>"
        + "".join(f"<div><p>{card(n)}</p><p>{card(n + 1)}</p></div>" for n in range(0, 1200, 2))
        + "</div>",
        "<p>" + "".join(f"<a href='/a-long-story-{n}'>A long story {n}</a>" for n in range(1500)) + "</p>",
    ],
    ids=["deep", "many groups", "one paragraph"],
)
def test_huge_pages_take_little_time(html: str) -> None:
    page = page_of(article(outside=html))
    reading = reading_of(page)
    text = body(page, reading)
    start = time.process_time()
    related_links(page, reading, text)
    assert time.process_time() - start < 2
