"""What a site may do wrong where its articles are found; two good articles stand in each, listed everywhere."""

from __future__ import annotations

import gzip
import json
import random
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from fault_server import Peer, Send, head, page
from site_server import article

STORIES = 2
_NOISE = random.Random(6).randbytes(30_000)
_XML = b'<?xml version="1.0" encoding="utf-8"?>\n'
_SITEMAP = b'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">%s</urlset>'
_INDEX = b'<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">%s</sitemapindex>'
_FEED = b'<rss version="2.0"><channel><title>f</title>%s</channel></rss>'
_LAUGHS = b"<!DOCTYPE x [<!ENTITY l0 'ha'>%s]>" % b"".join(
    b"<!ENTITY l%d '%s'>" % (n + 1, b"&l%d;" % n * 10) for n in range(12)
)
_BLOWUP = b"<!DOCTYPE x [<!ENTITY a '%s'>]>" % (b"a" * 50_000)
_OUTSIDE = b"<!DOCTYPE x SYSTEM 'ORIGIN/secret.dtd' [<!ENTITY e SYSTEM 'ORIGIN/secret'><!ENTITY f SYSTEM 'file:///etc/passwd'><!ENTITY %% p SYSTEM 'ORIGIN/secret.p'> %%p;]>"
_INSIDE = ("http://127.0.0.1:PORT/secret", "http://169.254.169.254/secret", "http://[::1]:PORT/secret", "file:///etc/passwd",
           "http://localhost:PORT/secret", "javascript:alert(1)", "data:text/html,x", "ftp://127.0.0.1/secret")  # fmt: skip


@dataclass(frozen=True)
class SiteFault:
    """*wrong*: what the site answers otherwise, by path; ORIGIN and PORT in it stand for its own. *archived*: its good
    articles that are. *cause*: of the line for *path*, None where there is none to be."""

    name: str
    wrong: Mapping[str, bytes | Send]
    archived: int = STORIES
    path: str = "/sitemap.xml"
    causes: tuple[str | None, ...] = (None,)
    links: str = field(default="")

    def answers(self, number: int, origin: str) -> dict[str, Send]:
        stories = story_paths(number)
        listed = "".join(f"<url><loc>{origin}{path}</loc></url>" for path in stories)
        items = "".join(f"<item><title>t</title><link>{origin}{path}</link></item>" for path in stories)
        links = "".join(
            f'<p><a href="{path}">A story to be read about number {path[-3:]}</a>' for path in stories
        )
        home = f'<html lang=en><link rel=alternate type="application/rss+xml" href="/feed"><h1>Home</h1>{links}{self.links}'
        good: dict[str, bytes | Send] = {
            "/robots.txt": page(
                f"User-agent: *\nAllow: /\nSitemap: {origin}/sitemap.xml\n".encode(), kind="text/plain"
            ),
            "/": page(home.encode()),
            "/sitemap.xml": page(_XML + _SITEMAP % listed.encode(), kind="application/xml"),
            "/feed": page(_XML + _FEED % items.encode(), kind="application/rss+xml"),
            **{path: page(article(number * 10 + n)) for n, path in enumerate(stories)},
        }
        return {path: _sender(answer, origin) for path, answer in (good | dict(self.wrong)).items()}


def story_paths(number: int) -> tuple[str, ...]:
    return tuple(f"/2026/03/10/story-{number * 10 + n}/" for n in range(STORIES))


def _sender(answer: bytes | Send, origin: str) -> Send:
    if not isinstance(answer, bytes):
        return answer
    port = origin.rpartition(":")[2].encode()
    start, _, body = answer.partition(b"\r\n\r\n")
    filled = body.replace(b"ORIGIN", origin.encode()).replace(b"PORT", port)
    length = b"Content-Length: %d" % len(body)
    start = (
        start.replace(length, b"Content-Length: %d" % len(filled))
        .replace(b"ORIGIN", origin.encode())
        .replace(b"PORT", port)
    )
    return lambda peer: peer.write(start + b"\r\n\r\n" + filled)


def _xml(body: bytes, *lines: str, kind: str = "application/xml") -> bytes:
    return page(body, *lines, kind=kind)


def _wait(peer: Peer) -> None:
    peer.wait()


def _endless(start: bytes, piece: bytes) -> Send:
    def send(peer: Peer) -> None:
        peer.write(start)
        peer.flood(piece)

    return send


def _moved(to: str) -> bytes:
    return page(b"moved", f"Location: {to}", status="302 Found")


