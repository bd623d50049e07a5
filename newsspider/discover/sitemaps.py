"""Sitemaps: urlset, index, gzip, plain text, with the news extension; and what robots.txt says of them.

https://www.sitemaps.org/protocol.html; the news extension is Google's, read for its publication date.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from lxml import etree

from newsspider.discover.feeds import looks_like_feed, read_feed
from newsspider.discover.found import Found, hint
from newsspider.text.urls import absolute

MAX_BYTES = 52_428_800  # of one sitemap, uncompressed: the protocol's own limit
_GZIP = b"\x1f\x8b"


@dataclass(frozen=True, slots=True)
class Child:
    """A sitemap named by an index. *modified*: its lastmod, aware, or None."""

    url: str
    modified: datetime | None


@dataclass(frozen=True, slots=True)
class Sitemap:
    """*pages*: addresses of a urlset; *children*: sitemaps of an index. A broken file fills neither."""

    pages: tuple[Found, ...] = ()
    children: tuple[Child, ...] = ()


def read_sitemap(body: bytes, url: str) -> Sitemap:
    """Return what a sitemap lists; empty where *body* is none.

    Gzip is undone, up to MAX_BYTES. XML is read leniently, without entities, DTD or network. A feed or a plain
    list of addresses, both allowed by the protocol, gives pages too.
    """
    plain = _unzipped(body)
    if looks_like_feed(plain):
        return Sitemap(
            tuple(
                Found(e.url, "sitemap", url, e.published, e.modified, exhaustive=True)
                for e in read_feed(plain, url)
            )
        )
    root = _root(plain)
    if root is None:
        return Sitemap(tuple(_lines(plain, url)))
    entries = [_fields(element) for element in root.iter() if _name(element) in {"url", "sitemap"}]
    pages = (_page(fields, url) for name, fields in entries if name == "url")
    children = (_child(fields, url) for name, fields in entries if name == "sitemap")
    return Sitemap(
        tuple({p.url: p for p in pages if p}.values()), tuple({c.url: c for c in children if c}.values())
    )


def robots_sitemaps(robots: str, url: str) -> tuple[str, ...]:
    """Return the addresses of the Sitemap lines of a robots.txt fetched from *url*, in its order."""
    lines = re.findall(r"(?im)^[ \t]*sitemap[ \t]*:[ \t]*([^\s#]+)", robots)
    return tuple(dict.fromkeys(address for line in lines if (address := absolute(url, line))))


def _unzipped(body: bytes) -> bytes:
    if not body.startswith(_GZIP):
        return body
    try:
        return zlib.decompressobj(wbits=31).decompress(body, MAX_BYTES)
    except zlib.error:
        return b""


def _root(body: bytes) -> etree._Element | None:
    """The root of an XML sitemap; None for what is no XML, or a web page."""
    if not body.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<"):
        return None
    parser = etree.XMLParser(
        recover=True, resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True
    )
    try:
        root = etree.fromstring(body[:MAX_BYTES].lstrip(b"\xef\xbb\xbf \t\r\n"), parser)
    except etree.XMLSyntaxError:
        return None
    return root if root is not None and _name(root) in {"urlset", "sitemapindex"} else None


def _name(element: etree._Element) -> str:
    return etree.QName(element).localname.lower() if isinstance(element.tag, str) else ""


def _fields(element: etree._Element) -> tuple[str, dict[str, str]]:
    """An entry's own fields, and the publication date of the news extension below it; the last word wins not."""
    fields: dict[str, str] = {}
    for child in element:
        fields.setdefault(_name(child), (child.text or "").strip())
        if _name(child) == "news":
            for inner in child:
                fields.setdefault(_name(inner), (inner.text or "").strip())
    return _name(element), fields


def _page(fields: dict[str, str], url: str) -> Found | None:
    address = absolute(url, fields.get("loc"))
    if not address:
        return None
    published, modified = hint(fields.get("publication_date")), hint(fields.get("lastmod"))
    return Found(address, "sitemap", url, published, modified, exhaustive=True)


def _child(fields: dict[str, str], url: str) -> Child | None:
    address = absolute(url, fields.get("loc"))
    return Child(address, hint(fields.get("lastmod"))) if address else None


def _lines(body: bytes, url: str) -> Iterator[Found]:
    """The addresses of a plain text sitemap, one a line."""
    if body.lstrip().startswith(b"<"):
        return
    for line in body[:MAX_BYTES].decode("utf-8", "replace").splitlines():
        if line.strip().lower().startswith(("http://", "https://")) and (address := absolute(url, line)):
            yield Found(address, "sitemap", url, exhaustive=True)
