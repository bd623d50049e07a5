"""Which blocks are body, which are not, and why."""

from __future__ import annotations

import json

import pytest

from newsspider.page.page import Page
from newsspider.regions.decide import Reading, decide
from newsspider.rules.site import Layout, Rules
from newsspider.rules.theme import Theme
from tests.regions.pages import SENTENCES, article, page


def texts(page: Page, reading: Reading, region: str) -> list[str]:
    return [t for t, r in zip(page.blocks.text, reading.region, strict=True) if r == region]


def body(html: str, layout: Layout | None = None) -> list[str]:
    read = page(html, layout)
    return texts(read, decide(read), "body")


def test_paragraphs_are_body_and_menus_are_not() -> None:
    assert body(article()) == list(SENTENCES)


def test_every_block_has_a_region_and_a_reason() -> None:
    read = page(article())
    reading = decide(read)
    assert len(reading.region) == len(reading.reason) == len(read.blocks.text)
    assert all(reading.reason)
    assert reading.method == "generic"
    assert reading.confidence is not None
    assert 0.5 < reading.confidence <= 1


def test_the_headline_is_never_body() -> None:
    read = page(article())
    reading = decide(read)
    assert reading.region[read.blocks.text.index("The ferry comes back")] != "body"


def test_the_dek_is_lead() -> None:
    dek = "A boat that was given up for lost was found by two fishermen near the point."
    read = page(
        article(before=f'<p class="standfirst">{dek}</p>', head=f'<meta name="description" content="{dek}">')
    )
    reading = decide(read)
    assert texts(read, reading, "lead") == [dek]
    assert reading.reason[read.blocks.text.index(dek)] == "rule:dek"
    assert texts(read, reading, "body") == list(SENTENCES)


def test_captions_are_no_body() -> None:
    caption = (
        "<figure><img src='f.jpg'><figcaption>The ferry at the pier on Monday evening.</figcaption></figure>"
    )
    main = f"<p>{SENTENCES[0]}</p>{caption}" + "".join(f"<p>{s}</p>" for s in SENTENCES[1:])
    read = page(article(main=main))
    reading = decide(read)
    assert texts(read, reading, "caption") == ["The ferry at the pier on Monday evening."]
    assert texts(read, reading, "body") == list(SENTENCES)


def test_comments_are_no_body() -> None:
    comments = "".join(f'<div class="comment-body"><p>I saw this too. {s}</p></div>' for s in SENTENCES)
    after = f'<section class="comments" id="comments"><h3>Comments</h3>{comments}</section>'
    assert body(article(after=after)) == list(SENTENCES)


def test_subheadings_and_lists_of_the_article_are_body() -> None:
    main = (
        f"<p>{SENTENCES[0]}</p><p>{SENTENCES[1]}</p><h2>What the crew found</h2><ul><li>a rope of forty metres,</li>"
        f"<li>two lamps and a compass.</li></ul><p>{SENTENCES[2]}</p><p>{SENTENCES[3]}</p>"
    )
    kept = body(article(main=main))
    assert "What the crew found" in kept
    assert "a rope of forty metres," in kept


@pytest.mark.parametrize(
    "main",
    [
        "<div>" + "<br><br>".join(SENTENCES) + "</div>",
        "".join(f"<div>{s}</div>" for s in SENTENCES),
        f"<div><p>{SENTENCES[0]}</p><p>{SENTENCES[1]}</p></div><div class='ad-slot'></div>"
         "<div>" + "".join(f"<p>{s}</p>" for s in SENTENCES[2:]) + "</div>",
    ],
    ids=["breaks", "divs", "split over containers"],
)  # fmt: skip
def test_articles_without_plain_paragraphs_are_read_whole(main: str) -> None:
    assert body(article(main=main)) == list(SENTENCES)


def test_chinese_is_read() -> None:
    lines = ["渡轮早上七点离开港口，码头上没有人想到它会回来，因为海上的风浪实在太大了。" for _ in range(4)]
    lines = [f"{line}这是第{n}段，港口的人们仍在雨中等待消息。" for n, line in enumerate(lines)]
    assert body(article(main="".join(f"<p>{line}</p>" for line in lines))) == lines


