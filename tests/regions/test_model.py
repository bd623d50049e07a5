"""The weights and the steps that use them: views, second look, smoothing, names."""

from __future__ import annotations

import json
from collections.abc import Sequence
from importlib.resources import files

import pytest

from newsspider.page.blocks import Blocks
from newsspider.page.tree import parse
from newsspider.regions import classes, names
from newsspider.regions.elements import nodes
from newsspider.regions.features import NAMES, WORDS, features
from newsspider.regions.nodes import weigh, weight
from newsspider.regions.second_look import CLASSES, SECOND, kind, second_look
from newsspider.regions.smooth import smooth
from newsspider.regions.views import VIEWS, combined, log_odds, shipped
from tests.regions.pages import SENTENCES, article, page

WEIGHTS = json.loads(files("newsspider.regions").joinpath("weights.json").read_text(encoding="utf-8"))


def test_weights_are_for_these_features() -> None:
    assert WEIGHTS["features"] == list(NAMES)
    assert list(WEIGHTS["views"]) == list(VIEWS)
    assert {len(weights) for weights in WEIGHTS["views"].values()} == {len(NAMES)}
    assert len(WEIGHTS["bias"]) == len(VIEWS)


def test_weights_are_for_this_second_look() -> None:
    assert WEIGHTS["second_features"] == list(SECOND)
    assert [len(row) for row in WEIGHTS["second"]] == [len(SECOND)] * len(CLASSES)


def test_weights_say_what_they_were_fitted_on() -> None:
    assert WEIGHTS["fitted_on"]
    assert "de_wikinews" not in json.dumps(WEIGHTS)


def test_feature_names_are_unique() -> None:
    assert len(set(NAMES)) == len(NAMES)


def test_the_view_of_words_knows_only_words_and_that_of_markup_none() -> None:
    words, markup, both = shipped().views
    assert all(words[n] == 0 for n in range(len(NAMES)) if n not in WORDS)
    assert all(markup[n] == 0 for n in WORDS)
    assert any(both[n] for n in WORDS)


def test_every_view_prefers_paragraphs_to_menus() -> None:
    read = page(article())
    found = features(read)
    views = log_odds(read.blocks, found, shipped())
    paragraph, link = read.blocks.text.index(SENTENCES[2]), 0
    assert all(view[paragraph] > 0 > view[link] for view in views)
    scores = combined(read.blocks, found, views, shipped())
    assert scores[paragraph] > 0 > scores[link]


def test_elements_that_hold_no_body_are_not_read() -> None:
    read = page(article())
    model = shipped()
    every, found = features(read), features(read, model.worth_reading)
    footer = read.blocks.text.index("© 2025 The Quay. All rights reserved.")
    assert footer in every.read
    assert footer not in found.read
    assert set(found.read) < set(every.read)
    assert {read.blocks.text.index(s) for s in SENTENCES} <= set(found.read)


def nothing(markup: Sequence[int]) -> bool:
    """A first glance that finds no element worth reading."""
    return len(markup) > len(NAMES)


def test_blocks_under_the_headline_are_read_whatever_holds_them() -> None:
    read = page(article(before='<p class="standfirst">A short line</p>'))
    found = features(read, nothing)
    assert read.blocks.text.index("A short line") in found.read
    assert found.read[0] == read.blocks.text.index("The ferry comes back")


def test_what_an_unread_block_opens_with_is_known() -> None:
    main = "".join(f"<p>{s}</p>" for s in 3 * SENTENCES)
    read = page(article(main=main, after='<p class="meta">Written by Ann Lee</p>'))
    found = features(read, nothing)
    line = read.blocks.text.index("Written by Ann Lee")
    assert [NAMES[n] for n in found.words[line]] == ["marker=byline"]


def test_second_look_has_a_row_a_block_but_for_menus() -> None:
    read = page(article())
    found = features(read)
    views = log_odds(read.blocks, found, shipped())
    rows = second_look(read.blocks, found, views)
    assert len(rows) == len(read.blocks.text)
    assert rows[0] == []
    assert len(rows[read.blocks.text.index(SENTENCES[0])]) == len(SECOND)


def test_second_look_of_one_block() -> None:
    read = page("<p>Alone</p>")
    found = features(read)
    (row,) = second_look(read.blocks, found, log_odds(read.blocks, found, shipped()))
    assert row[SECOND.index("parent")] == 0.5


@pytest.mark.parametrize(
    ("tag", "length", "name"),
    [("h2", 10, "heading"), ("hr", 5, "heading"), ("p", 200, "long"), ("li", 5, "short")],
)
def test_kind_of_block(tag: str, length: int, name: str) -> None:
    assert CLASSES[kind(tag, length)] == name


def test_smooth_closes_a_small_hole() -> None:
    assert smooth([3, 3, -0.05, 3, 3], [200] * 5) == [True] * 5


def test_smooth_keeps_a_sure_hole_and_drops_a_weak_lone_block() -> None:
    assert smooth([3, -3, 3], [200] * 3) == [True, False, True]
    assert smooth([-3, 0.05, -3], [200] * 3) == [False] * 3


def test_smooth_of_nothing() -> None:
    assert smooth([], []) == []


@pytest.mark.parametrize(
    ("name", "family"),
    [
        ("entry-content", "articlebody"),
        ("entryContent", "articlebody"),
        ("related_posts", "related"),
        ("relatedposts", "related"),
        ("top-ad", "ad"),
        ("CommentList", "comment"),
    ],
)
def test_class_words(name: str, family: str) -> None:
    assert classes.described([("class", name)])[0] & classes.bit(family)


@pytest.mark.parametrize(("name", "family"), [("shadow", "ad"), ("unavailable", "nav"), ("x1 y2", "nav")])
def test_class_words_are_not_found_inside_others(name: str, family: str) -> None:
    assert not classes.described([("class", name)])[0] & classes.bit(family)


def test_class_of_other_attributes_is_none() -> None:
    assert classes.described([("href", "/related"), ("title", "comments")]) == (0, False, None)


def test_container_is_the_element_of_the_paragraphs() -> None:
    blocks = page(article()).blocks
    known = nodes(blocks, [weight(t) for t in blocks.text])
    assert blocks.element[known.container].get("class") == "entry-content"
    assert known.declared == known.container


def test_no_container_without_paragraphs() -> None:
    blocks = Blocks.of(list(parse("<div><p>Short</p></div>").iter("*")))
    assert nodes(blocks, [5]).container == -1


def test_weight_counts_cjk_twice() -> None:
    assert (weight("ab"), weight("渡轮"), weight("é")) == (2, 4, 1)


def test_step_counts_borders() -> None:
    assert [names.step(v, (1, 2)) for v in (0, 1, 1.5, 2, 9)] == [0, 1, 1, 2, 2]


def test_bits_of_a_mask() -> None:
    assert names.bits(0b1010, 100) == (101, 103)


def test_unknown_feature_is_refused() -> None:
    with pytest.raises(ValueError, match="no such feature"):
        names.number("no such feature")


def test_cjk_characters_weigh_twice() -> None:
    assert weigh(["four", "日本語", "été", ""]) == [4, 6, 3, 0]
    assert weigh(["four", "été"]) == [4, 3]
    assert weigh([]) == []
