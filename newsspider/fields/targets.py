"""Which links of a page may lead to another article, and by what address that article is known."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from typing import NamedTuple
from urllib.parse import parse_qsl, unquote, urlsplit

from lxml import etree

from newsspider.page.page import Page
from newsspider.text.lexicon import words
from newsspider.text.urls import absolute, carried, host, unwrapped, url_key, without_tracking

_TITLE = 25  # characters; the text of a link to an address unlike an article's must be this long
_NO_PAGE = ("#", "javascript:", "mailto:", "tel:", "data:", "whatsapp:")
_FOLLOWED = ("data-href", "data-url", "data-link")
_PLAIN = ("/", "http://", "https://")  # what an address of a page begins with, unless it is relative
_MEDIA = re.compile(r"\.(?:jpe?g|png|gif|webp|svg|pdf|mp[34]|zip|xml|rss|atom|css|js|ics)\Z", re.IGNORECASE)
_NUMBER = re.compile(r"\d{4,}|[0-9a-f]{8,}")
_DIGITS = re.compile(r"[0-9a-f]{4}")  # in every number, and much faster to look for
# What an odd address must hold to look like an article's: an identifier, or four words.
_LIKELY = re.compile(r"\d{4}|[0-9a-fA-F]{8}|(?:[-_+.%][^-_+.%/]+){3}")
_WORD = re.compile(r"[^-_+.\s]+")
_WORDS = 4  # words of a last path segment that is made of a headline
_HEADLINE = 6  # words of a path segment that is a headline wherever it stands
# Words for lists that some sites put before the names of their articles.
_MAYBE_LISTS = frozenset(
    ("archive", "archives", "column", "columns", "dossier", "dossiers", "series", "story")
)
_HOME = frozenset(("index.html", "index.php"))


class Target(NamedTuple):
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
    linked = [
        (a, href)
        for a in page.blocks.anchors
        if ((href := a.element.get("href")) and href.startswith(_PLAIN))
        or (href := _followed(a.element, href))
    ]
    longest: dict[str, int] = {}
    for (_, start, end, _), href in linked:
        if longest.get(href, -1) < end - start:
            longest[href] = end - start
    own = {url_key(page.url), *_declared(page)}
    base = page.base_url
    known = {
        href: found
        for href, length in longest.items()
        if (length >= _TITLE or _may_be_strong(href)) and (found := _target(base, href, own, length))
    }
    return [Target(*a, *known[href]) for a, href in linked if href in known]


def _followed(anchor: etree._Element, href: str | None) -> str | None:
    """What a link leads to whose *href* is no plain address: that, or where it leads nowhere, the attribute that a
    script follows; None for neither."""
    if href and not href.startswith(_NO_PAGE):
        return href
    value = next((value for name in _FOLLOWED if (value := anchor.get(name))), None)
    return value if value and value.startswith(_PLAIN) else None


def _declared(page: Page) -> Iterator[str]:
    """Keys of the addresses the page gives for itself."""
    stated = [page.metadata.get("og:url"), *(link.get("href") for link in page.metadata.rel("canonical"))]
    for href in dict.fromkeys(stated):
        if (url := page.absolute(href)) and urlsplit(url).path.strip("/"):
            yield url_key(url)


def _may_be_strong(href: str) -> bool:
    """Whether an address may look like an article's once it is absolute; the plain ones are told at once."""
    if "?" in href or "%" in href:
        return _LIKELY.search(href) is not None
    return _is_strong(href.partition("#")[0].rstrip("/").rpartition("/")[2].lower())


def _target(base: str, href: str, own: set[str], length: int) -> tuple[str, str, bool] | None:
    """Address, key and strength of a link whose text has *length* characters; None where it is none."""
    url = (
        absolute(base, href) if "{{" not in href and "<%" not in href else None
    )  # a template's, not filled in
    if url is None:
        return None
    if "?" in url:
        inner = carried(url)
        if inner and url_key(inner) in own:
            return None
        url = without_tracking(unwrapped(url) if inner else url)
    authority, segments, query = _pieces(url)
    strong = _looks_like_article(segments, query)
    if (length < _TITLE and not strong) or not _may_be_article(segments, query) or _elsewhere(authority):
        return None
    if segments and "." in segments[-1] and _MEDIA.search(url.partition("?")[0]):
        return None
    key = url_key(url)
    address, _, query = key.partition("?")
    if key in own or (query and "/" in address and address in own):
        return None  # the page itself, or another leaf of it
    return url, key, strong


def _pieces(url: str) -> tuple[str, list[str], str]:
    """Authority, path segments (unquoted, in lower case, none empty) and query of an absolute address."""
    address, _, query = url.partition("?")
    authority, _, path = address[address.index("//") + 2 :].partition("/")
    return authority, [s for s in (unquote(path) if "%" in path else path).lower().split("/") if s], query


def _may_be_article(segments: list[str], query: str) -> bool:
    """Whether an address is none of a home page, a list, a service and a deed."""
    names = {name.lower() for name, _ in parse_qsl(query)} if query else frozenset()
    if not segments or (len(segments) == 1 and segments[0] in _HOME):
        return bool(names & _set("article"))
    service = _set("service")
    if segments[0] in service or segments[-1] in service or (names and names & _deeds()):
        return False
    return not _lists(segments)


def _lists(segments: list[str]) -> bool:
    """Whether a path is that of a list: ``/tag``, ``/tag/NAME``, ``/tag/NAME/12``, where NAME is no headline."""
    end = len(segments) - (len(segments) > 1 and segments[-1].isdigit())
    last = segments[end - 1]
    return last in _set("list") or (
        end > 1 and segments[end - 2] in _sure_lists() and _slug(last) < _HEADLINE
    )


@lru_cache(maxsize=1024)
def _elsewhere(authority: str) -> bool:
    name = host(f"http://{authority}/")
    return name in _set_of_hosts() or name.partition(".")[2] in _set_of_hosts()


def looks_like_article(url: str) -> bool:
    """Return whether an absolute address holds an identifier at its end, or ends in four words and more."""
    _, segments, query = _pieces(url)
    return _looks_like_article(segments, query)


def _looks_like_article(segments: list[str], query: str) -> bool:
    if segments and _is_strong(segments[-1]):
        return True
    return bool(query) and _NUMBER.search(query) is not None


def _is_strong(segment: str) -> bool:
    """Whether the last segment of a path, in lower case, holds a number, or is a headline."""
    if len(segment) < _WORDS or segment.isalpha():
        return False
    if _DIGITS.search(segment) and _NUMBER.search(segment):
        return True
    return _slug(segment) >= _WORDS


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
