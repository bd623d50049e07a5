"""Which links of a page may lead to another article, and by what address that article is known."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from urllib.parse import parse_qsl, unquote, urlsplit

from lxml import etree

from newsspider.page.page import Page
from newsspider.text.lexicon import words
from newsspider.text.urls import absolute, carried, host, unwrapped, url_key, without_tracking

_TITLE = 25  # characters; the text of a link to an address unlike an article's must be this long
_NO_PAGE = ("#", "javascript:", "mailto:", "tel:", "data:", "whatsapp:")
_MEDIA = re.compile(r"\.(?:jpe?g|png|gif|webp|svg|pdf|mp[34]|zip|xml|rss|atom|css|js|ics)\Z", re.IGNORECASE)
_NUMBER = re.compile(r"\d{4,}|[0-9a-f]{8,}")
# What an address must hold to look like an article's: an identifier, or four words.
_LIKELY = re.compile(r"\d{4}|[0-9a-fA-F]{8}|(?:[-_+.%][^-_+.%/]+){3}")
_WORD = re.compile(r"[^-_+.\s]+")
_HEADLINE = 6  # words of a path segment that is a headline wherever it stands
# Words for lists that some sites put before the names of their articles.
_MAYBE_LISTS = frozenset(
    ("archive", "archives", "column", "columns", "dossier", "dossiers", "series", "story")
)
_HOME = frozenset(("index.html", "index.php"))


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
    services, share buttons and files, and short words that link to an address unlike an article's. The
    address is absolute, without redirector, tracking and fragment.
    """
    own = {url_key(page.url), *_declared(page)}
    base = page.base_url
    linked = [
        (a, href)
        for a in page.blocks.anchors
        if (href := a.element.get("href")) and not href.startswith(_NO_PAGE)
    ]
    longest: dict[str, int] = {}
    for a, href in linked:
        length = a.char_end - a.char_start
        if length >= longest.get(href, 0):
            longest[href] = length
    known = {href: _target(base, href, own, length) for href, length in longest.items()}
    return [
        Target(a.block, a.char_start, a.char_end, a.element, *seen)
        for a, href in linked
        if (seen := known[href])
    ]


def _declared(page: Page) -> Iterator[str]:
    """Keys of the addresses the page gives for itself."""
    stated = [page.metadata.get("og:url"), *(link.get("href") for link in page.metadata.rel("canonical"))]
    for href in stated:
        if (url := page.absolute(href)) and urlsplit(url).path.strip("/"):
            yield url_key(url)


def _target(base: str, href: str, own: set[str], length: int) -> tuple[str, str, bool] | None:
    """Address, key and strength of a link whose text has *length* characters; None where it is none."""
    if length < _TITLE and not _LIKELY.search(href):
        return None
    found = absolute(base, href)
    if found is None:
        return None
    inner = carried(found)
    if inner and url_key(inner) in own:
        return None
    url = without_tracking(unwrapped(found) if inner else found)
    strong = looks_like_article(url)
    if (length < _TITLE and not strong) or not _may_be_article(url):
        return None
    key = url_key(url)
    return None if key in own else (url, key, strong)


def _may_be_article(url: str) -> bool:
    parts = urlsplit(url)
    path = unquote(parts.path) if "%" in parts.path else parts.path
    segments = [s for s in path.lower().split("/") if s]
    names = {name.lower() for name, _ in parse_qsl(parts.query)} if parts.query else set()
    if not segments or (len(segments) == 1 and segments[0] in _HOME):
        return bool(names & _set("article"))
    if names & _deeds() or _set("service") & {segments[0], segments[-1]} or _lists(segments):
        return False
    return not _MEDIA.search(parts.path) and not _elsewhere(parts.netloc)


def _lists(segments: list[str]) -> bool:
    """Whether a path is that of a list: ``/tag``, ``/tag/NAME``, ``/tag/NAME/12``, where NAME is no headline."""
    *before, last = segments
    if before and last.isdigit():
        *before, last = before
    return last in _set("list") or (bool(before) and before[-1] in _sure_lists() and _slug(last) < _HEADLINE)


@lru_cache(maxsize=1024)
def _elsewhere(authority: str) -> bool:
    name = host(f"http://{authority}/")
    return name in _set_of_hosts() or name.partition(".")[2] in _set_of_hosts()


def looks_like_article(url: str) -> bool:
    """Return whether an absolute address holds an identifier at its end, or ends in four words and more."""
    parts = urlsplit(url)
    path = unquote(parts.path) if "%" in parts.path else parts.path
    last = path.lower().rstrip("/").rpartition("/")[2]
    return (
        _slug(last) >= 4
        or bool(_NUMBER.search(last))
        or (bool(parts.query) and bool(_NUMBER.search(parts.query)))
    )


def _slug(segment: str) -> int:
    return len(_WORD.findall(segment))


@cache
def _set(table: str) -> frozenset[str]:
    return frozenset(words("addresses", table))


@cache
def _sure_lists() -> frozenset[str]:
    return _set("list") - _MAYBE_LISTS


@cache
def _deeds() -> frozenset[str]:
    return _set("deed") - {"format"}


@cache
def _set_of_hosts() -> frozenset[str]:
    return frozenset(words("addresses", "elsewhere"))
