"""Where a page says when it was published or changed: every text that may be that date, surest first."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import timedelta
from functools import cache
from typing import Any
from urllib.parse import urlsplit

from lxml import etree

from newsspider.fields.candidate import Candidate
from newsspider.fields.date_lines import said_modified, said_published
from newsspider.fields.elements import with_property
from newsspider.fields.near_headline import neighbourhood
from newsspider.page.page import Page
from newsspider.page.tree import start_of
from newsspider.text.dates import parse_date
from newsspider.text.lexicon import load
from newsspider.text.normalize import squeeze

_JSON_LD = {"published": ("datePublished", "dateCreated", "uploadDate"), "modified": ("dateModified",)}
# Nodes that date the page, where it has no node of an article.
_PAGE_TYPES = frozenset(
    ("WebPage", "ItemPage", "AboutPage", "CreativeWork", "HowTo", "Recipe", "MediaObject", "LiveBlogPosting")
)
_MICRODATA = ("[itemprop~=datePublished]", "[itemprop~=dateCreated]", "[itemprop~=dateModified]")
_URL_DAY = re.compile(
    r"(?<!\d)(?:(?P<y>(?:19|20)\d\d)[/_.-]?(?P<m>0[1-9]|1[0-2])[/_.-]?(?P<d>0[1-9]|[12]\d|3[01])"
    r"|(?P<d2>0[1-9]|[12]\d|3[01])[_.-](?P<m2>0[1-9]|1[0-2])[_.-](?P<y2>(?:19|20)\d\d))(?!\d)"
)
_STATE = re.compile(
    r'"(?P<key>(?:date_|first_?)?(?:published?|publication|created)(?:_?(?:at|on|date|time))?)"\s*:\s*'
    r'"(?P<date>(?P<day>\d{4}-\d\d-\d\d)(?:[T ][\d:.]{5,15}(?:Z|[+-]\d\d:?\d\d)?)?)"',
    re.IGNORECASE,
)
_SHORT_DAY = re.compile(r"(?<!\d)(?P<y>\d\d)(?P<m>0[1-9]|1[0-2])(?P<d>0[1-9]|[12]\d|3[01])(?!\d)")
_NEAR = 3  # ancestors of the headline climbed to a time tag that is surely the article's


def declared(page: Page, role: str) -> Iterator[Candidate[str]]:
    """Yield what JSON-LD and ``<meta>`` declare for *role*, ``published`` or ``modified``."""
    yield from _of_node(page.linked_data.article or {}, _JSON_LD[role])
    yield from _meta(page, role)


def undecided(page: Page) -> Iterator[Candidate[str]]:
    """Yield what may be the date of publication where nothing better is: the JSON-LD of the page itself, a
    time tag far from the headline, and meta tags that often hold another day."""
    for node in page.linked_data.nodes:
        if str(node.get("@type")) in _PAGE_TYPES:
            yield from _of_node(node, ("datePublished",))
    yield from _meta(page, "uncertain")


def in_state(page: Page) -> Iterator[Candidate[str]]:
    """Yield the day of publication in the data from which a script draws the page, where all it holds is of one day."""
    found = list(_STATE.finditer(page.decoded.text.replace('\\"', '"')))
    if len({m["day"] for m in found}) == 1:
        yield Candidate(found[0]["date"], "inferred", found[0]["key"])


def _of_node(node: Mapping[str, Any], keys: tuple[str, ...]) -> Iterator[Candidate[str]]:
    for key in keys:
        value = node.get(key)
        for text in value if isinstance(value, list) else [value]:
            if isinstance(text, str) and text.strip():
                yield Candidate(text, "json-ld", key)


def _meta(page: Page, table: str) -> Iterator[Candidate[str]]:
    for name in load("dates")["meta"][table]:
        for text in page.metadata.all(name):
            yield Candidate(text, "meta", name)


def by_rule(page: Page) -> Iterator[Candidate[str]]:
    """Yield the date in the elements the site's rule names."""
    for element in page.select(page.layout.published):
        yield Candidate(_text(element), "site-rule", element.tag)


def by_theme(page: Page) -> Iterator[Candidate[str]]:
    """Yield the date in the elements the page's theme names, of which the nearest to the headline are the
    article's; those in cards and comments are left out."""
    elements = page.select(page.theme.published) if page.theme else []
    near = neighbourhood(page)
    placed = [(d, e) for e in elements if (d := near.distance(e)) is not None]
    nearest = min((d for d, _ in placed), default=0)
    for distance, element in placed:
        if distance == nearest and _role(element, element.get("itemprop") or "") == "published":
            yield Candidate(_text(element), "time-tag" if element.tag == "time" else "visible-text", "theme")


