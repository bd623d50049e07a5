"""Whether a reader without an account could see it all, and whether the body is all of it."""

from __future__ import annotations

import json

import pytest

from newsspider.fields.access import access
from newsspider.page.page import Page
from newsspider.rules.site import Rules

BODY = "The ferry came back on Monday.\n\nNobody had expected it."


def page(head: str = "", body: str = "") -> Page:
    html = f"<html><head>{head}</head><body>{body}</body></html>"
    return Page(html.encode(), "https://quay.example/a", {}, None, Rules())


def ld(**properties: object) -> str:
    node = {"@type": "NewsArticle", "headline": "h", **properties}
    return f'<script type="application/ld+json">{json.dumps(node)}</script>'


@pytest.mark.parametrize(
    ("stated", "expected"),
    [
        (True, "free"),
        ("True", "free"),
        ("http://schema.org/True", "free"),
        (False, "paywalled"),
        ("false", "paywalled"),
        ("maybe", "free"),
        (None, "free"),
    ],
)
def test_json_ld(stated: object, expected: str) -> None:
    assert access(page(ld(isAccessibleForFree=stated)), BODY)[0] == expected


def test_a_part_that_is_not_free() -> None:
    part = {"@type": "WebPageElement", "isAccessibleForFree": "False", "cssSelector": ".paywall"}
    assert access(page(ld(isAccessibleForFree=True, hasPart=[part])), BODY) == ("paywalled", "truncated")


@pytest.mark.parametrize(
    ("tier", "expected"), [("locked", "paywalled"), ("Metered", "metered"), ("free", "free")]
)
def test_content_tier(tier: str, expected: str) -> None:
    assert access(page(f'<meta property="article:content_tier" content="{tier}">'), BODY)[0] == expected


@pytest.mark.parametrize(
    "line",
    [
        "Subscribe to continue reading this story",
        "Cet article est réservé aux abonnés.",
        "Jetzt weiterlesen mit unserem Abo",
        "Il vous reste 70 % de cet article à lire.",
        "Contenido exclusivo para suscriptores",
        "Тільки для передплатників",
    ],
)
def test_notices_of_a_paywall(line: str) -> None:
    assert access(page(body=f"<p>Text.</p><div>{line}</div>"), BODY) == ("paywalled", "truncated")


def test_a_notice_on_cards_far_below_the_article() -> None:
    cards = "".join(f"<li>Another story of the quay {n}</li>" for n in range(9))
    shown = "The ferry came back on Monday, and nobody on the quay had expected it."
    below = f"<p>{shown}</p><ul>{cards}</ul><p>Article réservé aux abonnés</p>"
    assert access(page(body=below), shown) == ("free", "complete")
    behind = f"<p>{shown}</p><p>Article réservé aux abonnés</p><ul>{cards}</ul>"
    assert access(page(body=behind), shown) == ("paywalled", "truncated")


def test_a_paid_article_that_is_there_in_full() -> None:
    assert access(page(ld(isAccessibleForFree=False)), "word " * 900) == ("paywalled", "unknown")
    assert access(page(ld(isAccessibleForFree=False)), "word " * 90) == ("paywalled", "truncated")


def test_a_notice_where_the_page_says_it_is_free() -> None:
    assert access(page(ld(isAccessibleForFree=True), "<p>Already a subscriber? Log in</p>"), BODY) == (
        "free",
        "complete",
    )


def test_the_words_in_the_text_itself_are_no_notice() -> None:
    text = "He wrote that the archive was for subscribers only, and that this had to change. " * 8
    assert access(page(body=f"<p>{text}</p>"), text)[0] == "free"


def test_metered() -> None:
    assert access(page(body="<p>You have 2 free articles remaining</p>"), BODY)[0] == "metered"


def test_words_stated_and_words_found() -> None:
    assert access(page(ld(isAccessibleForFree=False, wordCount=100)), "word " * 95) == (
        "paywalled",
        "complete",
    )
    assert access(page(ld(isAccessibleForFree=False, wordCount="100")), "word " * 20) == (
        "paywalled",
        "truncated",
    )
    assert access(page(ld(wordCount="many")), BODY) == ("free", "complete")


@pytest.mark.parametrize(
    "end", ["and then…", "and then [...]", "and then.\n\nRead more", "Et puis.\n\nLire la suite →"]
)
def test_a_text_that_was_cut(end: str) -> None:
    assert access(page(), "The ferry came back " + end)[1] == "truncated"


def test_no_body() -> None:
    assert access(page(), None) == ("unknown", "none")
    assert access(page(), "") == ("unknown", "none")


@pytest.mark.parametrize("standing", ["consent-wall", "blocked"])
def test_a_page_that_stands_in_the_way(standing: str) -> None:
    assert access(page(body="<h1>Before you continue</h1>"), None, standing) == (standing, "none")


def test_other_pages_without_an_article_are_of_no_access() -> None:
    assert access(page(body="<h1>Not found</h1>"), None, "error-page") == ("unknown", "none")
