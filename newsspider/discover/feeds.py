"""Feeds: RSS, RDF, Atom and JSON Feed as addresses; and the feeds a page declares."""

from __future__ import annotations

import re
from itertools import islice

import orjson
from lxml import etree

from newsspider.discover.found import Found, hint
from newsspider.text.urls import absolute
from newsspider.text.xml import harmless

_FEED_TYPES = frozenset(
    {"application/rss+xml", "application/atom+xml", "application/rdf+xml", "application/feed+json"}
)
_ROOT = re.compile(rb"<(?:\w+:)?(?:rss|feed|rdf)[\s>]", re.IGNORECASE)
MAX_BYTES = 10_000_000  # of one feed that are read: those of news have some hundred entries of some kilobytes
MAX_ENTRIES = 5_000  # likewise
_ENTRY = re.compile(rb"<(?:\w+:)?(?:item|entry)[\s>]", re.IGNORECASE)
_JSON_FEED = b"jsonfeed.org/version"


def looks_like_feed(body: bytes) -> bool:
    """Return whether the first 2,048 bytes of *body* open a feed, whatever its Content-Type says."""
    head = body[:2048]
    return bool(_ROOT.search(head)) or (_JSON_FEED in head.replace(b"\\/", b"/"))


def read_feed(body: bytes, url: str) -> tuple[Found, ...]:
    """Return the entries of a feed in its order, addresses made absolute against *url*.

    Entries without an http(s) address, and those after the first 5,000, are left out; () where *body* is no feed. A feed cut short gives the
    entries it holds. XML is read without entities, document type or network.
    """
    plain = harmless(body, MAX_BYTES)
    if not plain.strip():
        return ()
    if _JSON_FEED in plain[:2048].replace(b"\\/", b"/") and plain.lstrip().startswith(b"{"):
        return _json_entries(plain, url)
    import fastfeedparser

    try:
        feed = fastfeedparser.parse(
            _first(plain),
            include_content=False,
            include_tags=False,
            include_media=False,
            include_enclosures=False,
        )
    except ValueError:  # the one error it documents, for what is no feed
        return ()
    entries = (_entry(e, feed.get("feed", {}).get("link") or url, url) for e in feed.get("entries", ()))
    return tuple({e.url: e for e in entries if e}.values())


def _first(body: bytes) -> bytes:
    """The feed up to its entry after the last one that is read."""
    beyond = next(islice(_ENTRY.finditer(body), MAX_ENTRIES, None), None)
    return body[: beyond.start()] if beyond else body


def _json_entries(body: bytes, url: str) -> tuple[Found, ...]:
    """The items of a JSON Feed, those of other types left out."""
    try:
        feed = orjson.loads(body)
    except ValueError:
        return ()
    items = feed.get("items") if isinstance(feed, dict) else None
    found = []
    for item in items[:MAX_ENTRIES] if isinstance(items, list) else ():
        texts = {k: v for k, v in item.items() if isinstance(v, str)} if isinstance(item, dict) else {}
        address = texts.get("url") or texts.get("external_url") or texts.get("id")
        dates = {"published": texts.get("date_published", ""), "updated": texts.get("date_modified", "")}
        found.append(_entry({"link": address, **dates}, url, url) if address else None)
    return tuple({e.url: e for e in found if e}.values())


def _entry(entry: dict[str, str], base: str, feed_url: str) -> Found | None:
    address = entry.get("link") or entry.get("id")
    link = absolute(absolute(feed_url, base) or feed_url, address) if address else None
    if not link or not re.match(r"https?://|/|\?", address or ""):
        return None
    return Found(link, "feed", feed_url, hint(entry.get("published")), hint(entry.get("updated")))


def declared_feeds(root: etree._Element, base_url: str) -> tuple[str, ...]:
    """Return the feeds a page declares with ``<link rel=alternate>``, in page order, comment feeds left out."""
    found = []
    for link in root.iter("link"):
        rel = (link.get("rel") or "").lower().split()
        kind = (link.get("type") or "").lower().partition(";")[0].strip()
        if "alternate" in rel and (kind in _FEED_TYPES or _is_old_json_feed(kind, link)):
            found.append(absolute(base_url, link.get("href")))
    return tuple(dict.fromkeys(url for url in found if url and "/comments/" not in url))


def _is_old_json_feed(kind: str, link: etree._Element) -> bool:
    """JSON Feed 1.0 was declared as plain JSON, as is much else: WordPress's description of a page, say."""
    return kind == "application/json" and "feed" in (link.get("href") or "").lower()
