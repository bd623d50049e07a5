"""Close holes in the body and drop lone blocks: the likeliest sequence where a change of verdict costs."""

from __future__ import annotations

from collections.abc import Sequence

COST = 0.2  # log odds for each change between body and not; more loses short list items
_SURE = 4.0  # log odds beyond which a block counts no more
_FULL = 60  # characters from which a block counts fully, CJK twice


def smooth(scores: Sequence[float], weights: Sequence[int], cost: float = COST) -> list[bool]:
    """Return for each block whether it is body, by a two-state Viterbi pass over the log odds *scores*."""
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
    return found[::-1]
