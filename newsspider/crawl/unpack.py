"""Content codings undone: gzip, deflate, brotli and zstd, to their very end, and no further than a limit.

In place of Scrapy's middleware, which takes the first half of a transfer that was cut for all of it.
"""

from __future__ import annotations

import re
import sys
import zlib
from collections.abc import Callable, Iterator
from io import BytesIO
from typing import Any

import brotli
from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.http import Response
from scrapy.responsetypes import responsetypes

from newsspider.archive.failures import Cause
from newsspider.crawl.causes import Refused
from newsspider.crawl.cut import is_cut
from newsspider.crawl.flight import Flight

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

ROBOTS_BYTES = 512_000  # of a robots.txt that are read: RFC 9309, 2.5, wants 500 KiB at least
# Of a request for robots.txt: its size is no reason to refuse it.
FIRST = {"first_bytes": ROBOTS_BYTES, "download_maxsize": 0}
_ACCEPTED = b"gzip, deflate, br, zstd"
_MOST_CODINGS = 3  # of one body, one inside the other; honest servers use one, badly set up ones two
_PIECE = 65_536  # bytes made in one step
_ZSTD_WINDOW = 23  # log2 of bytes: 8 MB, what RFC 9659 allows a server to ask of a client
_NOT_TEXT = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_SENTENCE = 16  # bytes of ASCII that are no packed data
_GZIP = b"\x1f\x8b"
_SAYS_NOTHING = frozenset({"identity", "none", "utf-8", "utf8", "binary", "8bit"})


class UnpackMiddleware:
    """Asks for packed bodies, and hands on what is in them, when there is room for it."""

    def __init__(self, most: int, flight: Flight) -> None:
        self._most = most
        self._flight = flight

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> UnpackMiddleware:
        """Return it with the limits of the settings."""
        return cls(crawler.settings.getint("DOWNLOAD_MAXSIZE"), Flight.of(crawler))

    def process_request(self, request: Request) -> None:
        """Name the codings that are understood; of robots.txt as much is wanted as is read."""
        request.headers.setdefault("Accept-Encoding", _ACCEPTED)
        lease = request.meta.get("lease")
        if lease is not None and lease.kind == "robots":
            request.meta.update(FIRST)

    async def process_response(self, request: Request, response: Response) -> Response:
        """Return *response* with its body unpacked; raises Refused for a body that is broken, cut short (``decode``) or
        larger unpacked than it may be (``too-large``).

        Of a request with ``meta["first_bytes"]`` so many bytes come back, however many there are.
        """
        named = b",".join(response.headers.getlist("Content-Encoding")).decode("latin-1").lower()
        codings = [name.strip() for name in named.split(",") if name.strip()]
        if not codings or not response.body:
            return response
        wanted = request.meta.get("first_bytes")
        if wanted:
            whole = "download_stopped" not in response.flags and not is_cut(response)
            body = unpacked(response.body, codings, wanted, whole=whole, rest=False)
        else:
            await self._flight.room()
            most = request.meta.get("download_maxsize", self._most)
            body = unpacked(response.body, codings, most, whole=not is_cut(response))
        headers = response.headers.copy()
        del headers["Content-Encoding"]
        kind: Any = responsetypes.from_args(headers=headers, url=response.url, body=body)
        plain: Response = response.replace(cls=kind, headers=headers, body=body)
        self._flight.unpacked(plain)
        return plain


def unpacked(body: bytes, codings: list[str], most: int, *, whole: bool = True, rest: bool = True) -> bytes:
    """Return *body* with its *codings*, in the order they were applied, undone; 0 for *most* is no limit.

    A body that is text though it is named packed is handed on as it is: servers are set up so. Of one that is known not
    to be *whole*, what there is comes back. Without the *rest*, what goes beyond *most* is left out instead of refused.
    Raises Refused.
    """
    if len(codings) > _MOST_CODINGS:
        raise Refused(Cause.DECODE, f"packed {len(codings)} times")
    for coding in reversed(codings):
        body = _undone(body, coding, most, whole=whole, rest=rest)
        if not rest and len(body) > most:  # no other coding within has an end then
            body, whole = body[:most], False
    return body


def _undone(body: bytes, coding: str, most: int, *, whole: bool, rest: bool) -> bytes:
    steps = _STEPS.get(coding)
    if steps is None:
        if coding in _SAYS_NOTHING or _is_text(body):
            return body
        raise Refused(Cause.DECODE, f"content coding {coding[:40]!r} is not known")
    plain, size = BytesIO(), 0  # which gives its bytes without a copy of them
    try:
        for piece in steps(body):
            size += plain.write(piece)
            if most and size > most:
                if not rest:
                    break
                raise Refused(Cause.TOO_LARGE, f"more than {most} bytes unpacked")
    except _BROKEN as error:
        if _is_text(body):
            return body
        if whole:
            raise Refused(Cause.DECODE, f"{coding}: {str(error) or 'broken'}") from None
    return plain.getvalue()


def _is_text(body: bytes) -> bool:
    start = body[:1024].lstrip(b"\xef\xbb\xbf \t\r\n")
    return start.startswith((b"<", b"{")) or (
        start[:_SENTENCE].isascii() and not _NOT_TEXT.search(start) and len(start) >= _SENTENCE
    )


def _gunzipped(body: bytes) -> Iterator[bytes]:
    """Yield the pieces of all members; what follows the last one and begins no other is padding."""
    while True:
        reader = zlib.decompressobj(wbits=31)
        yield from _inflated_by(reader, body)
        body = reader.unused_data
        if not body.startswith(_GZIP):
            return


def _inflated(body: bytes) -> Iterator[bytes]:
    """Yield the pieces of a zlib stream, or of the bare deflate that some servers send in its place."""
    try:
        zlib.decompressobj().decompress(body[:64], 1)
        bits = 15
    except zlib.error:
        bits = -15
    yield from _inflated_by(zlib.decompressobj(wbits=bits), body)


def _inflated_by(reader: Any, body: bytes) -> Iterator[bytes]:
    while body and not reader.eof:
        yield reader.decompress(body, _PIECE)
        body = reader.unconsumed_tail
    while not reader.eof:  # what is left in its memory
        piece = reader.decompress(b"", _PIECE)
        if not piece:
            raise zlib.error("cut short")
        yield piece


def _unbrotlied(body: bytes) -> Iterator[bytes]:
    reader = brotli.Decompressor()
    piece = reader.process(body, output_buffer_limit=_PIECE)
    while piece or not reader.is_finished():
        yield piece
        if reader.is_finished():
            return
        piece = reader.process(b"", output_buffer_limit=_PIECE)
        if not piece and not reader.is_finished():
            raise brotli.error("cut short")


def _unzstded(body: bytes) -> Iterator[bytes]:
    """Yield the pieces of all frames."""
    options = {int(zstd.DecompressionParameter.window_log_max): _ZSTD_WINDOW}
    while body:
        reader = zstd.ZstdDecompressor(options=options)
        yield reader.decompress(body, _PIECE)
        while not reader.eof:
            if reader.needs_input:
                raise zstd.ZstdError("cut short")
            yield reader.decompress(b"", _PIECE)
        body = reader.unused_data


_BROKEN = (zlib.error, brotli.error, zstd.ZstdError)
_STEPS: dict[str, Callable[[bytes], Iterator[bytes]]] = {
    "gzip": _gunzipped,
    "x-gzip": _gunzipped,
    "deflate": _inflated,
    "br": _unbrotlied,
    "zstd": _unzstded,
}
