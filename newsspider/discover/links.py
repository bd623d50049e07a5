"""Links of a page worth following, filtered before any request is made of them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from urllib.parse import urlsplit

from lxml import etree

from newsspider.discover.urls import Shape, page_number, shape
from newsspider.text.lexicon import words
from newsspider.text.normalize import fold
from newsspider.text.urls import absolute, host, registrable_domain, url_key, without_tracking

HEADLINE_WORDS = 5  # an anchor of so many words is a headline: section names have one to four
_AUTHORITY = re.compile(r"[^:/?#]*://([^/?#]*)")
# Of a list: where only its label tells the number of a part, as with ?start=15.
_MAY_BE_A_PART = frozenset({"pagination", "short-path", "list-word"})
_NOT_FOLLOWED = frozenset({"nofollow", "sponsored", "ugc"})


@dataclass(frozen=True, slots=True)
class PageLinks:
    """*articles*: addresses that look like articles; *sections*: lists of articles; *next_pages*: the same list,
    continued: what says so, or has the next number. Each absolute, once by ``url_key``, in page order, never the
    page itself."""

    articles: tuple[str, ...] = ()
    sections: tuple[str, ...] = ()
    next_pages: tuple[str, ...] = ()


def page_links(root: etree._Element, url: str, part: int = 1) -> PageLinks:
    """Return the links of the page at *url* worth following, by what they lead to; it is *part* of its list, from 1.

    Kept: http(s) addresses of the page's own site (one registrable domain). Left out: media, log-in, search and
    share addresses, links marked ``sponsored``, ``ugc`` or ``nofollow``. Tracking parameters are dropped.
    """
    base = root.find(".//base[@href]")
    base_url = (absolute(url, base.get("href")) if base is not None else None) or url
    found: dict[str, dict[str, str]] = {"article": {}, "index": {}, "next": {}}
    own = url_key(url)
    for address, label, rel in _anchors(root, base_url):
        key = url_key(address)
        if key != own and (kind := _kind(address, label, rel, url, part)):
            found[kind].setdefault(key, address)
    sections = [
        a for key, a in found["index"].items() if key not in found["next"] and key not in found["article"]
    ]
    return PageLinks(tuple(found["article"].values()), tuple(sections), tuple(found["next"].values()))


def same_site(url: str, other: str) -> bool:
    """Return whether both absolute addresses belong to one site: one registrable domain, and one port."""
    return site_key(url) == site_key(other)


def site_key(url: str) -> tuple[str, int | None]:
    """Return the registrable domain of an absolute address, and its port; None for the usual ones."""
    return _registered(_authority(url))


def _authority(url: str) -> str:
    found = _AUTHORITY.match(url)
    return found[1] if found else ""


@lru_cache(maxsize=1024)
def _registered(authority: str) -> tuple[str, int | None]:
    port = urlsplit(f"//{authority}").port
    return registrable_domain(f"http://{authority}/"), None if port in {80, 443} else port


def _anchors(root: etree._Element, base_url: str) -> Iterator[tuple[str, str, frozenset[str]]]:
    """Each link as (address without tracking, label, rel); ``<link rel=next>`` among them."""
    for element in root.iter("a", "link"):
        rel = frozenset((element.get("rel") or "").lower().split())
        if element.tag == "link" and "next" not in rel:
            continue
        if address := absolute(base_url, element.get("href")):
            label = "".join(element.itertext()) or element.get("title") or ""
            yield without_tracking(address), label, rel


def _kind(address: str, label: str, rel: frozenset[str], url: str, part: int) -> str | None:
    """``article``, ``index`` or ``next``; None for what is not followed."""
    if rel & _NOT_FOLLOWED or not same_site(address, url) or _is_elsewhere(_authority(address)):
        return None
    form, folded = shape(address), fold(label)
    if form.kind == "neither":
        return None
    goes_on = "next" in rel or folded in _next_labels() or _numbered(address, folded, form, url, part)
    if form.kind == "index" and goes_on:
        return "next"
    if form.reason == "pagination":
        return "next" if page_number(address) == page_number(url) + 1 else None
    if form.reason == "short-path" and len(folded.split()) >= HEADLINE_WORDS:
        return "article"
    return form.kind


def _numbered(address: str, label: str, form: Shape, url: str, part: int) -> bool:
    """Whether a link of a list, with the number of the next part as its label, leads into the same folder."""
    if label != str(part + 1) or form.reason not in _MAY_BE_A_PART:
        return False
    one, other = (urlsplit(x).path.strip("/").split("/") for x in (address, url))
    return one == other or one[0] == other[0] != ""


@cache
def _next_labels() -> frozenset[str]:
    return frozenset(fold(label) for label in words("addresses", "next_page"))


@lru_cache(maxsize=1024)
def _is_elsewhere(authority: str) -> bool:
    """Whether a host is that of a network where people share, by ``lexicon/addresses.toml``."""
    return host(f"http://{authority}/") in words("addresses", "elsewhere")
