"""The canonical URL: the address a page claims for itself, checked against the one it was fetched from."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

from newsspider.fields.candidate import Candidate, first
from newsspider.page.json_values import addresses
from newsspider.page.page import Page
from newsspider.text.urls import registrable_domain

_AMP = re.compile(r"(^|[/.])amp([/.]|$)|[?&]amp(=|&|$)", re.IGNORECASE)
_ARCHIVE = re.compile(r"^https?://web\.archive\.org/web/\d+[a-z_]*/(https?://.+)", re.IGNORECASE)
_HOME = re.compile(r"/?(?:index\.(?:html?|php|aspx?))?(?:[a-z]{2}(?:-[a-z]{2})?/?)?", re.IGNORECASE)


def canonical(page: Page) -> Candidate[str] | None:
    """Return the address the page declares as its own, absolute, or None where it declares none one may believe."""
    return first(candidates(page))


def candidates(page: Page) -> Iterator[Candidate[str]]:
    """Yield the declared addresses that may be this page's, best first."""
    for candidate in _declared(page):
        url = page.absolute(candidate.value)
        if url and _plausible(url, page.url):
            yield Candidate(url, candidate.source, candidate.where)


def _declared(page: Page) -> Iterator[Candidate[str]]:
    for attributes in page.metadata.rel("canonical"):
        yield Candidate(attributes.get("href", ""), "meta", "canonical")
    for value in page.metadata.all("og:url"):
        yield Candidate(value, "meta", "og:url")
    for node in page.linked_data.articles:
        for key in ("url", "mainEntityOfPage"):
            yield from (Candidate(value, "json-ld", key) for value in addresses(node.get(key)))


def _plausible(url: str, page_url: str) -> bool:
    """Whether *url* may name the page at *page_url*: of its domain, not the home page, no AMP copy of it."""
    here = _ARCHIVE.sub(r"\1", page_url)
    if registrable_domain(url) != registrable_domain(here) and not _siblings(url, here):
        return False
    there, path = urlsplit(url), urlsplit(here)
    if _HOME.fullmatch(there.path) and not there.query and not _HOME.fullmatch(path.path):
        return False
    return not _AMP.search(f"{there.path}?{there.query}") or bool(_AMP.search(f"{path.path}?{path.query}"))


def _siblings(url: str, page_url: str) -> bool:
    """Whether two addresses of different domains end alike: one outlet under two names, or a test server."""
    one, other = urlsplit(url), urlsplit(page_url)
    tail, own = one.path.rstrip("/"), other.path.rstrip("/")
    return len(tail) > 1 and tail == own
