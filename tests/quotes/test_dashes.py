from __future__ import annotations

import pytest

from newsspider.quotes.dashes import dash_turns
from newsspider.quotes.extract import extract_quotes
from newsspider.quotes.words import words


def turns(body: str, language: str) -> list[str]:
    return [body[s.start : s.end] for s in dash_turns(body, words(language))]


@pytest.mark.parametrize(
    ("language", "body", "spoken"),
    [
        ("uk", "– Ми готові, – сказала Олена. – Чекаємо.", ["Ми готові", "Чекаємо."]),
        ("ru", "— Мы готовы, — сказал Пётр.", ["Мы готовы"]),
        ("pl", "– Jesteśmy gotowi – mówi Ewa Lis.", ["Jesteśmy gotowi"]),
        ("es", "—No cederemos —dijo Eva Gil—. Nunca.", ["No cederemos", "Nunca."]),
        ("fr", "— Vous venez ? demanda le maire.\n\n— Oui, répondit Luc Noir.", ["Vous venez ?", "Oui"]),
        ("it", "- Siamo pronti - ha detto Ugo Riva.", ["Siamo pronti"]),
    ],
)
def test_what_is_spoken_ends_at_the_reporting_clause(language: str, body: str, spoken: list[str]) -> None:
    assert turns(body, language) == spoken


def test_a_list_is_no_dialogue() -> None:
    assert turns("- grève le 12 mars\n\n- réunion à Lyon – salle Nord", "fr") == []


def test_a_turn_without_a_clause_counts_beside_one_that_has_it() -> None:
    assert turns("— Oui, répondit Luc Noir.\n\n— Alors partons.", "fr") == ["Oui", "Alors partons."]
    assert turns("— Alors partons.", "fr") == []


def test_a_turn_told_with_a_smile() -> None:
    body = "— Люди просять книги, а беруть казки, — сміється Ліда Мороз. — Казки коротші, їх легше дочитати."
    quotes = extract_quotes(body, "uk")
    assert [q.text for q in quotes] == [
        "Люди просять книги, а беруть казки",
        "Казки коротші, їх легше дочитати.",
    ]
    assert {q.speaker for q in quotes} == {"Ліда Мороз"}