def robots() -> Iterator[SiteFault]:
    def fault(name: str, answer: bytes | Send, *causes: str) -> SiteFault:
        archived = 0 if causes else STORIES
        return SiteFault(f"robots-{name}", {"/robots.txt": answer}, archived, "/", causes or (None,))

    text = "text/plain"
    yield fault("fails", page(b"oops", status="500 Error"), "robots")
    yield fault("asks-to-wait", page(b"oops", status="429 Slow"), "robots")
    yield fault("stalls", _wait, "timeout")
    yield fault("goes-round", _moved("/robots.txt"), "redirect-loop")
    yield fault("leads-inside", _moved("http://169.254.169.254/robots.txt"), "connect")
    yield fault(
        "bomb", page(gzip.compress(b"Allow: /\n" * 2_000_000, 1), "Content-Encoding: gzip", kind=text)
    )
    yield fault("cut", page(gzip.compress(_NOISE)[:9000], "Content-Encoding: gzip", kind=text), "decode")
    yield fault("endless", _endless(head(kind=text), b"Disallow: /x\n" * 8000))
    yield fault("of-13-megabytes", page(b"User-agent: *\nDisallow: /x\n" + b"#\n" * 6_500_000, kind=text))
    yield fault("of-noise", page(_NOISE, kind=text))
    yield fault("as-html", page(b"<html><h1>Not here", status="200 OK"))
    yield fault("missing", page(b"", status="404 Not Found"))
    yield fault(
        "of-50,000-rules",
        page(b"User-agent: *\n" + b"".join(b"Disallow: /x%d/*/y$\n" % n for n in range(50_000)), kind=text),
    )
    yield fault(
        "of-many-stars",
        page(
            b"User-agent: *\nDisallow: /" + b"*2" * 1000 + b"*x$\nDisallow: /" + b"*" * 5000 + b"x\n",
            kind=text,
        ),
    )
    yield fault(
        "line-of-a-megabyte", page(b"User-agent: *\nDisallow: /" + b"a" * 1_000_000 + b"\n", kind=text)
    )


def sitemaps() -> Iterator[SiteFault]:
    def fault(name: str, answer: bytes | Send, *causes: str | None, **more: bytes | Send) -> SiteFault:
        wrong = {"/sitemap.xml": answer, **{f"/{key}.xml": value for key, value in more.items()}}
        return SiteFault(f"sitemap-{name}", wrong, causes=causes or (None,))

    loc = b"<url><loc>%s</loc></url>"
    yield fault("laughs", _xml(_XML + _LAUGHS + _SITEMAP % (loc % b"ORIGIN/&l12;")), "not-html", None)
    yield fault(
        "blows-up", _xml(_XML + _BLOWUP + _SITEMAP % (loc % (b"ORIGIN/" + b"&a;" * 50_000))), "not-html", None
    )
    yield fault("asks-outside", _xml(_XML + _OUTSIDE + _SITEMAP % (loc % b"ORIGIN/&e;&f;")), "not-html", None)
    yield fault(
        "includes",
        _xml(
            _XML
            + b'<urlset xmlns:xi="http://www.w3.org/2001/XInclude"><xi:include href="ORIGIN/secret"/></urlset>'
        ),
        "not-html",
    )
    yield fault("100,000-deep", _xml(_XML + _SITEMAP % (b"<url>" * 100_000)), "not-html", None)
    yield fault(
        "attributes-100,000",
        _xml(_XML + _SITEMAP % (b"<url " + b" ".join(b"a%d='1'" % n for n in range(100_000)) + b"/>")),
        "not-html",
        None,
    )
    yield fault("bomb", _xml(gzip.compress(b"<urlset>" + bytes(20_000_000), 1)), "not-html", "too-large")
    yield fault(
        "bomb-in-coding", _xml(gzip.compress(bytes(20_000_000), 1), "Content-Encoding: gzip"), "too-large"
    )
    yield fault("gzip-cut", _xml(gzip.compress(_NOISE)[:9000]), "not-html", "decode")
    yield fault(
        "lists-itself", _xml(_XML + _INDEX % (b"<sitemap><loc>ORIGIN/sitemap.xml</loc></sitemap>" * 100))
    )
    yield fault("in-a-ring", _xml(_XML + _INDEX % b"<sitemap><loc>ORIGIN/two.xml</loc></sitemap>"),
                two=_xml(_XML + _INDEX % b"<sitemap><loc>ORIGIN/sitemap.xml?2</loc></sitemap>"))  # fmt: skip
    yield fault(
        "leads-inside",
        _xml(_XML + _SITEMAP % b"".join(loc % url.encode() for url in _INSIDE)),
        None,
        "not-html",
    )
    yield fault(
        "index-leads-inside",
        _xml(
            _XML + _INDEX % b"".join(b"<sitemap>%s</sitemap>" % (loc[5:-6] % url.encode()) for url in _INSIDE)
        ),
    )
    yield fault(
        "cut", _xml(_XML + (_SITEMAP % (loc % b"ORIGIN/2026/03/10/nowhere-to-be-found/"))[:-20]), None
    )
    yield fault("of-noise", _xml(_NOISE), "not-html")
    yield fault("as-html", page(b"<html><h1>Not here"), "not-html")
    yield fault("moved-inside", _moved("http://127.0.0.1:PORT/secret"), "connect")
    yield fault(
        "endless",
        _endless(head(kind="application/xml"), b"<url><loc>http://other.example/</loc></url>\n" * 2000),
        "too-large",
        "timeout",
    )
    yield fault(
        "of-utf-16",
        _xml((_XML + _SITEMAP % (loc % b"http://other.example/")).decode().encode("utf-16")),
        None,
        "not-html",
    )
    yield fault(
        "of-5,000-strangers",
        _xml(
            _XML + _SITEMAP % b"".join(loc % (b"http://other-%d.example/2026/a/" % n) for n in range(5_000))
        ),
        None,
    )


