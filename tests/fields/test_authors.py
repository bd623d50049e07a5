"""Bylines: people and agencies, apart, without what stands around them."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsspider.fields.authors import authors, candidates
from newsspider.fields.byline import authors_in
from newsspider.fields.byline_prefix import announces, is_prefix
from newsspider.fields.candidate import Candidate
from newsspider.fields.names import is_account, is_full_name
from newsspider.model import Author
from newsspider.page.page import Page
from newsspider.regions.decide import Reading
from newsspider.rules.site import Layout, Rules, SiteRule
from newsspider.rules.theme import Theme

HEAD = "<h1>The old bridge opens again</h1>"


def page(html: str, rules: Rules | None = None) -> Page:
    return Page(html.encode(), "https://quay.example/news/bridge", {}, None, rules or Rules())


def reading(of: Page, regions: dict[str, str] | None = None) -> Reading:
    found = tuple((regions or {}).get(text, "other") for text in of.blocks.text)
    return Reading(found, ("",) * len(found), None, "none")


def read(html: str, regions: dict[str, str] | None = None, rules: Rules | None = None) -> list[str]:
    of = page(html, rules)
    found = authors(of, reading(of, regions))
    return [author.name for author in found.value] if found else []


def source(html: str) -> tuple[str, str] | None:
    of = page(html)
    found = authors(of, reading(of))
    return (found.source, found.where) if found else None


def linked(author: str, more: str = "") -> str:
    node = f'{{"@type": "NewsArticle", "headline": "The old bridge opens again", "author": {author}}}'
    return f'<script type="application/ld+json">{"[" + node + ", " + more + "]" if more else node}</script>'


def meta(name: str, value: str) -> str:
    return f'<meta name="{name}" content="{value}">'


def names(text: str, language: str | None = None, *, declared: bool = False) -> list[str]:
    return [author.name for author in authors_in(text, language, declared=declared)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("By Jane Doe", ["Jane Doe"]),
        ("BY JANE DOE", ["JANE DOE"]),
        ("ByJane Doe", ["Jane Doe"]),
        ("Written by: Jane Doe", ["Jane Doe"]),
        ("Par Anne Roux et Paul Petit", ["Anne Roux", "Paul Petit"]),
        ("Von Max Müller und Eva Groß", ["Max Müller", "Eva Groß"]),
        ("Автор: Іван Петренко та Олена Коваль", ["Іван Петренко", "Олена Коваль"]),
        ("By Jane Doe, John Roe and Ada Poe", ["Jane Doe", "John Roe", "Ada Poe"]),
        ("Jane Doe; John Roe / Ada Poe", ["Jane Doe", "John Roe", "Ada Poe"]),
        ("Jane Doe & John Roe", ["Jane Doe", "John Roe"]),
        ("Jane Doe | John Roe • Ada Poe", ["Jane Doe", "John Roe", "Ada Poe"]),
        ("Home | By Jane Doe | 5 May 2024", ["Jane Doe"]),
        ("By Jane Doe 5 May 2024 at 10:00", ["Jane Doe"]),
        ("5 May 2024 By Jane Doe", ["Jane Doe"]),
        ("By Jane Doe, updated 10:00", ["Jane Doe"]),
        ("By Jane Doe @janedoe jane@quay.example", ["Jane Doe"]),
        ("By Jane Doe https://quay.example/jane", ["Jane Doe"]),
        ("By Jane Doe and jane doe", ["Jane Doe"]),
        ("Doe, Jane", ["Jane Doe"]),
        ("By Jane Doe in Paris", ["Jane Doe"]),
        ("Par Anne Roux, avec AFP", ["Anne Roux", "AFP"]),
        ("Par Anne Roux (AFP)", ["Anne Roux"]),
        ("AFP, Reuters", ["AFP", "Reuters"]),
        ("By Ludwig van der Berg", ["Ludwig van der Berg"]),
        ("Par Jean d'Ormont", ["Jean d'Ormont"]),
        ("Jane Doe Author", ["Jane Doe"]),
        ("", []),
        ("By", []),
        ("Share", []),
        ("by the way, it rains", []),
        ("A very long line of words that is a sentence and no byline at all. " * 5, []),
    ],
)
def test_a_line_cut_into_names(text: str, expected: list[str]) -> None:
    assert names(text) == expected


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("Anne Roux, maire de Paris", "maire de Paris"),
        ("Par Anne Roux (envoyée spéciale à Kyiv)", "envoyée spéciale à Kyiv"),
        ("Jane Doe, Political Editor", "Political Editor"),
        ("By Jane Doe, The Quay Journal", "The Quay Journal"),
        ("By Jane Doe, CNN", "CNN"),
        ("Von Max Müller, Berlin", "Berlin"),
        ("By Jane Doe", None),
    ],
)
def test_a_role_or_outlet_is_no_second_author(text: str, role: str | None) -> None:
    (author,) = authors_in(text)
    assert author.role == role


def test_short_words_part_names_only_in_their_language() -> None:
    assert names("Luca Monaco e Anna Verdi", "it") == ["Luca Monaco", "Anna Verdi"]
    assert names("Ortega y Gasset", "en", declared=True) == ["Ortega y Gasset"]
    assert names("Ana Gil y Luis Paz", "es-MX") == ["Ana Gil", "Luis Paz"]
    assert names("Jan Vos en Eva Smit", "nl") == ["Jan Vos", "Eva Smit"]


def test_a_field_for_names_may_hold_odd_ones() -> None:
    assert names("asty//now", declared=True) == ["asty//now"]
    assert names("asty//now") == []
    assert names("105092", declared=True) == []
    assert names("https://quay.example/jane", declared=True) == []


def test_words_that_announce() -> None:
    assert announces("By Jane")
    assert announces("Text: Jane Doe")
    assert not announces("Text size")
    assert not announces("by now")
    assert not announces("Parker came home")
    assert is_prefix("Von")
    assert is_prefix("Text:")
    assert not is_prefix("Text")


def test_accounts_and_full_names() -> None:
    assert is_account("Redacción La Voz")
    assert is_account("admin")
    assert not is_account("Jane Doe")
    assert is_full_name("Jane Doe")
    assert not any(map(is_full_name, ("Jane", "READ MORE", "Read more", "続きを 読む")))


@pytest.mark.parametrize(
    "author",
    [
        '"Jane Doe and John Roe"',
        '["Jane Doe", "John Roe"]',
        '[{"@type": "Person", "name": "Jane Doe"}, {"@type": "Person", "name": "John Roe"}]',
        '{"@type": "Person", "name": ["Jane Doe", "John Roe"]}',
        '[{"givenName": "Jane", "familyName": "Doe"}, {"name": "By John Roe"}]',
    ],
)
def test_json_ld_in_its_forms(author: str) -> None:
    assert read(linked(author)) == ["Jane Doe", "John Roe"]
    assert source(linked(author)) == ("json-ld", "author")


def test_json_ld_refers_to_a_person_elsewhere() -> None:
    person = '{"@type": "Person", "@id": "#jane", "name": "Jane Doe", "url": "/authors/jane", "jobTitle": "Reporter"}'
    of = page(linked('{"@id": "#jane"}', person))
    found = authors(of, reading(of))
    assert found is not None
    assert found.value == (Author("Jane Doe", "https://quay.example/authors/jane", "Reporter"),)


@pytest.mark.parametrize(
    "author", ["null", "[]", "{}", "7", '{"@id": "#nobody"}', '{"name": {"name": {}}}', '""']
)
def test_json_ld_that_names_nobody(author: str) -> None:
    assert read(linked(author)) == []


def test_the_name_of_an_organization_is_never_cut() -> None:
    assert read(linked('{"@type": "Organization", "name": "Roe and Doe, Partners"}')) == [
        "Roe and Doe, Partners"
    ]


@pytest.mark.parametrize("name", ["author", "dc.creator", "parsely-author", "article:author"])
def test_meta_tags(name: str) -> None:
    assert read(meta(name, "Jane Doe")) == ["Jane Doe"]
    assert read(meta(name, "https://social.example/jane")) == []


def test_a_link_preview_that_says_written_by() -> None:
    assert read(meta("twitter:label1", "Written by") + meta("twitter:data1", "Jane Doe")) == ["Jane Doe"]
    assert read(meta("twitter:label1", "Reading time") + meta("twitter:data1", "Two Minutes")) == []


@pytest.mark.parametrize("name", ["admin", "Redaction", "Quay Times", "quay.example"])
def test_a_newsroom_or_the_site_counts_only_where_the_byline_prints_it(name: str) -> None:
    head = f'<meta property="og:site_name" content="Quay Times">{meta("author", name)}{HEAD}'
    assert read(head) == []
    assert read(f"{head}<p>By {name}</p>") == [name]


def test_the_person_printed_goes_before_the_account_declared() -> None:
    assert read(meta("author", "Newsroom") + HEAD + "<p>By Jane Doe</p>") == ["Jane Doe"]


def test_the_name_printed_goes_before_the_name_only_declared() -> None:
    assert read(linked('"Web Poster"') + HEAD + "<p>By Jane Doe</p>") == ["Jane Doe"]


def test_the_byline_with_all_names_goes_before_the_first_of_them() -> None:
    assert read(meta("author", "Jane Doe") + HEAD + "<p>By Jane Doe and John Roe</p>") == [
        "Jane Doe",
        "John Roe",
    ]


def test_the_outlet_declared_is_not_the_author_printed() -> None:
    html = linked('"The Quay Journal"') + HEAD + "<p>by Jane Doe, The Quay Journal</p>"
    assert read(html) == ["Jane Doe"]


@pytest.mark.parametrize(
    "byline",
    [
        "<p>By Jane Doe</p>",
        "<div>By</div><div>Jane Doe</div>",
        "<p>Jane Doe | 5 May 2024</p>",
        '<p><a rel="author" href="/jane">Jane Doe</a></p>',
        '<p itemprop="author" itemscope><span itemprop="name">Jane Doe</span></p>',
        '<span itemprop="author" itemscope><meta itemprop="name" content="Jane Doe"></span>',
        '<div class="article-byline"><span>Jane Doe</span><span>Reporter</span></div>',
        '<div class="author"><a href="/jane">Jane Doe</a> <em>12 comments</em></div>',
    ],
)
def test_bylines_of_a_page(byline: str) -> None:
    assert read(f"<article>{HEAD}{byline}<p>Text of the article.</p></article>") == ["Jane Doe"]


def test_two_spans_that_run_together_are_two_names() -> None:
    byline = '<div class="byline"><span>Jane Doe</span><span>John Roe</span></div>'
    assert read(f"<article>{HEAD}{byline}</article>") == ["Jane Doe", "John Roe"]


@pytest.mark.parametrize("apart", ["aside", 'div class="comments"', 'div class="related"', "figure", "nav"])
def test_authors_of_other_things_are_not_ours(apart: str) -> None:
    tag = apart.split(maxsplit=1)[0]
    assert read(f'{HEAD}<{apart}><p class="author">Jane Doe</p></{tag}>') == []


def test_the_byline_region_is_read_and_the_signature() -> None:
    assert read(HEAD + "<p>Jane Doe</p><p>Text.</p>", {"Jane Doe": "byline"}) == ["Jane Doe"]
    body = {"Text.": "body", "Lê Phương": "body"}
    assert read(HEAD + "<p>Text.</p><p>Lê Phương</p>", body) == ["Lê Phương"]
    assert read(HEAD + "<p>Text.</p><p>READ MORE HERE</p>", {"Text.": "body"}) == []


def test_a_credit_to_agencies_that_ends_the_text_is_no_byline() -> None:
    line = "(With information from EFE and Reuters)"
    assert read(HEAD + f"<p>Text.</p><p>{line}</p>", {"Text.": "body", line: "body"}) == []


def test_a_line_of_text_that_begins_like_a_byline_names_nobody() -> None:
    assert (
        read(HEAD + "<p>By Monday the water had gone, and the mayor could cross the bridge on foot.</p>")
        == []
    )
    assert read(HEAD + "<figcaption>Photo: Jane Doe</figcaption>") == []


def test_a_page_without_a_byline_has_no_authors() -> None:
    assert read("") == []
    assert read(HEAD + "<p>Text.</p>") == []


def test_a_site_rule_wins() -> None:
    rules = Rules(sites=(SiteRule("quay", hosts=("quay.example",), layouts=(Layout(authors=(".who",)),)),))
    html = linked('"John Roe"') + HEAD + '<p class="who">Jane Doe</p>'
    assert read(html, rules=rules) == ["Jane Doe"]
    assert read(linked('"John Roe"') + HEAD, rules=rules) == ["John Roe"]


def test_the_themes_byline() -> None:
    theme = Theme("pier", marks=("pier-page",), authors=(".pier-by",))
    card = '<div class="related"><b class="pier-by">John Roe</b></div>'
    html = f'<body class="pier-page"><article>{HEAD}<b class="pier-by">Eddie</b></article>{card}</body>'
    assert read(html, rules=Rules(themes=(theme,))) == ["Eddie"]


def test_the_address_of_the_author_comes_from_whoever_knows_it() -> None:
    byline = '<p class="byline">By <a href="/authors/jane">Jane Doe</a></p>'
    of = page(meta("author", "Jane Doe") + f"<article>{HEAD}{byline}</article>")
    found = authors(of, reading(of))
    assert found is not None
    assert found.value[0].name == "Jane Doe"
    assert [c.source for c in candidates(of, reading(of))][:2] == ["meta", "meta"]


def test_candidates_hold_every_place() -> None:
    of = page(linked('"Jane Doe"') + meta("author", "John Roe") + HEAD + "<p>By Jane Doe</p>")
    found = list(candidates(of, reading(of)))
    assert found[0] == Candidate((Author("Jane Doe"),), "json-ld", "author")
    assert {c.source for c in found} == {"json-ld", "meta", "visible-text"}


@given(st.text(max_size=120), st.sampled_from([None, "fr", "es", "zz"]))
@settings(max_examples=150, deadline=None)
def test_any_text_gives_names_that_are_not_empty(text: str, language: str | None) -> None:
    for author in (*authors_in(text, language), *authors_in(text, language, declared=True)):
        assert author.name.strip() == author.name != ""
