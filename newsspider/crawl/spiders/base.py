"""What all spiders share: a page read into an item, a failure told, a lease finished."""

from __future__ import annotations

import hashlib
from collections.abc import AsyncIterator, Iterable, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any, Self

from scrapy import Spider, signals
from scrapy.crawler import Crawler
from scrapy.http import Response, TextResponse

from newsspider.archive.failures import Cause, Stage
from newsspider.archive.record import Facts, Place, record, site_name
from newsspider.crawl.captures import capture, headers, is_html, request_of
from newsspider.crawl.causes import Why, why
from newsspider.crawl.copies import Copies
from newsspider.crawl.guard import refusal
from newsspider.crawl.items import ArticleItem
from newsspider.crawl.loaders import ArticleLoader
from newsspider.crawl.session import Session
from newsspider.crawl.wanted import Wanted
from newsspider.extraction import extract
from newsspider.model import Article, Capture
from newsspider.state.frontier import Entry, Lease
from newsspider.text.urls import host, url_key

NO_ARTICLE = frozenset({"index", "unknown"})
_GONE = frozenset({404, 410})


class ArchiveSpider(Spider):
    """Reads pages of the frontier into the archive. A spider of its own kind says where to begin (``seeds``),
    may add fields (``refine``) and may follow links of an article (``follow``)."""

    session: Session
    wanted: Wanted
    copies: Copies
    named_hosts: frozenset[str]

    @classmethod
    def from_crawler(cls, crawler: Crawler, *args: Any, **given: Any) -> Self:
        spider = super().from_crawler(crawler, *args)
        spider.session = Session.of(crawler, given)
        spider.wanted = Wanted(spider.session)
        spider.copies = Copies(spider.session)
        spider.named_hosts = spider.session.arguments.named_hosts()
        crawler.signals.connect(spider.idle, signals.spider_idle)
        return spider

    def seeds(self) -> Iterable[Entry]:
        """Return where the crawl begins; what a killed run has pushed already is passed over."""
        return ()

    def refine(self, loader: ArticleLoader, response: Response) -> None:
        """Add to or replace what extraction found, by the loader's own means; nothing by default."""

    def follow(self, article: Article, lease: Lease) -> None:
        """Push further pages that an article leads to; none by default."""

    async def start(self) -> AsyncIterator[Any]:
        self.push(self.seeds())
        nothing: tuple[Any, ...] = ()
        for request in nothing:
            yield request

    def push(self, entries: Iterable[Entry]) -> None:
        """Add entries to the frontier, all at once."""
        self.session.frontier.push(entries)

    def site_of(self, url: str) -> str:
        """Return the ``site`` of an address: its rule's name, or its host."""
        rule = self.session.arguments.rules.site(url)
        return rule.name if rule else site_name(host(url))

    def on_page(self, response: Response) -> Iterator[Any]:
        """Read a page that a feed, sitemap, list or headline link announced as an article."""
        lease = self.arrived(response)
        if self._unchanged(response, lease):
            yield from self._ended(response, lease)
        elif not is_html(response):
            self.session.fail(lease, Cause.NOT_HTML, f"is {_type(response)}", status=response.status)
            yield from self._ended(response, lease)
        else:
            taken = capture(response, lease.url)
            place = self._kept(taken, response, lease)
            yield from self._read(response, lease, taken, place)

    def arrived(self, response: Response) -> Lease:
        """Count a response, and return its lease; raises the error of a run that has ended."""
        self.session.check()
        lease: Lease = response.meta["lease"]
        self.session.tally.arrived(lease.site)
        return lease

    def _read(self, response: Response, lease: Lease, taken: Capture, place: Place | None) -> Iterator[Any]:
        article = self.extract(taken)
        if article.kind in NO_ARTICLE:
            consent = article.access == "consent-wall"
            cause = Cause.CONSENT_WALL if consent else Cause.NOT_ARTICLE
            self.session.fail(
                lease, cause, f"reads as {article.kind}", stage=Stage.EXTRACT, status=response.status
            )
        else:
            yield from self._item(article, response, lease, taken, place)
        yield from self._ended(response, lease)

    def archived(self, article: Article, response: Response, lease: Lease, taken: Capture) -> Iterator[Any]:
        """Yield the item of an article met where none was expected; its capture is kept now."""
        yield from self._item(article, response, lease, taken, self._kept(taken, response, lease))
        yield from self._ended(response, lease)

    def extract(self, taken: Capture) -> Article:
        """Return the article of a capture, by the run's rules."""
        rules = self.session.arguments.rules
        return extract(taken.body, taken.url, taken.headers, fetched_at=taken.fetched_at, rules=rules)

    def _item(
        self, article: Article, response: Response, lease: Lease, taken: Capture, place: Place | None
    ) -> Iterator[ArticleItem]:
        """Yield the item of an article, unless it lies outside of the days asked for, or waits."""
        self.follow(article, lease)
        if not self.wanted.takes(article, lease.site):
            self.session.done(lease)
            return
        line = record(article, self.facts(lease, response.meta), capture=taken, place=place)
        page = response if isinstance(response, TextResponse) else None
        loader = ArticleLoader(ArticleItem.from_record(line), page)
        self.refine(loader, response)
        item = loader.load_item()
        if not self.copies.wait(item, lease):
            yield item

    def facts(self, lease: Lease, meta: dict[str, Any]) -> Facts:
        """Return what the run knows of a page."""
        return Facts(
            run_id=self.session.run.run_id,
            spider=self.name,
            site=lease.site,
            user_agent=self.settings["USER_AGENT"],
            discovered_via=lease.via,
            discovered_from=lease.origin,
            robots_allowed=meta.get("robots_allowed"),
            config_sha256=self.session.run.config_sha256,
        )

    def _kept(self, taken: Capture, response: Response, lease: Lease) -> Place | None:
        """Keep a capture, before it is read; None where the run keeps none."""
        if self.session.arguments.keep == "none":
            return None
        notes = {"discoveredVia": lease.via} | ({"discoveredFrom": lease.origin} if lease.origin else {})
        sent = headers(request_of(response))
        return self.session.archive.write_capture(taken, lease.site, request_headers=sent, notes=notes)

    def _unchanged(self, response: Response, lease: Lease) -> bool:
        """Whether the server says so, or the bytes are those of the last time; then the lease is finished."""
        key = url_key(lease.url)
        state = self.session.pages.get(key)
        digest = "sha256:" + hashlib.sha256(response.body).hexdigest()
        if response.status != 304 and (state is None or state.gone or state.html_sha256 != digest):
            return False
        etag, modified = (response.headers.get(name) for name in ("ETag", "Last-Modified"))
        texts = (value.decode("latin-1") if value else None for value in (etag, modified))
        self.session.pages.touched(key, datetime.now(UTC), *texts)
        same = state is not None and state.same_as
        self.session.tally.judged(lease.site, "duplicate" if same else "unchanged")
        self.session.done(lease)
        return True

    def on_error(self, failure: Any) -> Iterator[Any]:
        """Tell why a page was not had; one that was archived and is gone gets its last revision."""
        lease: Lease = failure.request.meta["lease"]
        found = why(failure.value)
        if found.cause is Cause.DNS and (refused := refusal(failure.request.url)):
            found = Why(Cause.CONNECT, refused)
        gone = self._gone(failure, lease) if found.http_status in _GONE else None
        if gone:
            yield gone
        elif lease.meta.get("probe"):
            self.session.done(lease)
        else:
            self.session.fail(lease, found.cause, found.message, status=found.http_status)
        yield from self._ended(failure.request, lease)

    def _gone(self, failure: Any, lease: Lease) -> ArticleItem | None:
        """The last revision of an article whose page answers 404 or 410; None where there is none to write."""
        state = self.session.pages.get(url_key(lease.url))
        if lease.kind != "page" or state is None or state.gone or state.same_as:
            return None
        taken = capture(failure.value.response, lease.url)
        place = self._kept(taken, failure.value.response, lease)
        article = Article(url=lease.url, url_key=url_key(lease.url), id=state.id, fetched_at=taken.fetched_at)
        line = record(
            article,
            self.facts(lease, failure.request.meta),
            capture=replace(taken, url=lease.url),
            place=place,
        )
        return ArticleItem.from_record(line)

    def _ended(self, source: Any, lease: Lease) -> Iterator[ArticleItem]:
        """Yield the items that waited for this page; their leases end with them."""
        for parked, item in self.copies.come(lease):
            source.meta["leases"].append(parked)
            yield item

    def idle(self) -> None:
        """Nothing is left but pages that wait for others which did not come."""
        self.copies.give_up()


def _type(response: Response) -> str:
    declared = response.headers.get("Content-Type") or b"of no declared type"
    return declared.decode("latin-1").partition(";")[0].strip()
