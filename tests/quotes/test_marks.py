from __future__ import annotations

import pytest

from newsspider.quotes.marks import marked_spans


def marked(body: str) -> list[str]:
    return [body[s.start : s.end] for s in marked_spans(body)]


@pytest.mark.parametrize(
    ("body", "inside"),
    [
        ("Il dit « non ».", "non"),
        ("Il dit «\u202fnon\u202f».", "non"),
        ("Er sagt »nein« dazu.", "nein"),
        ("Er sagt „nein“ dazu.", "nein"),
        ("Mówi „nie” od rana.", "nie"),
        ("She says “no” again.", "no"),
        ("She says ‘never again’ today.", "never again"),
        ("Er sagt ‚nein‘ dazu.", "nein"),
        ("Un ‹ tournant › pour tous.", "tournant"),
        ("彼は「はい」と言った。", "はい"),
        ("彼は『はい』と言った。", "はい"),
        ('She says "no" again.', "no"),
        ("She says 'no way' again.", "no way"),
        ("She says ``no'' again.", "no"),
        ("She says ''no'' again.", "no"),
        ('Il dit " non " encore.', "non"),
        ("Le terme\xa0» vol\xa0« revient.", "vol"),
        ("Le terme » vol » revient.", "vol"),
    ],
)
def test_each_family_is_paired(body: str, inside: str) -> None:
    assert marked(body) == [inside]


@pytest.mark.parametrize(
    "body",
    [
        "L'homme n’a rien dit aujourd'hui.",
        "The '90s and the ’60s were the boys' best years.",
        'A 55" screen and a 32" one.',
        "He is 6'2 tall, rock 'n' roll.",
        "À lire aussi » Le pont est fermé",
        "Taylor Swift‘s album is out.",
    ],
)
def test_apostrophes_decades_inches_and_pointers_are_no_marks(body: str) -> None:
    assert marked(body) == []


def test_marks_of_two_families_may_be_mismatched() -> None:
    assert marked('La situation est "intenable” à long terme.') == ["intenable"]
    assert marked('Dice “basta" a tutti.') == ["basta"]


def test_a_quotation_in_a_quotation_is_part_of_it() -> None:
    assert marked("« Il a crié “feu” puis « fuyez », et voilà »") == [
        "Il a crié “feu” puis « fuyez », et voilà"
    ]
    assert marked("‘He said “go” twice,’ she said.") == ["He said “go” twice,"]


def test_the_possessive_does_not_end_single_marks() -> None:
    assert marked("'The boys' room is full,' she said.") == ["The boys' room is full,"]


@pytest.mark.parametrize("again", ["« ", "» ", "«\xa0"])
def test_an_opening_mark_repeated_at_each_paragraph_goes_on(again: str) -> None:
    body = f"« Premier point.\n\n{again}Deuxième point », dit Anne Roux."
    [span] = marked_spans(body)
    assert body[span.start : span.end].startswith("Premier")
    assert body[span.start : span.end].endswith("Deuxième point")
    assert span.paragraphs == 2


def test_a_mark_closed_in_the_next_paragraph_is_found() -> None:
    assert marked("“It may\n\nget worse,” he said.") == ["It may\n\nget worse,"]


def test_a_mark_never_closed_swallows_nothing() -> None:
    assert marked("Il parle de « rupture et s'en va.\n\nPuis « non » vient.") == ["non"]
    assert marked('He calls it a "mess and leaves.\n\nThen "no" comes.') == ["no"]


def test_a_whole_paragraph_opened_and_never_closed_is_speech_to_its_end() -> None:
    assert marked("“We have waited for a long time.\n\nNobody came.") == ["We have waited for a long time."]


def test_a_mark_opened_twice_counts_from_the_second() -> None:
    assert marked("Le « projet dit « neuf » avance.") == ["neuf"]


def test_empty_marks_give_nothing() -> None:
    assert marked('«  » "" “”') == []


def test_marks_are_kept_as_printed() -> None:
    assert [s.marks for s in marked_spans("« a », “b” and ``c''.")] == ["«»", "“”", "``''"]
