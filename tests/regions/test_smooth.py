"""Holes, lone blocks and weak runs apart from the text, over made-up log odds."""

from __future__ import annotations

from newsspider.regions.smooth import smooth

LONG = 200
SURE = [3.5] * 6
NONE = [-3.0] * 5


def test_nothing_is_smoothed_to_nothing() -> None:
    assert smooth([], []) == []


def test_a_small_hole_is_closed_and_a_lone_weak_block_dropped() -> None:
    assert smooth([3, 3, -0.1, 3, 3], [LONG] * 5) == [True] * 5
    assert smooth([-3, -3, 0.1, -3, -3], [LONG] * 5) == [False] * 5


def test_a_weak_run_apart_from_the_text_is_dropped() -> None:
    kept = smooth([*SURE, *NONE, 0.8, 1.5], [LONG] * 13)
    assert kept == [True] * 6 + [False] * 7


def test_a_sure_run_apart_from_the_text_stays() -> None:
    kept = smooth([*SURE, *NONE, 2.0, 2.0], [LONG] * 13)
    assert kept == [True] * 6 + [False] * 5 + [True] * 2


def test_a_weak_run_near_the_text_or_before_it_stays() -> None:
    assert smooth([*SURE, -3.0, 0.8, 0.9], [LONG] * 9)[-2:] == [True, True]
    assert smooth([0.8, 0.9, *NONE, *SURE], [LONG] * 13)[:2] == [True, True]


def test_a_weak_run_in_the_element_of_the_text_stays() -> None:
    scores = [*SURE, *NONE, 0.8, 0.9]
    assert smooth(scores, [LONG] * 13, [7] * 6 + [8] * 5 + [7] * 2)[-2:] == [True, True]
    assert smooth(scores, [LONG] * 13, [7] * 6 + [8] * 5 + [9] * 2)[-2:] == [False, False]


def test_a_page_of_weak_runs_keeps_them() -> None:
    assert smooth([1.0, 1.0, *NONE, 1.0], [LONG] * 8) == [True] * 2 + [False] * 5 + [True]
