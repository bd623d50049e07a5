"""One form for texts that differ only in white space, Unicode form or typography."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsspider.text.normalize import fold, latin, letters, squeeze, unaccented


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("  a \n\t b ", "a b"),
        ("a\u00a0b\u202fc", "a b c"),
        ("sham\u00adrock\u200b\ufeff", "shamrock"),
        ("e\u0301te\u0301", "été"),
        ("half \ud83d pair", "half pair"),
        ("\x00a\x07", "a"),
        ("つなぎ直された。\n  十一日に\n\n開かれた", "つなぎ直された。十一日に開かれた"),
        ("早瀬 みのり　記者", "早瀬 みのり 記者"),
        ("四万册\nABC\n是市民", "四万册 ABC 是市民"),
        ("한국어\n문장", "한국어 문장"),
        ("نمی\u200cخواهم", "نمی\u200cخواهم"),
        ("", ""),
        (None, ""),
    ],
)
def test_squeeze(text: str | None, expected: str) -> None:
    assert squeeze(text) == expected


def test_long_runs_of_line_breaks_are_read_in_linear_time() -> None:
    assert squeeze("日" + "\n" * 300_000 + "x" + "\n 日" * 100_000) == "日 x" + " 日" * 1 + "日" * 99_999


def test_fold() -> None:
    assert fold("« L’ÉTÉ » – “ß”") == '" l\'été " - "ss"'
    assert fold("It`s ASCII") == "it's ascii"


def test_letters() -> None:
    assert letters("« L’été », 2026 _ ») ") == "lété2026"
    assert letters(" — ") == ""


def test_latin() -> None:
    assert latin("Junín 24") == "junin24"
    assert latin("Łódź, Øre & Straße") == "lodzorestrasse"
    assert latin("Новини") == "новини"


@given(st.text())
def test_squeeze_is_settled_and_nfc(text: str) -> None:
    once = squeeze(text)
    assert squeeze(once) == once
    assert unicodedata.is_normalized("NFC", once)
    assert "  " not in once
    assert letters(once) == letters(text)


@pytest.mark.parametrize(
    ("text", "bare"),
    [
        ("élève", "eleve"),
        ("Łódź", "Łodz"),
        ("\ufb01n", "fin"),
        ("Київ", "Киів"),
        ("plain", "plain"),
        ("", ""),
    ],
)
def test_unaccented_takes_marks_off_and_leaves_letters(text: str, bare: str) -> None:
    assert unaccented(text) == bare
