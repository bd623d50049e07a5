"""Where a page names its authors: every byline, declared or printed, surest first."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

from lxml import etree

from newsspider.fields.byline import announces, authors_in, merged
from newsspider.fields.candidate import Candidate
from newsspider.fields.language import declared as declared_language
from newsspider.fields.near_headline import Neighbourhood, blocks_near
from newsspider.model import Author
from newsspider.page.page import Page
from newsspider.page.tree import text_of
from newsspider.regions.decide import Reading
from newsspider.rules.theme import select
from newsspider.text.lexicon import load
from newsspider.text.normalize import squeeze

Authors = tuple[Author, ...]

_MARKED = etree.XPath(
    "//*[@rel='author' or @itemprop='author' or @itemprop='creator' or @rel='author nofollow']"
)
_CLASSED = etree.XPath(
    "//*[self::a or self::span or self::div or self::p or self::li or self::address or self::strong or self::h3"
    " or self::h4 or self::h5 or self::h6 or self::cite or self::em or self::b or self::section or self::ul]"
    "[@class or @id]"
)
_LONGEST = 160  # characters of an element or block that is a byline and no more
_FARTHEST = 8  # ancestors of the headline climbed to reach a byline


def candidates(page: Page, reading: Reading) -> Iterator[Candidate[Authors]]:
    """Yield the authors each place on the page names; places that name none are passed over."""
    for found in (_by_rule, _linked, _meta, _marked, _by_theme, _classed):
        yield from (c for c in found(page) if c.value)
    yield from (c for c in _shown(page, reading) if c.value)


def _by_rule(page: Page) -> Iterator[Candidate[Authors]]:
    elements = select(page.tree, page.layout.authors)
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
        name = value.get("name")
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


def _marked(page: Page) -> Iterator[Candidate[Authors]]:
    """Microdata and ``rel=author`` near the headline, the nearest ones together."""
    elements = [e for e in _MARKED(page.tree) if e.tag not in {"meta", "link"} or e.get("content")]
    yield from _nearest(page, elements, "microdata", declared=True)


def _by_theme(page: Page) -> Iterator[Candidate[Authors]]:
    elements = select(page.tree, page.theme.authors) if page.theme else []
    found = merged(a for e in elements[:4] for a in _of_element(page, e, declared=True))
    yield Candidate(found, "visible-text", "theme")


def _classed(page: Page) -> Iterator[Candidate[Authors]]:
    """Elements whose class says author or byline, the nearest to the headline together."""
    pattern = _author_class()
    elements = [
        e for e in _CLASSED(page.tree) if pattern.search(f"{e.get('class') or ''} {e.get('id') or ''}")
    ]
    yield from _nearest(page, elements, "visible-text", declared=False)


def _nearest(
    page: Page, elements: list[etree._Element], source: str, *, declared: bool
) -> Iterator[Candidate[Authors]]:
    """One candidate for each distance from the headline at which *elements* name authors."""
    if not elements:
        return
    near = Neighbourhood(page)
    groups: dict[int, list[etree._Element]] = {}
    for element in elements:
        distance = near.distance(element)
        if distance is not None and distance <= _FARTHEST:
            groups.setdefault(distance, []).append(element)
    for distance in sorted(groups):
        found = (a for e in groups[distance] for a in _of_element(page, e, declared=declared))
        yield Candidate(merged(found), source, f"{groups[distance][0].tag} {distance}")


def _of_element(page: Page, element: etree._Element, *, declared: bool) -> Iterator[Author]:
    """The authors an element names: its ``itemprop=name`` or content, its links to people, or its text."""
    name = next(iter(element.xpath(".//*[@itemprop='name']")), None)
    text = squeeze(element.get("content")) or squeeze(text_of(element if name is None else name))
    if not text or len(text) > _LONGEST:
        return
    links = [e for e in element.iter("a") if e.get("href") and squeeze(text_of(e))]
    urls = {squeeze(text_of(e)): page.absolute(e.get("href")) for e in links}
    for author in authors_in(text, declared_language(page), declared=declared):
        yield Author(author.name, urls.get(author.name), author.role)


def _shown(page: Page, reading: Reading) -> Iterator[Candidate[Authors]]:
    """Lines near the headline, or of the byline, that begin with "By"; then the byline's other lines."""
    bylines = [i for i, region in enumerate(reading.region) if region == "byline"]
    lines = list(dict.fromkeys((*blocks_near(page), *bylines)))
    language = declared_language(page)
    for i in lines:
        text = page.blocks.text[i]
        if len(text) <= _LONGEST and announces(text):
            yield Candidate(authors_in(text, language), "visible-text", page.blocks.tag[i])
    for i in bylines:
        text = page.blocks.text[i]
        if len(text) <= _LONGEST:
            yield Candidate(authors_in(text, language), "visible-text", "byline")


@cache
def _author_class() -> re.Pattern[str]:
    return re.compile("|".join(map(re.escape, load("bylines")["classes"]["author"])), re.IGNORECASE)
