"""Which links of a page may lead to another article, and by what address that article is known."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple
from urllib.parse import urlsplit

from lxml import etree

from newsspider.fields.article_urls import elsewhere, is_strong, may_be_article, pieces, reads_like_article
from newsspider.fields.elements import link_addresses
from newsspider.page.page import Page
from newsspider.text.urls import absolute, carried, unwrapped, url_key, without_tracking

_TITLE = 25  # characters; the text of a link to an address unlike an article's must be this long
_NO_PAGE = ("#", "javascript:", "mailto:", "tel:", "data:", "whatsapp:")
_FOLLOWED = ("data-href", "data-url", "data-link")
_PLAIN = ("/", "http://", "https://")  # what an address of a page begins with, unless it is relative
# What is the same address on every page of a site.
_ROOTED = re.compile(r"/[\w?.%~-]|(?:https?:)?//\w")
_MEDIA = re.compile(r"\.(?:jpe?g|png|gif|webp|svg|pdf|mp[34]|zip|xml|rss|atom|css|js|ics)\Z", re.IGNORECASE)
# What an odd address must hold to look like an article's: an identifier, or four words.
_LIKELY = re.compile(r"\d{4}|[0-9a-fA-F]{8}|(?:[-_+.%][^-_+.%/]+){3}")


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


class _Address(NamedTuple):
    """As in Target; *carried*: the key of the address it carries as a parameter, "" for none."""

    url: str
    key: str
    strong: bool
    carried: str


def targets(page: Page) -> list[Target]:
    """Return the links that may lead to another article, in document order, one for each anchor.

    Left out: links to the page itself (or what it declares canonical), to home pages, sections, tags, authors,
    services, share buttons and files, and short words that link to an address unlike an article's. The
    address is absolute, without redirector, tracking and fragment.
    """
    written = dict(zip(page.links, link_addresses(page), strict=True))
    linked = [
        (a, href)
        for a in page.blocks.anchors
        if (href := written[a.element]).startswith(_PLAIN) or (href := _followed(a.element, href))
    ]
    longest: dict[str, int] = {}
    for (_, start, end, _), href in linked:
        if longest.get(href, -1) < end - start:
            longest[href] = end - start
    own = {url_key(page.url), *_declared(page)}
    base, root = page.base_url, page.absolute("/") or page.base_url
    known = {
        href: found
        for href, length in longest.items()
        if (length >= _TITLE or _may_be_strong(href))
        and (found := _address(root if _ROOTED.match(href) else base, href))
        and (length >= _TITLE or found.strong)
        and not _is_own(found, own)
    }
    return [Target(*a, *known[href][:3]) for a, href in linked if href in known]


def _followed(anchor: etree._Element, href: str) -> str:
    """What a link leads to whose *href* is no plain address: that, or where it leads nowhere, the attribute that a
    script follows; "" for neither."""
    if href and not href.startswith(_NO_PAGE):
        return href
    value = next((value for name in _FOLLOWED if (value := anchor.get(name))), "")
    return value if value.startswith(_PLAIN) else ""


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
    return is_strong(href.partition("#")[0].rstrip("/").rpartition("/")[2].lower())


@lru_cache(maxsize=2048)
def _address(base: str, href: str) -> _Address | None:
    """The address of a link; None where it is none of an article's. The pages of a site share most of theirs."""
    url = (
        absolute(base, href) if "{{" not in href and "<%" not in href else None
    )  # a template's, not filled in
    if url is None:
        return None
    inner = carried(url) if "?" in url else None
    if "?" in url:
        url = without_tracking(unwrapped(url) if inner else url)
    authority, segments, query = pieces(url)
    if not may_be_article(segments, query) or elsewhere(authority):
        return None
    if segments and "." in segments[-1] and _MEDIA.search(url.partition("?")[0]):
        return None
    return _Address(url, url_key(url), reads_like_article(segments, query), url_key(inner) if inner else "")


def _is_own(found: _Address, own: set[str]) -> bool:
    """Whether an address is the page itself, another leaf of it, or shares it."""
    if found.key in own or found.carried in own:
        return True
    address, _, query = found.key.partition("?")
    return "/" in address and bool(query) and address in own
