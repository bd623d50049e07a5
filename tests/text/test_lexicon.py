"""Words are data: every file loads, and the words of a table come together, longest first."""

from __future__ import annotations

import tomllib
from importlib.resources import files

import pytest

from newsspider.text.lexicon import load, words

FOLDER = files("newsspider.text").joinpath("lexicon")
TOPICS = sorted(f.name.removesuffix(".toml") for f in FOLDER.iterdir() if f.name.endswith(".toml"))


@pytest.mark.parametrize("topic", TOPICS)
def test_every_file_holds_tables_or_lists(topic: str) -> None:
    tables = load(topic)
    assert tables
    assert all(isinstance(table, dict | list) for table in tables.values())


def test_the_words_of_a_table_in_every_language_longest_first() -> None:
    found = words("headings", "popular")
    assert {"most read", "les plus lus", "найчитаніше"} <= set(found)
    assert len(set(found)) == len(found)
    assert [len(w) for w in found] == sorted((len(w) for w in found), reverse=True)


def test_a_word_of_two_languages_comes_once() -> None:
    assert words("headings", "read_also").count("relacionado") == 1


def test_the_same_table_is_read_once() -> None:
    assert load("headings") is load("headings")
    assert words("headings", "related") is words("headings", "related")


def test_weak_lead_ins_are_lead_ins() -> None:
    assert set(words("headings", "weak")) <= set(words("headings", "read_also"))


def test_a_missing_file_or_table_is_an_error() -> None:
    with pytest.raises(FileNotFoundError):
        load("no-such-topic")
    with pytest.raises(KeyError):
        words("headings", "no-such-table")


def test_words_are_folded() -> None:
    for table, lists in load("headings").items():
        for listed in lists.values():
            for word in listed:
                assert word == word.lower() == word.strip(), (table, word)
                assert "’" not in word, (table, word)


def test_the_files_are_plain_toml() -> None:
    for topic in TOPICS:
        assert tomllib.loads(FOLDER.joinpath(f"{topic}.toml").read_text("utf-8")) == load(topic)
