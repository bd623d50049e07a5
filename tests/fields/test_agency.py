"""The wire agency a byline or a text credits."""

from __future__ import annotations

import pytest

from newsspider.fields.agency import agency, agency_called
from newsspider.model import Author

BODY = "The bridge opens again. People are glad.\n\nThe mayor will speak on Monday."


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("AFP", "AFP"),
        ("Agence France-Presse", "AFP"),
        ("Reuters", "Reuters"),
        ("Associated Press", "AP"),
        ("ТАСС", "TASS"),
        ("Укрінформ", "Ukrinform"),
        ("dpa", "dpa"),
        ("Jane Doe", None),
        ("ap", None),
        ("", None),
    ],
)
def test_names_of_agencies(name: str, expected: str | None) -> None:
    assert agency_called(name) == expected


def test_an_agency_among_the_authors() -> None:
    assert agency([Author("Jane Doe"), Author("ANSA")], BODY) == "ANSA"
    assert agency([Author("Jane Doe avec AFP")], BODY) == "AFP"
    assert agency([Author("Jane Doe", role="Reuters")], BODY) == "Reuters"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"{BODY} (avec AFP)", "AFP"),
        (f"{BODY} (AFP)", "AFP"),
        (f"{BODY}\n\nSource: Reuters", "Reuters"),
        (f"{BODY}\n\nmit dpa", "dpa"),
        (f"{BODY}\n\n© EFE", "EFE"),
        (f"BERLIN (dpa) - {BODY}", "dpa"),
        (f"PARIS, March 3 (Reuters) - {BODY}", "Reuters"),
        (f"{BODY} Con información de EFE.", "EFE"),
        (f"{BODY} (sda/afp)", "SDA"),
    ],
)
def test_credits_at_the_start_and_the_end(text: str, expected: str) -> None:
    assert agency([], text) == expected


@pytest.mark.parametrize(
    "text",
    [
        None,
        "",
        BODY,
        f"The mayor told Reuters that she was glad. {BODY}",
        f"{BODY} The AP style guide says otherwise, and so does everyone else in this long closing sentence.",
        f"{BODY}\n\n" + "A long paragraph of other words stands here. " * 8 + "\n\n" + BODY,
    ],
)
def test_an_agency_that_is_only_mentioned_is_not_the_source(text: str | None) -> None:
    assert agency([], text) is None
