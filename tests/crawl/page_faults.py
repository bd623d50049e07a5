"""What a server may do wrong with one page, and what is to become of it."""

from __future__ import annotations

import gzip
import random
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache

import brotli
from fault_server import Peer, Send, head, page
from scrapy.utils._compression import zstd
from site_server import article

ARCHIVED = "archived"  # in place of a cause: the article is, exactly once
ENDS = "ends"  # either is fine, as long as it ends
_REDIRECT = "302 Found"
_NOISE = random.Random(5).randbytes(40_000)


@dataclass(frozen=True)
class Fault:
    """*then*: the causes that fit, or ARCHIVED, or ENDS. *send* makes the answer from a good article."""

    name: str
    then: tuple[str, ...]
    send: Callable[[bytes], Send]

    def bound(self, seed: int) -> Send:
        return self.send(article(seed))


def _raw(make: Callable[[bytes], bytes]) -> Callable[[bytes], Send]:
    return lambda good: lambda peer: peer.write(make(good))


def _says(data: bytes) -> Callable[[bytes], Send]:
    return lambda _good: lambda peer: peer.write(data)


def _does(act: Callable[[Peer, bytes], None]) -> Callable[[bytes], Send]:
    return lambda good: lambda peer: act(peer, good)


def _to(location: str, status: str = _REDIRECT) -> Callable[[bytes], Send]:
    """A redirect; ``{origin}`` and ``{path}`` stand for the server's own."""

    def send(peer: Peer) -> None:
        target = location.replace("{origin}", peer.origin).replace("{path}", peer.path)
        target = target.replace("{port}", peer.origin.rpartition(":")[2])
        peer.write(page(b"moved", f"Location: {target}", status=status))

    return lambda _good: send


def _refresh(target: str) -> Callable[[bytes], Send]:
    def send(peer: Peer) -> None:
        to = target.replace("{path}", peer.path).replace("{port}", peer.origin.rpartition(":")[2])
        peer.write(page(f'<meta http-equiv="refresh" content="0; url={to}"><p>Wait.'.encode()))

    return lambda _good: send


def _packed(coding: str, pack: Callable[[bytes], bytes], cut: int | None = None) -> Callable[[bytes], Send]:
    return _raw(lambda good: page(pack(good)[:cut], f"Content-Encoding: {coding}"))


def _chunk(data: bytes) -> bytes:
    return b"%x\r\n%s\r\n" % (len(data), data)


def _raw_deflate(data: bytes) -> bytes:
    packer = zlib.compressobj(wbits=-15)
    return packer.compress(data) + packer.flush()


