"""The lexicon of reported speech: every list that the code reads is there, in the form it expects."""

from __future__ import annotations

import pytest

from newsspider.quotes.words import FINITE, GERUND, LANGUAGES, PARTICIPLE, WEAK, words, words_for
from newsspider.text.lexicon import load


@pytest.mark.parametrize("language", LANGUAGES)
def test_words_are_lower_case_with_straight_apostrophes(language: str) -> None:
    chosen = words(language)
    every = [*chosen.verbs, *(word for part in chosen.values() for word in part)]
    assert [word for word in every if word != word.lower() or "’" in word or not word.strip()] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_tables_have_known_names_only(language: str) -> None:
    data = load(f"speech/{language}")
    assert set(data) <= {"elided", "inverted", "suffixed", "strong", "weak", "words", "kinds"}
    assert set(data["kinds"]) == {"named", "charged", "work", "spoken"}
    groups = [*data.get("strong", []), *data.get("weak", [])]
    assert {name for group in groups for name in group} <= {"stems", "finite", "participle", "gerund"}


def test_a_verb_is_its_stem_with_each_ending() -> None:
    verbs = words("fr").verbs
    assert verbs["affirmait"] & FINITE
    assert verbs["affirmé"] & PARTICIPLE
    assert verbs["affirmant"] & GERUND
    assert verbs["appelle"] & WEAK
    assert not verbs["affirme"] & WEAK


@pytest.mark.parametrize(
    ("language", "code"),
    [("fr", "fr"), ("fr-CA", "fr"), ("PT_br", "pt"), ("xx", "en"), (None, "en"), ("", "en")],
)
def test_the_language_is_a_tag_or_the_texts_own(language: str | None, code: str) -> None:
    assert words_for(language, "The mayor of the town was in the street and nobody saw her").language == code
