"""What the rules of a site or a theme say of the blocks of a page."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from newsspider.page.page import Page
from newsspider.rules.theme import is_selector
from newsspider.text.normalize import letters


@dataclass(frozen=True, slots=True)
class Known:
    """Block numbers by what rules say of them; *method*: whose rule found the *body*, None without one.
    *stops*: the blocks at which the site says that the body ends, in order."""

    body: frozenset[int] = frozenset()
    drop: frozenset[int] = frozenset()
    lead: frozenset[int] = frozenset()
    related: frozenset[int] = frozenset()
    method: str | None = None
    stops: tuple[int, ...] = ()

    @classmethod
    def of(cls, page: Page) -> Known:
        """Read the selectors of the page's site, and of its theme where the site has none."""
        layout, theme = page.layout, page.theme
        ruled = layout.body or layout.drop or layout.subheadline or layout.related or layout.stop_at
        if not theme and not ruled:
            return cls()
        bodies, method = page.select(layout.body), "site-rule"
        if not bodies and theme:
            bodies, method = page.select(theme.body), "theme"
        drop, related = layout.drop, layout.related
        lead = layout.subheadline
        if theme:
            drop, related = drop + theme.drop, related + tuple(r.css for r in theme.related)
            lead = lead or theme.subheadline
        body = _blocks(page, bodies)
        return cls(
            body,
            _blocks(page, page.select_all(drop)),
            _blocks(page, page.select(lead)[:1]),
            _blocks(page, page.select_all(related)),
            method if body else None,
            _stops(page, layout.stop_at),
        )


def _blocks(page: Page, elements: list[etree._Element]) -> frozenset[int]:
    """Return the blocks inside any of *elements*."""
    if not elements:
        return frozenset()
    blocks = page.blocks
    wanted = set(elements)
    inside = [False] * len(blocks.parent)
    for node, up in enumerate(blocks.parent):
        inside[node] = (up >= 0 and inside[up]) or blocks.element[node] in wanted
    return frozenset(i for i, node in enumerate(blocks.node) if node >= 0 and inside[node])


def _stops(page: Page, named: tuple[str, ...]) -> tuple[int, ...]:
    """Return the blocks that are a heading (or line) of one of the *named* texts, or the first at or below an element that
    one of them selects."""
    if not named:
        return ()
    texts = {letters(name) for name in named}
    found = {i for i, text in enumerate(page.blocks.text) if letters(text) in texts}
    marks = page.select_all(name for name in named if is_selector(name))
    if marks:
        order = {element: i for i, element in enumerate(page.elements)}
        places = [order[page.blocks.element[node]] if node >= 0 else 0 for node in page.blocks.node]
        found |= {i for mark in marks for i in _first_from(places, order[mark])}
    return tuple(sorted(found))


def _first_from(places: list[int], mark: int) -> Iterator[int]:
    """Yield the first block that begins at *mark* or after it, if there is one."""
    first = next((i for i, place in enumerate(places) if place >= mark), None)
    if first is not None:
        yield first
