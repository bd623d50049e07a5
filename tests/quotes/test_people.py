from __future__ import annotations

import pytest

from newsspider.quotes.extract import extract_quotes
from newsspider.quotes.names import distance, same_name, sound
from newsspider.quotes.people import People
from newsspider.quotes.roles import apposed_roles, titles_before
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


@pytest.mark.parametrize(
    ("body", "role"),
    [
        ("Luc Roy, maire de Brest depuis mars, est venu.", "maire de Brest depuis mars"),
        ("Selon le procureur de la ville Luc Roy, rien ne presse.", "procureur de la ville"),
        ("Luc Roy, 43 ans, est venu.", None),
        ("Le train de Luc Roy est parti.", None),
    ],
)
def test_the_role_beside_a_name(body: str, role: str | None) -> None:
    start = body.index("Luc Roy")
    found = list(apposed_roles(body, start, start + len("Luc Roy"), words("fr")))
    assert found == ([role] if role else [])


def test_a_role_told_anywhere_explains_a_description() -> None:
    body = "Anne Roy, juge à Brest, a reçu la presse.\n\n« Rien ne presse ici », a répété la juge."
    [quote] = extract_quotes(body, "fr")
    assert (quote.speaker, quote.speaker_full, quote.speaker_role) == ("la juge", "Anne Roy", "juge à Brest")


def test_a_place_is_no_antecedent() -> None:
    body = "Mr Paul Vidal spoke in New York. “We still wait for them,” he said."
    assert full(body, "en") == ["Paul Vidal"]


def test_a_heading_repeats_its_speaker() -> None:
    body = "« Une tâche difficile »\n\nLe pont est fermé depuis mars.\n\n« C'est une tâche difficile », dit Luc Roy."
    assert [q.speaker for q in extract_quotes(body, "fr")] == ["Luc Roy", "Luc Roy"]


def test_a_heading_that_nobody_repeats_has_no_speaker() -> None:
    body = "« Une tâche difficile »\n\nLe pont est fermé.\n\n« Rien ne presse », dit Luc Roy."
    assert [q.speaker for q in extract_quotes(body, "fr")] == [None, "Luc Roy"]


@pytest.mark.parametrize(
    ("language", "body", "name", "role"),
    [
        ("en", "Prime Minister Lasko Wren called it “a gift”.", "Lasko Wren", "Prime Minister"),
        ("en", "One of them, Senator Paul Marsh, said it would be “a gift”.", "Paul Marsh", "Senator"),
        ("en", "According to Dr Amy Fole, it is “the least bad choice”.", "Amy Fole", "Dr"),
        (
            "de",
            "„Wir warten nicht länger“, meint die Vereinschefin Lene Kraft.",
            "Lene Kraft",
            "Vereinschefin",
        ),
        ("de", "Nach Angaben von Amtsleiterin Silke Thon ist sie „müde“.", "Silke Thon", "Amtsleiterin"),
        ("uk", "Історик Юрій Бойко назвав це «найкращим уроком».", "Юрій Бойко", "Історик"),
    ],
)
def test_a_title_is_the_role_not_the_name(language: str, body: str, name: str, role: str) -> None:
    [quote] = extract_quotes(body, language)
    assert (quote.speaker, quote.speaker_full, quote.speaker_role) == (name, name, role)


@pytest.mark.parametrize(
    ("language", "name", "count"),
    [
        ("en", "President Lee", 0),
        ("en", "General Motors", 0),
        ("en", "Ann Lee", 0),
        ("en", "Former Senator Ann Lee", 2),
        ("de", "Regierungssprecher Jan Kohl", 1),
        ("de", "Hermann Karl Kohl", 0),
        ("en", "", 0),
    ],
)
def test_titles_before_a_name(language: str, name: str, count: int) -> None:
    assert titles_before(name.split(), words(language)) == count


def test_the_subject_of_an_inner_clause_is_not_the_pronoun() -> None:
    body = "Anton Roy, secrétaire du conseil, craint que le ministre Luc Morel ordonne la vidange, en raison de ce qu'il a appelé une « faillite »."
    assert full(body, "fr") == ["Anton Roy"]
