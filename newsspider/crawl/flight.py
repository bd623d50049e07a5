"""How much may be on its way at the same time: a few large bodies fit into memory, those of thirty hosts do not."""

from __future__ import annotations

from collections import Counter
from typing import Any

from scrapy import Request, signals
from scrapy.crawler import Crawler
from scrapy.exceptions import StopDownload

_LARGE = 4_000_000  # bytes; smaller bodies are never ended for others


class Flight:
    """Ends a large body where all that are being received hold more than NEWSSPIDER_FLIGHT_BYTES."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._held: Counter[Request] = Counter()
        self._all = 0

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Flight:
        """Watch the downloads of one crawl."""
        flight = cls(crawler.settings.getint("NEWSSPIDER_FLIGHT_BYTES"))
        crawler.signals.connect(flight.received, signals.bytes_received)
        crawler.signals.connect(flight.landed, signals.request_left_downloader)
        return flight

    def received(self, data: bytes, request: Request) -> None:
        """Count bytes; raises StopDownload where they are too many."""
        self._all += len(data)
        self._held[request] += len(data)
        if self._all > self._most and self._held[request] > _LARGE:
            raise StopDownload(fail=True)

    def landed(self, request: Request, **_: Any) -> None:
        """Forget a download that has ended."""
        self._all -= self._held.pop(request, 0)
