"""What all spiders share: a page read into an item, a failure told, a lease finished."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterable, Iterator
from itertools import groupby
from operator import attrgetter
from typing import Any, Self

from scrapy import Spider, signals
from scrapy.crawler import Crawler
from scrapy.http import Response, TextResponse

from newsspider.archive.failures import Cause, Stage
from newsspider.archive.record import Place, site_name
from newsspider.crawl.captures import capture, is_html
from newsspider.crawl.causes import Why, asks_consent, closed, no_article, why
from newsspider.crawl.copies import Copies, canonical_request
from newsspider.crawl.cut import is_cut
from newsspider.crawl.guard import refusal
from newsspider.crawl.items import ArticleItem
from newsspider.crawl.loaders import ArticleLoader
from newsspider.crawl.pauses import Postponed
from newsspider.crawl.reading import Reading
from newsspider.crawl.session import Session
from newsspider.crawl.signatures import no_page
from newsspider.crawl.wanted import Wanted, has_text
from newsspider.model import Article, Capture
from newsspider.state.frontier import Entry, Lease
from newsspider.text.urls import host

NO_ARTICLE = frozenset({"index", "unknown"})
_GONE = frozenset({404, 410})


class ArchiveSpider(Spider):
    """Reads pages of the frontier into the archive. A spider of its own kind says where to begin (``seeds``),
    may add fields (``refine``) and may follow links of an article (``follow``)."""

    # Kinds that are no articles, but are archived where the page has text: the user asked for it.
    named_kinds: frozenset[str] = frozenset()
    session: Session
    wanted: Wanted
    copies: Copies
    reading: Reading

    @classmethod
    def from_crawler(cls, crawler: Crawler, *args: Any, **given: Any) -> Self:
        """Return the spider with its session: the command's, or one of its own made from *given*."""
        spider = super().from_crawler(crawler, *args)
        spider.session = Session.of(crawler, given)
        spider.wanted = Wanted(spider.session)
        spider.copies = Copies(spider.session)
        spider.reading = Reading(spider.session, crawler.settings["USER_AGENT"])
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
        """Push the seeds; the scheduler makes the requests."""
        self.push(self.seeds())
        nothing: tuple[Any, ...] = ()
        for request in nothing:
            yield request

    def push(self, entries: Iterable[Entry]) -> int:
        """Add entries to the frontier, those of a site at once; return how many were never pushed before."""
        new = 0
        for site, some in groupby(entries, key=attrgetter("site")):
            count = self.session.frontier.push(some)
            self.session.tally.found(site, count)
            new += count
        return new

    def site_of(self, url: str) -> str:
        """Return the ``site`` of an address: its rule's name, or its host."""
        rule = self.session.arguments.rules.site(url)
        return rule.name if rule else site_name(host(url))

    def on_page(self, response: Response) -> Iterator[Any]:
        """Read a page that a feed, sitemap, list or headline link announced as an article."""
        lease = self.arrived(response)
        if self.reading.unchanged(response, lease):
            self.session.done(lease)
        elif found := self.unreadable(response):
            self._failed(response.meta, lease, found)
        else:
            taken = capture(response, lease.url)
            place = self.reading.keep(taken, response, lease)
            yield from self._kept(taken, place, response, lease)
        yield from self._ended(response.meta, lease)

    def _kept(self, taken: Capture, place: Place | None, response: Response, lease: Lease) -> Iterator[Any]:
        """Yield the item of a page that was kept; tell where it holds no article, or not the whole of one."""
        if taken.truncated:
            found = Why(Cause.CONNECT, f"broke off after {len(taken.body)} bytes", response.status)
            self._failed(response.meta, lease, found)
        else:
            article = self.reading.extract(taken)
            named = article.kind in self.named_kinds and has_text(article)
            if closed(article) or (article.kind in NO_ARTICLE and not named):
                found = no_article(article, lease.url, response.status)
                self._failed(response.meta, lease, found, Stage.EXTRACT)
            else:
                item = self.reading.item(article, response, lease, taken, place)
                yield from self._item(article, item, response, lease)

    def unreadable(self, response: Response) -> Why | None:
        """Return why a response is nothing to read: a form for consent, or no web page; None where it is."""
        if asks_consent(response.url):
            return Why(Cause.CONSENT_WALL, f"sent on to {response.url}", response.status)
        if not is_html(response):
            return Why(Cause.NOT_HTML, f"is {no_page(response.body) or _type(response)}", response.status)
        return None

    def archived(self, article: Article, response: Response, lease: Lease, taken: Capture) -> Iterator[Any]:
        """Yield the item of an article met where none was expected; its capture is kept now."""
        place = self.reading.keep(taken, response, lease)
        item = self.reading.item(article, response, lease, taken, place)
        yield from self._item(article, item, response, lease)
        yield from self._ended(response.meta, lease)

    def arrived(self, response: Response) -> Lease:
        """Count a response, and return its lease; raises the error of a run that has ended."""
        self.session.check()
        lease: Lease = response.meta["lease"]
        if not is_cut(response):
            self.session.tally.arrived(lease.site, len(response.body))
        return lease

    def on_error(self, failure: Any) -> Iterator[Any]:
        """Tell why a page was not had; one that was archived and is gone gets its last revision."""
        self.session.check()
        lease: Lease = failure.request.meta["lease"]
        if isinstance(failure.value, Postponed):
            tried = failure.value.status is not None
            if not tried or lease.tries < self.settings.getint("RETRY_TIMES"):
                self.session.postpone(lease, tried=tried)
                return
        found = why(failure.value)
        if found.cause is Cause.DNS and (refused := refusal(failure.request.url)):
            found = Why(Cause.CONNECT, refused)
        gone = found.http_status in _GONE and self.reading.gone(failure.value.response, lease)
        if gone:
            yield gone
        else:
            self._failed(failure.request.meta, lease, found)
        yield from self._ended(failure.request.meta, lease)

    def idle(self) -> None:
        """Nothing is left but pages that wait for others which did not come."""
        self.copies.give_up()

    def _item(self, article: Article, item: ArticleItem, response: Response, lease: Lease) -> Iterator[Any]:
        """Yield the item of an article; nothing for one that is not wanted, or waits for its canonical page."""
        self.follow(article, lease)
        taken = self.wanted.takes(article, lease.site)
        self.session.worth.read(lease.origin, taken=taken)
        if not taken:
            self.session.tally.site(lease.site).unwanted += 1
            self.session.done(lease)
            return
        item = self._refined(item, response)
        if better := canonical_request(item, response):
            yield better
        elif not self.copies.wait(item, lease):
            response.meta.pop("instead", None)
            yield item

    def _refined(self, item: ArticleItem, response: Response) -> ArticleItem:
        """The item with what the spider adds; as it is where the spider adds nothing."""
        if type(self).refine is ArchiveSpider.refine:
            return item
        loader = ArticleLoader(item, response if isinstance(response, TextResponse) else None)
        self.refine(loader, response)
        return loader.load_item()

    def _failed(self, meta: dict[str, Any], lease: Lease, found: Why, stage: Stage = Stage.FETCH) -> None:
        """Tell a failure; of a guess, and of a canonical page that an AMP page stands in for, none."""
        if lease.meta.get("probe"):
            self.session.tally.site(lease.site).guesses += 1
            self.session.done(lease)
        elif "instead" not in meta:
            stage = stage if lease.kind == "page" else Stage.DISCOVER
            self.session.fail(lease, found.cause, found.message, stage=stage, status=found.http_status)

    def _ended(self, meta: dict[str, Any], lease: Lease) -> Iterator[Any]:
        """Yield what waited for this page: AMP and print pages, whose leases end with them."""
        if "instead" in meta and lease.id in self.session.leased:
            yield meta["instead"]
        for parked, item in self.copies.come(lease):
            meta["leases"].append(parked)
            yield item


def _type(response: Response) -> str:
    declared = response.headers.get("Content-Type") or b"of no declared type"
    return declared.decode("latin-1").partition(";")[0].strip()
