"""What the rules of a site or a theme say of the blocks of a page."""

from __future__ import annotations

from dataclasses import dataclass

from lxml import etree

from newsspider.page.page import Page


@dataclass(frozen=True, slots=True)
class Known:
    """Block numbers by what rules say of them; *method*: whose rule found the *body*, None without one."""

    body: frozenset[int] = frozenset()
    drop: frozenset[int] = frozenset()
    lead: frozenset[int] = frozenset()
    related: frozenset[int] = frozenset()
    method: str | None = None

    @classmethod
    def of(cls, page: Page) -> Known:
        """Read the selectors of the page's site, and of its theme where the site has none."""
        layout, theme = page.layout, page.theme
        if not theme and not (layout.body or layout.drop or layout.subheadline or layout.related):
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
