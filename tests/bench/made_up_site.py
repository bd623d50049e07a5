"""A made-up news site on loopback, each of its pages written when it is asked for: ``python made_up_site.py COUNT``.

*COUNT* articles in twenty sections. Three ways lead to them: sitemaps, feeds (RSS, and the REST interface of
WordPress), and lists of fifteen behind links to the next. ``--ways lists`` leaves the other two shut. Prints its
address, then serves until its standard input ends. The same number always gives the same article. An article has some
130 links to 90 addresses, nearly all of them on every page, as the median of a thousand real ones has.
"""

from __future__ import annotations

import argparse
import json
import random
import re
import sys
from collections.abc import Collection, Iterable
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).parents[2]))

from tests.bench import made_up_doors as doors
from tests.bench.made_up_words import person, sentence, story, teaser, title

SECTIONS = ("local", "region", "country", "world", "politics", "economy", "labour", "justice", "schools", "science",
            "health", "climate", "transport", "housing", "culture", "books", "music", "cinema", "sport", "opinion")  # fmt: skip
SERVICES = ("about-us", "contact", "privacy", "imprint", "subscribe", "advertise", "newsletter", "login")
WAYS = ("sitemaps", "feeds", "lists")
ON_A_LIST = 15
NEWEST = datetime(2026, 3, 31, 18, tzinfo=UTC)
_PAPER = "The Verlac Tribune"
# The next part of a list has one of the addresses that publishing software gives it, by section.
_NEXT = ("/{name}/page/{part}", "/{name}?page={part}", "/{name}/page/{part}/", "/{name}/?pg={part}")
_LIST = re.compile(
    rf"/(?P<name>{'|'.join(SECTIONS)})(?:/page/(?P<part>\d+)/?|/?\?(?:page|pg)=(?P<number>\d+))?"
)
ARTICLE = re.compile(r"/\d{4}/\d\d/\d\d/[a-z-]+-(?P<number>\d+)")
_SITEMAP = re.compile(r"/sitemap-(?P<part>\d+)\.xml")
_Page = tuple[str, bytes]


