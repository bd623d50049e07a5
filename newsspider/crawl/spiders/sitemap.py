"""``scrapy crawl sitemap``: the articles of one sitemap, or of all that an index names."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from scrapy.http import Response

from newsspider.crawl.spiders.discovery import DiscoverySpider
from newsspider.discover.feeds import looks_like_feed
from newsspider.discover.sitemaps import read_sitemap
from newsspider.state.frontier import Entry

# How a sitemap that may well be empty begins: XML, or gzip.
_BEGINS = re.compile(rb"<(?:\w+:)?(?:urlset|sitemapindex)[\s/>]|\A\x1f\x8b", re.IGNORECASE)


class SitemapSpider(DiscoverySpider):
    """Archives what the sitemap at ``url`` lists; a robots.txt stands for the sitemaps it names."""

    name = "sitemap"

    def seeds(self) -> Iterator[Entry]:
        """Yield the sitemap, or the robots.txt."""
        for url in self.session.arguments.urls:
            yield self.entry(url, "robots" if url.endswith("/robots.txt") else "sitemap")

    def on_sitemap(self, response: Response) -> Iterator[Any]:
        """Push what a sitemap lists; where the one that was given is none, the run ends as one that fetched nothing."""
        if response.meta["lease"].url in self.session.arguments.urls and not _is_sitemap(response):
            self.session.tally.misled = (
                f"no sitemap at {response.url}; give the address of a sitemap, or of a robots.txt"
            )
        yield from super().on_sitemap(response)


def _is_sitemap(response: Response) -> bool:
    """Whether a response holds a sitemap, be it empty."""
    if _BEGINS.search(response.body[:2048]) or looks_like_feed(response.body):
        return True
    found = read_sitemap(response.body, response.url)
    return bool(found.pages or found.children)
