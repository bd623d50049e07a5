"""Where a page names its authors: every byline, declared or printed, surest first."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

from lxml import etree

from newsspider.fields.agency import agency_called
from newsspider.fields.byline import announces, authors_in, is_account, is_full_name, is_prefix, merged
from newsspider.fields.candidate import Candidate
from newsspider.fields.language import declared as declared_language
from newsspider.fields.near_headline import Neighbourhood
from newsspider.model import Author
from newsspider.page.page import Page
from newsspider.page.tree import text_of
from newsspider.regions.decide import Reading
from newsspider.text.date_patterns import dates_in
from newsspider.text.lexicon import load
from newsspider.text.normalize import letters, squeeze

Authors = tuple[Author, ...]

_MICRODATA = etree.XPath("//*[@itemprop='author' or @itemprop='creator'] | //*[contains(@rel, 'author')]")
_LONGEST = 160  # characters of an element or block that is a byline and no more
_LONGEST_SIGNATURE = 60  # characters of a line that signs a text
_LOWEST = 30  # blocks below the headline in which its byline can stand; farther ones are of other articles
_CONJUNCTION = 4  # letters of a signature that belong to no name: "and", "By"
_SHORT = 36  # characters of a line that "By" and one word may be: "By Reuters", "Par la rédaction"
_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6", "figcaption"))
_RUNNING = frozenset(
    ("a", "span", "b", "strong", "em", "i", "u", "small", "font", "mark", "abbr", "bdi", "time")
)
_FARTHEST = 8  # ancestors of the headline climbed to reach a byline


def declared(page: Page) -> Iterator[Candidate[Authors]]:
    """Yield the authors that JSON-LD and ``<meta>`` name; places that name none are passed over."""
    yield from (c for found in (_linked, _meta) for c in found(page) if c.value)


def announced(page: Page, bylines: Bylines) -> Iterator[Candidate[Authors]]:
    """Yield the authors of the theme's byline, and of lines near the headline that begin with "By"."""
    yield from (c for found in (_by_theme(page, bylines), _lines(page, bylines)) for c in found if c.value)


def marked(page: Page, bylines: Bylines) -> Iterator[Candidate[Authors]]:
    """Yield the authors of microdata, of classes that say author, of the byline's other lines, and of the
    line that signs the text; the nearest to the headline first."""
    for found in (_microdata, _classed, _unannounced, _dated, _signed):
        yield from (c for c in found(page, bylines) if c.value)


class Bylines:
    """Where a page prints bylines: the headline's neighbourhood, and the blocks the reading calls byline."""

    def __init__(self, page: Page, reading: Reading) -> None:
        self.near = Neighbourhood(page)
        head = self.near.block
        called = (i for i, region in enumerate(reading.region) if region == "byline")
        self.called = [i for i in called if head is None or 0 < i - head <= _LOWEST]
        self.last = next(
            (i for i in range(len(reading.region) - 1, -1, -1) if reading.region[i] == "body"), None
        )
        self.blocks = tuple(dict.fromkeys((*self.near.blocks, *self.called)))


def by_rule(page: Page) -> Iterator[Candidate[Authors]]:
    """Yield the authors in the elements the site's rule names."""
    elements = page.select(page.layout.authors)
    if elements:
        yield Candidate(
            merged(a for e in elements for a in _of_element(page, e, declared=True)), "site-rule", "authors"
        )


def _linked(page: Page) -> Iterator[Candidate[Authors]]:
    """JSON-LD's author, else its creator, with the nodes that ``@id`` refers to."""
    article = page.linked_data.article or {}
    for key in ("author", "creator"):
        yield Candidate(merged(_of_node(page, article.get(key), 3)), "json-ld", key)


def _of_node(page: Page, value: object, depth: int) -> Iterator[Author]:
    """The authors of a JSON-LD value: a name, a Person, a reference to one, or a list of these."""
    if isinstance(value, str):
        yield from _named(page, value)
    elif isinstance(value, list) and depth:
        for item in value:
            yield from _of_node(page, item, depth - 1)
    elif isinstance(value, dict) and depth:
        name = value.get("name") or _full_name(value)
        if not name and (node := _node_with(page, value.get("@id"))) is not None and node is not value:
            yield from _of_node(page, node, depth - 1)
        elif isinstance(name, str) and "organi" in str(value.get("@type")).lower():
            yield from (
                Author(squeeze(name), _url(page, value)) for _ in (1,) if "://" not in name and squeeze(name)
            )
        else:
            named = list(_of_node(page, name, depth - 1))
            url = _url(page, value) if len(named) == 1 else None
            yield from (Author(a.name, url, a.role or _role(value)) for a in named)


