"""Headings and class names say what kind of block follows, whatever their case, accents and quotes."""

from __future__ import annotations

import pytest

from newsspider.text.headings import KINDS, class_kinds, heading_kind, is_more_label, part_kinds
from newsspider.text.lexicon import load, words


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("À LIRE AUSSI", "related"),
        ("A lire aussi :", "related"),
        ("Related articlesMore from author", "related"),
        ("ARTICLES CONNEXESPLUS DE L’AUTEUR", "related"),
        ("Dernières news sur : le pont", "related"),
        ("The best articles about: bridges", "related"),
        ("Dernières news", "latest"),
        ("MORE STORIES", "further"),
        ("Lo más leído en Sociedad", "popular"),
        ("Article précédent", "prevnext"),
        ("Laisser un commentaire", "furniture"),
        ("Popular", "popular"),
        ("この記事の関連記事", "related"),
        ("संबंधित खबरें", "related"),
        ("A popular bridge opens in the old town", None),
        ("", None),
        ("related " * 20, None),
        ("Le maire veut lire le rapport", None),
    ],
)
def test_the_kind_of_a_heading(text: str, kind: str | None) -> None:
    assert heading_kind(text) == kind


def test_every_heading_of_the_lexicon_is_of_a_kind() -> None:
    for kind in KINDS:
        for word in words("headings", kind):
            assert heading_kind(word) is not None, word
            if word.upper().lower() == word:  # not so for the Turkish i
                assert heading_kind(word.upper()) == heading_kind(word)


def test_no_word_stands_twice_in_one_list() -> None:
    for table, lists in load("headings").items():
        for language, listed in lists.items():
            assert len(set(listed)) == len(listed), (table, language)


@pytest.mark.parametrize(
    ("name", "kinds"),
    [
        ("related-posts", {"related"}),
        ("relatedPosts", {"related"}),
        ("jp-relatedposts", {"related"}),
        ("mostread", {"popular"}),
        ("nav-previous", {"prevnext", "nav"}),
        ("td-main-sidebar", {"side"}),
        ("unrelentless", set()),
        ("body", set()),
        ("", set()),
    ],
)
def test_the_kinds_of_a_class_name(name: str, kinds: set[str]) -> None:
    assert class_kinds(name) == kinds


def test_the_parts_a_class_name_speaks_of() -> None:
    assert part_kinds("entry-title") == {"title"}
    assert part_kinds("cardKicker") == {"label"}
    assert part_kinds("wrapper") == frozenset()


@pytest.mark.parametrize(
    ("text", "label"), [("Read more »", True), ("LIRE LA SUITE…", True), ("»", True), ("The ferry", False)]
)
def test_read_more_labels(text: str, label: bool) -> None:  # noqa: FBT001
    assert is_more_label(text) is label
