"""robots.txt as RFC 9309 has it: what is disallowed is not fetched, and is told so.

In place of Scrapy's middleware, which takes a server that fails for one that allows everything, and does not
act on Crawl-delay.
"""

from __future__ import annotations

import asyncio
import logging
from urllib.parse import urlsplit

from protego import Protego
from scrapy import Request
from scrapy.core.downloader.handlers.http11 import TunnelError
from scrapy.crawler import Crawler
from scrapy.exceptions import (
    CannotResolveHostError,
    DownloadCancelledError,
    DownloadConnectionRefusedError,
    DownloadFailedError,
    DownloadTimeoutError,
    IgnoreRequest,
    NotConfigured,
    ResponseDataLossError,
)
from scrapy.http.request import NO_CALLBACK
from twisted.internet.error import ConnectError, ConnectionClosed

from newsspider.archive.failures import Cause
from newsspider.crawl.causes import Refused, why
from newsspider.crawl.unpack import FIRST, ROBOTS_BYTES

logger = logging.getLogger(__name__)
_NO_ANSWER = (
    *(CannotResolveHostError, DownloadCancelledError, DownloadConnectionRefusedError, DownloadFailedError),
    *(DownloadTimeoutError, IgnoreRequest, OSError, ResponseDataLossError, TunnelError),
    *(ConnectError, ConnectionClosed),  # Twisted's own, of which Scrapy wraps some
)
_FIRST = 1000  # priority in the downloader's queue of a host


class RobotsMiddleware:
    """Fetches a host's robots.txt once, before its first page, and asks it for every request."""

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler
        self._agent = crawler.settings["ROBOTSTXT_USER_AGENT"] or crawler.settings["USER_AGENT"]
        self._delay = crawler.settings.getfloat("DOWNLOAD_DELAY")
        self._longest = crawler.settings.getfloat("NEWSSPIDER_MAX_CRAWL_DELAY")
        self._rules: dict[str, asyncio.Future[Protego | Refused]] = {}

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> RobotsMiddleware:
        """Return it, or raise NotConfigured where ROBOTSTXT_OBEY is off."""
        if not crawler.settings.getbool("ROBOTSTXT_OBEY"):
            raise NotConfigured
        return cls(crawler)

    async def process_request(self, request: Request) -> None:
        """Raise Refused, with the cause ``robots``, for what is disallowed; note in the request what is allowed."""
        if request.meta.get("dont_obey_robotstxt"):
            return
        rules = await self._of(request)
        if isinstance(rules, Refused):
            raise rules
        if not rules.can_fetch(request.url, self._agent):
            raise Refused(Cause.ROBOTS, "disallowed by robots.txt")
        request.meta["robots_allowed"] = True
        self._slow_down(rules, request)

    async def _of(self, request: Request) -> Protego | Refused:
        parts = urlsplit(request.url)
        if parts.netloc not in self._rules:
            self._rules[parts.netloc] = asyncio.get_running_loop().create_future()
            found: Protego | Refused = Refused(Cause.ROBOTS, "robots.txt could not be read")
            try:
                found = await self._fetched(f"{parts.scheme}://{parts.netloc}/robots.txt")
            finally:  # whatever happens, the requests that wait for it go on
                self._rules[parts.netloc].set_result(found)
        return await self._rules[parts.netloc]

    async def _fetched(self, url: str) -> Protego | Refused:
        """The rules of a host; why nothing of it is fetched where its robots.txt cannot be had (RFC 9309, 2.3.1.4)."""
        meta = {"dont_obey_robotstxt": True, **FIRST}
        request = Request(url, callback=NO_CALLBACK, priority=_FIRST, meta=meta)
        try:
            response = await self._crawler.engine.download_async(request)
        except _NO_ANSWER as error:
            found = why(error)
            return Refused(found.cause, f"no robots.txt could be had: {found.message}")
        if response.status >= 500 or response.status == 429:
            logger.info("%s answered %s: nothing of this host is fetched", url, response.status)
            return Refused(Cause.ROBOTS, f"robots.txt answered {response.status}")
        return Protego.parse(first_lines(response.body) if response.status < 300 else "")

    def _slow_down(self, rules: Protego, request: Request) -> None:
        """Hold the host's slot to its Crawl-delay, where that is longer than ours; AutoThrottle does not shorten it."""
        delay = min(rules.crawl_delay(self._agent) or 0.0, self._longest)
        slots = self._crawler.engine.downloader.slots
        slot = slots.get(self._crawler.engine.downloader.get_slot_key(request))
        if slot and delay > self._delay:
            slot.delay = max(delay, slot.delay)
            request.meta["autothrottle_dont_adjust_delay"] = True


def first_lines(body: bytes) -> str:
    """Return the whole lines in the first 512,000 bytes of a robots.txt, which are all that is read of it: half of a
    longer one might say the opposite."""
    if len(body) >= ROBOTS_BYTES:
        body = body[: body.rfind(b"\n", 0, ROBOTS_BYTES) + 1]
    return body.decode("utf-8", "replace")
