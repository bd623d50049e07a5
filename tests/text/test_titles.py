"""The site's name is cut from titles, and nothing else."""

from __future__ import annotations

import pytest

from newsspider.text.titles import drop_site_name, is_site_name, parts

NAMES = ("The Quay Times",)
HOST = "quaytimes.example"


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("The ferry is back | The Quay Times", "The ferry is back"),
        ("The ferry is back - The Quay Times", "The ferry is back"),
        ("The ferry is back – Harbour – The Quay Times", "The ferry is back – Harbour"),
        ("The ferry is back – The Quay Times – Harbour", "The ferry is back"),
        ("The ferry is back :: quaytimes.example", "The ferry is back"),
        ("The ferry is back • QUAYTIMES", "The ferry is back"),
        ("The Quay Times | The ferry is back", "The ferry is back"),
        ("The Quay Times: the ferry is back", "the ferry is back"),
        ("The ferry is back » The Quay Times", "The ferry is back"),
        ("Ferry-owner sues The Quay Times", "Ferry-owner sues The Quay Times"),
        ("The ferry: is it back?", "The ferry: is it back?"),
        ("The ferry – back – at last", "The ferry – back – at last"),
        ("The Quay Times", "The Quay Times"),
        ("", ""),
    ],
)
def test_drop(title: str, expected: str) -> None:
    assert drop_site_name(title, NAMES, HOST) == expected


def test_names_by_the_host_alone() -> None:
    assert (
        drop_site_name("Le pont rouvre | Le Courrier de Verlac", (), "courrier-verlac.example")
        == "Le pont rouvre"
    )
    assert drop_site_name("El puente abre | Junín 24", (), "junin24.example") == "El puente abre"
    assert (
        drop_site_name("Bridge opens | The Ferry Line", (), "quaytimes.example")
        == "Bridge opens | The Ferry Line"
    )


def test_is_site_name() -> None:
    assert is_site_name("THE QUAY  TIMES", NAMES)
    assert is_site_name("quaytimes.example", (), HOST)
    assert not is_site_name("Harbour", NAMES, HOST)
    assert not is_site_name("", NAMES, HOST)
    assert not is_site_name("–", (), "")


def test_parts() -> None:
    assert parts("A story | Harbour - The Quay Times") == ["A story", "Harbour", "The Quay Times"]
    assert parts("Well-known co-owner") == ["Well-known co-owner"]
    assert parts(" | ") == []