def _full_name(node: Mapping[str, Any]) -> str:
    parts = (node.get("givenName"), node.get("familyName"))
    return " ".join(part for part in parts if isinstance(part, str))


def _node_with(page: Page, identifier: object) -> Mapping[str, Any] | None:
    found = (n for n in page.linked_data.nodes if n.get("@id") == identifier and n.get("name"))
    return next(found, None) if isinstance(identifier, str) else None


def _url(page: Page, node: Mapping[str, Any]) -> str | None:
    url = node.get("url")
    return page.absolute(url) if isinstance(url, str) else None


def _role(node: Mapping[str, Any]) -> str | None:
    title = node.get("jobTitle")
    return (squeeze(title) or None) if isinstance(title, str) else None


def _meta(page: Page) -> Iterator[Candidate[Authors]]:
    """Meta tags of authors, and the pair "Written by" that some plugins give to link previews."""
    for name in load("bylines")["meta"]["author"]:
        values = page.metadata.all(name)
        if values:
            yield Candidate(merged(a for v in values for a in _named(page, v)), "meta", name)
    for number in "12":
        label = page.metadata.get(f"twitter:label{number}")
        value = page.metadata.get(f"twitter:data{number}")
        if label and value and announces(f"{label}: {value}"):
            yield Candidate(tuple(_named(page, value)), "meta", f"twitter:data{number}")


def _named(page: Page, text: str) -> Iterator[Author]:
    yield from authors_in(text, declared_language(page), declared=True)


def _by_theme(page: Page, bylines: Bylines) -> Iterator[Candidate[Authors]]:
    """The theme's elements, of which the nearest to the headline are the article's."""
    elements = page.select(page.theme.authors) if page.theme else []
    placed = [(d, e) for e in elements if (d := bylines.near.distance(e)) is not None]
    nearest = min((d for d, _ in placed), default=0)
    found = (a for d, e in placed if d == nearest for a in _of_element(page, e, declared=True))
    yield Candidate(merged(found), "visible-text", "theme")


def _lines(page: Page, bylines: Bylines) -> Iterator[Candidate[Authors]]:
    """Lines that begin with "By" and go on with a full name, or with any name where they hold no more; a
    line of nothing but "By" goes on in the next."""
    language = declared_language(page)
    for i in bylines.blocks:
        text, tag = page.blocks.text[i], page.blocks.tag[i]
        if tag == "figcaption" or len(text) > _LONGEST:
            continue
        if is_prefix(text) and i + 1 < len(page.blocks.text):
            text = f"{text.rstrip(':')}: {page.blocks.text[i + 1]}"
        found = authors_in(text, language) if announces(text) else ()
        if found and (" " in found[0].name or len(text) <= _SHORT or not found[0].name.isascii()):
            yield Candidate(found, "visible-text", tag)


def _microdata(page: Page, bylines: Bylines) -> Iterator[Candidate[Authors]]:
    elements = [e for e in _MICRODATA(page.tree) if e.tag not in {"meta", "link"} or e.get("content")]
    yield from _nearest(page, bylines, elements, "microdata")


def _classed(page: Page, bylines: Bylines) -> Iterator[Candidate[Authors]]:
    """Elements whose class or id says author or byline."""
    pattern = _author_class()
    elements = [
        e
        for e in page.tree.iter(
            "a", "span", "div", "p", "li", "address", "strong", "h3", "h4", "h5", "h6", "ul"
        )
        if (names := e.get("class") or e.get("id")) and pattern.search(names)
    ]
    yield from _nearest(page, bylines, elements, "visible-text")


