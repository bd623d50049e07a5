"""``scrapy crawl article``: pages named one by one."""

from __future__ import annotations

from collections.abc import Iterator

from newsspider.crawl.spiders.base import NO_ARTICLE, ArchiveSpider
from newsspider.state.frontier import Entry


class ArticleSpider(ArchiveSpider):
    """Archives the page at ``url``, or those of a file (``urls``), in its order; nothing else is fetched."""

    name = "article"
    named_kinds = NO_ARTICLE

    def seeds(self) -> Iterator[Entry]:
        """Yield the addresses as they were given."""
        for url in self.session.arguments.urls:
            yield Entry(url, "page", site=self.site_of(url), via="list")
