"""Sitemaps: urlset, index, gzip, plain text, with the news extension; and what robots.txt says of them.

https://www.sitemaps.org/protocol.html; the news extension is Google's, read for its publication date.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from itertools import islice

from lxml import etree

from newsspider.discover.feeds import looks_like_feed, read_feed
from newsspider.discover.found import Found, hint
from newsspider.text.urls import absolute
from newsspider.text.xml import harmless

MAX_BYTES = 52_428_800  # of one sitemap, uncompressed: the protocol's own limit
MAX_ENTRIES = 50_000  # likewise
_GZIP = b"\x1f\x8b"
_FIRST = re.compile(rb"<([a-zA-Z][\w:.-]*)")


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
    plain = harmless(_unzipped(body), MAX_BYTES).lstrip(b"\xef\xbb\xbf \t\r\n")
    if looks_like_feed(plain):
        return Sitemap(
            tuple(
                Found(e.url, "sitemap", url, e.published, e.modified, exhaustive=True)
                for e in read_feed(plain, url)
            )
        )
    if not _is_sitemap(plain):
        return Sitemap(tuple(islice(_lines(plain, url), MAX_ENTRIES)))
    pages: dict[str, Found] = {}
    children: dict[str, Child] = {}
    for name, fields in islice(_entries(plain), MAX_ENTRIES):
        if name == "url" and (page := _page(fields, url)):
            pages.setdefault(page.url, page)
        elif name == "sitemap" and (child := _child(fields, url)):
            children.setdefault(child.url, child)
    return Sitemap(tuple(pages.values()), tuple(children.values()))


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


def _is_sitemap(body: bytes) -> bool:
    """Return whether the first element is that of a sitemap or an index."""
    first = _FIRST.search(body[:65_536])
    return first is not None and first[1].rpartition(b":")[2].lower() in {b"urlset", b"sitemapindex"}


def _entries(body: bytes) -> Iterator[tuple[str, dict[str, str]]]:
    """Yield the entries of an XML sitemap one by one, each forgotten before the next is read; libxml2 itself ends at
    256 elements one in the other."""
    options = {"recover": True, "resolve_entities": False, "no_network": True, "load_dtd": False}
    reading = etree.iterparse(BytesIO(body), events=("start", "end"), remove_comments=True, **options)
    depth = 0
    try:
        for event, element in reading:
            depth += 1 if event == "start" else -1
            if event == "end" and _name(element) in {"url", "sitemap"}:
                yield _fields(element)
            if event == "end" and depth == 1:
                element.clear()
                while element.getprevious() is not None:
                    del element.getparent()[0]
    except etree.XMLSyntaxError:
        return


def _name(element: etree._Element) -> str:
    """The name without its namespace, or a prefix that was never declared."""
    tag = element.tag
    return tag.rpartition("}")[2].rpartition(":")[2].lower() if isinstance(tag, str) else ""


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
