"""Redirects, by the server and by the page: Scrapy's own, without what no request here needs."""

from __future__ import annotations

from typing import Self

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.downloadermiddlewares.redirect import (
    BaseRedirectMiddleware,
    MetaRefreshMiddleware,
    RedirectMiddleware,
)
from scrapy.http import Response

_HEAD = 16_384  # bytes: Scrapy looks for a refresh in 4,096 characters, of four bytes at most


class _WithoutReferrer(BaseRedirectMiddleware):
    """Looks for no RefererMiddleware to send a referrer by: no request names one."""

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Return it, or raise NotConfigured where the settings turn it off."""
        made = cls(crawler.settings)
        made.crawler = crawler
        return made


class Redirects(_WithoutReferrer, RedirectMiddleware):
    """Follows what the server answers."""


class Refreshes(_WithoutReferrer, MetaRefreshMiddleware):
    """Follows ``<meta http-equiv=refresh>``; decodes only the pages that may have one."""

    def process_response(  # type: ignore[override]  # without the spider, which Scrapy phases out
        self, request: Request, response: Response
    ) -> Request | Response:
        """Return the request a page refreshes to, else *response*."""
        if b"refresh" not in response.body[:_HEAD].lower():
            return response
        return super().process_response(request, response)
