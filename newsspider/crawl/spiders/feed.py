"""``scrapy crawl feed``: the articles of one feed."""

from __future__ import annotations

from collections.abc import Iterator

from newsspider.crawl.spiders.discovery import DiscoverySpider
from newsspider.state.frontier import Entry


class FeedSpider(DiscoverySpider):
    """Archives what the RSS, Atom or JSON feed at ``url`` lists, on whatever site it lies."""

    name = "feed"
    named_kinds = frozenset({"unknown"})

    def seeds(self) -> Iterator[Entry]:
        """Yield the feed."""
        for url in self.session.arguments.urls:
            yield self.entry(url, "feed")
