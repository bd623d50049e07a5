"""Scrapy's scheduler on the frontier, so that a killed crawl goes on where it stopped."""

from __future__ import annotations

from collections import Counter, deque

from scrapy import Request, Spider
from scrapy.core.scheduler import BaseScheduler
from scrapy.crawler import Crawler

from newsspider.crawl.session import Session
from newsspider.errors import OutputError
from newsspider.state.frontier import Entry, Lease


class FrontierScheduler(BaseScheduler):
    """Hands out leases as requests, no more of a host at a time than it may have in flight: without a delay,
    Scrapy's downloader sends what it has queued for a host at once.

    A request that carries a lease already (a retry, a redirect) is kept in memory and goes first: its lease
    is pending again after a kill.
    """

    def __init__(self, session: Session, per_host: int, page_maxsize: int) -> None:
        self._session = session
        self._page_maxsize = page_maxsize
        self._per_host = per_host
        self._again: deque[Request] = deque()
        self._spider: Spider | None = None

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> FrontierScheduler:
        """Return it on the frontier of the crawl's session."""
        per_host = crawler.settings.getint("CONCURRENT_REQUESTS_PER_DOMAIN")
        return cls(Session.of(crawler), per_host, crawler.settings.getint("NEWSSPIDER_PAGE_MAXSIZE"))

    def open(self, spider: Spider) -> None:
        """Take the spider whose methods read the answers."""
        self._spider = spider

    def has_pending_requests(self) -> bool:
        """Return whether anything is left to fetch; nothing is where the run has broken."""
        if self._session.error:
            return False
        return bool(self._again) or len(self._session.frontier) > 0

    def enqueue_request(self, request: Request) -> bool:
        """Keep a request; False where its address was pushed before.

        What a spider yields itself is taken as a page unless its ``meta["kind"]`` says otherwise.
        """
        if "lease" in request.meta:
            self._again.append(request)
            return True
        site = getattr(self._spider, "site_of", lambda url: url)(request.url)
        kind = request.meta.get("kind", "page")
        return self._session.frontier.push([Entry(request.url, kind, request.priority, site=site)]) > 0

    def next_request(self) -> Request | None:
        """Return the next request, or None where none may go now."""
        self._session.tick()
        if self._session.error:
            return None
        if self._again:
            return self._again.popleft()
        try:
            lease = self._next_lease()
        except OutputError as error:
            self._session.broken(error)
            return None
        if lease is None:
            return None
        self._session.leased[lease.id] = lease
        return self._request(lease)

    def _next_lease(self) -> Lease | None:
        """Pop past the pages of sites that have had their share, and hosts that are busy."""
        flying = Counter(lease.host for lease in self._session.leased.values())
        busy = {host for host, count in flying.items() if count >= self._per_host}
        while leases := self._session.frontier.pop(skip_hosts=busy):
            left = self._left(leases[0])
            if left > 0:
                return leases[0]
            if left == 0:  # the pages in flight may use up the share: wait for them
                self._session.frontier.release(leases[0].id)
                busy.add(leases[0].host)
            else:
                self._session.frontier.done(leases[0].id)
        return None

    def _left(self, lease: Lease) -> int:
        """How many more pages of the lease's site may go now; below 0 where its share is used up for good."""
        limit = self._session.arguments.max
        if limit is None or lease.kind != "page":
            return 1
        read = self._session.tally.site(lease.site).read
        flying = sum(1 for x in self._session.leased.values() if x.kind == "page" and x.site == lease.site)
        return -1 if read >= limit else max(0, limit - read - flying)

    def _request(self, lease: Lease) -> Request:
        """The request of a lease; its kind names the method of the spider that reads the answer."""
        meta = {"lease": lease, "leases": [lease], "handle_httpstatus_list": [304]}
        if lease.kind in {"page", "index"}:
            meta["download_maxsize"] = self._page_maxsize
        return Request(
            lease.url,
            callback=getattr(self._spider, f"on_{lease.kind}"),
            errback=getattr(self._spider, "on_error", None),
            dont_filter=True,
            meta=meta,
        )
