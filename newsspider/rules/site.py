"""What a person wrote down about one site: where its articles are, and where its pages keep each field."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime

from newsspider.rules.theme import Theme
from newsspider.text.urls import host


@dataclass(frozen=True, slots=True)
class Layout:
    """CSS selectors of one look of a site; an empty tuple leaves the field to what the page declares.

    *until*: captures before this day have this layout; None is the present one. *drop*: what is never body. *stop_at*:
    selectors of, or texts of headings, at the first of which the body ends.
    """

    until: date | None = None
    body: tuple[str, ...] = ()
    headline: tuple[str, ...] = ()
    subheadline: tuple[str, ...] = ()
    authors: tuple[str, ...] = ()
    published: tuple[str, ...] = ()
    related: tuple[str, ...] = ()
    drop: tuple[str, ...] = ()
    stop_at: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SiteRule:
    """One site of a sources file; *name* is the ``site`` of its records and a folder of the archive.

    *url*: home page. *hosts*: hosts whose pages follow this rule, without ``www.``. *timezone*: IANA name,
    for pages that state a time without an offset. *date_order*: ``dmy``, ``mdy`` or ``ymd`` for dates printed in numbers,
    None where the page's language and country tell. *theme*: name of a theme where it cannot be recognised.
    *include*, *exclude*: regular expressions on article addresses.
    """

    name: str
    url: str | None = None
    hosts: tuple[str, ...] = ()
    publisher: str | None = None
    language: str | None = None
    timezone: str | None = None
    date_order: str | None = None
    theme: str | None = None
    feeds: tuple[str, ...] = ()
    sitemaps: tuple[str, ...] = ()
    include: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    layouts: tuple[Layout, ...] = field(default=(Layout(),))

    def layout(self, fetched_at: datetime | None) -> Layout:
        """Return the layout in force when the page was captured; the present one where that is unknown."""
        day = fetched_at.date() if fetched_at else date.max
        dated = sorted((x for x in self.layouts if x.until), key=lambda x: x.until or date.max)
        present = next((x for x in self.layouts if not x.until), Layout())
        return next((x for x in dated if x.until and day < x.until), present)


@dataclass(frozen=True, slots=True)
class Rules:
    """All that is known of sites and themes; ``extract(rules=…)`` takes one."""

    sites: tuple[SiteRule, ...] = ()
    themes: tuple[Theme, ...] = ()

    def site(self, url: str) -> SiteRule | None:
        """Return the rule for the host of *url*, or None."""
        name = host(url)
        return next((s for s in self.sites if name in s.hosts), None)

    def theme(self, name: str | None) -> Theme | None:
        """Return the theme called *name*, or None."""
        return next((t for t in self.themes if t.name == name), None)
