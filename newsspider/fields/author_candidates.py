"""Who a page declares its authors to be: the site's rule, JSON-LD, ``<meta>``."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import islice
from typing import Any

from newsspider.fields.author_elements import authors_of
from newsspider.fields.byline import authors_in, merged
from newsspider.fields.byline_prefix import announces
from newsspider.fields.candidate import Candidate
from newsspider.fields.language import declared as declared_language
from newsspider.model import Author
from newsspider.page.page import Page
from newsspider.text.lexicon import load
from newsspider.text.normalize import squeeze

Authors = tuple[Author, ...]
_MOST = 500  # authors of one article that are read
_DEEPEST = 4  # lists and nodes inside each other; real pages have two


def by_rule(page: Page) -> Candidate[Authors] | None:
    """Return the authors in the elements the site's rule names, None without a rule or a name."""
    elements = page.select(page.layout.authors)
    found = merged(a for e in elements for a in authors_of(page, e, declared=True))
    return Candidate(found, "site-rule", "authors") if found else None


def declared(page: Page) -> Iterator[Candidate[Authors]]:
    """Yield the authors that JSON-LD and ``<meta>`` name; places that name none are passed over."""
    yield from (c for found in (_linked, _meta) for c in found(page) if c.value)


def _linked(page: Page) -> Iterator[Candidate[Authors]]:
    """JSON-LD's author, and its creator."""
    article = page.linked_data.article or {}
    for key in ("author", "creator"):
        found = islice(_of_value(page, article.get(key), _DEEPEST), _MOST)
        yield Candidate(merged(found), "json-ld", key)


def _of_value(page: Page, value: object, depth: int) -> Iterator[Author]:
    """The authors of a JSON-LD value: a name, a Person, a reference to one, or a list of these."""
    if isinstance(value, str):
        yield from _named(page, value)
    elif isinstance(value, list) and depth:
        for item in value:
            yield from _of_value(page, item, depth - 1)
    elif isinstance(value, dict) and depth:
        yield from _of_node(page, value, depth - 1)


def _of_node(page: Page, node: Mapping[str, Any], depth: int) -> Iterator[Author]:
    """The authors of a Person or Organization; the name of an organization is never cut."""
    name = node.get("name") or _full_name(node)
    if not name:
        referred = _node_with(page, node.get("@id"))
        yield from _of_value(page, referred if referred is not node else None, depth)
    elif isinstance(name, str) and "organi" in str(node.get("@type")).lower():
        if squeeze(name) and "://" not in name:
            yield Author(squeeze(name), _url(page, node))
    else:
        named = list(_of_value(page, name, depth))
        url = _url(page, node) if len(named) == 1 else None
        yield from (Author(a.name, url, a.role or _role(node)) for a in named)


def _full_name(node: Mapping[str, Any]) -> str:
    parts = (node.get("givenName"), node.get("familyName"))
    return " ".join(part for part in parts if isinstance(part, str))


def _node_with(page: Page, identifier: object) -> Mapping[str, Any] | None:
    """The node with a name that ``@id`` refers to."""
    return page.once(_by_identifier).get(identifier) if isinstance(identifier, str) else None


def _by_identifier(page: Page) -> dict[str, Mapping[str, Any]]:
    """The page's nodes with a name by their ``@id``, the first of each."""
    named = (n for n in reversed(page.linked_data.nodes) if n.get("name"))
    return {n["@id"]: n for n in named if isinstance(n.get("@id"), str)}


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
            yield Candidate(merged(islice((a for v in values for a in _named(page, v)), _MOST)), "meta", name)
    for number in "12":
        label = page.metadata.get(f"twitter:label{number}")
        value = page.metadata.get(f"twitter:data{number}")
        if label and value and announces(f"{label}: {value}"):
            yield Candidate(tuple(_named(page, value)), "meta", f"twitter:data{number}")


def _named(page: Page, text: str) -> Iterator[Author]:
    yield from authors_in(text, declared_language(page), declared=True)
