from __future__ import annotations

import pytest

from newsspider.quotes.extract import extract_quotes
from newsspider.quotes.names import distance, same_name, sound
from newsspider.quotes.people import People
from newsspider.quotes.words import words


def full(body: str, language: str) -> list[str | None]:
    return [q.speaker_full for q in extract_quotes(body, language)]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Lytvynenko", "Litvinenko"),
        ("Зеленський", "Zelenskyi"),
        ("Müller", "Muller"),
        ("Tchernov", "Chernov"),
    ],
)
def test_spellings_of_one_name(one: str, other: str) -> None:
    assert same_name(one, other)


@pytest.mark.parametrize(
    ("one", "other"), [("Martin", "Morton"), ("Ivanov", "Ivanova"), ("Lee", "Leo"), ("", "Roy")]
)
def test_names_of_different_people(one: str, other: str) -> None:
    assert not same_name(one, other)


def test_distance_counts_edits() -> None:
    assert (distance("", "abc"), distance("abc", "abc"), distance("abc", "axcd")) == (3, 0, 2)


def test_sound_of_nothing_is_nothing() -> None:
    assert sound("") == ""


def test_a_later_short_form_is_the_same_person() -> None:
    body = "Oksana Hrytsenko est arrivée. « Tout est prêt », a dit Mme Hritsenko."
    assert full(body, "fr") == ["Oksana Hrytsenko"]


def test_a_description_finds_who_has_the_role() -> None:
    body = "Le juge Paul Vidal a dit : « Rien ne presse ici. »\n\n« Rien ne presse », a répété le juge."
    assert full(body, "fr") == ["Paul Vidal", "Paul Vidal"]


def test_a_pronoun_is_the_last_speaker_of_its_gender() -> None:
    body = "“We wait,” said Mr Paul Vidal. Mrs Anne Roy was there. “We still wait,” he added."
    assert full(body, "en") == ["Paul Vidal", "Paul Vidal"]


def test_two_given_names_are_two_people() -> None:
    people = People(words("en"))
    people.add("Ann Porter", 0)
    people.add("Luke Porter", 20)
    found = people.named("Luke Porter")
    assert found is not None
    assert found.name == "Luke Porter"


def test_a_description_without_a_person_stands_for_itself() -> None:
    assert full("« Rien ne presse », ont répété les syndicats.", "fr") == ["les syndicats"]
