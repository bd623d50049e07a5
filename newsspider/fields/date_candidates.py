"""Where a page says when it was published or changed: every text that may be that date, surest first."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from urllib.parse import urlsplit

from lxml import etree

from newsspider.fields.candidate import Candidate
from newsspider.fields.near_headline import Neighbourhood
from newsspider.page.page import Page
from newsspider.page.tree import text_of
from newsspider.regions.decide import Reading
from newsspider.rules.theme import select
from newsspider.text.lexicon import load
from newsspider.text.normalize import squeeze

_JSON_LD = {"published": ("datePublished", "dateCreated", "uploadDate"), "modified": ("dateModified",)}
_MICRODATA = etree.XPath(
    "//*[@itemprop='datePublished' or @itemprop='dateCreated' or @itemprop='dateModified']"
)
_URL_DAY = re.compile(
    r"(?<!\d)(?P<y>(?:19|20)\d\d)([/_-]?)(?P<m>0[1-9]|1[0-2])\2(?P<d>0[1-9]|[12]\d|3[01])(?!\d)"
)
_LONGEST_LINE = 220  # characters; a longer block near the headline is text, not a date line


def declared(page: Page, role: str) -> Iterator[Candidate[str]]:
    """Yield what JSON-LD and ``<meta>`` declare for *role*, ``published`` or ``modified``."""
    article = page.linked_data.article or {}
    for key in _JSON_LD[role]:
        value = article.get(key)
        for text in value if isinstance(value, list) else [value]:
            if isinstance(text, str) and text.strip():
                yield Candidate(text, "json-ld", key)
    for name in load("dates")["meta"][role]:
        for text in page.metadata.all(name):
            yield Candidate(text, "meta", name)


def by_rule(page: Page) -> Iterator[Candidate[str]]:
    """Yield the date in the elements the site's rule names."""
    for element in select(page.tree, page.layout.published):
        yield Candidate(_text(element), "site-rule", element.tag)


def by_theme(page: Page) -> Iterator[Candidate[str]]:
    """Yield the date in the elements the page's theme names."""
    for element in select(page.tree, page.theme.published if page.theme else ()):
        yield Candidate(_text(element), "time-tag" if element.tag == "time" else "visible-text", "theme")


def marked(page: Page) -> Iterator[tuple[str, Candidate[str]]]:
    """Yield (role, date) of microdata and ``<time>``, nearest to the headline first; those of other articles,
    comments and sidebars are left out."""
    elements = list(page.tree.iter("time"))
    if b"itemprop" in page.html:
        elements = list(dict.fromkeys((*_MICRODATA(page.tree), *elements)))
    if not elements:
        return
    near = Neighbourhood(page)
    placed = [(d, i) for i, e in enumerate(elements) if (d := near.distance(e)) is not None]
    for _, index in sorted(placed):
        element = elements[index]
        name = element.get("itemprop") or ""
        source = "microdata" if "date" in name.lower() else "time-tag"
        yield _role(element, name), Candidate(_text(element), source, name or element.tag)


def shown(page: Page, reading: Reading) -> Iterator[Candidate[str]]:
    """Yield the short blocks with digits near the headline, and those the reading calls byline."""
    seen = set()
    bylines = (i for i, region in enumerate(reading.region) if region == "byline")
    for order in (Neighbourhood(page).blocks, bylines):
        for i in order:
            text = page.blocks.text[i]
            if i not in seen and len(text) <= _LONGEST_LINE and any(c.isdigit() for c in text):
                seen.add(i)
                yield Candidate(text, "visible-text", page.blocks.tag[i])


def in_address(url: str) -> Candidate[str] | None:
    """Return the day in an address, ``/2024/05/01/`` or ``-20240501``, as an ISO date; None without one."""
    m = _URL_DAY.search(urlsplit(url).path)
    return Candidate(f"{m['y']}-{m['m']}-{m['d']}", "url", "path") if m else None


def _text(element: etree._Element) -> str:
    """The machine-readable date of *element*, or else what it shows."""
    return squeeze(element.get("datetime") or element.get("content") or "") or squeeze(text_of(element))[:200]


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
    said = any(_modified_class().search(n) for n in names) or said_modified(before)
    return "modified" if said else "published"


def said_modified(text: str) -> bool:
    """Return whether the words of *text* announce the day of an update."""
    return bool(text) and _modified_word().search(text) is not None


@cache
def _modified_class() -> re.Pattern[str]:
    return re.compile("|".join(load("dates")["classes"]["modified"]), re.IGNORECASE)


@cache
def _modified_word() -> re.Pattern[str]:
    found = {word for words in load("dates")["modified"].values() for word in words}
    return re.compile(
        rf"\b(?:{'|'.join(sorted(map(re.escape, found), key=len, reverse=True))})\b", re.IGNORECASE
    )
