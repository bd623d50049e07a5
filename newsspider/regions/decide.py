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
    """Return the region of every block of *page*: the paragraphs of the container that holds most of them."""
    blocks = page.blocks
    mass = [0.0] * len(blocks.parent)
    for i, text in enumerate(blocks.text):
        node = blocks.node[i]
        if len(text) > 80 and blocks.link_chars[i] < 0.4 * len(text) and node >= 0:
            mass[node] += len(text)
            if blocks.parent[node] >= 0 and blocks.tag[i] in {"p", "li", "blockquote"}:
                mass[blocks.parent[node]] += len(text)
    if not any(mass):
        return Reading(("other",) * len(blocks.text), ("",) * len(blocks.text), None, "none")
    best = max(range(len(mass)), key=mass.__getitem__)
    while blocks.parent[best] >= 0 and mass[blocks.parent[best]] > 1.33 * mass[best]:
        best = blocks.parent[best]
    inside = {best}
    for node in range(best + 1, len(mass)):
        if blocks.parent[node] in inside:
            inside.add(node)
    region = tuple(
        "body" if n in inside and blocks.link_chars[i] < 0.5 * len(blocks.text[i]) else "other"
        for i, n in enumerate(blocks.node)
    )
    return Reading(region, ("view:container",) * len(region), None, "generic")
