"""Scrapy's HTTP client under limits: of time for an address, of bytes for the head of an answer."""

from __future__ import annotations

from time import monotonic
from typing import Any
from urllib.parse import urlsplit

from scrapy import Request
from scrapy.core.downloader.handlers.http11 import HTTP11DownloadHandler
from scrapy.crawler import Crawler
from scrapy.exceptions import DownloadTimeoutError
from scrapy.http import Response
from twisted.internet.error import ConnectionDone

from newsspider.archive.failures import Cause
from newsspider.crawl.causes import Refused
from newsspider.crawl.stalls import Stalls

_HEAD_BYTES = (
    262_144  # of status line and headers, interim answers included; browsers and servers end at 256 KiB
)


class LimitedHandler(HTTP11DownloadHandler):
    """Gives an address NEWSSPIDER_URL_SECONDS on the wire in all: redirects, tries, looking up names, slow bodies."""

    def __init__(self, crawler: Crawler) -> None:
        super().__init__(crawler)
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
            meta["spent"] = meta.get("spent", 0.0) + monotonic() - began
        self._stalls.answered(host, monotonic() - began)
        return response


def _limited(factory: Any) -> Any:
    """Return a class that makes connections as *factory* does, which end where the head of an answer does not, and for
    which a body without a length is no whole one where the connection broke."""

    class Limited(factory):  # type: ignore[misc]
        def buildProtocol(self, addr: Any) -> Any:  # noqa: N802 - Twisted's name
            protocol = super().buildProtocol(addr)
            protocol.dataReceived = _counting(protocol, protocol.dataReceived)
            protocol.connectionLost = _missing(protocol, protocol.connectionLost)
            return protocol

    return Limited


def _counting(protocol: Any, received: Any) -> Any:
    count = 0

    def in_head() -> bool:
        return getattr(protocol._parser, "state", "") in {"STATUS", "HEADER"}  # noqa: SLF001 - Twisted has no other way

    def data_received(data: bytes) -> None:
        nonlocal count
        count = count + len(data) if in_head() else 0
        received(data)
        if count > _HEAD_BYTES and in_head():
            protocol.transport.abortConnection()

    return data_received


def _missing(protocol: Any, lost: Any) -> Any:
    def connection_lost(reason: Any) -> None:
        decoder = getattr(protocol._parser, "bodyDecoder", None)  # noqa: SLF001
        if (
            decoder is not None
            and getattr(decoder, "contentLength", 0) is None
            and not reason.check(ConnectionDone)
        ):
            decoder.contentLength = 1  # at least: Twisted takes what is missing for lost data
        lost(reason)

    return connection_lost
