from __future__ import annotations

import json
from pathlib import Path

import pytest

from newsspider.errors import UsageError
from newsspider.flattened import extract_text
from newsspider.model import Article

ROOT = Path(__file__).parents[1]
SEED = ROOT.parent / "shared" / "seed.txt"

DUMP = """Un pont fermé à Verlac pour trois mois

La ville de Verlac ferme le pont du Nord à partir de lundi, a annoncé la mairie dans un long communiqué \
publié dimanche soir sur son site.

"Nous n'avons pas le choix", a déclaré Jeanne Morvane, maire de la ville.

À lire aussi : Le tram de retour en mars

spot_imgspot_imgspot_img

populaire

Partager cette publication:

Plus comme ça
ICI

Un bus sans chauffeur bloqué trois heures

Le véhicule, en essai depuis janvier, s'est arrêté...

La moitié des habitants favorables au tramway

Une enquête menée auprès de...
"""


@pytest.fixture(scope="module")
def dump() -> Article:
    return extract_text(DUMP)


def test_headline_is_the_first_line(dump: Article) -> None:
    assert dump.headline == "Un pont fermé à Verlac pour trois mois"


def test_body_holds_the_paragraphs_and_no_furniture(dump: Article) -> None:
    assert dump.body is not None
    assert [p[:12] for p in dump.body.split("\n\n")] == ["La ville de ", "\"Nous n'avon"]


def test_blocks_joined_by_a_blank_line_are_the_body(dump: Article) -> None:
    assert dump.body is not None
    assert "\n\n".join(dump.body[b.char_start : b.char_end] for b in dump.body_blocks) == dump.body


def test_cards_have_title_teaser_heading_and_position(dump: Article) -> None:
    cards = [r for r in dump.related_links if r.kind == "related"]
    assert [(c.title[:9], c.teaser and c.teaser[-3:], c.block, c.position, c.url) for c in cards] == [
        ("Un bus sa", "...", "Plus comme ça", 0, None),
        ("La moitié", "...", "Plus comme ça", 1, None),
    ]


def test_a_read_also_line_is_an_inline_link(dump: Article) -> None:
    assert [r.title for r in dump.related_links if r.kind == "inline"] == ["Le tram de retour en mars"]


def test_quotes_are_of_the_body_only(dump: Article) -> None:
    assert [q.text for q in dump.quotes] == ["Nous n'avons pas le choix"]


def test_language_is_detected_or_given() -> None:
    assert (extract_text(DUMP).language, extract_text(DUMP).language_source) == ("fr", "detected")
    assert extract_text(DUMP, language="fr-CA").language_source == "configured"


def test_an_address_gives_identity() -> None:
    article = extract_text(DUMP, url="https://www.courrier.example/pont/?utm_source=x")
    assert (article.url_key, article.site) == ("courrier.example/pont", "courrier.example")


def test_without_an_address_there_is_no_identity(dump: Article) -> None:
    assert (dump.url, dump.url_key, dump.id, dump.site, dump.domain) == (None,) * 5


def test_an_address_that_is_none_is_refused() -> None:
    with pytest.raises(UsageError, match="not an http"):
        extract_text(DUMP, url="courrier.example/pont")


@pytest.mark.parametrize("text", ["", " \n\n \t", "\ufeff"])
def test_nothing_in_gives_nothing_and_says_so(text: str) -> None:
    article = extract_text(text)
    assert (article.body, article.headline, article.kind) == (None, None, "unknown")
    assert "no-body" in article.warnings or "empty-page" in article.warnings


def test_text_goes_on_after_a_block_of_cards() -> None:
    prose = (
        "Le chantier commence lundi et doit durer trois mois selon la mairie, qui promet des navettes. " * 2
    )
    text = f"Un pont fermé\n\n{prose}\n\nPlus comme ça\n\nUn bus bloqué\n\nLe véhicule...\n\n{prose}Fin."
    assert extract_text(text).body_blocks[-1].char_start > 0


def test_cards_without_a_heading_follow_the_furniture() -> None:
    text = "Titre\n\nLe texte de cet article est court.\n\nspot_img\n\nUn titre\n\nUn chapeau...\n\nUn autre\n\nEncore..."
    cards = extract_text(text).related_links
    assert [(c.title, c.kind, c.block) for c in cards] == [
        ("Un titre", "other", None),
        ("Un autre", "other", None),
    ]


def test_wrapped_text_is_unwrapped() -> None:
    paragraph = "La ville ferme le pont du Nord à partir de lundi matin\npour trois mois, a annoncé la mairie\nde Verlac."
    article = extract_text(f"Un pont fermé\n\n{paragraph}\n\n{paragraph}")
    assert article.body is not None
    assert article.body.split("\n\n")[0].endswith("la mairie de Verlac.")


@pytest.mark.skipif(not SEED.exists(), reason="the page the project started from is not here")
def test_the_seed() -> None:
    article = extract_text(SEED.read_text(encoding="utf-8"))
    assert article.body is not None
    paragraphs = article.body.split("\n\n")
    assert len(paragraphs) == 8
    assert paragraphs[0].startswith("Le MI-6 a transmis")
    assert paragraphs[-1].endswith("l'alliance militaire.")
    assert not any(w in article.body for w in ("spot_img", "populaire", "Partager cette", "Plus comme"))
    assert len(article.related_links) == 8
    assert all(
        r.title and r.teaser and r.url is None and r.block == "Plus comme ça" for r in article.related_links
    )
    assert [(q.kind, q.speaker, q.speaker_full) for q in article.quotes] == [
        ("mixed", "il", "Oleksandr Lytvynenko"),
        ("direct", "Litvinenko", "Oleksandr Lytvynenko"),
        ("scare", "Litvinenko", "Oleksandr Lytvynenko"),
        ("mixed", "Le Kremlin", "Le Kremlin"),
    ]
    assert article.quotes[1].text.startswith("Si la Russie")


FLATTENED = sorted((ROOT / "fixtures" / "flattened").glob("*.txt"))


@pytest.mark.parametrize("path", FLATTENED, ids=lambda p: p.stem)
def test_flattened_fixture(path: Path) -> None:
    expected = json.loads(path.with_suffix(".expected.json").read_bytes())
    record = extract_text(path.read_text(encoding="utf-8")).to_record()
    for name, value in expected.items():
        assert _same_keys(record[name], value) == value, name


def _same_keys(found: object, expected: object) -> object:
    if isinstance(found, list) and isinstance(expected, list) and expected and isinstance(expected[0], dict):
        return [{key: item[key] for key in expected[0]} for item in found]
    return found
