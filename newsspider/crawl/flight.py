"""How much may be in memory at the same time: a few large bodies fit into it, those of thirty hosts do not."""

from __future__ import annotations

import asyncio
import gc
from collections import Counter
from typing import Any
from weakref import WeakKeyDictionary, finalize

from scrapy import Request, signals
from scrapy.crawler import Crawler
from scrapy.exceptions import StopDownload
from scrapy.http import Response

_LARGE = 4_000_000  # bytes; smaller bodies are never ended for others
_PAUSE = 0.05  # seconds between two looks for room
_LOOKS = 600  # until half a minute has passed in which nothing was read: then something holds a body that has no end
_COLLECTED = 20  # looks after which responses are looked for that only cycles hold


class Flight:
    """Ends a large body where all that are being received, or wait to be read, hold more than NEWSSPIDER_FLIGHT_BYTES;
    unpacks no further body while those unpacked and not yet read hold more than NEWSSPIDER_UNPACKED_BYTES."""

    def __init__(self, most: int, unpacked: int) -> None:
        self._most = most
        self._most_unpacked = unpacked
        self._held: Counter[Request] = Counter()
        self._all = 0
        self._unpacked = 0

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Flight:
        """Watch the downloads of one crawl."""
        flight = cls.of(crawler)
        crawler.signals.connect(flight.received, signals.bytes_received)
        crawler.signals.connect(flight.arrived, signals.response_downloaded)
        crawler.signals.connect(flight.landed, signals.request_left_downloader)
        return flight

    @classmethod
    def of(cls, crawler: Crawler) -> Flight:
        """Return the one of a crawl."""
        if crawler not in _OF:
            names = ("NEWSSPIDER_FLIGHT_BYTES", "NEWSSPIDER_UNPACKED_BYTES")
            _OF[crawler] = cls(*(crawler.settings.getint(name) for name in names))
        return _OF[crawler]

    def received(self, data: bytes, request: Request) -> None:
        """Count bytes; raises StopDownload where they are too many, or all that the request wants."""
        self._all += len(data)
        self._held[request] += len(data)
        wanted = request.meta.get("first_bytes")
        if wanted and self._held[request] > wanted:
            raise StopDownload(fail=False)
        if self._all > self._most and self._held[request] > _LARGE:
            raise StopDownload(fail=True)

    def arrived(self, response: Response, **_: Any) -> None:
        """Count a body as it came until nothing holds its response any more."""
        size = len(response.body)
        self._all += size
        finalize(response, self._gone, size).atexit = False

    def landed(self, request: Request, **_: Any) -> None:
        """Forget a download that has ended."""
        self._all -= self._held.pop(request, 0)

    async def room(self) -> None:
        """Return when one more body may be unpacked."""
        for look in range(1, _LOOKS):
            if self._unpacked <= self._most_unpacked:
                return
            await asyncio.sleep(_PAUSE)
            if look % _COLLECTED == 0:
                gc.collect()

    def unpacked(self, response: Response) -> None:
        """Count an unpacked body until nothing holds its response any more."""
        size = len(response.body)
        self._unpacked += size
        finalize(response, self._read, size).atexit = False

    def _gone(self, size: int) -> None:
        self._all -= size

    def _read(self, size: int) -> None:
        self._unpacked -= size


_OF: WeakKeyDictionary[Crawler, Flight] = WeakKeyDictionary()
