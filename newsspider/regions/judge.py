"""The generic reading: views, second look, smoothing, vetoes and the dek, for a page no rule is known for."""

from __future__ import annotations

from dataclasses import dataclass

from newsspider.page.blocks import Blocks
from newsspider.regions.features import Features
from newsspider.regions.leads import leads
from newsspider.regions.smooth import smooth
from newsspider.regions.vetoes import vetoes
from newsspider.regions.views import VIEWS, Model, combined, log_odds

_REASONS = tuple(f"view:{name}" for name in VIEWS)


@dataclass(frozen=True, slots=True)
class Judgement:
    """*kept*: whether each block is body; *lead*: blocks of the dek; *reason*: what decided, by block;
    *scores*: log odds of the second look; *confidence*: how far the views agree, None without a body."""

    kept: list[bool]
    lead: list[int]
    reason: list[str]
    scores: list[float]
    confidence: float | None


def judge(blocks: Blocks, found: Features, model: Model) -> Judgement:
    """Return what the model makes of every block."""
    views = log_odds(blocks, found, model)
    scores = combined(blocks, found, views, model)
    kept = smooth(scores, found.weights)
    reason = [_view(odds, kept=keep) for odds, keep in zip(zip(*views, strict=True), kept, strict=True)]
    for i, rule in vetoes(blocks, found, kept).items():
        kept[i], reason[i] = False, rule
    lead = leads(blocks, found, kept)
    for i in lead:
        kept[i], reason[i] = False, "rule:dek"
    return Judgement(kept, lead, reason, scores, _agreement(views, found.weights, kept))


def _view(odds: tuple[float, ...], *, kept: bool) -> str:
    """Name the view that is surest of the verdict, or the second look where none shares it."""
    best = max(odds) if kept else min(odds)
    return _REASONS[odds.index(best)] if (best > 0) == kept else "view:second-look"


def _agreement(views: list[list[float]], weights: list[int], kept: list[bool]) -> float | None:
    """Return the share of text that the views judge as the whole does, of all that one of them would keep."""
    if not any(kept):
        return None
    agreed = total = 0.0
    for odds, weight, keep in zip(zip(*views, strict=True), weights, kept, strict=True):
        if keep or max(odds[1:]) > 0:
            total += weight
            agreed += weight * [x > 0 for x in odds].count(keep) / len(odds)
    return round(agreed / total, 3) if total else None
