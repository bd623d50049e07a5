"""A news site of our own on loopback, and ``scrapy crawl`` as a user runs it."""

from __future__ import annotations

import gzip
import json
import random
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Lock, Thread
from typing import Any

ROOT = Path(__file__).parents[2]
_WORDS = [
    "harbour",
    "council",
    "bridge",
    "winter",
    "market",
    "school",
    "river",
    "ferry",
    "budget",
    "mayor",
    "vote",
    "storm",
    "library",
    "engineer",
    "school",
    "harvest",
    "railway",
    "museum",
    "doctor",
    "teacher",
    "festival",
    "factory",
    "orchard",
    "election",
    "water",
    "tower",
    "valley",
    "village",
    "court",
    "judge",
    "minister",
    "union",
    "strike",
    "repair",
    "season",
    "visitor",
    "tourist",
    "ticket",
    "price",
    "school",
    "garden",
    "theatre",
    "orchestra",
    "captain",
    "fisher",
    "quarry",
    "timber",
    "station",
    "platform",
    "signal",
    "traffic",
    "cyclist",
    "pavement",
    "lantern",
    "archive",
    "survey",
]
_VERBS = [
    "opened",
    "closed",
    "repaired",
    "delayed",
    "promised",
    "refused",
    "counted",
    "measured",
    "visited",
    "praised",
    "doubted",
    "rebuilt",
]


@dataclass
class Answer:
    body: bytes = b""
    status: int = 200
    headers: dict[str, str] = field(default_factory=lambda: {"Content-Type": "text/html; charset=utf-8"})
    seconds: float = 0.0
    then: Answer | None = None  # what comes from the second request on
    missing: int = 0  # bytes of the body that are announced and never sent


class Site:
    """Pages by path, served on a free port; *asked* has each request's path and headers, in order."""

    def __init__(self) -> None:
        self.pages: dict[str, Answer] = {}
        self.otherwise: Callable[[Site, str], Answer] = lambda _site, _path: Answer(
            b"<title>no</title><h1>Not found</h1>", 404
        )
        self.asked: list[tuple[str, dict[str, str]]] = []
        self.times: list[float] = []
        self.counting = Lock()
        self.most = self.now = 0  # requests answered at the same time, most and at present
        site = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_GET(self) -> None:
                site.asked.append((self.path, dict(self.headers)))
                site.times.append(time.monotonic())
                with site.counting:
                    site.now += 1
                    site.most = max(site.most, site.now)
                found = site.pages.get(self.path) or site.otherwise(site, self.path)
                if found.then:
                    site.pages[self.path] = found.then
                time.sleep(found.seconds)
                with site.counting:
                    site.now -= 1
                etag = found.headers.get("ETag")
                if etag and self.headers.get("If-None-Match") == etag:
                    found = Answer(b"", 304, found.headers)
                self.send_response(found.status)
                for name, value in found.headers.items():
                    self.send_header(name, value)
                self.send_header("Content-Length", str(len(found.body) + found.missing))
                self.end_headers()
                self.wfile.write(found.body)
                self.close_connection = self.close_connection or found.missing > 0

            def log_message(self, *_: Any) -> None:
                pass

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = True
        self.url = f"http://127.0.0.1:{self._server.server_port}"
        Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()

    def stop(self) -> None:
        self._server.shutdown()
        self._server.server_close()

    def paths(self) -> list[str]:
        return [path for path, _ in self.asked]

    def article(self, path: str, seed: int, *, more: str = "", head: str = "", etag: bool = False) -> None:
        body = article(seed, more=more, head=head)
        self.pages[path] = Answer(body)
        if etag:
            self.pages[path].headers = {**self.pages[path].headers, "ETag": f'"{hash(body)}"'}

    def feed(self, path: str, articles: list[str]) -> None:
        items = "".join(f"<item><title>t</title><link>{self.url}{a}</link></item>" for a in articles)
        xml = f'<?xml version="1.0"?><rss version="2.0"><channel><title>f</title>{items}</channel></rss>'
        self.pages[path] = Answer(xml.encode(), headers={"Content-Type": "application/rss+xml"})

    def sitemap(self, path: str, articles: list[str], *, zipped: bool = False) -> None:
        urls = "".join(f"<url><loc>{self.url}{a}</loc></url>" for a in articles)
        xml = f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{urls}</urlset>'.encode()
        body = gzip.compress(xml) if zipped else xml
        self.pages[path] = Answer(body, headers={"Content-Type": "application/octet-stream"})

    def robots(self, text: str) -> None:
        self.pages["/robots.txt"] = Answer(text.encode(), headers={"Content-Type": "text/plain"})


def title(seed: int) -> str:
    dice = random.Random(seed)
    return f"{dice.choice(_WORDS).title()} {dice.choice(_VERBS)} near the {dice.choice(_WORDS)} number {seed}"


def article(seed: int, *, more: str = "", head: str = "") -> bytes:
    """A page of five paragraphs, whose words are drawn with *seed*: no two are alike."""
    dice = random.Random(seed)
    paragraphs = [_paragraph(dice) for _ in range(5)] + ([more] if more else [])
    text = "".join(f"<p>{p}</p>" for p in paragraphs)
    data = {"@context": "https://schema.org", "@type": "NewsArticle", "headline": title(seed),
            "datePublished": f"2026-03-{seed % 28 + 1:02}T08:30:00+01:00",
            "author": {"@type": "Person", "name": "Jane Porter"}}  # fmt: skip
    return (
        f'<!doctype html><html lang="en"><head><title>{title(seed)}</title>{head}'
        f'<script type="application/ld+json">{json.dumps(data)}</script></head><body>'
        f"<header><nav><a href=/>Home</a><a href=/login>Log in</a></nav></header>"
        f"<main><article><h1>{title(seed)}</h1><p class=byline>By Jane Porter</p>{text}</article></main>"
        f"<footer>All rights reserved</footer></body></html>"
    ).encode()


def _paragraph(dice: random.Random) -> str:
    return " ".join(
        f"The {dice.choice(_WORDS)} {dice.choice(_VERBS)} the {dice.choice(_WORDS)} of the {dice.choice(_WORDS)} "
        f"after the {dice.choice(_WORDS)} {dice.choice(_VERBS)} {dice.randrange(2, 90)} {dice.choice(_WORDS)}s."
        for _ in range(4)
    )


@dataclass
class Ran:
    code: int
    out: str
    err: str


def command(*words: str) -> list[str]:
    fast = ("-s", "DOWNLOAD_DELAY=0", "-s", "AUTOTHROTTLE_ENABLED=0", "-s", "RETRY_TIMES=0")
    return [sys.executable, "-m", "scrapy", "crawl", *fast, *words]


def crawl(*words: str) -> Ran:
    """Run ``scrapy crawl`` to its end, without the delay between requests."""
    done = subprocess.run(command(*words), cwd=ROOT, capture_output=True, text=True, timeout=60, check=False)
    return Ran(done.returncode, done.stdout, done.stderr)


def lines(out: Path) -> list[dict[str, Any]]:
    """All article lines of an archive, in the order of file names."""
    files = sorted(out.glob("*/[0-9]*/*/*.jsonl.gz"))
    return [json.loads(line) for file in files for line in gzip.open(file)]


def failures(out: Path) -> dict[str, str]:
    """The cause by path of address."""
    file = out / "failures.jsonl"
    found = [json.loads(line) for line in file.read_bytes().splitlines()] if file.exists() else []
    return {"/" + f["url"].split("/", 3)[3]: f["cause"] for f in found}


def runs(out: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (out / "runs.jsonl").read_bytes().splitlines()]
