from __future__ import annotations

import pytest

from newsspider.quotes.token import NAME, NUMBER, PUNCT, WORD, words_in
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
    assert [t.low for t in words_in(text, 0, len(text), words(language), 0)] == tokens


def test_each_token_knows_its_kind_and_place() -> None:
    text = "In NATO 3 men,"
    found = words_in(text, 3, len(text), words("en"), 7)
    assert [(t.kind, t.start, t.end) for t in found] == [
        (NAME, 3, 7),
        (NUMBER, 8, 9),
        (WORD, 10, 13),
        (PUNCT, 13, 14),
    ]
    assert [t.upper for t in found] == [True, False, False, False]
    assert {t.paragraph for t in found} == {7}
