"""The figures and their differences, on sums made up by hand."""

from __future__ import annotations

import math

import pytest

from tests.bench.scores import FIGURES, Figure, Scores, difference, lost, mean_f1, pooled_f1, share

SHARE = Figure("made-up", "body", "share", share)


def test_a_share_of_no_pages_is_nothing() -> None:
    assert share((0.0, 0.0)) == 0.0


def test_f1_is_of_the_means() -> None:
    assert mean_f1((1.5, 2.0, 1.0, 2.0)) == pytest.approx(2 * 0.75 * 0.5 / 1.25)
    assert mean_f1((0.0, 0.0, 0.0, 2.0)) == 0.0


def test_f1_is_of_pooled_counts() -> None:
    assert pooled_f1((3.0, 1.0, 2.0)) == pytest.approx(6 / 9)
    assert pooled_f1((0.0, 4.0, 4.0)) == 0.0


def test_no_figure_stands_twice() -> None:
    assert len({(figure.corpus, figure.name) for figure in FIGURES}) == len(FIGURES)


def test_a_difference_of_equals_has_no_error() -> None:
    sites = {"a.example": (1.0, 2.0), "b.example": (2.0, 2.0)}
    assert difference(SHARE, sites, sites) == (0.0, 0.0)


def test_the_error_is_that_of_a_mean_where_every_site_has_a_page() -> None:
    ours = {f"{n}.example": (float(hit), 1.0) for n, hit in enumerate([1, 1, 1, 0, 1])}
    theirs = {f"{n}.example": (float(hit), 1.0) for n, hit in enumerate([1, 0, 0, 1, 1])}
    apart = [0, 1, 1, -1, 0]
    variance = sum((x - 0.2) ** 2 for x in apart) / (len(apart) - 1)
    found, error = difference(SHARE, ours, theirs)
    assert found == pytest.approx(0.2)
    assert error == pytest.approx(math.sqrt(variance / len(apart)))


def test_pages_that_fail_together_widen_the_error() -> None:
    none = {f"{n}.example": (0.0, 4.0) for n in range(4)}
    spread = {f"{n}.example": (2.0, 4.0) for n in range(4)}
    at_one_site = {f"{n}.example": (4.0 if n < 2 else 0.0, 4.0) for n in range(4)}
    assert difference(SHARE, spread, none) == (0.5, 0.0)
    assert difference(SHARE, at_one_site, none)[1] > 0.2


def test_a_page_is_lost_below_the_line_and_read_by_a_peer_at_it() -> None:
    ours = Scores({}, {"a": 0.69, "b": 0.7, "c": 0.1})
    peer = Scores({}, {"a": 0.7, "b": 0.0, "c": 0.69})
    assert lost(ours, [peer]) == (["a", "c"], ["a"])
