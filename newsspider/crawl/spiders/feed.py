"""``scrapy crawl feed``: the articles of one feed."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from scrapy.http import Response

from newsspider.crawl.spiders.discovery import DiscoverySpider
from newsspider.discover.feeds import looks_like_feed, read_feed
from newsspider.state.frontier import Entry


class FeedSpider(DiscoverySpider):
    """Archives what the RSS, Atom or JSON feed at ``url`` lists, on whatever site it lies."""

    name = "feed"
    named_kinds = frozenset({"unknown"})

    def seeds(self) -> Iterator[Entry]:
        """Yield the feed."""
        for url in self.session.arguments.urls:
            yield self.entry(url, "feed")

    def on_feed(self, response: Response) -> Iterator[Any]:
        """Push the entries of the feed; what is none ends the run as one that fetched nothing."""
        if not (looks_like_feed(response.body) or read_feed(response.body, response.url)):
            self.session.tally.misled = (
                f"no feed at {response.url}; give the address of an RSS, Atom or JSON feed"
            )
        yield from super().on_feed(response)
