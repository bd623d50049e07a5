"""Each block once more, in the company it keeps: its neighbours, its container, the run it stands in."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from itertools import accumulate
from math import log1p
from operator import itemgetter

from newsspider.page.blocks import Blocks
from newsspider.regions.features import Features

SECOND = (
    *("bias", "words", "markup", "both"),
    *(f"score {d:+d}" for d in (-4, -3, -2, -1, 1, 2, 3, 4)),
    *("own element", "parent", "grandparent", "great-grandparent", "sign"),
    *("kept before", "kept after", "run share", "in best run", "far from best run", "kept mass", "between"),
    *("near before", "near after", "parent kept", "sure"),
)
"""The second look's features, by place in a row."""
CLASSES = ("short", "heading", "long")
"""Kinds of block with weights of their own."""
UNREAD = -4.0
"""Log odds of a block that is not looked at: of a menu, or in an element that holds no body."""
_UNREAD = 0.5 + 0.5 * UNREAD / (1.0 - UNREAD)  # its score
_SURE = 6.0  # log odds beyond which a view counts no more
_LONG = 90  # characters, CJK twice
_GAP = 2  # blocks not kept that do not end a run
_DECAY = 0.7


def kind(tag: str, length: int) -> int:
    """Return the number in ``CLASSES`` of a block."""
    if len(tag) == 2 and tag[0] == "h":
        return 1
    return 2 if length >= _LONG else 0


def second_look(blocks: Blocks, found: Features, views: Sequence[Sequence[float]]) -> list[list[float]]:
    """Return a row of ``SECOND`` for every block; an empty one for a block that was not read.

    *views*: for each of the three views the log odds of every block, those of both words and markup last.
    """
    words, markup, both = views
    read, weights = found.read, found.weights
    score = [_UNREAD] * len(weights)
    for i in read:
        x = both[i]
        score[i] = 0.5 + 0.5 * x / (1.0 + abs(x))  # a cheap stand-in for the logistic function
    padded = [0.0] * 4 + score + [0.0] * 4
    company = _Company(blocks, found, score)
    runs = _Runs(read, [weights[i] if score[i] > 0.5 else 0 for i in read])
    mass = log1p(runs.total) / 10
    ahead, back = _trails(read, score)
    rows: list[list[float]] = [[] for _ in weights]
    for place, i in enumerate(read):
        done, rest, share, distance = runs.of(place, i)
        rows[i] = [
            1.0, _bounded(words[i]), _bounded(markup[i]), _bounded(both[i]),
            *padded[i : i + 4], *padded[i + 5 : i + 9],
            *company.means(i),
            done, rest, share, 0.0 if distance else 1.0, log1p(distance), mass,
            1.0 if done > 0 and rest > 0 else 0.0, back[place], ahead[place], company.kept(i), abs(score[i] - 0.5),
        ]  # fmt: skip
    return rows


def _bounded(x: float) -> float:
    return -_SURE if x < -_SURE else min(x, _SURE)


class _Company:
    """What the text around a block scores: sums of text and score over the elements, and over those of one sign."""

    def __init__(self, blocks: Blocks, found: Features, score: list[float]) -> None:
        known = found.nodes
        self._blocks, self._weights, self._score, self._sign = blocks, found.weights, score, known.sign
        self._mass = known.mass
        self._amount, self._held = [0.0] * len(known.mass), [0.0] * len(known.mass)
        self._alike: dict[int, list[float]] = {}
        for i in found.read:
            node, weight, own = blocks.node[i], found.weights[i], score[i]
            alike = self._alike.setdefault(known.sign[node], [0.0, 0.0])
            alike[0] += weight
            alike[1] += weight * own
            self._amount[node] += weight * (own - _UNREAD)
            if own > 0.5:
                self._held[node] += weight
        for node in reversed(known.read):
            if amount := self._amount[node]:
                up = blocks.parent[node]
                self._amount[up] += amount
                self._held[up] += self._held[node]

    def means(self, i: int) -> list[float]:
        """Return the mean scores of the block's element, of the three around it, and of its sign.

        Means are weighed by length, without the block itself; .5 where there is nothing else.
        """
        node = self._blocks.node[i]
        weight, own = self._weights[i], self._weights[i] * self._score[i]
        row = []
        at = node
        for _ in range(4):
            rest = self._mass[at] - weight
            row.append((self._amount[at] + _UNREAD * self._mass[at] - own) / rest if rest > 0 else 0.5)
            at = self._blocks.parent[at] if at > 0 else 0
        total, scored = self._alike[self._sign[node]]
        row.append((scored - own) / (total - weight) if total > weight else 0.5)
        return row

    def kept(self, i: int) -> float:
        """Return the share of the text of the element around that of block *i* that is kept."""
        up = max(self._blocks.parent[self._blocks.node[i]], 0)
        return self._held[up] / self._mass[up]


class _Runs:
    """The runs of kept blocks, which small gaps do not end."""

    def __init__(self, read: Sequence[int], kept: list[int]) -> None:
        self._before = list(accumulate(kept, initial=0))
        self.total = self._before[-1] or 1
        runs: list[list[int]] = []
        for i, weight in zip(read, kept, strict=True):
            if not weight:
                continue
            if runs and i - runs[-1][1] <= _GAP + 1:
                runs[-1][1] = i
                runs[-1][2] += weight
            else:
                runs.append([i, i, weight])
        self._runs = runs
        self._best = max(runs, key=itemgetter(2), default=None)
        self._starts = [run[0] for run in runs]

    def of(self, place: int, i: int) -> tuple[float, float, float, int]:
        """Return for block *i*, the number *place* of those read, the share of kept text before it, after it and in
        its run, and how many blocks the longest run is away."""
        done, rest = self._before[place] / self.total, 1 - self._before[place + 1] / self.total
        if not self._best:
            return done, rest, 0.0, 0
        first, last, _ = self._best
        run = self._runs[bisect_right(self._starts, i) - 1]
        share = run[2] / self.total if run[0] <= i <= run[1] else 0.0
        return done, rest, share, max(first - i, i - last, 0)


def _trails(read: Sequence[int], score: list[float]) -> tuple[list[float], list[float]]:
    """Return for each block of *read* the scores after it and before it, the nearer the heavier."""
    back = _trail(read, score, -1)
    return _trail(read[::-1], score, len(score))[::-1], back


def _trail(read: Sequence[int], score: list[float], last: int) -> list[float]:
    """Return for each block of *read*, in either order, the scores of those that came before; *last*: where the
    page begins, as the number of a block."""
    found = []
    trail = 0.0
    for i in read:
        trail = _UNREAD + (trail - _UNREAD) * _DECAY ** (abs(i - last) - 1)
        found.append(trail)
        trail = _DECAY * trail + (1 - _DECAY) * score[i]
        last = i
    return found
