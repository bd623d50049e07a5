from __future__ import annotations

from itertools import pairwise, product
from pathlib import Path
from time import process_time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsspider.quotes.extract import extract_quotes
from newsspider.quotes.words import LANGUAGES, guess, words

SEED = Path(__file__).parents[3] / "shared" / "seed.txt"
PIECES = [
    *"«»“”„‘’‚‹›\"'—–-,.:;!?()…\n",
    *[
        "\n\n",
        " ",
        "\xa0",
        "``",
        "''",
        " a dit ",
        " said ",
        "Anne Roy",
        "il ",
        "selon ",
        "M. ",
        "le maire",
        "that ",
    ],
    *["l'", "« Oui », dit-il. ", "“No,” she said. ", "— Oui, dit Luc.\n", "Мы ", "сказал ", "「", "」"],
]
LIKE_NEWS = st.lists(st.sampled_from(PIECES), max_size=60).map("".join)
LANGUAGE = st.sampled_from([*LANGUAGES, None, "ja", "fr-CA", "xx"])


@given(st.one_of(st.text(), LIKE_NEWS), LANGUAGE)
@settings(max_examples=300, deadline=None)
def test_offsets_slice_and_never_overlap(body: str, language: str | None) -> None:
    quotes = extract_quotes(body, language)
    assert [q.position for q in quotes] == list(range(len(quotes)))
    assert all(body[q.char_start : q.char_end] == q.text != "" for q in quotes)
    assert all(a.char_end <= b.char_start for a, b in pairwise(quotes))
    assert all((q.speaker is None) == (q.confidence is None) for q in quotes)
    assert all(0 <= q.confidence <= 1 for q in quotes if q.confidence is not None)


@given(LIKE_NEWS, LANGUAGE)
@settings(max_examples=200, deadline=None)
def test_a_paragraph_without_marks_changes_no_earlier_quotation(body: str, language: str | None) -> None:
    language = language if language in LANGUAGES else "fr"
    before = extract_quotes(body.rstrip() + "\n\n", language)
    after = extract_quotes(body.rstrip() + "\n\nLa rue est calme ce soir et tout va bien.", language)
    assert after == before


PLAIN = [
    "La rue est calme. ",
    "Anne Roy, maire de Brest, ",
    "il ",
    "a dit ",
    "M. Vidal ",
    "selon ",
    "\n",
    "12 ",
]


@given(LIKE_NEWS, st.lists(st.sampled_from(PLAIN), max_size=12).map("".join), LANGUAGE)
@settings(max_examples=200, deadline=None)
def test_what_is_quoted_and_who_speaks_does_not_hang_on_paragraphs_behind(
    body: str, added: str, language: str | None
) -> None:
    """A fuller name further down may be the full name; words, kind, speaker and cue stay."""
    body = body.rstrip() + "\n\n"
    if not extract_quotes(body, language):
        return
    before, after = extract_quotes(body, language), extract_quotes(body + added, language)
    assert [(q.char_start, q.char_end, q.kind, q.speaker, q.cue) for q in after] == [
        (q.char_start, q.char_end, q.kind, q.speaker, q.cue) for q in before
    ]


@pytest.mark.parametrize(
    "body", ["", " ", "\ud800", "«", '"' * 99, "'\n'\n'", "\u200b«\u200b»", "— ", "—\n—\n—"]
)
def test_odd_bodies_give_no_error(body: str) -> None:
    assert extract_quotes(body, None) == []


FILLER = "Le conseil de la ville a voté hier le budget des écoles du quartier et des ponts du port. "
SHAPES = {
    "plain": ("fr", "« Rien », a dit Anne Roy. " + FILLER, 4_000),
    "dense": ("fr", '« Rien », a dit Anne Roy, "ou presque", selon Luc Vidal. ', 2_000),
    "only opening marks": ("fr", "« Nous " + FILLER, 5_000),
    "nested": ("fr", "« “ ‘ " + FILLER + "’ ” » ", 1_000),
    "alternating": ("fr", '« “Oui ” » "non" ‹ x › „ö“ ', 1_500),
    "short paragraphs": ("fr", "« Oui », dit-il.\n\n", 5_000),
    "opened again": ("fr", "« Nous allons.\n", 5_000),
    "turns": ("pl", "– Tak – powiedział Jan Nowak. – Dobrze.\n", 2_000),
    "dashes": ("pl", "– ", 30_000),
    "no stop": ("fr", "« Oui » et dit alors que ", 2_000),
    "same name": ("fr", "« Oui », a-t-il dit. Anne Roy, maire de Brest, Luc Roy, ", 2_000),
    "hyphens": ("fr", "Anne-", 100_000),
    "apostrophes": ("fr", "l'", 100_000),
}


@pytest.mark.parametrize("shape", SHAPES)
def test_the_seconds_grow_with_the_length_only(shape: str) -> None:
    """Each body holds thousands of marks or is long; a quadratic search takes minutes, a linear one tenths."""
    language, unit, count = SHAPES[shape]
    body = "« Oui », dit Anne Roy. " + unit * count
    begun = process_time()
    quotes = extract_quotes(body, language)
    assert process_time() - begun < 10
    assert all(body[q.char_start : q.char_end] == q.text for q in quotes)


def test_many_names_end() -> None:
    letters = "abcdefghij"
    names = " ".join(f"Luc Ro{a}{b}{c} parle." for a, b, c in product(letters, repeat=3))
    assert len(extract_quotes("« Oui », dit Anne Roy. " + names, "fr")) == 1


def test_the_language_is_guessed_where_none_is_given() -> None:
    body = "« Nous partirons demain », a prévenu la maire de la ville, Jeanne Morin, dans une lettre."
    assert [q.speaker for q in extract_quotes(body, None)] == ["Jeanne Morin"]
    assert guess("Der Rat und die Stadt sind mit dem Plan nicht zufrieden") == "de"
    assert guess("") == "en"


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_language_has_its_words(language: str) -> None:
    chosen = words(language)
    assert len(chosen.verbs) > 100
    assert all(chosen[name] for name in ("preposition", "conjunction", "he", "she", "role_m", "role_f"))
    assert all(chosen.phrases[name] for name in ("named", "work", "spoken"))


@pytest.mark.skipif(not SEED.exists(), reason="the page the project started from is not here")
def test_the_seed_holds_four_quotations() -> None:
    text = SEED.read_text(encoding="utf-8")
    start, end = text.index("Le MI-6"), text.index("l'alliance militaire.")
    quotes = extract_quotes(text[start:end], "fr")
    assert [(q.kind, q.speaker, q.speaker_full) for q in quotes] == [
        ("mixed", "il", "Oleksandr Lytvynenko"),
        ("direct", "Litvinenko", "Oleksandr Lytvynenko"),
        ("scare", "Litvinenko", "Oleksandr Lytvynenko"),
        ("mixed", "Le Kremlin", "Le Kremlin"),
    ]