@dataclass(frozen=True, slots=True)
class Marked:
    """A date in microdata or a time tag. *role*: ``published`` or ``modified``; *near*: whether it stands so
    near the headline that it is surely the article's."""

    role: str
    near: bool
    text: Candidate[str]


def marked(page: Page) -> tuple[Marked, ...]:
    """Return the dates of microdata and ``<time>``, nearest to the headline first; those of other articles,
    comments and sidebars are left out."""
    return page.once(_all_marked)


def _all_marked(page: Page) -> tuple[Marked, ...]:
    elements = list(dict.fromkeys((*with_property(page, _MICRODATA), *page.tagged("time"))))
    if not elements:
        return ()
    near = neighbourhood(page)
    placed = [(d, i) for i, e in enumerate(elements) if (d := near.distance(e)) is not None]
    return tuple(_marked(elements[i], distance) for distance, i in sorted(placed, key=_nearest_first))


def _nearest_first(placed: tuple[int, int]) -> tuple[int, int]:
    """By distance as long as that tells something; far from the headline by place, for lists stand below the text."""
    distance, number = placed
    return min(distance, _NEAR + 1), number


def _marked(element: etree._Element, distance: int) -> Marked:
    name = element.get("itemprop") or ""
    dated = "date" in name.lower()
    text = Candidate(_text(element), "microdata" if dated else "time-tag", name or element.tag)
    return Marked(_role(element, name), dated or distance <= _NEAR, text)


def in_address(url: str) -> Candidate[str] | None:
    """Return the day in an address, ``/2024/05/01/`` or ``-20240501``, as an ISO date; None without one."""
    path = urlsplit(url).path
    m = _URL_DAY.search(path)
    if m is None:
        return _short_day(path)
    return Candidate(f"{m['y'] or m['y2']}-{m['m'] or m['m2']}-{m['d'] or m['d2']}", "url", "path")


def _short_day(path: str) -> Candidate[str] | None:
    """The day of ``/2022/220126_PM.html``: its year stands in a folder too, or else it may be any number."""
    folders, _, name = path.rpartition("/")
    m = _SHORT_DAY.search(name)
    if m is None or not re.search(rf"(?<!\d)20{m['y']}(?!\d)", folders):
        return None
    return Candidate(f"20{m['y']}-{m['m']}-{m['d']}", "url", "path")


def _text(element: etree._Element) -> str:
    """The machine-readable date of *element*, or else what it shows; what it shows also where a word says that it
    is the day of publication, and the other is a later day."""
    stated = squeeze(element.get("datetime") or element.get("content") or "")
    shown = squeeze(start_of(element))[:200] if element.tag == "time" or not stated else ""
    return shown if not stated or _shows_earlier(shown, stated) else stated


def _shows_earlier(shown: str, stated: str) -> bool:
    if not said_published(shown):
        return False
    days = [found.day for text in (shown, stated) if (found := parse_date(text))]
    return len(days) == 2 and days[1] - days[0] > timedelta(1)


def _role(element: etree._Element, name: str) -> str:
    """``modified`` where the names around *element*, or the words before the date, say so."""
    if "modified" in name.lower():
        return "modified"
    if name:
        return "published"
    parent = element.getparent()
    names = [element.get("class") or "", element.get("id") or ""]
    before = squeeze(element.text)
    if parent is not None:
        names.append(parent.get("class") or "")
        previous = element.getprevious()
        before = f"{squeeze(previous.tail if previous is not None else parent.text)} {before}"
    said = any(map(_names_modified, names)) or said_modified(before)
    return "modified" if said else "published"


def _names_modified(names: str) -> bool:
    """Whether class names are those of an update alone: WordPress gives ``entry-date updated`` to the first
    publication of a text that was never changed."""
    return _modified_class().search(names) is not None and not _published_class().search(names)


@cache
def _modified_class() -> re.Pattern[str]:
    return re.compile("|".join(load("dates")["classes"]["modified"]), re.IGNORECASE)


@cache
def _published_class() -> re.Pattern[str]:
    return re.compile("|".join(load("dates")["classes"]["published"]), re.IGNORECASE)
