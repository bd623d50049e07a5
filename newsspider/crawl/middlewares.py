"""Conditional requests: what has not changed is not sent again. Pauses a host asks for; and a proxy for the demo."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.exceptions import NotConfigured
from scrapy.http import Response

from newsspider.archive.failures import Cause
from newsspider.crawl.causes import Refused
from newsspider.crawl.pauses import Postponed, resting, retry_after
from newsspider.crawl.session import Session
from newsspider.crawl.stalls import Stalls
from newsspider.state.frontier import Lease
from newsspider.text.urls import url_key

_VALIDATORS = ("If-None-Match", "If-Modified-Since")
_UNSAID = 5.0  # seconds of the first pause of a host that says 429 and no more; doubled at each try of a page


class ConditionalMiddleware:
    """Asks for a page that is archived already only if it has changed since (RFC 9110, 13.1)."""

    def __init__(self, session: Session) -> None:
        self._session = session

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> ConditionalMiddleware:
        """Return it for the crawl's session."""
        return cls(Session.of(crawler))

    def process_request(self, request: Request) -> None:
        """Add the validators of the last capture; not behind a redirect, which leads to another page."""
        lease = request.meta.get("lease")
        if (
            lease is None
            or lease.kind != "page"
            or "instead" in request.meta
            or request.meta.get("redirect_urls")
        ):
            return
        state = self._session.pages.get(url_key(lease.url))
        if state is None or state.gone:
            return
        if state.etag:
            request.headers.setdefault("If-None-Match", state.etag)
        if state.last_modified:
            request.headers.setdefault("If-Modified-Since", state.last_modified)

    def process_response(self, request: Request, response: Response) -> Response:
        """Return *response*; raises Refused where it says that what was never had, or not asked about, is unchanged."""
        asked = "lease" not in request.meta or any(name in request.headers for name in _VALIDATORS)
        if response.status == 304 and not asked:
            raise Refused(Cause.CONNECT, "answered 304 (not modified) without being asked whether it is")
        return response


class PauseMiddleware:
    """Pauses a whole host that answers 429, or 503 with a Retry-After, and gives the page back to the frontier."""

    def __init__(self, crawler: Crawler, session: Session) -> None:
        self._crawler = crawler
        self._pauses = session.pauses
        self._stalls = Stalls.of(crawler)

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> PauseMiddleware:
        """Return it for the pauses of one crawl."""
        return cls(crawler, Session.of(crawler))

    def process_response(self, request: Request, response: Response) -> Response:
        """Return *response* as it is, or raise Postponed where its host asks for a pause."""
        lease: Lease | None = request.meta.get("lease")
        asked = retry_after(response.headers.get("Retry-After"), datetime.now(UTC))
        if lease is None or not (response.status == 429 or (response.status == 503 and asked is not None)):
            return response
        seconds = _UNSAID * 2**lease.tries if asked is None else asked
        self._pauses.pause(lease.host, seconds)
        self._give_back(request)
        self._stalls.keep(lease.id, request.meta.get("spent", 0.0))
        raise Postponed(response.status)

    def process_request(self, request: Request) -> None:
        """Raise Postponed for what the downloader would hold back for long, a retry or redirect waits there; and Refused
        for a guess about a host that has lost its time."""
        lease: Lease | None = request.meta.get("lease")
        if lease is not None:
            if lease.meta.get("probe") and self._stalls.slow(lease.host):
                raise Refused(Cause.TIMEOUT, "its host is too slow for guesses")
            request.meta.setdefault("spent", self._stalls.kept(lease.id))
        began = request.meta.keys() & {"retry_times", "redirect_times"}
        if "lease" in request.meta and not began and resting(self._slot(request)):
            raise Postponed(None)

    def _give_back(self, request: Request) -> None:
        """Take back from the downloader what it has queued for the host already."""
        slot = self._slot(request)
        queued = list(slot.queue) if slot else []
        for waiting, answer in queued:
            if "lease" in waiting.meta:
                self._stalls.keep(waiting.meta["lease"].id, waiting.meta.get("spent", 0.0))
                slot.queue.remove((waiting, answer))
                answer.errback(Postponed(None))

    def _slot(self, request: Request) -> Any:
        downloader = self._crawler.engine.downloader
        return downloader.slots.get(downloader.get_slot_key(request))


class ProxyMiddleware:
    """Sends every request, robots.txt's too, through the proxy that NEWSSPIDER_PROXY names."""

    def __init__(self, proxy: str) -> None:
        self._proxy = proxy

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> ProxyMiddleware:
        """Return it, or raise NotConfigured where no proxy is named."""
        proxy = crawler.settings["NEWSSPIDER_PROXY"]
        if not proxy:
            raise NotConfigured
        return cls(proxy)

    def process_request(self, request: Request) -> None:
        """Name the proxy in the request, where it names none of its own."""
        request.meta.setdefault("proxy", self._proxy)