def test_a_site_rule_wins_over_the_model() -> None:
    html = article(after=f'<div class="box"><p>{SENTENCES[0]} Twice.</p></div>')
    read = page(html, Layout(body=("div.box",)))
    reading = decide(read)
    assert reading.method == "site-rule"
    assert texts(read, reading, "body") == [f"{SENTENCES[0]} Twice."]
    assert "site-rule:outside" in reading.reason


def test_a_site_rule_drops() -> None:
    main = "".join(f'<p class="x{n}">{s}</p>' for n, s in enumerate(SENTENCES))
    read = page(article(main=main), Layout(drop=("p.x2",)))
    reading = decide(read)
    assert texts(read, reading, "body") == [*SENTENCES[:2], *SENTENCES[3:]]
    assert reading.reason[read.blocks.text.index(SENTENCES[2])] == "rule:dropped"
    assert reading.method == "generic"


def test_a_rule_that_finds_nothing_leaves_the_model_to_it() -> None:
    read = page(article(), Layout(body=("div.moved-away",)))
    reading = decide(read)
    assert reading.method == "generic"
    assert texts(read, reading, "body") == list(SENTENCES)


def test_a_site_rule_names_the_dek() -> None:
    read = page(article(before="<p class='k'>Back in port</p>"), Layout(subheadline=("p.k",)))
    assert texts(read, decide(read), "lead") == ["Back in port"]


def test_a_theme_guides() -> None:
    theme = Theme("quays", marks=("entry-content",), body=("div.entry-content",), drop=("p.promo",))
    html = article(main="".join(f"<p>{s}</p>" for s in SENTENCES) + f"<p class='promo'>{SENTENCES[1]}</p>")
    read = Page(html.encode(), "https://quay.example/", {}, None, Rules(themes=(theme,)))
    reading = decide(read)
    assert reading.method == "theme"
    assert texts(read, reading, "body") == list(SENTENCES)


@pytest.mark.parametrize(
    "theme",
    [
        Theme("bent", marks=("entry-content",), body=("aside.sidebar",)),
        Theme("bent", marks=("entry-content",), drop=("main",)),
    ],
    ids=["body elsewhere", "drops the article"],
)
def test_a_theme_that_cannot_be_right_is_not_followed(theme: Theme) -> None:
    read = Page(article().encode(), "https://quay.example/", {}, None, Rules(themes=(theme,)))
    reading = decide(read)
    assert reading.method == "generic"
    assert texts(read, reading, "body") == list(SENTENCES)


def test_json_ld_stands_in_for_a_text_that_is_not_there() -> None:
    data = {"@context": "https://schema.org", "@type": "NewsArticle", "headline": "The ferry comes back",
            "articleBody": " ".join(SENTENCES)}  # fmt: skip
    head = f'<script type="application/ld+json">{json.dumps(data)}</script>'
    read = page(article(main="", head=head))
    assert decide(read).method == "json-ld"


def test_a_shorter_text_in_json_ld_is_an_early_version() -> None:
    data = {
        "@type": "NewsArticle",
        "headline": "The ferry comes back",
        "articleBody": "breaking more follows soon " * 15,
    }
    head = f'<script type="application/ld+json">{json.dumps(data)}</script>'
    main = "".join(f"<p>{s}</p>" for s in SENTENCES)
    assert decide(page(article(main=main, head=head))).method == "generic"


def test_json_ld_that_agrees_changes_nothing() -> None:
    data = {"@context": "https://schema.org", "@type": "NewsArticle", "headline": "The ferry comes back",
            "articleBody": " ".join(SENTENCES)}  # fmt: skip
    head = f'<script type="application/ld+json">{json.dumps(data)}</script>'
    assert decide(page(article(head=head))).method == "generic"


@pytest.mark.parametrize("html", ["", "<html></html>", "\x00\xff", "<p></p>"])
def test_nothing_is_read_from_nothing(html: str) -> None:
    reading = decide(page(html))
    assert (reading.method, reading.confidence) == ("none", None)
    assert "body" not in reading.region


def test_a_page_of_links_has_no_body() -> None:
    html = "<body>" + "".join(f'<li><a href="/{n}">Headline {n}</a></li>' for n in range(40)) + "</body>"
    assert body(html) == []


def test_a_list_of_long_titles_under_a_headline_has_no_body() -> None:
    links = "".join(
        f"<li><a href='/story-{n}'>A market day of the town, number {n}, in the rain</a></li>"
        for n in range(20)
    )
    assert body(f"<html><title>List</title><h1>All market days</h1><ul>{links}</ul></html>") == []