class MadeUpSite:
    """Pages by path, for a site at *url* with *count* articles, of the *ways* to them those that are open."""

    def __init__(self, url: str, count: int, ways: Collection[str] = WAYS) -> None:
        self.url, self.count, self.ways = url, count, frozenset(ways)
        self.style = "".join(f".c{n}-box{{margin:{n}px;padding:{n}px}}" for n in range(400))
        lists = "".join(
            f'<li class="menu-item"><a href="/{name}">{name.title()}</a></li>' for name in SECTIONS
        )
        self.menu = lists if "lists" in self.ways else ""
        self.newest = self._links(range(min(count, 30))) if "lists" in self.ways else ""
        self.most_read = self._links(range(0, count, -(-count // 10)))

    def page(self, path: str) -> _Page | None:
        """Return content type and body, None for a path that the site does not have."""
        if found := self._for_programs(path):
            return found
        if path == "/":
            return "text/html", self._home()
        if "lists" in self.ways and (listed := _LIST.fullmatch(path)):
            return self._section(listed["name"], int(listed["part"] or listed["number"] or 1))
        if article := ARTICLE.fullmatch(path):
            return "text/html", self._article(int(article["number"]))
        if path[1:] in SERVICES:
            return "text/html", self._framed(path[1:], "", f"<main><h1>{path[1:]}</h1></main>")
        return None

    def path(self, number: int) -> str:
        """Return the path of an article."""
        return f"/{self.day(number):%Y/%m/%d}/{title(number).lower().replace(' ', '-')}-{number}"

    def address(self, number: int) -> str:
        """Return the whole address of an article."""
        return self.url + self.path(number)

    @staticmethod
    def day(number: int) -> datetime:
        """Return when an article was published."""
        return NEWEST - timedelta(minutes=37 * number)

    def _for_programs(self, path: str) -> _Page | None:
        xml, facts = "application/xml", (self.count, self.address, self.day)
        if path == "/robots.txt":
            line = f"Sitemap: {self.url}/sitemap.xml\n" if "sitemaps" in self.ways else ""
            return "text/plain", f"User-agent: *\nDisallow: /admin\n{line}".encode()
        if "sitemaps" in self.ways and path == "/sitemap.xml":
            return xml, doors.sitemap_index(self.url, self.count)
        if "sitemaps" in self.ways and (part := _SITEMAP.fullmatch(path)):
            return xml, doors.sitemap(int(part["part"]), *facts)
        if "feeds" in self.ways and path == "/feed/":
            return xml, doors.feed(self.url, *facts)
        if "feeds" in self.ways and path.startswith("/wp-json/wp/v2/posts"):
            listed = doors.posts(path.partition("?")[2], *facts)
            return ("application/json", listed) if listed else None
        return None

    def _home(self) -> bytes:
        head = (
            f'<link rel="alternate" type="application/rss+xml" href="{self.url}/feed/">'
            f'<link rel="https://api.w.org/" href="{self.url}/wp-json/">'
            if "feeds" in self.ways
            else ""
        )
        return self._list(_PAPER, range(min(self.count, 30)) if "lists" in self.ways else (), "", head)

    def _section(self, name: str, part: int) -> _Page | None:
        numbers = range(SECTIONS.index(name), self.count, len(SECTIONS))
        here = numbers[(part - 1) * ON_A_LIST : part * ON_A_LIST]
        more = part * ON_A_LIST < len(numbers)
        form = _NEXT[SECTIONS.index(name) % len(_NEXT)]
        forth = f'<a href="{form.format(name=name, part=part + 1)}">Older articles</a>' if more else ""
        return ("text/html", self._list(name.title(), here, forth)) if here or part == 1 else None

    def _list(self, name: str, numbers: Iterable[int], forth: str, head: str = "") -> bytes:
        cards = "".join(self._card(n) for n in numbers)
        listed = f'<main class="list"><h1>{name}</h1>{cards}<nav class="pagination">{forth}</nav></main>{self._sidebar()}'
        return self._framed(name, head, listed)

    def _card(self, number: int) -> str:
        path = self.path(number)
        return (
            f'<div class="card"><a class="thumb" href="{path}"><img src="/images/{number}.jpg" alt=""></a>'
            f'<h2><a href="{path}">{title(number)}</a></h2><p class="teaser">{teaser(number)}</p></div>'
        )

    def _links(self, numbers: Iterable[int]) -> str:
        return "".join(f'<li><a href="{self.path(n)}">{title(n)}</a></li>' for n in numbers)

    def _sidebar(self) -> str:
        return (
            f'<aside class="sidebar"><h2>Latest</h2><ul>{self.newest}</ul><h2>Most read</h2><ul>{self.most_read}'
            "</ul></aside>"
        )

    def _article(self, number: int) -> bytes:
        dice = random.Random(number)
        name, author, day = title(number), person(dice), self.day(number)
        data = {"@context": "https://schema.org", "@type": "NewsArticle", "headline": name,
                "datePublished": day.isoformat(), "author": {"@type": "Person", "name": author},
                "publisher": {"@type": "Organization", "name": _PAPER}}  # fmt: skip
        head = (
            f'<link rel="canonical" href="{self.address(number)}"><meta property="og:type" content="article">'
            f'<meta property="og:title" content="{name}"><meta property="og:site_name" content="{_PAPER}">'
            f'<meta name="description" content="{sentence(dice)}">'
            f'<script type="application/ld+json">{json.dumps(data)}</script>'
        )
        related = self._links(dice.randrange(self.count) for _ in range(6))
        more = "".join(self._card((number + n * len(SECTIONS)) % self.count) for n in range(1, ON_A_LIST + 1))
        body = "".join(f"<p>{text}</p>" for text in story(dice))
        return self._framed(name, head, (
            f'<main><article class="article"><header><h1 class="headline">{name}</h1><p class="byline">By {author}</p>'
            f'<time datetime="{day.isoformat()}">{day:%d %B %Y}'
            f'</time></header><div class="share"><a href="#">Share</a><a href="#">Mail</a></div><div class="article-body">{body}'
            f'</div><aside class="related"><h2>Read also</h2><ul>{related}</ul></aside></article>'
            f'<section class="more"><h2>More of this section</h2>{more}</section></main>{self._sidebar()}'
        ))  # fmt: skip

    def _framed(self, name: str, head: str, content: str) -> bytes:
        services = "".join(f'<li><a href="/{path}">{path}</a></li>' for path in SERVICES)
        return (
            f'<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{name} - {_PAPER}</title>{head}'
            f'<style>{self.style}</style></head><body><header class="site"><a href="/">{_PAPER}</a><nav><ul>{self.menu}'
            f'</ul></nav></header>{content}<footer><ul>{self.menu}</ul><ul>{services}</ul><p>All rights reserved. {_PAPER}.'
            "</p></footer></body></html>"
        ).encode()  # fmt: skip


def serve(count: int, ways: Collection[str] = WAYS) -> tuple[ThreadingHTTPServer, str]:
    """Serve a site of *count* articles on a free port, from a thread; return the server and its address."""

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            found = site.page(self.path)
            kind, body = found or ("text/html", b"<title>Not found</title>")
            self.send_response(200 if found else 404)
            self.send_header("Content-Type", f"{kind}; charset=utf-8")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: Any) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    site = MadeUpSite(f"http://127.0.0.1:{server.server_port}", count, ways)
    Thread(target=server.serve_forever, daemon=True).start()
    return server, site.url


def main() -> None:
    """Serve until the input ends."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("count", type=int)
    parser.add_argument("--ways", nargs="+", choices=WAYS, default=WAYS)
    args = parser.parse_args()
    server, url = serve(args.count, args.ways)
    sys.stdout.write(f"{url}\n")
    sys.stdout.flush()
    sys.stdin.read()
    server.shutdown()


if __name__ == "__main__":
    main()
