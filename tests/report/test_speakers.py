from __future__ import annotations

import pytest
from lines import line as a_line

from newsspider.report import speakers
from newsspider.report.lines import Line, line


def article(number: int, *names: str, direct: bool = True) -> Line:
    kind = "direct" if direct else "mixed"
    said = [
        {"text": f"we said {number} times {at}", "kind": kind, "speaker_full": name, "speaker_role": "mayor"}
        for at, name in enumerate(names)
    ]
    read = line(a_line(number) | {"quotes": said})
    assert read is not None
    return read


@pytest.mark.parametrize("name", ["the minister", "Morvane", "Le ministère", "les transporteurs", ""])
def test_no_full_name(name: str) -> None:
    assert speakers.key(name) == ()


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Oleksandr Litvinenko", "Олександр Литвиненко"),
        ("Taras Holubenko", "Taras Goloubenko"),
        ("JOSÉ Núñez", "Jose Nunez"),
    ],
)
def test_spellings_of_one_name(one: str, other: str) -> None:
    assert speakers.key(one) == speakers.key(other) != ()


def test_an_initial_is_the_one_person_it_can_be() -> None:
    tally = speakers.Tally()
    for number, name in enumerate(["Taras Orel", "Taras Orel", "T. Orel", "Nina Orel"]):
        tally.add(article(number, name))
    found = tally.facts(10)
    assert [(one.name, one.spellings, one.quotes) for one in found.top] == [
        ("Taras Orel", ("T. Orel",), 3),
        ("Nina Orel", (), 1),
    ]
    assert found.known == 2


def test_an_initial_of_two_people_is_neither() -> None:
    tally = speakers.Tally()
    for number, name in enumerate(["Taras Orel", "Tina Orel", "T. Orel"]):
        tally.add(article(number, name, name))
    assert {one.quotes for one in tally.facts(10).top} == {2}


def test_articles_and_quotations_are_counted_apart() -> None:
    tally = speakers.Tally()
    tally.add(article(1, "Nina Orel", "Nina Orel", "the mayor"))
    tally.add(article(2, "Nina Orel"))
    found = tally.facts(10)
    assert (found.top[0].quotes, found.top[0].articles) == (3, 2)
    assert (found.quotes, found.named, found.exact) == (4, 3, True)


def test_beyond_the_room_those_quoted_most_are_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(speakers, "_ROOM", 20)
    tally = speakers.Tally()
    for number in range(40):
        tally.add(
            article(
                number,
                "Nina Orel",
                f"Bo {'abcdefghijklmnopqrstuvwxyz'[number % 26].upper()}arn{'i' * (number // 26)}",
            )
        )
    found = tally.facts(1)
    assert (found.top[0].name, found.top[0].quotes) == ("Nina Orel", 40)
    assert not found.exact


def test_one_long_interview_does_not_outweigh_two_articles() -> None:
    tally = speakers.Tally()
    tally.add(article(1, *["Bo Varn"] * 9, "Nina Orel"))
    tally.add(article(2, "Nina Orel"))
    assert [one.name for one in tally.facts(10).top] == ["Nina Orel", "Bo Varn"]
