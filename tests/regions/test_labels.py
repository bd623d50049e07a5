"""Blocks labelled by a text that is known to be the body."""

from __future__ import annotations

from newsspider.regions.labels import labels

BODY = "The ferry left at seven.\nNo hope\nNobody on the quay had expected it back."


def test_blocks_of_the_body_are_found() -> None:
    texts = [
        "Home News Sport Weather",
        "The ferry left at seven.",
        "No hope",
        "Nobody on the quay had expected it back.",
    ]
    assert labels(texts, BODY) == [0, 1, 1, 1]


def test_a_short_block_counts_only_in_its_place() -> None:
    texts = [
        "No hope",
        "Menu",
        "Search",
        "The ferry left at seven.",
        "No hope",
        "Nobody on the quay had expected it back.",
    ]
    assert labels(texts, BODY) == [0, 0, 0, 1, 1, 1]


def test_a_repeated_block_counts_once() -> None:
    texts = ["The ferry left at seven.", "Menu of the whole site", "The ferry left at seven.", "No hope",
             "Nobody on the quay had expected it back."]  # fmt: skip
    assert labels(texts, BODY) == [0, 0, 1, 1, 1]


def test_a_block_without_words_is_not_clear() -> None:
    assert labels(["—"], BODY) == [-1]


def test_an_empty_body_has_no_blocks() -> None:
    assert labels(["Some words that stand here"], "") == [0]
