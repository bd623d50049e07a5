"""``scrapy crawl demo``: the invented sites of ``fixtures/``, from a real server on loopback."""

from __future__ import annotations

from typing import Any, Self

from scrapy import signals
from scrapy.crawler import Crawler

from newsspider.crawl.demo_server import DemoServer, read_fixtures
from newsspider.crawl.session import Session
from newsspider.crawl.spiders.news import NewsSpider


class DemoSpider(NewsSpider):
    """Archives all fixture sites as ``news`` would, with no delay between requests: they are ours."""

    name = "demo"
    custom_settings = {  # noqa: RUF012 - Scrapy's own way
        "DOWNLOAD_DELAY": 0,
        "NEWSSPIDER_MAX_CRAWL_DELAY": 0,
        "CONCURRENT_REQUESTS_PER_DOMAIN": 4,
    }

    @classmethod
    def from_crawler(cls, crawler: Crawler, *args: Any, **given: Any) -> Self:
        """Start the server first: its address is a setting of this crawl."""
        root = Session.of(crawler, given).arguments.path
        server = DemoServer(read_fixtures(root) if root else {})
        server.start()
        crawler.settings.set("NEWSSPIDER_PROXY", server.url, "spider")
        crawler.signals.connect(server.stop, signals.spider_closed, weak=False)
        return super().from_crawler(crawler, *args, **given)
