"""Conditional requests: what has not changed is not sent again. Backing off; and a proxy for the demo."""

from __future__ import annotations

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.exceptions import NotConfigured
from scrapy.http import Response

from newsspider.crawl.session import Session
from newsspider.text.urls import url_key


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


class SlowDownMiddleware:
    """Doubles the delay of a host that answers 429 or 503, or takes what its Retry-After asks for.

    The longest delay is that of a Crawl-delay; it holds until the run ends.
    """

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler
        self._longest = crawler.settings.getfloat("NEWSSPIDER_MAX_CRAWL_DELAY")

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> SlowDownMiddleware:
        """Return it for one crawl."""
        return cls(crawler)

    def process_response(self, request: Request, response: Response) -> Response:
        """Return *response* as it is, and lengthen the delay of its host where it asks for that."""
        if response.status in {429, 503}:
            downloader = self._crawler.engine.downloader
            slot = downloader.slots.get(downloader.get_slot_key(request))
            asked = (response.headers.get("Retry-After") or b"").decode("latin-1")
            if slot:
                wanted = float(asked) if asked.isdecimal() else 2 * max(slot.delay, 0.5)
                slot.delay = max(slot.delay, min(wanted, self._longest))
        return response


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
