"""Which region of the page each block belongs to."""

from __future__ import annotations

from dataclasses import dataclass, replace

from newsspider.page.page import Page
from newsspider.regions.declared import contradicts
from newsspider.regions.features import Features, features
from newsspider.regions.judge import Judgement, judge
from newsspider.regions.known import Known
from newsspider.regions.naming import region
from newsspider.regions.vetoes import vetoes
from newsspider.regions.views import shipped

_TRUSTED = {"site-rule": -2.5, "theme": 0.0}  # log odds that are enough inside a body that a rule names
_LINK_LIST = 0.8  # share of the text inside links
_LITTLE = 140  # characters; a body this short is read again
_LINKED = 0.3  # share of a block inside links above which the second reading leaves it


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
    """Return the region of every block of *page*: by the site's rules, the theme's, and the model."""
    if not page.blocks.text:
        return Reading((), (), None, "json-ld" if contradicts(page, []) else "none")
    model = shipped()
    found = features(page, model.worth_reading)
    judged = judge(page.blocks, found, model)
    known = Known.of(page)
    if not page.layout.body and not page.layout.drop:
        known = _plausible(known, found, judged)
    method = _apply(known, judged) or "generic"
    if method != "generic" or _read_again(page, found, judged):
        for i, rule in vetoes(page.blocks, found, judged.kept, judged.scores).items():
            judged.kept[i], judged.reason[i] = False, rule
    _drop_link_list(page, judged)
    texts = [text for text, keep in zip(page.blocks.text, judged.kept, strict=True) if keep]
    if method != "site-rule" and not known.stops and contradicts(page, texts):
        method = "json-ld"
    elif not texts:
        method = "none"
    regions = _regions(page, found, judged, known)
    return Reading(regions, tuple(judged.reason), judged.confidence if method != "none" else None, method)


def _plausible(known: Known, found: Features, judged: Judgement) -> Known:
    """Return what a theme says without what cannot be right, since sites bend their themes.

    Its body must hold half of what the model keeps; what it drops must not.
    """
    kept = [(i, weight) for i, weight in enumerate(found.weights) if judged.kept[i]]
    half = sum(weight for _, weight in kept) / 2
    if sum(weight for i, weight in kept if i in known.body) < half:
        known = replace(known, body=frozenset(), method=None)
    if sum(weight for i, weight in kept if i in known.drop or i in known.related) > half:
        known = replace(known, drop=frozenset(), related=frozenset())
    return known


def _apply(known: Known, judged: Judgement) -> str | None:
    """Change the verdicts to what rules know; return whose rule named the body, None for nobody's."""
    if known.method:
        enough = _TRUSTED[known.method]
        for i, score in enumerate(judged.scores):
            inside = i in known.body
            if inside and not judged.kept[i] and judged.reason[i].startswith("view:") and score > enough:
                judged.kept[i], judged.reason[i] = True, known.method
            elif judged.kept[i] and not inside:
                judged.kept[i], judged.reason[i] = False, f"{known.method}:outside"
    for name, numbers in (("dropped", known.drop), ("related", known.related), ("dek", known.lead)):
        for i in numbers:
            judged.kept[i], judged.reason[i] = False, f"rule:{name}"
    _stop(known, judged)
    return known.method if any(judged.kept) else None


def _stop(known: Known, judged: Judgement) -> None:
    """End the body at the first of the blocks where the site says it ends that has some of the body above it."""
    first = next((i for i, keep in enumerate(judged.kept) if keep), len(judged.kept))
    last = next((i for i in known.stops if i > first), len(judged.kept))
    for i in range(last, len(judged.kept)):
        judged.kept[i], judged.reason[i] = False, "rule:stop"


def _read_again(page: Page, found: Features, judged: Judgement) -> bool:
    """Where next to nothing was kept, take the text of the container that holds most paragraphs.

    Return whether that was so.
    """
    blocks = page.blocks
    if sum(w for w, keep in zip(found.weights, judged.kept, strict=True) if keep) >= _LITTLE:
        return False
    for i in (i for i, node in enumerate(blocks.node) if node in found.nodes.inside):
        views_only = judged.reason[i].startswith("view:")
        if views_only and blocks.link_chars[i] <= _LINKED * len(blocks.text[i]) and judged.scores[i] > -4:
            judged.kept[i], judged.reason[i] = True, "rescue:container"
    return True


def _drop_link_list(page: Page, judged: Judgement) -> None:
    """Keep nothing where what is kept is links and little else: a list of pages is no text. None of 1,478 labelled
    pages of articles has more than 70 % of its text in links."""
    kept = [i for i, keep in enumerate(judged.kept) if keep]
    linked = sum(page.blocks.link_chars[i] for i in kept)
    if linked > _LINK_LIST * sum(len(page.blocks.text[i]) for i in kept):
        for i in kept:
            judged.kept[i], judged.reason[i] = False, "veto:link-list"


def _regions(page: Page, found: Features, judged: Judgement, known: Known) -> tuple[str, ...]:
    """Return the region of every block; a block of a menu, which has no features, is ``nav``."""
    named = ["nav"] * len(judged.kept)
    for i, (keep, node) in enumerate(zip(judged.kept, page.blocks.node, strict=True)):
        if keep:
            named[i] = "body"
        elif node in found.markup:
            named[i] = region(found.words[i], found.place[i], found.markup[node])
    for name, numbers in (("related", known.related), ("lead", known.lead or judged.lead)):
        for i in numbers:
            if not judged.kept[i]:
                named[i] = name
    return tuple(named)
