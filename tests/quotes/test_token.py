from __future__ import annotations

import pytest

from newsspider.quotes.token import NAME, NUMBER, PUNCT, WORD, Tokens, add_words
from newsspider.quotes.words import words


@pytest.mark.parametrize(
    ("language", "text", "tokens"),
    [
        ("fr", "L'an dernier", ["l'", "an", "dernier"]),
        ("fr", "dit-il, a-t-elle", ["dit", "il", ",", "a", "elle"]),
        ("fr", "l’A320 vole", ["l'", "a", "320", "vole"]),
        ("en", "Ann's boat", ["ann", "'s", "boat"]),
        ("en", "Dr. Lee left.", ["dr.", "lee", "left", "."]),
        ("en", "12,5 m and 2e_x", ["12,5", "m", "and", "2", "e", "_", "x"]),
        ("en", "well-known “so” …", ["well-known", "so", "…"]),
        ("en", "", []),
    ],
)
def test_tokens(language: str, text: str, tokens: list[str]) -> None:
    assert read(text, 0, language).low == tokens


def read(text: str, start: int, language: str) -> Tokens:
    found = Tokens(text)
    add_words(found, start, len(text), words(language))
    return found


def test_each_token_knows_its_kind_and_place() -> None:
    found = read("In NATO 3 men,", 3, "en")
    assert list(zip(found.kind, found.start, found.end, strict=True)) == [
        (NAME, 3, 7),
        (NUMBER, 8, 9),
        (WORD, 10, 13),
        (PUNCT, 13, 14),
    ]
    assert [found.upper(i) for i in range(4)] == [True, False, False, False]


def test_an_inverted_pronoun_is_a_token_of_its_own() -> None:
    found = read("a-t-elle dit", 0, "fr")
    assert [found.text(i) for i in found.inverted] == ["elle"]


def test_a_long_run_without_spaces_is_one_word() -> None:
    assert len(read("l'" * 20_000 + "eau", 0, "fr")) == 1


def test_there_is_nothing_beyond_the_ends() -> None:
    found = read("Oui.", 0, "fr")
    found.fence()
    assert [found.low[i] for i in (-2, -1, 0, 1, 2, 3)] == ["", "", "oui", ".", "", ""]
