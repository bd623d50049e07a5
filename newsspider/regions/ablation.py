"""What each part of the body reader is worth: ``python -m newsspider.regions.ablation DIR [--features]``.

*DIR* is the folder of the body bench. Prints the cross-validated figures as the steps are added one by one, then
those of the whole without one veto each. ``--features`` fits again without the first glance, and without each group
of features: about a quarter of a minute a row.
"""

from __future__ import annotations

import argparse
import runpy
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from newsspider.regions.examples import Example, read
from newsspider.regions.features import NAMES
from newsspider.regions.fit import crossvalidated, glanced
from newsspider.regions.judge import around
from newsspider.regions.leads import leads
from newsspider.regions.smooth import COST, smooth
from newsspider.regions.vetoes import vetoes
from newsspider.regions.views import VIEWS, Model, combined, log_odds

# Features that are left out together, by how their names begin.
_GROUPS = {
    "lengths": ("length", "paragraphs "),
    "links": ("link share=", "links"),
    "sentence ends": ("end",),
    "letters and signs": ("capitals", "start", "sign=", "digits", "commas", "bold"),
    "stop words": ("stop words",),
    "dates and times": ("time",),
    "furniture phrases": ("marker", "is marker", "heading words", "opens with", "after heading"),
    "tags": ("tag", "parent tag", "grandparent tag", "inside"),
    "class words": ("class", "parent class", "declared body"),
    "container": ("levels",),
    "text mass of elements": ("prose", "link share ", "kin"),
    "headline and place": ("blocks after h1", "before h1", "mass before", "title"),
    "first and last paragraph": ("blocks before", "blocks after last", "between"),
    "description and JSON-LD": ("description", "declared text"),
    "neighbours": ("neighbour", "same sign"),
}


@dataclass(frozen=True, slots=True)
class Steps:
    """How a page is read. *view*: one of ``VIEWS`` that decides alone, None for the second look; *cost*: of
    smoothing, 0 for none; *skipped*: vetoes left out, None for all of them; *dek*: whether it is left out."""

    view: str | None = None
    cost: float = COST
    skipped: frozenset[str] | None = frozenset()
    dek: bool = True


def main() -> None:
    """Read the arguments, print a row for each variant."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path, help="folder of the body bench")
    parser.add_argument("--features", action="store_true", help="fit again without each group of features")
    args = parser.parse_args()
    examples = read(args.folder)
    evaluate = runpy.run_path(str(args.folder / "evaluate.py"))["evaluate"]
    models, _ = crossvalidated(examples)
    for name, steps in _steps(examples, models):
        _print(name, evaluate, examples, models, steps)
    for name, changed in _fitted_again(examples) if args.features else ():
        _print(name, evaluate, examples, changed, Steps())


def _steps(examples: Sequence[Example], models: Sequence[Model]) -> Iterator[tuple[str, Steps]]:
    for view in VIEWS:
        yield f"view of {view}", Steps(view, 0.0, None, dek=False)
    yield "+ second look", Steps(None, 0.0, None, dek=False)
    yield "+ smoothing", Steps(None, COST, None, dek=False)
    yield "+ vetoes", Steps(dek=False)
    yield "+ dek (all)", Steps()
    yield "without second look", Steps("both")
    yield "without smoothing", Steps(cost=0.0)
    fired = {rule for e, m in zip(examples, models, strict=True) for rule in read_by(e, m, Steps())[1]}
    for rule in sorted(fired):
        yield f"without {rule}", Steps(skipped=frozenset((rule,)))


def _fitted_again(examples: list[Example]) -> Iterator[tuple[str, list[Model]]]:
    yield "without first glance", crossvalidated(examples, glance=-1000.0)[0]
    for name, starts in _GROUPS.items():
        dropped = frozenset(n for n, feature in enumerate(NAMES) if feature.startswith(starts))
        yield f"without {name}", crossvalidated(examples, dropped)[0]


def read_by(example: Example, model: Model, steps: Steps) -> tuple[list[bool], set[str]]:
    """Return which blocks of one page are kept, and the names of the vetoes that left some out."""
    blocks, found = example.blocks, glanced(example, model)
    views = log_odds(blocks, found, model)
    scores = views[VIEWS.index(steps.view)] if steps.view else combined(blocks, found, views, model)
    smoothed = smooth(scores, found.weights, around(blocks), steps.cost)
    kept = [False] * len(smoothed)
    for i in found.read:
        kept[i] = smoothed[i]
    verdicts = {} if steps.skipped is None else vetoes(blocks, found, kept, scores)
    for i, rule in verdicts.items():
        kept[i] = rule in (steps.skipped or ())
    if steps.dek:
        for i in leads(blocks, found, kept):
            kept[i] = example.corpus == "traf"  # that set counts the dek as body
    return kept, set(verdicts.values())


def _print(
    name: str, evaluate: Callable[..., Any], examples: list[Example], models: Sequence[Model], steps: Steps
) -> None:
    """Print one row: F1 and exact share of AEB, F1 and ROUGE-LSum of Fundus, F1 of the segments of Traf."""
    gold, predictions = {}, {}
    for example, model in zip(examples, models, strict=True):
        if example.corpus in {"aeb", "fundus", "traf"}:
            kept = read_by(example, model, steps)[0]
            texts = (text for text, keep in zip(example.blocks.text, kept, strict=True) if keep)
            gold[example.row["id"]] = {
                k: v for k, v in example.row.items() if k not in {"headline", "published"}
            }
            predictions[example.row["id"]] = {"body": "\n".join(texts)}
    report, _ = evaluate(gold, predictions)
    aeb, fundus, traf = report["aeb"]["shingle"], report["fundus"], report["traf"]["segments"]
    figures = (aeb["f1"], aeb["exact"], fundus["shingle"]["f1"], fundus["rougeLsum"]["f1"], traf["f1"])
    print(f"{name:34}", *(f"{figure:.4f}" for figure in figures), flush=True)


if __name__ == "__main__":
    main()
