"""Scrapy's HTTP client under limits: of time for an address, of bytes for the head of an answer."""

from __future__ import annotations

import re
from time import monotonic
from typing import Any
from urllib.parse import urlsplit

from scrapy import Request
from scrapy.core.downloader.handlers.http11 import HTTP11DownloadHandler
from scrapy.crawler import Crawler
from scrapy.exceptions import DownloadTimeoutError
from scrapy.http import Response
from twisted.internet.error import ConnectionDone
from twisted.web._newclient import HTTP11ClientProtocol, HTTPClientParser
from twisted.web.http import _IdentityTransferDecoder

from newsspider.archive.failures import Cause
from newsspider.crawl.causes import Refused
from newsspider.crawl.stalls import Stalls

_HEAD_BYTES = (
    262_144  # of status line and headers, interim answers included; browsers and servers end at 256 KiB
)
_NAMED = re.compile(rb"[!#$%&'*+.^_`|~0-9A-Za-z-]+:")  # a header: its name is a token (RFC 9110, 5.1)
# What is used of Twisted's own parts, which it does not promise to keep.
_USED = (
    (HTTP11ClientProtocol, ("_parser", "request", "dataReceived", "connectionLost")),
    (HTTPClientParser, ("lineReceived", "bodyDecoder", "connectionMade")),
)


class LimitedHandler(HTTP11DownloadHandler):
    """Gives an address NEWSSPIDER_URL_SECONDS on the wire in all: redirects, tries, looking up names, slow bodies."""

    def __init__(self, crawler: Crawler) -> None:
        super().__init__(crawler)
        _check()
        self._most = crawler.settings.getfloat("NEWSSPIDER_URL_SECONDS")
        self._each = crawler.settings.getfloat("DOWNLOAD_TIMEOUT")
        self._stalls = Stalls.of(crawler)
        self._pool._factory = _limited(self._pool._factory)  # noqa: SLF001 - as Scrapy sets its own

    async def download_request(self, request: Request) -> Response:
        """Return the answer; raises what Scrapy's own does, or Refused, with the cause ``timeout``."""
        meta, host = request.meta, urlsplit(request.url).netloc
        left = self._most - meta.get("spent", 0.0)
        if left <= 0:
            raise Refused(Cause.TIMEOUT, f"took more than {self._most:g} s with its redirects and tries")
        meta["download_timeout"] = min(left, self._stalls.patience(host, self._each))
        began = monotonic()
        try:
            response = await super().download_request(request)
        except DownloadTimeoutError:
            self._stalls.stalled(host, monotonic() - began)
            if self._stalls.used_up(host):
                meta["dont_retry"] = True
            raise
        finally:
            took = monotonic() - began
            meta["spent"] = meta.get("spent", 0.0) + took
        if response.status >= 300 and response.status != 304:
            if self._stalls.brought_nothing(host, took):
                meta["dont_retry"] = True
        else:
            self._stalls.answered(host, took)
        return response


def _limited(factory: Any) -> Any:
    """Return a class that makes connections as *factory* does, which end where the head of an answer does not, and for
    which a body without a length is no whole one where the connection broke."""

    class Limited(factory):  # type: ignore[misc]
        def buildProtocol(self, addr: Any) -> Any:  # noqa: N802 - Twisted's name
            protocol = super().buildProtocol(addr)
            protocol.request = _tolerant(protocol, protocol.request)
            protocol.dataReceived = _counting(protocol, protocol.dataReceived)
            protocol.connectionLost = _missing(protocol, protocol.connectionLost)
            return protocol

    return Limited


def _counting(protocol: Any, received: Any) -> Any:
    count = 0

    def in_head() -> bool:
        parser = protocol._parser  # noqa: SLF001 - Twisted has no other way
        return parser is not None and parser.state in {"STATUS", "HEADER"}

    def data_received(data: bytes) -> None:
        nonlocal count
        count = count + len(data) if in_head() else 0
        received(data)
        if count > _HEAD_BYTES and in_head():
            protocol.transport.abortConnection()

    return data_received


def _missing(protocol: Any, lost: Any) -> Any:
    def connection_lost(reason: Any) -> None:
        parser = protocol._parser  # noqa: SLF001
        decoder: Any = parser.bodyDecoder if parser is not None else None
        endless = isinstance(decoder, _IdentityTransferDecoder) and decoder.contentLength is None
        if endless and not reason.check(ConnectionDone):
            decoder.contentLength = 1  # at least: Twisted takes what is missing for lost data
        lost(reason)

    return connection_lost


def _tolerant(protocol: Any, request: Any) -> Any:
    def issued(message: Any) -> Any:
        answer = request(message)
        parser = protocol._parser  # noqa: SLF001
        if parser is not None:
            parser.lineReceived = _named_only(parser, parser.lineReceived)
        return answer

    return issued


def _named_only(parser: Any, received: Any) -> Any:
    """Leave out the lines of a head that name no header, and those that go on with them: Twisted gives the whole answer
    up for one, browsers do not."""
    left_out = True

    def line_received(line: bytes) -> None:
        nonlocal left_out
        if parser.state == "HEADER" and line.strip(b"\r"):
            if line[:1] not in {b" ", b"\t"}:
                left_out = not _NAMED.match(line)
            if left_out:
                return
        received(line)

    return line_received


def _check() -> None:
    """Raise RuntimeError where this Twisted has not what the limits are kept by."""
    missing = [
        f"{part.__name__}.{name}" for part, names in _USED for name in names if not hasattr(part, name)
    ]
    parser: Any = HTTPClientParser(None, None)  # type: ignore[no-untyped-call]
    parser.connectionMade()
    missing += [] if hasattr(parser, "state") else ["HTTPClientParser.state"]
    if missing:
        raise RuntimeError(f"this version of Twisted is not known, it has no {', '.join(missing)}")
