"""A made-up news site on loopback, each of its pages written when it is asked for: ``python made_up_site.py COUNT``.

*COUNT* articles in twenty sections, listed by sitemaps and by lists of fifteen behind "next" links. Prints its
address, then serves until its standard input ends. The same number always gives the same article.
"""

from __future__ import annotations

import json
import random
import re
import sys
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any

SECTIONS = ("local", "region", "country", "world", "politics", "economy", "labour", "justice", "schools", "science",
            "health", "climate", "transport", "housing", "culture", "books", "music", "cinema", "sport", "opinion")  # fmt: skip
ON_A_LIST = 15
IN_A_SITEMAP = 1000
NEWEST = datetime(2026, 3, 31, 18, tzinfo=UTC)
_LIST = re.compile(rf"/(?P<name>{'|'.join(SECTIONS)})(?:/page/(?P<part>\d+))?")
_ARTICLE = re.compile(r"/2026/\d\d/\d\d/[a-z-]+-(?P<number>\d+)")
_SITEMAP = re.compile(r"/sitemap(?:-\d+)?\.xml")
_NOUNS = tuple(
    """harbour council bridge winter market school river ferry budget mayor storm library engineer harvest railway
    museum doctor teacher festival factory orchard election tower valley village court judge minister union strike
    season visitor ticket garden theatre orchestra captain quarry timber station platform signal cyclist lantern
    archive survey reservoir tenant landlord bakery clinic nurse pilot runway warehouse canal dyke meadow forest mill
    print workshop""".split()  # noqa: SIM905 - a line a word would be long
)
_VERBS = tuple(
    """opened closed repaired delayed promised refused counted measured visited praised doubted rebuilt sold bought
    moved painted inspected insured cancelled restored""".split()  # noqa: SIM905
)
_WHEN = ("on Monday", "last week", "in the autumn", "before the vote", "after long talks", "since the flood")
_FIRST = ("Anna", "Boris", "Clara", "David", "Elena", "Felix", "Greta", "Henri", "Irene", "Jonas")
_LAST = ("Arvand", "Belkor", "Corvanne", "Delmas", "Estrin", "Farrow", "Grandval", "Holtz", "Imbert")


