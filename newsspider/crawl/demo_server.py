"""The invented sites of ``fixtures/``, served on loopback by a server that takes proxy requests.

As a proxy it answers for ``http://HOST/…`` of every fixture host, so that records have the same addresses on
every machine, and a second run finds them again.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any
from urllib.parse import urlsplit

_OURS = frozenset({"content-length", "transfer-encoding", "connection", "date", "server"})
_NOT_FOUND = b"<!doctype html><title>Not found</title><h1>Not found</h1>"


@dataclass(frozen=True, slots=True)
class Served:
    """What one address answers with."""

    status: int
    headers: Mapping[str, str]
    body: bytes

    def matches(self, asked: Mapping[str, str]) -> bool:
        """Return whether a conditional request names this very version (RFC 9110, 13.1.2 and 13.1.3)."""
        own = {name.lower(): value for name, value in self.headers.items()}
        if asked.get("If-None-Match"):
            return own.get("etag") in [tag.strip() for tag in asked["If-None-Match"].split(",")]
        since = asked.get("If-Modified-Since")
        return since is not None and own.get("last-modified") == since


def read_fixtures(root: Path) -> dict[str, Served]:
    """Return what the sites under *root* answer, by address without scheme and fragment.

    A site is a folder with a dot in its name: ``served.json`` names its files by path, and each folder in it
    is a page: ``page.html``, and ``capture.json`` with its url, status and headers.
    """
    answers: dict[str, Served] = {}
    for site in sorted(p for p in root.iterdir() if p.is_dir() and "." in p.name):
        answers |= dict(_files(site))
        answers |= dict(_pages(site))
    return answers


def _files(site: Path) -> Iterator[tuple[str, Served]]:
    listed = site / "served.json"
    table = json.loads(listed.read_bytes()) if listed.is_file() else {}
    for path, facts in table.items():
        body = (site / facts["file"]).read_bytes()
        yield f"{site.name}{path}", Served(facts.get("status", 200), facts.get("headers", {}), body)


def _pages(site: Path) -> Iterator[tuple[str, Served]]:
    for taken in sorted(site.glob("*/capture.json")):
        facts = json.loads(taken.read_bytes())
        page = taken.with_name("page.html")
        body = page.read_bytes() if page.is_file() else b""
        yield _address(facts["url"]), Served(facts.get("status", 200), facts.get("headers", {}), body)


def _address(url: str) -> str:
    parts = urlsplit(url)
    return parts.netloc.lower() + (parts.path or "/") + (f"?{parts.query}" if parts.query else "")


class DemoServer:
    """A server on a free port of 127.0.0.1, from ``start`` to ``stop``."""

    def __init__(self, answers: Mapping[str, Served]) -> None:
        handler = type("Handler", (_Handler,), {"answers": answers})
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
        self._server.daemon_threads = True
        self._thread = Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)

    @property
    def url(self) -> str:
        """Where the server listens, ``http://127.0.0.1:PORT``."""
        return f"http://127.0.0.1:{self._server.server_port}"

    def start(self) -> None:
        """Begin to answer, in a thread of its own."""
        self._thread.start()

    def stop(self) -> None:
        """Stop answering and free the port."""
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()


class _Handler(BaseHTTPRequestHandler):
    """Answers GET and HEAD from *answers*; a path without host is taken as of the Host header."""

    protocol_version = "HTTP/1.1"
    answers: Mapping[str, Served]

    def do_GET(self) -> None:
        """Answer a request, or the same of a proxy; 404 for what no fixture has."""
        host = self.headers.get("Host", "")
        address = _address(self.path if "://" in self.path else f"http://{host}{self.path}")
        found = self.answers.get(address) or Served(
            404, {"Content-Type": "text/html; charset=utf-8"}, _NOT_FOUND
        )
        if found.status == 200 and found.matches(dict(self.headers)):
            found = Served(304, found.headers, b"")
        self.send_response(found.status)
        for name, value in found.headers.items():
            if name.lower() not in _OURS:
                self.send_header(name, value)
        self.send_header("Content-Length", str(len(found.body)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(found.body)

    do_HEAD = do_GET  # noqa: N815 - the name http.server calls

    def log_message(self, *_: Any) -> None:
        """Say nothing: the crawl's table does."""
