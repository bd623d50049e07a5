from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsspider.text.sentences import is_abbreviation, sentence_spans


def sentences(text: str) -> list[str]:
    return [text[start:end] for start, end in sentence_spans(text)]


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("One. Two.", ["One.", "Two."]),
        ("M. Roy est venu. Il part.", ["M. Roy est venu.", "Il part."]),
        ("J. K. Roy left. Why?", ["J. K. Roy left.", "Why?"]),
        ("“Go.” She left.", ["“Go.”", "She left."]),
        ("« Va ! » dit-il. Elle part.", ["« Va ! » dit-il.", "Elle part."]),
        ("Wait... what? Yes", ["Wait... what?", "Yes"]),
        ("A title\nThen text.", ["A title", "Then text."]),
        ("Was? Nein! Doch.", ["Was?", "Nein!", "Doch."]),
        ("Version 3.5 is out.", ["Version 3.5 is out."]),
        ("", []),
        (" \n ", []),
    ],
)
def test_sentences(text: str, parts: list[str]) -> None:
    assert sentences(text) == parts


@pytest.mark.parametrize("word", ["M", "Dr", "U.S", "prof"])
def test_abbreviations(word: str) -> None:
    assert is_abbreviation(word)


@pytest.mark.parametrize("word", ["Roy", "end", "a", "1"])
def test_words_in_full(word: str) -> None:
    assert not is_abbreviation(word)


@given(st.text())
def test_sentences_are_in_order_and_leave_out_white_space_only(text: str) -> None:
    spans = sentence_spans(text)
    assert all(start < end for start, end in spans)
    assert all(a[1] <= b[0] for a, b in pairwise(spans))
    kept = "".join(text[start:end] for start, end in spans)
    assert "".join(kept.split()) == "".join(text.split())
