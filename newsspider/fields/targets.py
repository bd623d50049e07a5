"""Which links of a page may lead to another article, and by what address that article is known."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from urllib.parse import parse_qsl, unquote, urlsplit

from lxml import etree

from newsspider.page.page import Page
from newsspider.text.lexicon import words
from newsspider.text.urls import absolute, host, unwrapped, url_key, without_tracking

_MEDIA = re.compile(r"\.(?:jpe?g|png|gif|webp|svg|pdf|mp[34]|zip|xml|rss|atom|css|js|ics)\Z", re.IGNORECASE)
_NUMBER = re.compile(r"\d{4,}|[0-9a-f]{8,}")
_SPLIT = re.compile(r"[-_+.\s]+")


@dataclass(frozen=True, slots=True)
class Target:
    """A link to what may be another article. *block*, *char_start*, *char_end*: as in Anchor; *key*: its
    ``url_key``; *strong*: the address itself looks like an article's."""

    block: int
    char_start: int
    char_end: int
    element: etree._Element
    url: str
    key: str
    strong: bool


def targets(page: Page) -> list[Target]:
    """Return the links that may lead to another article, in document order, one for each anchor.

    Left out: links to the page itself (or what it declares canonical), to home pages, sections, tags, authors,
    services, share buttons and files. The address is absolute, without redirector, tracking and fragment.
    """
    own = {url_key(page.url), *_declared(page)}
    base = page.base_url
    known: dict[str, tuple[str, str, bool] | None] = {}
    found: list[Target] = []
    for a in page.blocks.anchors:
        href = a.element.get("href")
        if not href:
            continue
        if href not in known:
            known[href] = _target(base, href, own)
        if seen := known[href]:
            found.append(Target(a.block, a.char_start, a.char_end, a.element, *seen))
    return found


def _declared(page: Page) -> Iterator[str]:
    """Keys of the addresses the page gives for itself."""
    stated = [page.metadata.get("og:url"), *(link.get("href") for link in page.metadata.rel("canonical"))]
    for href in stated:
        if (url := page.absolute(href)) and urlsplit(url).path.strip("/"):
            yield url_key(url)


def _target(base: str, href: str, own: set[str]) -> tuple[str, str, bool] | None:
    if href.startswith(("#", "javascript:", "mailto:", "tel:", "data:")):
        return None
    url = absolute(base, href)
    if url is None:
        return None
    url = without_tracking(unwrapped(url))
    key = url_key(url)
    if key in own or not _may_be_article(url):
        return None
    return url, key, _strong(url)


def _may_be_article(url: str) -> bool:
    parts = urlsplit(url)
    segments = [s for s in unquote(parts.path).lower().split("/") if s]
    names = {name.lower() for name, _ in parse_qsl(parts.query, keep_blank_values=True)}
    if not segments:
        return bool(names & _set("article"))
    if _MEDIA.search(parts.path) or names & _set("deed") - {"format"} or _elsewhere(url):
        return False
    if _set("service") & {segments[0], segments[-1]}:
        return False
    if segments[-1] in {"index.html", "index.php"} and len(segments) == 1 and not names:
        return False
    return segments[-1] not in _set("list")


def _elsewhere(url: str) -> bool:
    name = host(url)
    return any(name == h or name.endswith("." + h) for h in _set_of_hosts())


def _strong(url: str) -> bool:
    """Whether the path ends in an identifier or in four words and more."""
    parts = urlsplit(url)
    before, _, last = unquote(parts.path).lower().rstrip("/").rpartition("/")
    if before.rpartition("/")[2] in _set("list"):
        return _slug(last) >= 6
    return _slug(last) >= 4 or bool(_NUMBER.search(last)) or bool(_NUMBER.search(parts.query))


def _slug(segment: str) -> int:
    return len([w for w in _SPLIT.split(segment) if w])


@cache
def _set(table: str) -> frozenset[str]:
    return frozenset(words("addresses", table))


@cache
def _set_of_hosts() -> tuple[str, ...]:
    return words("addresses", "elsewhere")