class MadeUpSite:
    """Pages by path, for a site at *url* with *count* articles."""

    def __init__(self, url: str, count: int) -> None:
        self.url, self.count = url, count
        self.style = "".join(f".c{n}-box{{margin:{n}px;padding:{n}px}}" for n in range(400))

    def page(self, path: str) -> tuple[str, bytes] | None:
        """Return content type and body, None for a path that the site does not have."""
        if path == "/":
            return "text/html", self._list("The Verlac Tribune", range(30), None)
        if path == "/robots.txt":
            return (
                "text/plain",
                f"User-agent: *\nDisallow: /admin\nSitemap: {self.url}/sitemap.xml\n".encode(),
            )
        if _SITEMAP.fullmatch(path):
            return "application/xml", self._sitemap(path[1:])
        if listed := _LIST.fullmatch(path):
            return "text/html", self._section(listed["name"], int(listed["part"] or 1))
        if article := _ARTICLE.fullmatch(path):
            return "text/html", self._article(int(article["number"]))
        return None

    def path(self, number: int) -> str:
        """Return the path of an article."""
        return f"/{self.day(number):%Y/%m/%d}/{self.title(number).lower().replace(' ', '-')}-{number}"

    @staticmethod
    def day(number: int) -> datetime:
        return NEWEST - timedelta(minutes=37 * number)

    @staticmethod
    def title(number: int) -> str:
        dice = random.Random(number)
        return f"The {dice.choice(_NOUNS)} of the {dice.choice(_NOUNS)} {dice.choice(_VERBS)} {dice.choice(_NOUNS)}s"

    def _sitemap(self, name: str) -> bytes:
        parts = -(-self.count // IN_A_SITEMAP)
        if name == "sitemap.xml":
            parts_of = "".join(
                f"<sitemap><loc>{self.url}/sitemap-{n}.xml</loc></sitemap>" for n in range(parts)
            )
            return f'<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{parts_of}</sitemapindex>'.encode()
        start = int(name.removesuffix(".xml").rpartition("-")[2]) * IN_A_SITEMAP
        urls = "".join(
            f"<url><loc>{self.url}{self.path(n)}</loc><lastmod>{self.day(n).isoformat()}</lastmod></url>"
            for n in range(start, min(start + IN_A_SITEMAP, self.count))
        )
        return f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{urls}</urlset>'.encode()

    def _section(self, name: str, part: int) -> bytes:
        numbers = range(SECTIONS.index(name), self.count, len(SECTIONS))
        here = numbers[(part - 1) * ON_A_LIST : part * ON_A_LIST]
        more = f"/{name}/page/{part + 1}" if part * ON_A_LIST < len(numbers) else None
        return self._list(name.title(), here, more)

    def _list(self, title: str, numbers: range, more: str | None) -> bytes:
        cards = "".join(
            f'<div class="card"><h2><a href="{self.path(n)}">{self.title(n)}</a></h2><p class="teaser">{_sentence(random.Random(n))}</p></div>'
            for n in numbers
            if n < self.count
        )
        forth = (
            f'<nav class="pagination"><a rel="next" href="{more}">Older articles</a></nav>' if more else ""
        )
        return self._framed(title, "", f'<main class="list"><h1>{title}</h1>{cards}{forth}</main>')

    def _article(self, number: int) -> bytes:
        dice = random.Random(number)
        title, author, day = (
            self.title(number),
            f"{dice.choice(_FIRST)} {dice.choice(_LAST)}",
            self.day(number),
        )
        data = {"@context": "https://schema.org", "@type": "NewsArticle", "headline": title,
                "datePublished": day.isoformat(), "author": {"@type": "Person", "name": author},
                "publisher": {"@type": "Organization", "name": "The Verlac Tribune"}}  # fmt: skip
        head = (
            f'<link rel="canonical" href="{self.url}{self.path(number)}"><meta property="og:type" content="article">'
            f'<meta property="og:title" content="{title}"><meta property="og:site_name" content="The Verlac Tribune">'
            f'<meta name="description" content="{_sentence(dice)}">'
            f'<script type="application/ld+json">{json.dumps(data)}</script>'
        )
        others = [(number + 1 + dice.randrange(self.count)) % self.count for _ in range(16)]
        related = "".join(f'<li><a href="{self.path(n)}">{self.title(n)}</a></li>' for n in others[:6])
        latest = "".join(f'<li><a href="{self.path(n)}">{self.title(n)}</a></li>' for n in others[6:])
        body = "".join(f"<p>{text}</p>" for text in _story(dice, author))
        return self._framed(title, head, (
            f'<main><article class="article"><header><h1 class="headline">{title}</h1><p class="byline">By {author}</p>'
            f'<time datetime="{day.isoformat()}">{day:%d %B %Y}'
            f'</time></header><div class="share"><a href="#">Share</a><a href="#">Mail</a></div><div class="article-body">{body}'
            f'</div><aside class="related"><h2>Read also</h2><ul>{related}</ul></aside></article></main><aside class="sidebar">'
            f"<h2>Latest</h2><ul>{latest}</ul></aside>"
        ))  # fmt: skip

    def _framed(self, title: str, head: str, content: str) -> bytes:
        menu = "".join(
            f'<li class="menu-item"><a href="/{name}">{name.title()}</a></li>' for name in SECTIONS
        )
        return (
            f'<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{title} - The Verlac Tribune</title>{head}'
            f'<style>{self.style}</style></head><body><header class="site"><a href="/">The Verlac Tribune</a><nav><ul>{menu}'
            f'</ul></nav></header>{content}<footer><ul>{menu}</ul><p>All rights reserved. The Verlac Tribune.</p>'
            "</footer></body></html>"
        ).encode()  # fmt: skip


def _story(dice: random.Random, author: str) -> Iterator[str]:
    """Ten to sixteen paragraphs, two of them with a quotation."""
    for number in range(dice.randint(10, 16)):
        if number in {3, 7}:
            speaker = f"{dice.choice(_FIRST)} {dice.choice(_LAST)}"
            yield f"“{_sentence(dice)}” said {speaker}, of the {dice.choice(_NOUNS)} {dice.choice(_NOUNS)}."
        else:
            yield " ".join(_sentence(dice) for _ in range(dice.randint(2, 4)))


def _sentence(dice: random.Random) -> str:
    return (
        f"The {dice.choice(_NOUNS)} of the {dice.choice(_NOUNS)} {dice.choice(_VERBS)} {dice.randrange(2, 900)} "
        f"{dice.choice(_NOUNS)}s {dice.choice(_WHEN)}, and the {dice.choice(_NOUNS)} {dice.choice(_VERBS)} it."
    )


def serve(count: int) -> tuple[ThreadingHTTPServer, str]:
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
    site = MadeUpSite(f"http://127.0.0.1:{server.server_port}", count)
    Thread(target=server.serve_forever, daemon=True).start()
    return server, site.url


def main() -> None:
    """Serve until the input ends."""
    server, url = serve(int(sys.argv[1]))
    sys.stdout.write(f"{url}\n")
    sys.stdout.flush()
    sys.stdin.read()
    server.shutdown()


if __name__ == "__main__":
    main()
