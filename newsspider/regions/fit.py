"""Fit the weights of the body reader: ``python -m newsspider.regions.fit DIR [--out FILE] [--table] [--confidence]``.

*DIR* is the folder of the body bench (``data/``, ``train/``, ``evaluate.py``). Prints the cross-validated table
(five folds, no site in two of them), then fits on every page and writes the weights with their provenance.
``--table`` stops after the table, ``--confidence`` after the table and what the confidence is worth.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import runpy
from collections import Counter
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression

from newsspider.regions.examples import Example, read
from newsspider.regions.features import MARKUP, NAMES, WORDS, Features, to_read
from newsspider.regions.judge import judge
from newsspider.regions.second_look import CLASSES, SECOND, kind, second_look
from newsspider.regions.views import VIEWS, Model, log_odds

FOLDS = 5
STRENGTH = 0.1  # inverse of the regularization of the views; .01 costs .002 to .004, .3 gains nothing
SECOND_STRENGTH = 0.02  # that of the second look; .1 costs Traf .0013 and AEB a point of its exact share
GLANCE = -2.5  # log odds of an element from which its blocks are read; -4 to -1 score alike
WHOLE = frozenset(("aeb", "fundus", "readability", "newspaper"))
"""Sets whose bodies are known whole."""
Floats = NDArray[np.float64]


def main() -> None:
    """Read the arguments, print the table, write the weights."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path, help="folder of the body bench")
    parser.add_argument("--out", type=Path, default=Path(__file__).with_name("weights.json"))
    parser.add_argument("--table", action="store_true", help="only print the cross-validated table")
    parser.add_argument(
        "--confidence", action="store_true", help="only print the table, and tenths by confidence"
    )
    args = parser.parse_args()
    examples = read(args.folder)
    models, looks = crossvalidated(examples)
    score = runpy.run_path(str(args.folder / "evaluate.py"))
    _print("cross-validated by site", score, examples, models)
    if args.confidence:
        _print_tenths(score, examples, models)
    if args.table or args.confidence:
        return
    final = _with_second(_views(examples), examples, looks, [True] * len(examples))
    _print("fitted on the same pages (no estimate)", score, examples, [final] * len(examples))
    args.out.write_text(_dumped(final, examples), encoding="utf-8")


def crossvalidated(
    examples: list[Example], dropped: frozenset[int] = frozenset(), glance: float = GLANCE
) -> tuple[list[Model], list[list[list[float]]]]:
    """Return for each of *examples* the model fitted without its fold, and the rows of its second look.

    A site is in one fold, by its hash, so no model has seen a page of the sites it is for. *dropped*: features
    that no view may weigh; *glance*: log odds of an element from which its blocks are read.
    """
    folds = [int(hashlib.sha256(e.site.encode()).hexdigest(), 16) % FOLDS for e in examples]
    others = [[e for e, f in zip(examples, folds, strict=True) if f != k] for k in range(FOLDS)]
    firsts = [_views(known, dropped, glance) for known in others]
    looks = [_rows(e, firsts[f]) for e, f in zip(examples, folds, strict=True)]
    models = [_with_second(firsts[k], examples, looks, [f != k for f in folds]) for k in range(FOLDS)]
    return [models[f] for f in folds], looks


def _views(examples: list[Example], dropped: frozenset[int] = frozenset(), glance: float = GLANCE) -> Model:
    """Fit the first glance and the three views on *examples*; the model has no second look yet."""
    known = [(e, i) for e in examples for i, t in enumerate(e.trust) if t and len(e.found.words[i])]
    rows = [e.found.of(i, e.blocks.node[i]) for e, i in known]
    starts = np.cumsum([0, *map(len, rows)])
    columns = np.fromiter((n for row in rows for n in row), dtype=np.int32, count=int(starts[-1]))
    matrix = csr_matrix((np.ones(len(columns)), columns, starts), shape=(len(rows), len(NAMES)))
    labels, trust = _targets(known)
    every = frozenset(range(len(NAMES)))
    views, bias = [], []
    for used in (WORDS, every - WORDS, every, MARKUP):
        mask = np.array([n in used and n not in dropped for n in range(len(NAMES))], dtype=float)
        weights, constant = _logistic(matrix.multiply(mask).tocsr(), labels, trust)
        views.append(tuple(np.round(weights * mask, 3).tolist()))
        bias.append(round(constant, 3))
    *views, elements = views
    *bias, constant = bias
    return Model(tuple(views), tuple(bias), (), elements, round(glance - constant, 3))


def _targets(known: list[tuple[Example, int]]) -> tuple[Floats, Floats]:
    """Return label and weight of each of the blocks *known*."""
    return np.array([float(e.labels[i]) for e, i in known]), np.array([e.trust[i] for e, i in known])


