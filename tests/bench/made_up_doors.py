"""Where the made-up site lists its articles for programs: sitemaps, a feed, the REST interface of WordPress."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import datetime
from email.utils import format_datetime
from urllib.parse import parse_qsl

from tests.bench.made_up_words import title

IN_A_SITEMAP = 1000
IN_THE_FEED = 30
POSTS = 100  # of one answer, as WordPress has it
_SITEMAPS = "http://www.sitemaps.org/schemas/sitemap/0.9"
_Of = Callable[[int], str]
_Day = Callable[[int], datetime]


def sitemap_index(url: str, count: int) -> bytes:
    """Return the index of the sitemaps of *count* articles of the site at *url*."""
    parts = range(-(-count // IN_A_SITEMAP))
    listed = "".join(f"<sitemap><loc>{url}/sitemap-{n}.xml</loc></sitemap>" for n in parts)
    return f'<sitemapindex xmlns="{_SITEMAPS}">{listed}</sitemapindex>'.encode()


def sitemap(part: int, count: int, address: _Of, day: _Day) -> bytes:
    """Return one of these sitemaps; *address* and *day* tell those of an article."""
    numbers = range(part * IN_A_SITEMAP, min((part + 1) * IN_A_SITEMAP, count))
    urls = "".join(
        f"<url><loc>{address(n)}</loc><lastmod>{day(n).isoformat()}</lastmod></url>" for n in numbers
    )
    return f'<urlset xmlns="{_SITEMAPS}">{urls}</urlset>'.encode()


def feed(url: str, count: int, address: _Of, day: _Day) -> bytes:
    """Return the newest articles as RSS."""
    items = "".join(
        f"<item><title>{title(n)}</title><link>{address(n)}</link><pubDate>{format_datetime(day(n))}</pubDate></item>"
        for n in range(min(count, IN_THE_FEED))
    )
    head = f"<title>The Verlac Tribune</title><link>{url}/</link>"
    return f'<rss version="2.0"><channel>{head}{items}</channel></rss>'.encode()


def posts(query: str, count: int, address: _Of, day: _Day) -> bytes | None:
    """Return one page of posts, newest first; None beyond the last, where WordPress answers with an error."""
    number = int(dict(parse_qsl(query)).get("page", "1"))
    numbers = range((number - 1) * POSTS, min(number * POSTS, count))
    listed = [
        {
            "link": address(n),
            "date_gmt": f"{day(n):%Y-%m-%dT%H:%M:%S}",
            "modified_gmt": f"{day(n):%Y-%m-%dT%H:%M:%S}",
        }
        for n in numbers
    ]
    return json.dumps(listed).encode() if listed else None
