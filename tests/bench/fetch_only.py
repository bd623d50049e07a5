"""The crawl of newsspider with the reading left out: articles are found and fetched, and none is kept.

``scrapy runspider tests/bench/fetch_only.py -a url=HOME -a out=FOLDER``, in the project's folder; HOME is a made-up site.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from scrapy.http import Response

from newsspider.crawl.spiders.news import NewsSpider
from tests.bench.made_up_site import ARTICLE


class FetchOnly(NewsSpider):
    """Counts each article as new, and looks at nothing of it."""

    def on_page(self, response: Response) -> Iterator[Any]:
        """Finish the lease of a page."""
        lease = self.arrived(response)
        if ARTICLE.search(response.url):
            self.session.tally.judged(lease.site, "new")
        else:
            self.session.tally.site(lease.site).unwanted += 1
        self.session.done(lease)
        yield from ()