def feeds() -> Iterator[SiteFault]:
    def fault(name: str, answer: bytes | Send, *causes: str | None) -> SiteFault:
        return SiteFault(f"feed-{name}", {"/feed": answer}, path="/feed", causes=causes or ("not-html", None))

    def feed(body: bytes, start: bytes = b"") -> bytes:
        return _xml(_XML + start + _FEED % body, kind="application/rss+xml")

    item = b"<item><title>t</title><link>%s</link></item>"
    yield fault("laughs", feed(item % b"ORIGIN/&l12;", _LAUGHS))
    yield fault("blows-up", feed(item % (b"ORIGIN/" + b"&a;" * 50_000), _BLOWUP))
    yield fault("asks-outside", feed(item % b"ORIGIN/&e;&f;", _OUTSIDE))
    yield fault("100,000-deep", feed(b"<item>" * 100_000))
    yield fault(
        "attributes-100,000", feed(b"<item " + b" ".join(b"a%d='1'" % n for n in range(100_000)) + b"/>")
    )
    yield fault("leads-inside", feed(b"".join(item % url.encode() for url in _INSIDE)))
    yield fault("cut", feed(item % b"ORIGIN/x")[:-30].replace(b"Content-Length", b"X-Length"))
    yield fault("of-noise", page(_NOISE, kind="application/rss+xml"))
    yield fault("as-html", page(b"<html><h1>Not here"))
    yield fault("empty", page(b"", kind="application/rss+xml"))
    yield fault(
        "json-100,000-deep",
        page(
            b'{"version": "https://jsonfeed.org/version/1", "items": ' + b"[" * 100_000,
            kind="application/feed+json",
        ),
    )
    yield fault(
        "json-of-other-types",
        page(
            json.dumps(
                {
                    "version": "https://jsonfeed.org/version/1",
                    "title": 7,
                    "items": [1, None, {"url": 3}, {"url": ["x"]}, {"id": {}}],
                }
            ).encode(),
            kind="application/feed+json",
        ),
    )
    yield fault("bomb", page(gzip.compress(bytes(20_000_000), 1), "Content-Encoding: gzip"), "too-large")
    yield fault("moved-inside", _moved("http://127.0.0.1:PORT/secret"), "connect")
    yield fault("50,000-comments", feed(b"<!-- x -->" * 50_000))
    yield fault(
        "of-5,000-strangers",
        feed(b"".join(item % (b"http://other-%d.example/2026/a/" % n) for n in range(5_000))),
    )


def homes() -> Iterator[SiteFault]:
    def fault(name: str, answer: bytes | Send, *causes: str | None) -> SiteFault:
        return SiteFault(f"home-{name}", {"/": answer}, path="/", causes=causes)

    links = "".join(f'<a href="{url}">A story that leads inside of the house</a>' for url in _INSIDE)
    yield fault("stalls", _wait, "timeout")
    yield fault("goes-round", _moved("/?round"), "redirect-loop")
    yield fault(
        "refreshes-inside",
        page(b'<meta http-equiv=refresh content="0;url=http://127.0.0.1:PORT/secret">'),
        "connect",
    )
    yield fault("as-pdf", page(b"%PDF-1.7\n" + _NOISE), "not-html", "not-article", None)
    yield SiteFault("home-links-inside", {}, path="/", links=links.replace("PORT", "1"))
    yield SiteFault(
        "home-based-inside", {}, path="/", links="<base href='http://127.0.0.1:1/'><base href='file:///etc/'>"
    )
    yield SiteFault(
        "home-of-20,000-links", {}, path="/", links="<a href='/'>Home and home again and again</a>" * 20_000
    )
    yield SiteFault("canonical-inside", {"/feed": _xml(_XML + _FEED % b"<item><link>ORIGIN/2026/03/10/amp-story/amp/</link></item>")
                                         , "/2026/03/10/amp-story/amp/": page(article(9, head='<link rel=canonical href="http://127.0.0.1:1/2026/03/10/amp-story/">'))},
                    path="/2026/03/10/amp-story/amp/")  # fmt: skip


SITE_FAULTS = tuple(fault for group in (robots, sitemaps, feeds, homes) for fault in group())