def _nearest(
    page: Page, bylines: Bylines, elements: list[etree._Element], source: str
) -> Iterator[Candidate[Authors]]:
    """One candidate for each distance from the headline at which *elements* name authors."""
    groups: dict[int, list[etree._Element]] = {}
    for element in elements:
        distance = bylines.near.distance(element)
        if distance is not None and distance <= _FARTHEST and not bylines.near.holds(element):
            groups.setdefault(distance, []).append(element)
    for distance in sorted(groups):
        sure = source == "microdata"
        found = merged(a for e in groups[distance] for a in _of_element(page, e, declared=sure))
        yield Candidate(found, source, f"{groups[distance][0].tag} {distance}")


def _unannounced(page: Page, bylines: Bylines) -> Iterator[Candidate[Authors]]:
    """The byline's lines near the headline that are full names."""
    for i in bylines.called:
        if i in bylines.near.blocks and len(page.blocks.text[i]) <= _LONGEST:
            yield Candidate(_of_line(page, i), "visible-text", "byline")


def _dated(page: Page, bylines: Bylines) -> Iterator[Candidate[Authors]]:
    """Lines near the headline that hold a full name and then a date: "Jane Doe | 5 May 2024"."""
    for i in bylines.near.blocks:
        text = page.blocks.text[i]
        spot = next(dates_in(text[:_LONGEST]), None)
        name = text[: spot.start].strip(" |-–—•·,") if spot and text[:1].isupper() else ""
        if (
            " " in name
            and len(name) <= _LONGEST_SIGNATURE
            and not page.blocks.tag[i].startswith(("h", "fig"))
        ):
            found = authors_in(name, declared_language(page))
            yield Candidate(tuple(a for a in found if is_full_name(a.name)), "visible-text", "dated line")


def _signed(page: Page, bylines: Bylines) -> Iterator[Candidate[Authors]]:
    """The last line of the text, or the one after it, where it is a person's name and no more."""
    if bylines.last is None:
        return
    for i in (bylines.last, bylines.last + 1):
        text = page.blocks.text[i] if i < len(page.blocks.text) else ""
        if text and len(text) <= _LONGEST_SIGNATURE and page.blocks.tag[i] not in _HEADINGS:
            people = tuple(
                a for a in _of_line(page, i) if not agency_called(a.name) and not is_account(a.name)
            )
            whole = sum(len(letters(a.name)) for a in people) >= len(letters(text)) - _CONJUNCTION
            yield Candidate(people if whole else (), "visible-text", "signature")


def _of_line(page: Page, block: int) -> Authors:
    """The authors of a line that need not be a byline: agencies, and full names in upper and lower case."""
    found = authors_in(page.blocks.text[block], declared_language(page))
    return tuple(a for a in found if is_full_name(a.name) or agency_called(a.name))


def _of_element(page: Page, element: etree._Element, *, declared: bool) -> Iterator[Author]:
    """The authors an element names: in its ``itemprop=name`` or content, in its links, or in its text."""
    named = next(iter(element.xpath(".//*[@itemprop='name']")), element)
    text = squeeze(element.get("content") or named.get("content")) or _apart(named)
    if not text or len(text) > _LONGEST:
        return
    links = [e for e in element.iter("a") if e.get("href") and squeeze(text_of(e))]
    urls = {squeeze(text_of(e)): page.absolute(e.get("href")) for e in links}
    for author in authors_in(text, declared_language(page), declared=declared):
        if declared or " " in author.name or announces(text) or agency_called(author.name):
            yield Author(author.name, urls.get(author.name), author.role)


def _apart(element: etree._Element) -> str:
    """The text of *element* with a bar between its parts: between blocks, around links, and where two
    elements run together without a space."""
    pieces: list[str] = []
    for part in element.iter():
        if pieces and (part.tag not in _RUNNING or _glued(pieces[-1], part.text)):
            pieces.append(" | ")
        pieces.append(part.text or "")
        if part is not element and part.tail:
            pieces.append(part.tail)
    return squeeze("".join(pieces)).strip("| ")


def _glued(before: str, after: str | None) -> bool:
    return before[-1:].isalnum() and (after or "")[:1].isalnum()


@cache
def _author_class() -> re.Pattern[str]:
    return re.compile("|".join(map(re.escape, load("bylines")["classes"]["author"])), re.IGNORECASE)