def _logistic(matrix: Any, labels: Floats, trust: Floats, strength: float = STRENGTH) -> tuple[Floats, float]:
    model = LogisticRegression(C=strength, solver="liblinear", max_iter=100, random_state=0)
    model.fit(matrix, labels, sample_weight=trust)
    return model.coef_[0], float(model.intercept_[0])


def _rows(example: Example, model: Model) -> list[list[float]]:
    """Return the second look's rows of one page under the views of *model*."""
    found = glanced(example, model)
    return second_look(example.blocks, found, log_odds(example.blocks, found, model))


def glanced(example: Example, model: Model) -> Features:
    """Return the features of one page, with only those blocks read that are worth it under *model*."""
    found = example.found
    read = to_read(example.blocks, found.read, found.markup, found.stated.h1, model.worth_reading)
    return replace(found, read=read)


def _with_second(
    first: Model, examples: list[Example], looks: list[list[list[float]]], used: list[bool]
) -> Model:
    """Return *first* with a second look fitted on the *used* pages: shared weights and some for each class."""
    chosen = [(e, look) for e, look, use in zip(examples, looks, used, strict=True) if use]
    read = [(e, i, row) for e, look in chosen for i, row in enumerate(look) if e.trust[i] and row]
    rows = np.array([row for _, _, row in read])
    classes = np.array([kind(e.blocks.tag[i], e.found.weights[i]) for e, i, _ in read])
    labels, trust = _targets([(e, i) for e, i, _ in read])
    width = len(SECOND)
    wide = np.hstack([rows, *(rows * (classes == c)[:, None] for c in range(len(CLASSES)))])
    weights, constant = _logistic(wide, labels, trust, SECOND_STRENGTH)
    shared = weights[:width]
    shared[0] += constant
    second = [shared + weights[width * (c + 1) : width * (c + 2)] for c in range(len(CLASSES))]
    return replace(first, second=tuple(tuple(np.round(w, 4).tolist()) for w in second))


def _print(title: str, score: dict[str, Any], examples: list[Example], models: list[Model]) -> None:
    """Print the bench's figures for the pages of its scored sets, each read with its own model."""
    gold, predictions = {}, {}
    for example, model in zip(examples, models, strict=True):
        if example.corpus in {"aeb", "fundus", "traf"}:
            gold[example.row["id"]] = {
                k: v for k, v in example.row.items() if k not in {"headline", "published"}
            }
            predictions[example.row["id"]] = {"body": _text(example, model)}
    report, _ = score["evaluate"](gold, predictions)
    print(title)
    score["print_table"](report)


def _print_tenths(score: dict[str, Any], examples: list[Example], models: list[Model]) -> None:
    """Print, for each tenth of the pages whose whole body is known, the least sure first, what became of them."""
    pages = []
    for example, model in zip(examples, models, strict=True):
        if example.corpus in WHOLE:
            found = judge(example.blocks, glanced(example, model), model)
            text = "\n".join(t for t, keep in zip(example.blocks.text, found.kept, strict=True) if keep)
            gold = score["bodies"](example.row)
            pages.append((found.confidence or 0.0, max(score["shingle_page"](g, text)[2] for g in gold)))
    pages.sort()
    print("tenth  confidence       mean   mean F1  below .8  below .95")
    for tenth in range(10):
        part = pages[tenth * len(pages) // 10 : (tenth + 1) * len(pages) // 10]
        sure, f1 = zip(*part, strict=True)
        bad, poor = (sum(x < limit for x in f1) for limit in (0.8, 0.95))
        mean, right = (sum(x) / len(part) for x in (sure, f1))
        print(f"{tenth + 1:5}  {sure[0]:.3f} to {sure[-1]:.3f}  {mean:.3f}   {right:.3f}  {bad:8}  {poor:9}")


def _text(example: Example, model: Model) -> str:
    found = judge(example.blocks, glanced(example, model), model)
    lead = set(found.lead) if example.corpus == "traf" else set()  # that set counts the dek as body
    return "\n".join(t for i, t in enumerate(example.blocks.text) if found.kept[i] or i in lead)


def _dumped(model: Model, examples: list[Example]) -> str:
    """Return the weights file: one line a list, so that a change can be read."""
    pages = Counter(e.corpus for e in examples)
    data = {
        "fitted_on": {name: f"{n} pages" for name, n in pages.items()},
        "features": NAMES,
        "bias": model.bias,
        "views": dict(zip(VIEWS, model.views, strict=True)),
        "elements": model.elements,
        "enough": model.enough,
        "second_features": SECOND,
        "second": model.second,
    }
    lines = [f"{json.dumps(k)}: {json.dumps(v, separators=(',', ':'))}" for k, v in data.items()]
    return "{\n" + ",\n".join(lines) + "\n}\n"


if __name__ == "__main__":
    main()
