"""Which region of the page each block belongs to."""

from __future__ import annotations

from dataclasses import dataclass

from newsspider.page.page import Page


@dataclass(frozen=True, slots=True)
class Reading:
    """One verdict a block of ``page.blocks``, in the same order.

    *region*: ``body``, ``lead``, ``byline``, ``caption``, ``related``, ``share``, ``nav``, ``comment``, ``ad``
    or ``other``; *reason*: the rule or view that decided (``view:both``, ``veto:comments``, ``site-rule`` …).
    *confidence*: of the body, 0 to 1, None without one. *method*: ``site-rule``, ``theme``, ``generic``,
    ``json-ld`` or ``none``.
    """

    region: tuple[str, ...]
    reason: tuple[str, ...]
    confidence: float | None
    method: str


def decide(page: Page) -> Reading:
    """Return the region of every block of *page*."""
    count = len(page.blocks.text)
    return Reading(("other",) * count, ("",) * count, None, "none")
