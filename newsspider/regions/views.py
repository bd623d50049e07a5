"""Independent readings of the same blocks, as weights a feature: of its words, of its markup, of both."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from operator import mul

from newsspider.page.blocks import Blocks
from newsspider.regions.features import Features
from newsspider.regions.second_look import MENU, kind, second_look

VIEWS = ("words", "markup", "both")
Vector = tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Model:
    """What ``fit`` found. *views*: for each of ``VIEWS`` a weight a feature; *bias*: one number a view;
    *second*: for each of ``second_look.CLASSES`` a weight for each of ``SECOND``."""

    views: tuple[Vector, ...]
    bias: Vector
    second: tuple[Vector, ...]


@cache
def shipped() -> Model:
    """Return the model in ``weights.json``."""
    data = json.loads(files(__package__).joinpath("weights.json").read_text(encoding="utf-8"))
    views = tuple(tuple(data["views"][name]) for name in VIEWS)
    return Model(views, tuple(data["bias"]), tuple(tuple(row) for row in data["second"]))


def log_odds(blocks: Blocks, found: Features, model: Model) -> list[list[float]]:
    """Return for each view the log odds that each block is body; ``MENU`` for a block without features."""
    words, markup, both = model.views
    by_node = {
        node: (sum([markup[n] for n in ids]), sum([both[n] for n in ids]))  # a list is summed twice as fast
        for node, ids in found.markup.items()
    }
    first, second, third = views = [[MENU] * len(found.words) for _ in VIEWS]
    for i, mine in enumerate(found.words):
        if mine:
            place = found.place[i]
            around = by_node.get(blocks.node[i], (0.0, 0.0))
            first[i] = model.bias[0] + sum([words[n] for n in mine])
            second[i] = model.bias[1] + sum([markup[n] for n in place]) + around[0]
            third[i] = (
                model.bias[2] + sum([both[n] for n in mine]) + sum([both[n] for n in place]) + around[1]
            )
    return views


def combined(blocks: Blocks, found: Features, views: list[list[float]], model: Model) -> list[float]:
    """Return the second look's log odds of every block."""
    rows = second_look(blocks, found.nodes.sign, found.weights, views)
    scores = []
    for number, row in enumerate(rows):
        if row:
            weights = model.second[kind(blocks.tag[number], found.weights[number])]
            scores.append(sum(map(mul, weights, row)))
        else:
            scores.append(MENU)
    return scores
