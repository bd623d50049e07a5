"""``scrapy crawl sitemap``: the articles of one sitemap, or of all that an index names."""

from __future__ import annotations

from collections.abc import Iterator

from newsspider.crawl.spiders.discovery import DiscoverySpider
from newsspider.state.frontier import Entry


class SitemapSpider(DiscoverySpider):
    """Archives what the sitemap at ``url`` lists; a robots.txt stands for the sitemaps it names."""

    name = "sitemap"

    def seeds(self) -> Iterator[Entry]:
        """Yield the sitemap, or the robots.txt."""
        for url in self.session.arguments.urls:
            yield self.entry(url, "robots" if url.endswith("/robots.txt") else "sitemap")