def _half(data: bytes) -> bytes:
    return data[: len(data) // 2]


@cache
def _bomb(coding: str) -> bytes:
    zeros = bytes(30_000_000)
    made = {"gzip": lambda: gzip.compress(zeros, 1), "deflate": lambda: zlib.compress(zeros, 1),
            "br": lambda: brotli.compress(zeros, quality=1), "zstd": lambda: zstd.compress(zeros)}  # fmt: skip
    return made[coding]()


def _flood_of(start: bytes, piece: bytes) -> Callable[[bytes], Send]:
    def send(peer: Peer) -> None:
        peer.write(start)
        peer.flood(piece)

    return lambda _good: send


def _then(start: Callable[[bytes], bytes], act: Callable[[Peer], None]) -> Callable[[bytes], Send]:
    def send(good: bytes) -> Send:
        def both(peer: Peer) -> None:
            peer.write(start(good))
            act(peer)

        return both

    return send


def _wait(peer: Peer) -> None:
    peer.wait()


def _reset(peer: Peer) -> None:
    peer.reset()


def _inside(good: bytes, more: bytes) -> bytes:
    """The article with *more* before its end."""
    return good.replace(b"</article>", b"</article>" + more)


CHUNKED = head("200 OK", "Transfer-Encoding: chunked")


def heads() -> Iterator[Fault]:
    """What goes wrong before there is a page."""
    lost, late = ("connect",), ("timeout",)
    kept = (ARCHIVED,)
    yield Fault(
        "header-name-of-no-ascii", kept, _raw(lambda good: page(good, "X-\u00e9: y", " and more", "X-A: b"))
    )
    yield Fault("header-without-colon", kept, _raw(lambda good: page(good, "X-A y", "X B: c")))
    yield Fault(
        "header-goes-on-before-any", kept, _raw(lambda good: page(good).replace(b"\r\n", b"\r\n more\r\n", 1))
    )
    yield Fault("unasked-304", lost, _says(page(b"", status="304 Not Modified")))
    part = "206 Partial Content"
    yield Fault(
        "part-unasked",
        lost,
        _raw(
            lambda good: page(
                good[:-200], f"Content-Range: bytes 0-{len(good) - 201}/{len(good)}", status=part
            )
        ),
    )
    yield Fault("part-without-range", lost, _raw(lambda good: page(good, status=part)))
    yield Fault(
        "part-that-is-all",
        kept,
        _raw(lambda good: page(good, f"Content-Range: bytes 0-{len(good) - 1}/{len(good)}", status=part)),
    )
    yield Fault("closes-at-once", lost, _says(b""))
    yield Fault("resets-at-once", lost, _does(lambda peer, _: peer.reset()))
    yield Fault("says-nothing", late, _does(lambda peer, _: peer.wait()))
    yield Fault("status-cut", lost, _says(b"HTTP/1.1 20"))
    yield Fault("status-garbage", lost, _says(b"hello\r\n\r\n"))
    yield Fault("status-without-code", lost, _says(b"HTTP/1.1\r\n\r\n"))
    yield Fault("status-no-number", lost, _says(b"HTTP/1.1 abc OK\r\n\r\n"))
    yield Fault(
        "status-negative", ("connect", "http-4xx"), _says(b"HTTP/1.1 -200 OK\r\nContent-Length: 0\r\n\r\n")
    )
    yield Fault(
        "status-of-five-digits",
        ("http-5xx", "connect"),
        _says(b"HTTP/1.1 99999 X\r\nContent-Length: 0\r\n\r\n"),
    )
    yield Fault("status-zero", ("http-4xx", "connect"), _says(b"HTTP/1.1 000 X\r\nContent-Length: 0\r\n\r\n"))
    yield Fault("status-endless", lost, _flood_of(b"HTTP/1.1 200 ", b"A" * 65_536))
    yield Fault("http-0.9", lost, _raw(lambda good: good))
    yield Fault("http-2", lost, _says(b"\x00\x00\x12\x04\x00\x00\x00\x00\x00" + _NOISE[:18]))
    yield Fault(
        "http-9.9", (ARCHIVED, "connect"), _raw(lambda good: page(good).replace(b"HTTP/1.1", b"HTTP/9.9"))
    )
    yield Fault("noise", lost, _says(_NOISE))
    yield Fault("head-line-of-100-kB", lost, _raw(lambda good: page(good, "X-Long: " + "a" * 100_000)))
    yield Fault("head-endless", lost, _flood_of(b"HTTP/1.1 200 OK\r\n", b"X-More: and more\r\n" * 1000))
    yield Fault(
        "interim-endless", ("connect", "timeout"), _flood_of(b"", b"HTTP/1.1 100 Continue\r\n\r\n" * 1000)
    )
    yield Fault(
        "head-of-noise",
        (ARCHIVED, "connect"),
        _raw(lambda good: page(good, "\udcff\udcfe\udc80", "no colon here")),
    )
    yield Fault("head-with-nul", (ARCHIVED, "connect"), _raw(lambda good: page(good, "X-Nul: a\0b")))
    yield Fault(
        "head-with-bare-line-ends", (ARCHIVED,), _raw(lambda good: page(good).replace(b"\r\n", b"\n"))
    )
    yield Fault("head-cut", lost, _says(b"HTTP/1.1 200 OK\r\nContent-Ty"))
    yield Fault("head-stalls", late, _then(lambda _: b"HTTP/1.1 200 OK\r\nContent-", _wait))
    yield Fault("head-drips", late, _does(lambda peer, good: peer.drip(page(good))))
    yield Fault(
        "type-twice", (ARCHIVED,), _raw(lambda good: page(good, "Content-Type: text/html; charset=koi8-r"))
    )
    yield Fault(
        "type-of-8-kB",
        (ARCHIVED, "not-html"),
        _raw(lambda good: page(good, kind="text/html; x=" + "a" * 8000)),
    )
    yield Fault(
        "escape-sequences-in-head",
        (ARCHIVED,),
        _raw(lambda good: page(good, "X-Esc: \x1b[2J\x1b]0;pwned\x07", "Server: \x1b[31m")),
    )
    yield Fault(
        "cookies",
        (ARCHIVED,),
        _raw(lambda good: page(good, *(f"Set-Cookie: c{n}={n}; Domain=.example" for n in range(500)))),
    )
    yield Fault(
        "upgrade",
        ("http-4xx", "connect", "timeout"),
        _says(b"HTTP/1.1 101 Switching Protocols\r\nUpgrade: h2c\r\n\r\n"),
    )


def lengths() -> Iterator[Fault]:
    """Bodies that are not as long as they say, or never end."""
    lost, late, large = ("connect",), ("timeout",), ("too-large",)
    yield Fault(
        "length-too-large", lost, _raw(lambda good: head("200 OK", f"Content-Length: {len(good) + 1}") + good)
    )
    yield Fault(
        "half-of-its-length",
        lost,
        _raw(lambda good: head("200 OK", f"Content-Length: {len(good)}") + _half(good)),
    )
    yield Fault("length-too-small", (ARCHIVED,), _raw(lambda good: page(good) + b"and more" * 100))
    yield Fault("length-negative", lost, _raw(lambda good: head("200 OK", "Content-Length: -5") + good))
    yield Fault("length-no-number", lost, _raw(lambda good: head("200 OK", "Content-Length: many") + good))
    yield Fault(
        "length-twice",
        lost,
        _raw(lambda good: head("200 OK", "Content-Length: 5", "Content-Length: 7") + good),
    )
    yield Fault(
        "length-of-a-petabyte",
        large,
        _raw(lambda good: head("200 OK", "Content-Length: 1000000000000000") + good),
    )
    yield Fault(
        "length-of-30-digits",
        ("too-large", "connect"),
        _raw(lambda good: head("200 OK", "Content-Length: " + "9" * 30) + good),
    )
    yield Fault(
        "length-zero", ("not-article",), _raw(lambda good: head("200 OK", "Content-Length: 0") + good)
    )
    yield Fault(
        "length-and-chunks",
        (ARCHIVED, "connect"),
        _raw(
            lambda good: (
                head("200 OK", "Content-Length: 9", "Transfer-Encoding: chunked") + _chunk(good) + _chunk(b"")
            )
        ),
    )
    yield Fault("no-length", (ARCHIVED,), _raw(lambda good: head() + good))
    yield Fault("no-length-and-reset", lost, _then(lambda good: head() + _half(good), _reset))
    yield Fault("reset-in-the-body", lost, _then(lambda good: page(good)[:1500], _reset))
    yield Fault("body-stalls", late, _then(lambda good: page(good)[:1500], _wait))
    yield Fault("body-drips", late, _does(lambda peer, good: (peer.write(head()), peer.drip(good))[-1]))
    yield Fault("body-endless", large, _flood_of(head(), b"<p>more and more " * 4000))
    yield Fault("chunks-endless", large, _flood_of(CHUNKED, _chunk(b"<p>more and more " * 4000)))
    yield Fault("chunks-cut", lost, _raw(lambda good: CHUNKED + _chunk(good)))
    yield Fault("chunks-cut-within", lost, _raw(lambda good: CHUNKED + _half(_chunk(good))))
    yield Fault("chunk-size-insane", lost, _raw(lambda good: CHUNKED + b"F" * 16 + b"\r\n" + good))
    yield Fault("chunk-size-no-number", lost, _raw(lambda good: CHUNKED + b"zz\r\n" + good))
    yield Fault("chunk-size-negative", lost, _raw(lambda good: CHUNKED + b"-5\r\n" + good))
    yield Fault("chunk-line-endless", lost, _flood_of(CHUNKED, b"0" * 65_536))
    yield Fault("chunk-extension-endless", lost, _flood_of(CHUNKED + b"5;", b"a" * 65_536))
    yield Fault(
        "chunk-without-end-of-line", lost, _raw(lambda good: CHUNKED + b"%x\r\n%sXX" % (len(good), good))
    )
    yield Fault("chunks-stall", late, _then(lambda good: CHUNKED + _chunk(_half(good)), _wait))
    yield Fault(
        "chunks-of-a-byte",
        (ARCHIVED,),
        _raw(lambda good: CHUNKED + b"".join(b"1\r\n%c\r\n" % byte for byte in good) + _chunk(b"")),
    )
    yield Fault(
        "trailers-endless",
        ("connect", ARCHIVED),
        _does(
            lambda peer, good: (
                peer.write(CHUNKED + _chunk(good) + b"0\r\n"),
                peer.flood(b"X-T: t\r\n" * 4000),
            )[-1]
        ),
    )
    yield Fault(
        "transfer-coding-unknown",
        ("connect", "decode", "not-html", "not-article", ARCHIVED),
        _raw(lambda good: head("200 OK", "Transfer-Encoding: rot13") + good),
    )


def redirects() -> Iterator[Fault]:
    """Where a page may send its reader."""
    away, loop = ("connect",), ("redirect-loop",)
    yield Fault("to-itself", loop, _to("{path}"))
    yield Fault("to-itself-for-good", loop, _to("{origin}{path}", "301 Moved Permanently"))
    yield Fault("to-ever-new-places", loop, _to("{path}x/"))
    for name, target in (
        ("file", "file:///etc/passwd"), ("data", "data:text/html,<h1>x</h1>"), ("ftp", "ftp://127.0.0.1/x"),
        ("javascript", "javascript:alert(1)"), ("about", "about:blank"), ("gopher", "gopher://127.0.0.1:70/"),
        ("another-loopback", "http://127.0.0.2:{port}/inside"), ("localhost", "http://localhost:{port}/inside"),
        ("metadata", "http://169.254.169.254/latest/meta-data/"), ("private-10", "http://10.0.0.1/"),
        ("private-192", "http://192.168.0.1/"), ("shared-100", "http://100.64.0.1/"), ("zero", "http://0.0.0.0:{port}/inside"),
        ("loopback-6", "http://[::1]:{port}/inside"), ("mapped-6", "http://[::ffff:127.0.0.2]:{port}/inside"),
        ("nat64", "http://[64:ff9b::7f00:2]:{port}/inside"), ("link-local-6", "http://[fe80::1]/"),
        ("decimal", "http://2130706434:{port}/inside"), ("hexadecimal", "http://0x7f000002:{port}/inside"),
        ("octal", "http://0177.0.0.2:{port}/inside"), ("short", "http://127.2:{port}/inside"),
        ("wide-digits", "http://１２７.0.0.2:{port}/inside"), ("multicast", "http://224.0.0.1/"),
        ("closed-port", "http://127.0.0.1:1/"), ("port-beyond", "http://127.0.0.1:99999/"),
    ):  # fmt: skip
        yield Fault(f"to-{name}", away if name != "wide-digits" else ("connect", "dns"), _to(target))
    yield Fault("to-no-such-name", ("dns",), _to("http://no-such-name.invalid/"))
    yield Fault("to-half-an-address", ("connect", "redirect-loop"), _to("http://["))
    yield Fault("to-nowhere", ("redirect-loop", "connect"), _says(page(b"moved", status=_REDIRECT)))
    yield Fault("to-nothing", loop, _to(""))
    yield Fault(
        "to-noise",
        ("http-4xx", "connect", "redirect-loop"),
        _says(page(b"", "Location: \udcff\udcfe/\x01", status=_REDIRECT)),
    )
    yield Fault("to-a-name-of-a-kilobyte", ("dns", "connect"), _to("http://" + "a" * 1000 + ".invalid/"))
    yield Fault(
        "to-an-address-of-15-kB", ("http-4xx", "redirect-loop", "connect"), _to("{origin}/" + "a" * 15_000)
    )
    yield Fault("with-a-password", (ARCHIVED,), _with_password)
    yield Fault(
        "300-and-no-choice",
        ("redirect-loop", "http-4xx"),
        _says(page(b"choose", status="300 Multiple Choices")),
    )
    yield Fault("refresh-to-no-host", ("connect",), _refresh("http://:80/"))
    yield Fault("refresh-to-file", ("not-article", "connect"), _refresh("file:///etc/passwd"))
    yield Fault("refresh-inside", away, _refresh("http://127.0.0.2:{port}/inside"))
    yield Fault("refresh-to-itself", loop, _refresh("{path}?again"))
    yield Fault(
        "refresh-to-half-an-address", ("connect", "not-article", "redirect-loop"), _refresh("http://[")
    )


def _with_password(good: bytes) -> Send:
    def send(peer: Peer) -> None:
        place = peer.origin.replace("://", "://ann:secret@")
        if peer.path.endswith("?in"):
            peer.write(page(good))
        else:
            peer.write(page(b"moved", f"Location: {place}{peer.path}?in", status=_REDIRECT))

    return send


def codings() -> Iterator[Fault]:
    """Bodies that are packed otherwise than they say, cut, or bombs."""
    broken = ("decode",)
    packs: dict[str, Callable[[bytes], bytes]] = {
        "gzip": gzip.compress, "deflate": zlib.compress, "br": brotli.compress, "zstd": zstd.compress}  # fmt: skip
    for coding, pack in packs.items():
        yield Fault(f"{coding}-good", (ARCHIVED,), _packed(coding, pack))
        yield Fault(
            f"{coding}-cut",
            broken,
            _raw(lambda good, c=coding, p=pack: page(_half(p(good)), f"Content-Encoding: {c}")),
        )
        yield Fault(f"{coding}-cut-at-its-end", broken, _packed(coding, pack, -1))
        yield Fault(
            f"{coding}-bomb",
            ("too-large",),
            lambda _, c=coding: lambda peer: peer.write(page(_bomb(c), f"Content-Encoding: {c}")),
        )
        yield Fault(
            f"{coding}-of-noise",
            broken,
            _raw(lambda _, c=coding: page(b"\x1f\x8b" + _NOISE, f"Content-Encoding: {c}")),
        )
        yield Fault(f"{coding}-in-name-only", (ARCHIVED,), _packed(coding, lambda good: good))
    yield Fault("gzip-changed", broken, _packed("gzip", lambda good: gzip.compress(good)[:-8] + b"\0" * 8))
    yield Fault("gzip-padded", (ARCHIVED,), _packed("gzip", lambda good: gzip.compress(good) + b"\0" * 100))
    yield Fault(
        "gzip-twice", (ARCHIVED,), _packed("gzip, gzip", lambda good: gzip.compress(gzip.compress(good)))
    )
    yield Fault(
        "gzip-and-brotli", (ARCHIVED,), _packed("gzip, br", lambda good: brotli.compress(gzip.compress(good)))
    )
    yield Fault(
        "bomb-in-a-bomb",
        ("too-large",),
        lambda _: lambda peer: peer.write(page(gzip.compress(_bomb("gzip")), "Content-Encoding: gzip, gzip")),
    )
    yield Fault("packed-a-hundred-times", broken, _packed(", ".join(["gzip"] * 100), gzip.compress))
    yield Fault("bare-deflate", (ARCHIVED,), _packed("deflate", _raw_deflate))
    yield Fault("coding-unknown", broken, _packed("rot13", lambda _: _NOISE))
    yield Fault("coding-unknown-in-name-only", (ARCHIVED,), _packed("rot13", lambda good: good))
    yield Fault("coding-of-noise", (ARCHIVED, "decode"), _packed("\udcff\udcfe,,;=", lambda good: good))


def answers() -> Iterator[Fault]:
    """Pages that are none."""
    none, gone = ("not-html", "not-article"), ("http-4xx",)
    for status in (
        "400 Bad Request",
        "401 Unauthorized",
        "403 Forbidden",
        "404 Not Found",
        "410 Gone",
        "418 Teapot",
        "451 Law",
    ):
        yield Fault(f"status-{status[:3]}", gone, _raw(lambda good, s=status: page(good, status=s)))
    for status in ("500 Error", "501 No", "503 Busy", "999 Denied"):
        yield Fault(f"status-{status[:3]}", ("http-5xx",), _raw(lambda good, s=status: page(good, status=s)))
    yield Fault(
        "soft-404",
        ("not-article",),
        _says(page(b"<title>404 Not Found</title><h1>Page not found</h1><p>Sorry.")),
    )
    yield Fault("empty", ("not-article",), _says(page(b"")))
    yield Fault("white-space", ("not-article",), _says(page(b" \n\t" * 9000)))
    for name, start in (("pdf", b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"), ("png", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR"), ("zip", b"PK\x03\x04"),
                        ("elf", b"\x7fELF\x02\x01\x01\0"), ("jpeg", b"\xff\xd8\xff\xe0\0\x10JFIF\0"), ("gzip", b"\x1f\x8b\x08\0"),
                        ("mp4", b"\0\0\0\x18ftypmp42"), ("ole", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"), ("nothing-known", b"")):  # fmt: skip
        yield Fault(f"{name}-as-html", none, _says(page(start + _NOISE)))
        if name in {"pdf", "png", "zip"}:
            yield Fault(f"{name}-without-type", none, _says(page(start + _NOISE, kind="")))
    yield Fault("json-as-html", none, _says(page(b'{"articles": [1, 2, 3]}' * 100)))
    yield Fault("html-as-png", ("not-html",), _raw(lambda good: page(good, kind="image/png")))
    yield Fault(
        "login",
        ("not-article", "paywall"),
        _says(
            page(
                b"<title>Log in</title><h1>Log in</h1><form action=/login method=post><input name=user><input type=password name=p></form>"
            )
        ),
    )
    yield Fault("html-without-type", (ARCHIVED,), _raw(lambda good: page(good, kind="")))
    yield Fault("html-as-octets", (ARCHIVED,), _raw(lambda good: page(good, kind="application/octet-stream")))


def texts() -> Iterator[Fault]:
    """Good articles in bytes and markup that are hard to read."""
    for number, charset in enumerate(
        (
            "utf-16",
            "windows-1252",
            "x-unknown",
            "utf-7",
            "../../etc/passwd",
            "\udcff",
            "a" * 5000,
            "utf-8; charset=koi8-r",
            "",
        )
    ):
        yield Fault(
            f"charset-misnamed-{number}",
            (ARCHIVED,),
            _raw(lambda good, c=charset: page(good, kind=f"text/html; charset={c}")),
        )
    for charset in ("utf-16", "utf-16-be", "utf-8-sig", "utf-32"):
        then = (ENDS,) if charset == "utf-32" else (ARCHIVED,)
        yield Fault(
            f"charset-{charset}",
            then,
            _raw(lambda good, c=charset: page(good.decode().encode(c), kind="text/html")),
        )
    yield Fault("nul-between", (ARCHIVED, ENDS), _raw(lambda good: page(good.replace(b"<p>", b"<p>\0"))))
    yield Fault(
        "attributes-100,000",
        (ARCHIVED,),
        _raw(
            lambda good: page(
                _inside(good, b"<b " + b" ".join(b"a%d=1" % n for n in range(100_000)) + b">x</b>")
            )
        ),
    )
    yield Fault(
        "attributes-in-many-tags",
        (ARCHIVED,),
        _raw(
            lambda good: page(
                _inside(good, (b"<b " + b" ".join(b"a%d" % n for n in range(7000)) + b">x</b>") * 30)
            )
        ),
    )
    yield Fault(
        "tags-nested-100,000", (ARCHIVED,), _raw(lambda good: page(_inside(good, b"<div>" * 100_000)))
    )
    yield Fault(
        "inline-nested-20,000", (ARCHIVED,), _raw(lambda good: page(_inside(good, b"<b><i>" * 20_000)))
    )
    yield Fault(
        "million-of-less-than", (ARCHIVED, ENDS), _raw(lambda good: page(_inside(good, b"<" * 1_000_000)))
    )
    yield Fault(
        "json-100,000-deep",
        (ARCHIVED,),
        _raw(
            lambda good: page(
                _inside(good, b'<script type="application/ld+json">' + b'{"a":[' * 100_000 + b"</script>")
            )
        ),
    )
    yield Fault("comment-never-closed", (ENDS,), _raw(lambda good: page(good.replace(b"<h1>", b"<!-- <h1>"))))
    yield Fault(
        "script-never-closed", (ENDS,), _raw(lambda good: page(good.replace(b"<h1>", b"<script> <h1>")))
    )
    yield Fault(
        "entities",
        (ARCHIVED,),
        _raw(
            lambda good: page(
                b'<!DOCTYPE html [<!ENTITY a "aaaaaaaaaa"><!ENTITY b SYSTEM "file:///etc/passwd">]>'
                + _inside(good, b"<p>&a;&b;" + b"&amp;" * 100_000)
            )
        ),
    )
    yield Fault(
        "cells-50,000",
        (ARCHIVED,),
        _raw(lambda good: page(_inside(good, b"<table>" + b"<tr><td>1<td>2" * 25_000))),
    )
    yield Fault(
        "title-as-path",
        (ARCHIVED,),
        _raw(lambda good: page(good.replace(b"<title>", b"<title>../../../etc/\x1b[2J"))),
    )


PAGE_FAULTS = tuple(
    fault for group in (heads, lengths, redirects, codings, answers, texts) for fault in group()
)
