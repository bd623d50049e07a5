"""Furniture between the paragraphs of an article: each rule on a page where it must hold, and where it must not."""

from __future__ import annotations

import pytest

from newsspider.regions.decide import decide
from newsspider.regions.features import features
from newsspider.regions.smooth import smooth
from newsspider.regions.text_vetoes import said
from newsspider.regions.vetoes import vetoes
from tests.regions.pages import SENTENCES, article, page


def paragraphs(*inserted: str) -> str:
    """The article's paragraphs with *inserted* markup after the third."""
    lines = [f"<p>{s}</p>" for s in SENTENCES]
    return "".join([*lines[:3], *inserted, *lines[3:]])


def body(main: str) -> list[str]:
    read = page(article(main=main))
    reading = decide(read)
    return [t for t, r in zip(read.blocks.text, reading.region, strict=True) if r == "body"]


@pytest.mark.parametrize(
    "furniture",
    [
        '<div class="AdSlot_root"><span>Advertisement</span><span>Article continues below</span></div>',
        "<p>Advertisement</p>",
        '<div class="newsletter-box"><h4>The Morning Quay</h4><p>The best of the harbour in your inbox.</p></div>',
        '<p><a href="/x">READ MORE: The harbour master who counts the gulls every morning</a></p>',
        '<p>Read also: <a href="/x">The harbour master who counts the gulls every morning</a></p>',
        "<div>The ferry at the pier on Monday evening (Image: Getty)</div>",
        '<p class="wp-caption-text">The ferry at the pier on Monday evening</p>',
        '<blockquote class="social"><p>A post shared by The Quay (@thequay)</p></blockquote>',
        "<p>We and our partners use cookies. Click “Accept all” to give your consent to all of them.</p>",
        '<div class="author-box">Mara Quill has written about ships for ten years.</div>',
        "<div>Share</div>",
        "<p>Updated at 10:45 on Monday</p>",
        "<center>Advert</center>",
        '<p><a href="/x">GULLS COUNTED AT DAWN iN THE HARBOUR: REPORT</a></p>',
        '<div class="photo"><div class="caption"><p>The ferry lay at the pier on Monday evening, seen from the hill.</p></div></div>',
        "<div>We need your help: for as little as two pounds a month you support our reporting from the harbour.</div>",
        "<div>La presse indépendante vit de nos lecteurs : faites un don, déductible de vos impôts.</div>",
        "<div>This website uses cookies to improve your experience. Those that are categorized as necessary stay.</div>",
        "<div>The opinions expressed in this column are not those of the Quay.</div>",
        "<div>This gallery of the pier requires JavaScript.</div>",
        "<div>When you buy a ticket through our links, we may earn a commission.</div>",
        "<div>Comentários são moderados pela redação do cais antes de aparecer.</div>",
    ],
)
def test_furniture_is_no_body(furniture: str) -> None:
    assert body(paragraphs(furniture)) == list(SENTENCES)


def test_a_pull_quote_is_printed_once() -> None:
    quote = SENTENCES[1][:60]
    assert body(paragraphs(f'<aside class="pull-quote"><p>“{quote}”</p></aside>')) == list(SENTENCES)


def test_text_set_apart_twice_stays_once() -> None:
    line = (
        "The harbour office asks all who saw the boat on Monday evening to call before the end of the week."
    )
    box = f"<blockquote><p>{line}</p></blockquote>"
    assert body(paragraphs(box, box)).count(line) == 1


@pytest.mark.parametrize(
    ("text", "linked", "tag", "score", "rule"),
    [
        ("MORE ON THE FERRY", True, "p", 5.0, "veto:linked-capitals"),
        ("MORE ON THE FERRY", False, "p", 5.0, None),
        ("LOW", True, "td", 1.0, None),
        ("12:40", True, "p", 1.0, None),
        ("Support us with your donation", False, "p", 1.0, "veto:plea"),
        ("For tickets bought here we may receive compensation", False, "p", 2.9, "veto:notice"),
        ("The victims may receive compensation", False, "p", 1.0, None),
        ("For the storm we may receive compensation, he said", False, "p", 3.6, None),
        ("Support us with your donation", False, "p", 3.6, None),
        ("Their donation kept the school open", False, "p", 1.0, None),
    ],
)
def test_what_a_block_says(text: str, tag: str, score: float, rule: str | None, *, linked: bool) -> None:
    inner = f'<a href="/x">{text}</a>' if linked else text
    markup = f"<table><tr><td>{inner}</td></tr></table>" if tag == "td" else f"<p>{inner}</p>"
    blocks = page(f"<body>{markup}</body>").blocks
    assert said(blocks, blocks.text.index(text), len(text), score) == rule


def test_a_heading_that_nothing_follows_is_no_body() -> None:
    main = "".join(f"<p>{s}</p>" for s in SENTENCES) + "<h2>What the crew found</h2>"
    assert body(main) == list(SENTENCES)


@pytest.mark.parametrize(
    "line",
    [
        "The newsletter of the harbour office had said in May that the boat would sink by winter.",
        "Share prices of the ferry company rose by four per cent after the boat had been found.",
        "Reuters and the local paper had asked the owner for comment, and he gave them a long answer.",
        "Photographs of the boat were on every phone in town before the two fishermen reached the pier.",
    ],
)
def test_sentences_with_the_words_of_furniture_are_body(line: str) -> None:
    assert line in body(paragraphs(f"<p>{line}</p>"))


def test_comments_stay_where_nothing_stands_before_them() -> None:
    html = "<body><div class='comments'>" + "".join(f"<p>{s}</p>" for s in SENTENCES) + "</div></body>"
    read = page(html)
    found = features(read)
    scores = [2.0] * len(read.blocks.text)
    assert vetoes(read.blocks, found, smooth(scores, found.weights), scores) == {}


def test_comments_under_a_heading_of_their_own_go_behind_a_short_text() -> None:
    said = "".join(f"<div class='comment'><div class='text'><p>{s}</p></div></div>" for s in SENTENCES)
    text = f"{SENTENCES[0]} {SENTENCES[1]}"
    html = f"<article><p>{text}</p></article><div id='comments'><h3>Comments (3)</h3>{said}</div>"
    read = page(f"<body><main>{html}</main></body>")
    found = features(read)
    heading = read.blocks.text.index("Comments (3)")
    count = len(read.blocks.text)
    out = vetoes(read.blocks, found, [i != heading for i in range(count)], [0.0] * count)
    assert out == dict.fromkeys(range(heading + 1, len(read.blocks.text)), "veto:comments")


def test_only_kept_blocks_are_vetoed() -> None:
    read = page(article(main=paragraphs("<p>Advertisement</p>")))
    count = len(read.blocks.text)
    assert vetoes(read.blocks, features(read), [False] * count, [0.0] * count) == {}


def test_a_veto_names_its_rule() -> None:
    read = page(article(main=paragraphs("<figure><figcaption>The ferry at the pier.</figcaption></figure>")))
    found = features(read)
    caption = read.blocks.text.index("The ferry at the pier.")
    count = len(read.blocks.text)
    assert vetoes(read.blocks, found, [True] * count, [0.0] * count)[caption] == "veto:caption"
