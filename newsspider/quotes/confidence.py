"""How sure a speaker is: the share of right ones among those found the same way."""

from __future__ import annotations

from typing import Final

from newsspider.quotes.outline import Attribution
from newsspider.quotes.view import DESCRIBED

# How the speaker was tied to the quotation -> share right for a name or pronoun, and for a description, which
# is more often only near. Counted on 1,788 quotations of annotated news in eight languages, rounded and, below
# ten of a way, drawn to the rest; `python -m newsspider.quotes.calibrate` shows how well they hold.
_SHARES: Final = {
    "after": (0.97, 0.95),
    "carried": (0.94, 0.92),
    "colon": (0.95, 0.72),
    "before-far": (0.93, 0.71),
    "before": (0.92, 0.74),
    "after-far": (0.90, 0.85),
    "colon-form": (0.93, 0.60),
    "inherited": (0.87, 0.50),
    "carried-report": (0.85, 0.70),
    "topic": (0.60, 0.50),
    "mood": (0.60, 0.50),
    "carried-subject": (0.50, 0.40),
}
_REST: Final = (0.90, 0.80)


def confidence(found: Attribution) -> float:
    """Return how likely the speaker of *found* is the right one, 0 to 1; *found* names one."""
    named, described = _SHARES.get(found.how, _REST)
    return described if found.speaker is not None and found.speaker.kind == DESCRIBED else named
