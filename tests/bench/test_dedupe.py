"""Made-up texts, and the figures of what is found among them."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.bench.dedupe import growth, table
from tests.bench.dedupe_figures import Figures, ours
from tests.bench.dedupe_peers import TOOLS, shingles
from tests.bench.dedupe_texts import COPIES, MadeUp, Writer
from tests.bench.tables import filled

DOCUMENT = Path(__file__).parents[2] / "docs" / "benchmarks.md"


@pytest.fixture(scope="module")
def texts() -> list[MadeUp]:
    return list(Writer(400, seed=2).texts())


def test_texts_are_the_same_for_the_same_seed(texts: list[MadeUp]) -> None:
    assert list(Writer(400, seed=2).texts())[:50] == texts[:50]
    assert next(Writer(400, seed=3).texts()).body != texts[0].body


def test_a_quarter_are_copies_of_an_earlier_story_and_some_are_follow_ups(texts: list[MadeUp]) -> None:
    copies = [text for text in texts if text.how in COPIES]
    assert 0.2 < len(copies) / len(texts) < 0.3
    assert {text.how for text in copies} == set(COPIES)
    assert all(text.story < text.number and texts[text.story].how == "original" for text in copies)
    follow_ups = [text for text in texts if text.how == "follow-up"]
    assert 0.04 < len(follow_ups) / len(texts) < 0.12
    assert all(text.story == text.number for text in follow_ups)


def test_a_follow_up_repeats_a_fifth_to_a_third(texts: list[MadeUp]) -> None:
    paragraphs = {part for text in texts if text.how == "original" for part in text.body.split("\n\n")}
    for text in texts:
        if text.how == "follow-up":
            parts = text.body.split("\n\n")
            assert 0.2 <= sum(part in paragraphs for part in parts) / len(parts) <= 0.34


def test_figures_count_what_is_named_and_what_is_missed() -> None:
    figures = Figures()
    for how, named in (("cut", [1]), ("cut", []), ("exact", [1, 1, 7]), ("follow-up", [1])):
        figures.note(MadeUp(9, 9 if how == "follow-up" else 1, how, "a.example", ""), named)
    assert (figures.recall(), figures.recall("cut"), figures.recall("exact")) == (2 / 3, 0.5, 1.0)
    assert figures.precision == 3 / 5
    assert Figures().precision == 1.0
    assert vars(Figures.from_json(figures.to_json())) == vars(figures)


def test_the_tables_have_their_places_in_the_document() -> None:
    figures = ours(150)
    tables = {
        "dedupe": table({"newsspider 1": figures, "other 2": figures}),
        "dedupe-sizes": growth({150: figures}),
    }
    text = filled(DOCUMENT.read_text(encoding="utf-8"), tables)
    assert all(made in text for made in tables.values())
    assert "recall: excerpt" in tables["dedupe"]


def test_all_peers_are_pinned() -> None:
    pinned = Path(__file__).with_name("dedupe-peers.txt").read_text(encoding="utf-8")
    assert all(f"{tool}==" in pinned for tool in TOOLS)
    assert shingles("One, two; THREE four five") == ["one two three four", "two three four five"]
    assert shingles("one") == ["one"]
