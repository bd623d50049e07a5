"""The publisher: the outlet's name as readers know it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from newsspider.fields.candidate import Candidate, first
from newsspider.page.json_values import text
from newsspider.page.page import Page
from newsspider.text.lexicon import words
from newsspider.text.normalize import fold, latin, letters, squeeze
from newsspider.text.titles import is_site_name, parts
from newsspider.text.urls import host

_META = ("application-name", "apple-mobile-web-app-title", "cre", "dc.publisher", "publisher", "copyright")
_MOST_WORDS = 9  # a longer "name" is a slogan
# How much a source says of the name: outlets write og:site_name for readers, the rest often for machines.
_WEIGHT = {"og:site_name": 4.0, "publisher": 2.0, "title": 1.5}
_ADDRESS = -1.5  # a name that is only the site's address gives way to one in words that others confirm
_FEED = re.compile(r"(.{2,80}?) [»›>] ")
_LOGO = re.compile(
    r"(?:^|\s)(?:logo|logotype|logotipo)(?:\s*(?::|\b(?:of|von|de|du|di|da)\b))?(?:\s|$)", re.IGNORECASE
)
_LOGOS = 12  # pictures looked at for the site's logo: it stands at the top


def publisher(page: Page) -> Candidate[str] | None:
    """Return the outlet's display name, or None where the page does not give it."""
    return first(candidates(page))


def candidates(page: Page) -> Iterator[Candidate[str]]:
    """Yield what the page calls its outlet, best first: those that several sources share, in words."""
    if page.site and page.site.publisher:
        yield Candidate(page.site.publisher, "site-rule", "publisher")
    found = page.once(_found)
    weight: dict[str, float] = {}
    for key, where in {(letters(c.value), c.where): None for c in found}:
        weight[key] = weight.get(key, 0.0) + _WEIGHT.get(where, 1.0)
    best = {letters(c.value): c for c in reversed(found)}.values()
    yield from sorted(
        best, key=lambda c: -weight[letters(c.value)] - _ADDRESS * _is_address(c.value, page.url)
    )
    yield from _address_as_printed(page)


def names(page: Page) -> tuple[str, ...]:
    """Return every name the page gives its site, without repeats; what titles end in."""
    found = [c.value for c in page.once(_found)]
    if page.site and page.site.publisher:
        found.append(page.site.publisher)
    return tuple(dict.fromkeys(found))


def _found(page: Page) -> list[Candidate[str]]:
    return [c for c in (*_declared(page), *_shown(page)) if _plausible(c.value, page.url)]


def _declared(page: Page) -> Iterator[Candidate[str]]:
    yield from (Candidate(value, "meta", "og:site_name") for value in page.metadata.all("og:site_name")[:1])
    for node in page.linked_data.articles:
        if name := text(page.linked_data.resolve(node.get("publisher"))):
            yield Candidate(name, "json-ld", "publisher")
    for node in page.linked_data.typed("WebSite", "NewsMediaOrganization", "Organization"):
        if name := text(node.get("name")):
            yield Candidate(name, "json-ld", "WebSite.name")
    for name in _META:
        if value := page.metadata.get(name):
            yield Candidate(value, "meta", name)


def _shown(page: Page) -> Iterator[Candidate[str]]:
    """Names a page shows without declaring them: in its title, of its feed, beside its logo."""
    pieces = parts(page.metadata.title)
    feeds = [
        squeeze(link.get("title")) for link in page.metadata.rel("alternate") if "xml" in link.get("type", "")
    ]
    searches = [squeeze(link.get("title")) for link in page.metadata.rel("search")]
    named = set(map(letters, (*feeds, *searches))) - {letters(page.metadata.get("og:title") or "")}
    for piece in reversed(pieces if len(pieces) > 1 else []):
        if letters(piece) in named or is_site_name(piece, (), host(page.url)):
            yield Candidate(piece, "visible-text", "title")
    if feeds and (found := _FEED.match(feeds[0])):
        yield Candidate(found[1], "meta", "feed")
    for image in islice(page.tagged("img"), _LOGOS):
        name = squeeze(_LOGO.sub(" ", image.get("alt") or ""))
        if name and is_site_name(name, (), host(page.url)):
            yield Candidate(name, "visible-text", "logo")


def _plausible(name: str, url: str) -> bool:
    """Whether *name* may be an outlet's: no slogan, no account, no word for a home page, no other place's address."""
    if not letters(name) or name.startswith(("@", "http://", "https://")) or len(name.split()) > _MOST_WORDS:
        return False
    if fold(name) in words("sections", "home"):
        return False
    return "." not in name or " " in name or not name.islower() or _is_address(name, url)


def _is_address(name: str, url: str) -> bool:
    return "." in name and latin(name).removeprefix("www") == latin(host(url)).removeprefix("www")


def _address_as_printed(page: Page) -> Iterator[Candidate[str]]:
    """The site's address where the page prints it as a name: "wPolityce.pl"."""
    wanted = host(page.url)
    if wanted.count(".") != 1:
        return
    for line in page.blocks.text:
        at = line.lower().find(wanted)
        if (
            at >= 0
            and line[at - 1 : at] not in {"@", "/", "."}
            and line[at + len(wanted) :][:1] not in {"/", "."}
        ):
            yield Candidate(line[at : at + len(wanted)], "visible-text", "address")
            return
