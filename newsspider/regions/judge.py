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
_UNREAD = "view:elements"  # of a block that is not read: its element holds no body


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
    smoothed = smooth(scores, found.weights)
    kept, reason = [False] * len(scores), [_UNREAD] * len(scores)
    for i in found.read:
        kept[i] = smoothed[i]
        reason[i] = _view([view[i] for view in views], kept=kept[i])
    for i, rule in vetoes(blocks, found, kept).items():
        kept[i], reason[i] = False, rule
    lead = leads(blocks, found, kept)
    for i in lead:
        kept[i], reason[i] = False, "rule:dek"
    return Judgement(kept, lead, reason, scores, _agreement(views, found, kept))


def _view(odds: list[float], *, kept: bool) -> str:
    """Name the view that is surest of the verdict, or the second look where none shares it."""
    best = max(odds) if kept else min(odds)
    return _REASONS[odds.index(best)] if (best > 0) == kept else "view:second-look"


def _agreement(views: list[list[float]], found: Features, kept: list[bool]) -> float | None:
    """Return the share of text that the views judge as the whole does, of all that one of them would keep."""
    if True not in kept:
        return None
    words, markup, both = views
    agreed = total = 0.0
    for i in found.read:
        keep = kept[i]
        if keep or markup[i] > 0 or both[i] > 0:
            total += found.weights[i]
            sure = ((words[i] > 0) is keep) + ((markup[i] > 0) is keep) + ((both[i] > 0) is keep)
            agreed += found.weights[i] * sure / len(views)
    return round(agreed / total, 3) if total else None
