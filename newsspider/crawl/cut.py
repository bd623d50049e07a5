"""Pages whose transfer broke off: tried again, and where that does not help kept as captures, never as articles."""

from __future__ import annotations

import re

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.http import Response

_FLAG = "dataloss"
_RANGE = re.compile(rb"\s*bytes\s+0-(\d{1,18})/(\d{1,18})\s*", re.IGNORECASE)


def is_cut(response: Response) -> bool:
    """Return whether the server broke off before the end of the body it had announced, or sent a part of it that nobody
    asked for (206)."""
    return _FLAG in response.flags or (response.status == 206 and not _is_all(response))


def _is_all(response: Response) -> bool:
    """Whether a part is the whole, from first byte to last."""
    told = _RANGE.fullmatch(response.headers.get("Content-Range") or b"")
    return told is not None and int(told[1]) + 1 == int(told[2])


class CutMiddleware:
    """Lets what came of a page through at the last try; before it, and of lists, a cut is an error to try again."""

    def __init__(self, tries: int) -> None:
        self._tries = tries

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> CutMiddleware:
        """Return it with the number of tries after the first."""
        return cls(crawler.settings.getint("RETRY_TIMES"))

    def process_request(self, request: Request) -> None:
        """Ask the downloader for what there is, where no other try is left."""
        lease = request.meta.get("lease")
        if lease is not None and lease.kind == "page" and request.meta.get("retry_times", 0) >= self._tries:
            request.meta["download_fail_on_dataloss"] = False
