"""The publisher: the outlet's name as readers know it."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import urlsplit

from newsspider.fields.candidate import Candidate, first
from newsspider.page.linked_data import text
from newsspider.page.page import Page
from newsspider.text.normalize import letters, squeeze
from newsspider.text.titles import is_site_name, parts
from newsspider.text.urls import host

_META = ("og:site_name", "application-name", "apple-mobile-web-app-title", "cre", "dc.publisher", "publisher")
_MOST_WORDS = 9  # a longer "name" is a slogan


def publisher(page: Page) -> Candidate[str] | None:
    """Return the outlet's display name, or None where the page does not give it."""
    return first(candidates(page))


def candidates(page: Page) -> Iterator[Candidate[str]]:
    """Yield what the page calls its outlet, best first."""
    if page.site and page.site.publisher:
        yield Candidate(page.site.publisher, "site-rule", "publisher")
    declared = [c for c in _declared(page) if _plausible(c.value, page.url)]
    yield from (c for c in declared if not _is_address(c.value))
    yield from _of_title(page)
    yield from (c for c in declared if _is_address(c.value))


def names(page: Page) -> tuple[str, ...]:
    """Return every name the page gives its site, without repeats; what titles end in."""
    found = [c.value for c in _declared(page)]
    if page.site and page.site.publisher:
        found.append(page.site.publisher)
    return tuple(dict.fromkeys(found))


def _declared(page: Page) -> Iterator[Candidate[str]]:
    yield from (Candidate(value, "meta", "og:site_name") for value in page.metadata.all("og:site_name")[:1])
    for node in page.linked_data.articles:
        if name := text(page.linked_data.resolve(node.get("publisher"))):
            yield Candidate(name, "json-ld", "publisher")
    for node in page.linked_data.typed("WebSite", "NewsMediaOrganization", "Organization"):
        if name := text(node.get("name")):
            yield Candidate(name, "json-ld", "WebSite.name")
    for name in _META[1:]:
        if value := page.metadata.get(name):
            yield Candidate(value, "meta", name)


def _of_title(page: Page) -> Iterator[Candidate[str]]:
    """The part of ``<title>`` that spells the host: the site says its name there even where it declares none."""
    pieces = parts(page.metadata.title)
    for piece in reversed(pieces[1:] + pieces[:1] if len(pieces) > 1 else []):
        if is_site_name(piece, (), host(page.url)):
            yield Candidate(piece, "visible-text", "title")


def _plausible(name: str, url: str) -> bool:
    """Whether *name* may be an outlet's: no slogan, no account, no address of another place."""
    if not letters(name) or name.startswith(("@", "http://", "https://")) or len(name.split()) > _MOST_WORDS:
        return False
    return not _is_address(name) or letters(name).removeprefix("www") == letters(host(url)).removeprefix(
        "www"
    )


def _is_address(name: str) -> bool:
    plain = squeeze(name)
    return plain.islower() and "." in plain and " " not in plain and bool(urlsplit(f"//{plain}").hostname)
