"""The generic reading: views, second look, smoothing, vetoes and the dek, for a page no rule is known for."""

from __future__ import annotations

from dataclasses import dataclass
from math import exp

from newsspider.page.blocks import Blocks
from newsspider.regions.features import Features
from newsspider.regions.leads import leads
from newsspider.regions.smooth import smooth
from newsspider.regions.vetoes import vetoes
from newsspider.regions.views import VIEWS, Model, combined, log_odds

_REASONS = tuple(f"view:{name}" for name in VIEWS)
_UNREAD = "view:elements"  # of a block that is not read: its element holds no body


@dataclass(frozen=True, slots=True)
class Judgement:
    """*kept*: whether each block is body; *lead*: blocks of the dek; *reason*: what decided, by block;
    *scores*: log odds of the second look; *confidence*: the F1 they promise, None without a body."""

    kept: list[bool]
    lead: list[int]
    reason: list[str]
    scores: list[float]
    confidence: float | None


def judge(blocks: Blocks, found: Features, model: Model) -> Judgement:
    """Return what the model makes of every block."""
    views = log_odds(blocks, found, model)
    scores = combined(blocks, found, views, model)
    smoothed = smooth(scores, found.weights, around(blocks))
    kept, reason = [False] * len(scores), [_UNREAD] * len(scores)
    for i in found.read:
        kept[i] = smoothed[i]
        reason[i] = _view([view[i] for view in views], kept=kept[i])
    for i, rule in vetoes(blocks, found, kept, scores).items():
        kept[i], reason[i] = False, rule
    lead = leads(blocks, found, kept)
    for i in lead:
        kept[i], reason[i] = False, "rule:dek"
    return Judgement(kept, lead, reason, scores, _expected(scores, found, kept, reason))


def around(blocks: Blocks) -> list[int]:
    """Return for each block the element around its own, -1 where there is none."""
    return [blocks.parent[node] if node >= 0 else -1 for node in blocks.node]


def _view(odds: list[float], *, kept: bool) -> str:
    """Name the view that is surest of the verdict, or the second look where none shares it."""
    best = max(odds) if kept else min(odds)
    return _REASONS[odds.index(best)] if (best > 0) == kept else "view:second-look"


def _expected(scores: list[float], found: Features, kept: list[bool], reason: list[str]) -> float | None:
    """Return the F1 that the log odds promise: of the text that is kept, how much is body, and of the body, how much
    is kept. None without a body."""
    if True not in kept:
        return None
    mass = foreign = missing = 0.0
    for i in found.read:
        weight = found.weights[i]
        if kept[i]:
            mass += weight
            foreign += weight / (1 + exp(scores[i]))
        elif reason[i].startswith("view:"):
            missing += weight / (1 + exp(-scores[i]))
    right = 2 * (mass - foreign)
    return round(right / (right + foreign + missing), 3) if right else None
