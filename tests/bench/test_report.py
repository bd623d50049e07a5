"""The report on the bench's pages, where these lie beside the checkout."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.bench.pages import Bench
from tests.bench.predictions import CROSSVALIDATED, OURS, PEERS, Result
from tests.bench.report import _differences, _figures
from tests.bench.scores import FIGURES, Scores, scores

FOLDER = Path(__file__).parents[3] / "shared" / "bench"
pytestmark = pytest.mark.skipif(not FOLDER.exists(), reason="the bench is not here")
EVERYTHING = {"body": "a b c d e", "headline": "a", "authors": ["a b"], "published": "1999-01-01"}


@pytest.fixture(scope="module")
def bench() -> Bench:
    """The first five pages of every set."""
    bench = Bench(FOLDER)
    bench.rows = {name: rows[:5] for name, rows in bench.rows.items()}
    return bench


def read(bench: Bench, prediction: dict[str, object]) -> Scores:
    return scores(bench, Result(dict.fromkeys(bench.pages(*bench.rows), prediction), [], None))


def test_a_tool_that_gives_everything_has_every_figure(bench: Bench) -> None:
    assert set(read(bench, EVERYTHING).sums) == set(FIGURES)


def test_a_tool_has_no_figure_of_what_it_never_gives(bench: Bench) -> None:
    found = read(bench, {"body": "a b c d e"})
    assert {figure.field for figure in found.sums} == {"body"}
    assert len(found.f1) == 10


def test_a_set_of_which_a_page_is_missing_is_left_out(bench: Bench) -> None:
    predictions = dict.fromkeys(bench.pages(*bench.rows), EVERYTHING)
    del predictions[bench.pages("aeb")[0]]
    found = scores(bench, Result(predictions, [], None))
    assert {figure.corpus for figure in found.sums} == {"fundus", "traf", "date", "fields"}


def test_gold_scores_full_marks(bench: Bench) -> None:
    gold = {bench.page("aeb", row): {"body": row["body"]} for row in bench.rows["aeb"]}
    found = scores(bench, Result(gold, [], None))
    assert {found.value(figure) for figure in found.sums} == {1.0}


def test_tables_have_a_row_for_each_figure(bench: Bench) -> None:
    every = dict.fromkeys((OURS, CROSSVALIDATED, *PEERS), read(bench, EVERYTHING))
    assert len(_figures(every).splitlines()) == 2 + len(FIGURES) + 2
    rows = _differences(every).splitlines()[2:]
    assert [row.count("+.000 ± .000") for row in rows] == [len(PEERS)] * len(FIGURES)
