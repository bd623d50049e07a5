"""Each block once more, in the company it keeps: its neighbours, its container, the run it stands in."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate
from math import log1p

from newsspider.page.blocks import Blocks

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
MENU = -4.0
"""Log odds of a block that is nothing but a link, far from any paragraph: it is not looked at."""
_SURE = 6.0  # log odds beyond which a view counts no more
_LONG = 90  # characters, CJK twice
_GAP = 2  # blocks not kept that do not end a run
_DECAY = 0.7


def kind(tag: str, length: int) -> int:
    """Return the number in ``CLASSES`` of a block."""
    if len(tag) == 2 and tag[0] == "h":
        return 1
    return 2 if length >= _LONG else 0


def second_look(
    blocks: Blocks, signs: list[int], weights: list[int], views: Sequence[Sequence[float]]
) -> list[list[float]]:
    """Return a row of ``SECOND`` for every block; an empty one for a block of a menu.

    *signs*: by node; *weights*: lengths; *views*: for each of the three views the log odds of every block,
    those of both words and markup last, ``MENU`` in a menu.
    """
    words, markup, both = ([-_SURE if x < -_SURE else min(x, _SURE) for x in view] for view in views)
    score = [0.5 + 0.5 * x / (1.0 + abs(x)) for x in views[-1]]  # a cheap stand-in for the logistic function
    read = [i for i, x in enumerate(views[-1]) if x != MENU]
    padded = [0.0] * 4 + score + [0.0] * 4
    levels, held = _means(blocks, signs, weights, score, read)
    kept = [w if s > 0.5 else 0 for w, s in zip(weights, score, strict=True)]
    before = list(accumulate(kept, initial=0))
    total = before[-1] or 1
    shares, distance = _runs(kept, total)
    mass = log1p(total) / 10
    ahead, back = _trails(score)
    rows: list[list[float]] = [[] for _ in weights]
    for place, i in enumerate(read):
        done = before[i] / total
        rest = 1 - before[i + 1] / total
        rows[i] = [
            1.0, words[i], markup[i], both[i],
            *padded[i : i + 4], *padded[i + 5 : i + 9],
            *levels[place],
            done, rest, shares[i], 1.0 if distance[i] == 0 else 0.0, log1p(distance[i]), mass,
            1.0 if done > 0 and rest > 0 else 0.0, back[i], ahead[i], held[place], abs(score[i] - 0.5),
        ]  # fmt: skip
    return rows


def _means(
    blocks: Blocks, signs: list[int], weights: list[int], score: list[float], read: list[int]
) -> tuple[list[list[float]], list[float]]:
    """Return for each block of *read* the mean scores of its element, the three around it and its sign, and the share
    of its parent's text that is kept. Means are weighed by length, without the block itself; .5 where
    there is nothing else."""
    nodes = len(blocks.parent) + 1
    mass, amount, held = ([0.0] * nodes for _ in range(3))
    by_sign = [[0.0, 0.0] for _ in range(max(signs, default=0) + 1)]
    for i, node in enumerate(blocks.node):
        weight = weights[i]
        alike = by_sign[signs[node]]
        alike[0] += weight
        alike[1] += weight * score[i]
        mass[node] += weight
        amount[node] += weight * score[i]
        held[node] += weight if score[i] > 0.5 else 0
    for node in range(len(blocks.parent) - 1, 0, -1):
        if mass[node]:
            up = blocks.parent[node]
            mass[up] += mass[node]
            amount[up] += amount[node]
            held[up] += held[node]
    rows, shares = [], []
    parent = blocks.parent
    for i in read:
        node = blocks.node[i]
        weight, own = weights[i], weights[i] * score[i]
        row = []
        at = node
        for _ in range(4):
            rest = mass[at] - weight
            row.append((amount[at] - own) / rest if rest > 0 else 0.5)
            at = parent[at] if at > 0 else 0
        total, scored = by_sign[signs[node]]
        row.append((scored - own) / (total - weight) if total > weight else 0.5)
        rows.append(row)
        up = parent[node] if node > 0 else 0
        shares.append(held[up] / mass[up] if mass[up] else 0.0)
    return rows, shares


def _runs(kept: list[int], total: int) -> tuple[list[float], list[int]]:
    """Return for each block the share of kept text in its run, and how many blocks the best run is away."""
    runs: list[list[int]] = []
    for i, weight in enumerate(kept):
        if not weight:
            continue
        if runs and i - runs[-1][1] <= _GAP + 1:
            runs[-1][1] = i
            runs[-1][2] += weight
        else:
            runs.append([i, i, weight])
    shares = [0.0] * len(kept)
    if not runs:
        return shares, [0] * len(kept)
    for first, last, weight in runs:
        shares[first : last + 1] = [weight / total] * (last + 1 - first)
    first, last, _ = max(runs, key=lambda r: r[2])
    return shares, [max(first - i, i - last, 0) for i in range(len(kept))]


def _trails(score: list[float]) -> tuple[list[float], list[float]]:
    """Return for each block the scores after it and before it, the nearer the heavier."""
    back, ahead = [0.0] * len(score), [0.0] * len(score)
    trail = 0.0
    for i, s in enumerate(score):
        back[i] = trail
        trail = _DECAY * trail + (1 - _DECAY) * s
    trail = 0.0
    for i in range(len(score) - 1, -1, -1):
        ahead[i] = trail
        trail = _DECAY * trail + (1 - _DECAY) * score[i]
    return ahead, back
