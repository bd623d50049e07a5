"""Scrapy's scheduler on the frontier, so that a killed crawl goes on where it stopped."""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Mapping
from urllib.parse import urlsplit

from scrapy import Request, Spider
from scrapy.core.downloader import Slot
from scrapy.core.scheduler import BaseScheduler, Scheduler
from scrapy.crawler import Crawler
from scrapy.exceptions import NotConfigured

from newsspider.crawl.budget import Budget
from newsspider.crawl.pauses import resting
from newsspider.crawl.session import Session
from newsspider.crawl.stalls import Stalls
from newsspider.errors import OutputError
from newsspider.state.frontier import Entry, Lease


class FrontierScheduler(BaseScheduler):
    """Hands out leases as requests, no more of a host at a time than it may have in flight: without a delay,
    Scrapy's downloader sends what it has queued for a host at once.

    A request that carries a lease already (a retry, a redirect) is kept in memory and goes first: its lease
    is pending again after a kill.
    """

    def __init__(self, session: Session, crawler: Crawler) -> None:
        settings = crawler.settings
        self._session = session
        self._crawler = crawler
        self._budget = Budget.of(settings)
        self._stalls = Stalls.of(crawler)
        self._page_maxsize = settings.getint("NEWSSPIDER_PAGE_MAXSIZE")
        self._per_host = settings.getint("CONCURRENT_REQUESTS_PER_DOMAIN")
        self._max_sections = settings.getint("NEWSSPIDER_MAX_SECTIONS")
        self._sections: Counter[str] = Counter()
        self._again: deque[Request] = deque()
        self._spider: Spider | None = None

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> BaseScheduler:  # type: ignore[override]
        """Return it on the frontier of the crawl's session; Scrapy's own for a spider that has none."""
        try:
            return cls(Session.of(crawler), crawler)
        except NotConfigured:
            return Scheduler.from_crawler(crawler)

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
        """Pop past the pages of sites that have had their share, and hosts that are busy or ask for a pause."""
        frontier = self._session.frontier
        flying = Counter(lease.host for lease in self._session.leased.values())
        busy = {host for host, count in flying.items() if count >= self._per_host}
        busy |= self._session.pauses.waiting()
        while leases := frontier.pop(skip_hosts=busy):
            lease = leases[0]
            if self._hopeless(lease) or self._known_plainly(lease):
                frontier.done(lease.id)
                continue
            if self._deferred(lease):
                continue
            if resting(self._slots.get(urlsplit(lease.url).hostname or "")):
                frontier.release(lease.id)
                busy.add(lease.host)
                continue
            left = self._left(lease)
            if left > 0:
                return lease
            if left == 0:  # the pages in flight may use up the share: wait for them
                frontier.release(lease.id)
                busy.add(lease.host)
            else:
                frontier.done(lease.id)
        return None

    def _hopeless(self, lease: Lease) -> bool:
        """Whether a lease is of addresses that have brought nothing, or of one list too many of its site."""
        if self._session.worth.hopeless(lease.url, lease.kind, lease.via):
            return True
        if lease.kind != "index" or not lease.depth or lease.meta.get("page", 1) > 1:
            return False
        self._sections[lease.site] += 1
        return self._sections[lease.site] > self._max_sections

    @property
    def _slots(self) -> Mapping[str, Slot]:
        """The downloader's queues, by host."""
        slots: Mapping[str, Slot] = self._crawler.engine.downloader.slots
        return slots

    def _known_plainly(self, lease: Lease) -> bool:
        """Whether an address, found before it was learnt that some of its parameters mean nothing, is one without them;
        that one is pushed, in case it is new."""
        plain = self._session.worth.plain(lease.url) if lease.kind == "page" else lease.url
        if plain == lease.url:
            return False
        facts = (lease.kind, lease.priority, lease.depth, lease.site, lease.via, lease.origin, lease.meta)
        self._session.frontier.push([Entry(plain, *facts)])
        return True

    def _deferred(self, lease: Lease) -> bool:
        """Leave to the next run what is pending of a host that asks for too long a pause or answers no more, or of a
        site whose budget is used up; return whether *lease* was of one."""
        spent = self._budget.spent(lease.site, self._session.tally)
        if not (spent or self._stalls.given_up(lease.host) or self._session.pauses.too_long(lease.host)):
            return False
        frontier = self._session.frontier
        frontier.release(lease.id)
        count = frontier.defer(site=lease.site) if spent else frontier.defer(host=lease.host)
        self._session.tally.deferred(lease.site, count)
        return True

    def _left(self, lease: Lease) -> int:
        """How many more pages of the lease's site may go now; below 0 where its share is used up for good."""
        limit = self._session.arguments.max
        read = self._session.tally.site(lease.site).read
        if (
            limit is None or lease.kind != "page"
        ):  # of a site that has its share, lists lead to nothing any more
            return 1 if limit is None or read < limit else -1
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
