"""What kind of links a group of cards holds, by the evidence there is."""

from __future__ import annotations

from collections.abc import Callable

from newsspider.fields.block_evidence import Evidence

_EVERYWHERE = frozenset(("nav", "foot", "widget"))  # zones that are the same on every page
_MANY_NEIGHBOURS = 4  # more than these are not the articles before and after
_MANY_CARDS = 8  # more than these are the site's own list, whatever the heading says


def kind_of(e: Evidence) -> tuple[str | None, str]:
    """Return the kind of a group, None where it is none of related links, and the rule that decided."""
    for rule, verdict in _RULES:
        kind = verdict(e)
        if kind is not None:
            return kind or None, rule
    return None, "unknown"


def _by_theme(e: Evidence) -> str | None:
    return "latest" if e.theme == "related" and e.heading_kind == "latest" else e.theme


def _by_menu(e: Evidence) -> str | None:
    """Themes mark the links to the articles before and after as navigation."""
    beside = e.names[:1] == ("prevnext",) and e.cards <= _MANY_NEIGHBOURS
    return "" if e.zone == "nav" and not beside else None


def _by_heading(e: Evidence) -> str | None:
    if e.heading_kind == "prevnext":
        return "prevnext" if e.cards <= _MANY_NEIGHBOURS else None
    return e.heading_kind if e.heading_kind in {"popular", "sponsored"} else None


def _by_class(e: Evidence) -> str | None:
    kind = next((k for k in ("prevnext", "sponsored", "popular") if k in e.names[:1]), None)
    return None if kind == "popular" and e.heading_kind in {"latest", "related"} else kind


def _in_body(e: Evidence) -> str | None:
    if e.place != "in" or e.zone:
        return None
    return "latest" if e.heading_kind == "latest" else "inline"


def _as_related(e: Evidence) -> str | None:
    named = "related" in e.names[:1] and e.heading_kind != "latest"
    if not named and e.heading_kind != "related":
        return None
    if e.place == "in":
        return "inline"
    if named:
        return "related"
    recent = "latest" in e.names and "related" not in e.names
    return "latest" if e.zone in _EVERYWHERE or e.cards > _MANY_CARDS or recent else "related"


def _as_latest(e: Evidence) -> str | None:
    return "latest" if e.heading_kind == "latest" or "latest" in e.names[:1] else None


def _unnamed(e: Evidence) -> str | None:
    if e.zone in {"nav", "foot"} or not e.apart or e.strong < 0.5:
        return ""
    if e.near and not e.zone and not e.heading:
        return "related"
    return "sponsored" if e.other_domain else "latest"


# Tried in this order; "" says that the group holds no related links, None leaves it to the next rule.
_RULES: tuple[tuple[str, Callable[[Evidence], str | None]], ...] = (
    ("theme", _by_theme),
    ("furniture", lambda e: "" if e.heading_kind == "furniture" or "furniture" in e.names else None),
    ("menu", _by_menu),
    ("heading", _by_heading),
    ("class", _by_class),
    ("in-body", _in_body),
    ("related", _as_related),
    ("latest", _as_latest),
    ("unnamed", _unnamed),
)
