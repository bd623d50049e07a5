"""Phrases that lead to another article are found, and ordinary sentences with links are not."""

from __future__ import annotations

import re

import pytest

from newsspider.regions.read_also import is_read_also, spans, starts_read_also


def block(marked: str) -> tuple[str, list[tuple[int, int]]]:
    """Return text and anchors of a block written with ``<`` and ``>`` around its links."""
    anchors: list[tuple[int, int]] = []
    text = ""
    for part in re.split(r"(<[^>]*>)", marked):
        start = len(text)
        text += part[1:-1] if part.startswith("<") else part
        if part.startswith("<"):
            anchors.append((start, len(text)))
    return text, anchors


def cut(marked: str) -> str:
    text, anchors = block(marked)
    for start, end in reversed(spans(text, anchors)):
        text = text[:start] + text[end:]
    return text.strip()


@pytest.mark.parametrize(
    ("marked", "left"),
    [
        ("Le pont est fermé. À lire aussi : <Le port rouvre>", "Le pont est fermé."),
        ("À lire aussi : <Le port rouvre> Le pont est fermé.", "Le pont est fermé."),
        ("Le pont est fermé (lire aussi <Le port rouvre>). Il pleut.", "Le pont est fermé. Il pleut."),
        ("Le pont est fermé. A\u00a0lire aussi : <Le port rouvre>", "Le pont est fermé."),
        ("Le pont est fermé <lire aussi : Le port rouvre>", "Le pont est fermé"),
        ("The bridge is shut. READ MORE: <The port opens again>", "The bridge is shut."),
        ("The bridge is shut.\nRead also <The port opens again>", "The bridge is shut."),
        ("Міст закрито. Читайте також: <Порт відкрито>", "Міст закрито."),
        ("Мост закрыт. <Читайте также: Порт открыт>", "Мост закрыт."),
        ("Die Brücke ist zu. Lesen Sie auch: <Der Hafen öffnet> und <Die Fähre fährt>", "Die Brücke ist zu."),
        ("A LIRE AUSSI > <Le port rouvre>", ""),
        ("Lire aussi notre récit : « <Le port rouvre> »", ""),
        ("Puente cerrado. Lea también | <Abre el puerto>", "Puente cerrado."),
        ("LIRE AUSSI SUR LE-FIL.EXAMPLE >> <Le port rouvre>", ""),
        ("Lire aussi. <Le port rouvre>", ""),
        ("IN DEPTH: <How the port was built>", ""),
        ("<GUÍA: Cómo cruzar el puente>", ""),
        ("Il ponte è chiuso. (Leggi anche: <Il porto riapre>)", "Il ponte è chiuso."),
    ],
)
def test_phrases_are_cut_and_the_paragraph_stays(marked: str, left: str) -> None:
    assert cut(marked) == left


@pytest.mark.parametrize(
    "marked",
    [
        "Vous pouvez lire aussi <le rapport> publié hier.",
        "Read <the report> before you vote.",
        "Readers want more: they said so in <a survey>.",
        "See also <the report>, which the ministry kept for years.",
        "À lire aussi : un livre sans lien.",
        "UNESCO: <the list> has grown by three bridges since then.",
        "2026: <How the port was built>",
        "Le ministère a publié <son rapport>.",
        "Read more about bridges in <our library> of plans.",
        "",
    ],
)
def test_ordinary_sentences_stay(marked: str) -> None:
    text, anchors = block(marked)
    assert spans(text, anchors) == []
    assert not is_read_also(text, anchors)


def test_image_anchors_are_passed_over() -> None:
    assert spans("Lire aussi : Le port", [(0, 0), (13, 20)]) == [(0, 20)]


@pytest.mark.parametrize(
    ("marked", "whole"),
    [
        ("À lire aussi : <Le port rouvre>", True),
        ("<READ MORE: The port opens again>", True),
        ("→ <Le port rouvre ce lundi>", True),
        ("Читайте також:", True),
        ("Lire aussi", True),
        ("Hintergrund", False),
        ("Hintergrund: <Der Hafen>", True),
        ("→ <voir> le détail de toutes les mesures prises ce lundi", False),
        ("Le port rouvre. À lire aussi : <Le pont>", False),
    ],
)
def test_a_block_that_is_wholly_read_also(marked: str, *, whole: bool) -> None:
    assert is_read_also(*block(marked)) is whole


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        ("Lire aussi : Le port", "Le port"),
        ("Lire aussi Le port", "Le port"),
        ("Read the room", "Read the room"),
        ("Read: The room", "Read: The room"),
        ("RELATED: The port", "The port"),
        ("Related ports of the coast", "Related ports of the coast"),
        ("The port: read also", "The port: read also"),
        ("READ MORE: The port", "The port"),
        ("Read more about the port", "Read more about the port"),
        ("Watch: a whale in the port", "Watch: a whale in the port"),
    ],
)
def test_a_title_without_its_lead_in(text: str, rest: str) -> None:
    assert text[starts_read_also(text) :].strip() == rest


def test_long_text_is_read_in_linear_time() -> None:
    text = "lire aussi " * 20_000
    assert spans(text, [(len(text) - 5, len(text) - 1)]) == []
