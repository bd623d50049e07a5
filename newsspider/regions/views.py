"""Independent readings of the same blocks, as weights a feature: of its words, of its markup, of both."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from operator import mul

from newsspider.page.blocks import Blocks
from newsspider.regions.features import Features
from newsspider.regions.second_look import UNREAD, kind, second_look

VIEWS = ("words", "markup", "both")
Vector = tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Model:
    """What ``fit`` found. *views*: for each of ``VIEWS`` a weight a feature; *bias*: one number a view;
    *second*: for each of ``second_look.CLASSES`` a weight for each of ``SECOND``. *elements*: a first glance
    at an element, as a weight a feature of markup, and the sum from which its blocks are *worth_reading*."""

    views: tuple[Vector, ...]
    bias: Vector
    second: tuple[Vector, ...]
    elements: Vector = ()
    enough: float = 0.0

    def worth_reading(self, markup: Sequence[int]) -> bool:
        """Return whether the blocks of an element with the features *markup* may be body."""
        elements = self.elements
        return sum([elements[n] for n in markup]) > self.enough


@cache
def shipped() -> Model:
    """Return the model in ``weights.json``."""
    data = json.loads(files(__package__).joinpath("weights.json").read_text(encoding="utf-8"))
    views = tuple(tuple(data["views"][name]) for name in VIEWS)
    second = tuple(tuple(row) for row in data["second"])
    return Model(views, tuple(data["bias"]), second, tuple(data["elements"]), data["enough"])


def log_odds(blocks: Blocks, found: Features, model: Model) -> list[list[float]]:
    """Return for each view the log odds that each block is body; ``UNREAD`` for a block that was not read."""
    words, markup, both = model.views
    by_node: dict[int, tuple[float, float]] = {}
    first, second, third = views = [[UNREAD] * len(found.words) for _ in VIEWS]
    for i in found.read:
        mine, place, node = found.words[i], found.place[i], blocks.node[i]
        if node not in by_node:  # a list is summed twice as fast as a generator
            ids = found.markup[node]
            by_node[node] = sum([markup[n] for n in ids]), sum([both[n] for n in ids])
        around, whole = by_node[node]
        first[i] = model.bias[0] + sum([words[n] for n in mine])
        second[i] = model.bias[1] + sum([markup[n] for n in place]) + around
        third[i] = model.bias[2] + sum([both[n] for n in mine]) + sum([both[n] for n in place]) + whole
    return views


def combined(blocks: Blocks, found: Features, views: list[list[float]], model: Model) -> list[float]:
    """Return the second look's log odds of every block; ``UNREAD`` for a block that was not read."""
    scores = [UNREAD] * len(found.words)
    rows = second_look(blocks, found, views)
    for i in found.read:
        scores[i] = sum(map(mul, model.second[kind(blocks.tag[i], found.weights[i])], rows[i]))
    return scores
