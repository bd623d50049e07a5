"""Close holes in the body and drop lone blocks: the likeliest sequence where a change of verdict costs."""

from __future__ import annotations

from collections.abc import Sequence

COST = 0.2  # log odds for each change between body and not; more loses short list items
_SURE = 4.0  # log odds beyond which a block counts no more
_FULL = 60  # characters from which a block counts fully, CJK twice
_APART = 4  # blocks from the end of one run of body to the next, from which the next must speak for itself
_STRONG = 2.5  # mean log odds of a run that shows what body looks like on the page
_WEAK = 1.2  # mean log odds that a later run, apart from it, needs to be more of the same
_RUN = 300  # characters from which a run counts fully


def smooth(
    scores: Sequence[float], weights: Sequence[int], around: Sequence[int] = (), cost: float = COST
) -> list[bool]:
    """Return for each block whether it is body, by a two-state Viterbi pass over the log odds *scores*.

    What stands apart after a run the model is sure of, and in no element *around* one of its blocks, is dropped
    where the model is not sure of it. *around*: for each block a number of that element; () where none is known.
    """
    out, body = 0.0, 0.0
    came: list[tuple[bool, bool]] = []
    for score, weight in zip(scores, weights, strict=True):
        gain = -_SURE if score < -_SURE else min(score, _SURE)
        if weight < _FULL:
            gain *= weight / _FULL
        turns = body - cost > out, out - cost > body
        out, body = (body - cost if turns[0] else out), (out - cost if turns[1] else body) + gain
        came.append(turns)
    state = body > out
    found = []
    for turns in reversed(came):
        found.append(state)
        state = state != turns[state]
    kept = found[::-1]
    for i in _strays(kept, scores, weights, around):
        kept[i] = False
    return kept


def _strays(
    kept: Sequence[bool], scores: Sequence[float], weights: Sequence[int], around: Sequence[int]
) -> list[int]:
    """Return the blocks of weak runs apart from the strong one before them."""
    runs: list[list[int]] = []
    for i, keep in enumerate(kept):
        if keep:
            if runs and i - runs[-1][-1] <= _APART:
                runs[-1].append(i)
            else:
                runs.append([i])
    if len(runs) < 2:
        return []
    masses = [sum(weights[i] for i in run) for run in runs]
    means = [
        sum(weights[i] * min(scores[i], _SURE) for i in run) / (mass or 1)
        for run, mass in zip(runs, masses, strict=True)
    ]
    best = max(range(len(runs)), key=lambda n: means[n] * min(1.0, masses[n] / _RUN))
    if means[best] < _STRONG:
        return []
    weak = [runs[n] for n in range(best + 1, len(runs)) if means[n] < _WEAK]
    near = {around[i] for i in runs[best]} if around else set()
    return [i for run in weak if not near or near.isdisjoint(around[i] for i in run) for i in run]
