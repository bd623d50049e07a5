"""One table of a sources file into a SiteRule, once it is known to hold no mistake; and what may be in it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from newsspider.rules import check
from newsspider.rules.check import Check, Mistake
from newsspider.rules.lines import Path
from newsspider.rules.site import Layout, SiteRule
from newsspider.text.urls import host

_FIELDS = ("body", "headline", "subheadline", "authors", "published", "related", "drop")
_ORDERS = ("dmy", "mdy", "ymd")
_SELECTORS: dict[str, Check] = {
    **dict.fromkeys(_FIELDS, check.several(check.selector)),
    "stop_at": check.several(check.text),
}
_TEXTS = ("url", "publisher", "language", "timezone", "date_order", "theme")
_LISTS = ("feeds", "sitemaps", "include", "exclude")


def site_keys(themes: tuple[str, ...]) -> dict[str, Check]:
    """Return the keys of a ``[site.NAME]`` table; *themes*: names a ``theme`` may have."""
    return {
        "url": check.address,
        "hosts": check.several(check.host_name),
        "publisher": check.text,
        "language": check.language,
        "timezone": check.timezone,
        "date_order": check.one_of(_ORDERS, "date order"),
        "theme": check.one_of(themes, "theme"),
        "feeds": check.several(check.address),
        "sitemaps": check.several(check.address),
        "include": check.several(check.regex),
        "exclude": check.several(check.regex),
        **_SELECTORS,
        "layout": lambda value: None if isinstance(value, list) else "write it as [[site.NAME.layout]]",
    }


def site_mistakes(name: str, table: object, themes: tuple[str, ...]) -> Iterator[Mistake]:
    """Yield what is wrong with the ``[site.NAME]`` *table*."""
    path = ("site", name)
    if not check.NAME.fullmatch(name):
        yield path, "a site's name has small letters, digits, '.', '_' and '-' only, a letter or digit first"
    elif name in check.TAKEN:
        yield path, f"an archive keeps other things in its folder {name!r}; give the site another name"
    if not isinstance(table, dict):
        yield path, f"write it as a table: [site.{name}]"
        return
    if "url" not in table:
        yield path, "url is missing; give the site's home page"
    yield from check.check_table(table, path, site_keys(themes))
    layouts = table.get("layout")
    for i, layout in enumerate(layouts if isinstance(layouts, list) else []):
        yield from _layout_mistakes(layout, (*path, f"layout[{i}]"))


def _layout_mistakes(layout: object, path: Path) -> Iterator[Mistake]:
    if not isinstance(layout, dict):
        yield path, "write it as [[site.NAME.layout]]"
        return
    if "until" not in layout:
        yield path, "until is missing; give the day after the layout's last, such as 2024-03-01"
    yield from check.check_table(layout, path, {"until": check.day, **_SELECTORS})


def site_rule(name: str, table: Mapping[str, Any]) -> SiteRule:
    """Return the rule that a table without mistakes states."""
    present = _layout(table)
    earlier = tuple(_layout(t) for t in table.get("layout", []))
    hosts = _listed(table.get("hosts")) or (table["url"],)
    texts: dict[str, Any] = {key: table.get(key) for key in _TEXTS}
    lists: dict[str, Any] = {key: _listed(table.get(key)) for key in _LISTS}
    distinct = tuple(dict.fromkeys(_host(h) for h in hosts))
    return SiteRule(name=name, hosts=distinct, layouts=(present, *earlier), **texts, **lists)


def _layout(table: Mapping[str, Any]) -> Layout:
    until: date | None = table.get("until")
    return Layout(until=until, **{key: _listed(table.get(key)) for key in _SELECTORS})


def _listed(value: Any) -> tuple[str, ...]:
    if value is None:
        return ()
    return (value,) if isinstance(value, str) else tuple(value)


def _host(name: str) -> str:
    return host(name if "://" in name else f"http://{name}")
