"""When a page is finished: its item has passed the pipelines, or reading it broke."""

from __future__ import annotations

from typing import Any

from scrapy import signals
from scrapy.crawler import Crawler
from scrapy.exceptions import DropItem
from twisted.python.failure import Failure

from newsspider.archive.failures import Cause, Stage
from newsspider.crawl.items import ArticleItem
from newsspider.crawl.pipelines import InvalidItem
from newsspider.crawl.session import Session
from newsspider.errors import NewsspiderError
from newsspider.state.frontier import Lease


class Leases:
    """Finishes the lease of each item after the pipelines, so that no page is done before it is written."""

    def __init__(self, session: Session) -> None:
        self._session = session

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Leases:
        """Connect to the signals of one crawl."""
        leases = cls(Session.of(crawler))
        crawler.signals.connect(leases.item_scraped, signals.item_scraped)
        crawler.signals.connect(leases.item_dropped, signals.item_dropped)
        crawler.signals.connect(leases.item_error, signals.item_error)
        crawler.signals.connect(leases.spider_error, signals.spider_error)
        return leases

    def item_scraped(self, item: Any, response: Any) -> None:
        """The line is written."""
        if lease := _lease(item, response):
            self._session.done(lease)

    def item_dropped(self, item: Any, response: Any, exception: DropItem) -> None:
        """The archive has it already; or it breaks the schema, which is a failure of its page."""
        lease = _lease(item, response)
        if lease and isinstance(exception, InvalidItem):
            self._session.fail(lease, Cause.EXTRACT, str(exception), stage=Stage.EXTRACT)
        elif lease:
            self._session.done(lease)

    def item_error(self, item: Any, response: Any, failure: Failure) -> None:
        """A pipeline broke: the disk's error ends the run, any other is a failure of the page."""
        self._broke(failure, _lease(item, response))

    def spider_error(self, failure: Failure, response: Any) -> None:
        """A callback broke, likewise."""
        lease = _request(response).meta.get("lease")
        self._broke(failure, lease if lease and lease.id in self._session.leased else None)

    def _broke(self, failure: Failure, lease: Lease | None) -> None:
        if isinstance(failure.value, NewsspiderError):
            self._session.broken(failure.value)
        elif lease:
            self._session.fail(lease, Cause.EXTRACT, repr(failure.value), stage=Stage.EXTRACT)


def _lease(item: Any, response: Any) -> Lease | None:
    """The lease of the page an item is of: a response may carry items that waited for it, too."""
    if response is None:  # an item of WarcSpider comes from no response
        return None
    meta = _request(response).meta
    asked = item.provenance["requested_url"] if isinstance(item, ArticleItem) else None
    found: Lease | None = next((x for x in meta.get("leases", ()) if x.url == asked), meta.get("lease"))
    return found


def _request(response: Any) -> Any:
    """The request of a response, or of the failure that stands in for one."""
    return response.request
