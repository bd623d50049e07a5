"""Where articles are found: robots.txt, sitemaps, feeds, and pages that list articles."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import urljoin

from scrapy.http import Response

from newsspider.archive.failures import Cause, Stage
from newsspider.crawl.captures import capture
from newsspider.crawl.offered import Offered
from newsspider.crawl.robots import first_lines
from newsspider.crawl.spiders.base import NO_ARTICLE, ArchiveSpider
from newsspider.crawl.wanted import ORDER
from newsspider.discover.feeds import declared_feeds, looks_like_feed, read_feed
from newsspider.discover.found import Found
from newsspider.discover.links import PageLinks, page_links
from newsspider.discover.places import FEEDS, SITEMAPS, lists_no_articles
from newsspider.discover.sitemaps import Child, read_sitemap, robots_sitemaps
from newsspider.discover.urls import shape
from newsspider.discover.wordpress import POSTS, page_of, posts_url, read_posts
from newsspider.model import Article, Capture
from newsspider.page.page import Page
from newsspider.state.frontier import FIRST, Entry, Lease
from newsspider.text.urls import url_key, without_tracking

_FIRST_PARTS = 3  # of a list: its newest articles
_NEW = 0.3  # share of articles that are not archived, up to which the next part of a list is not asked for
_NESTING = 3  # sitemap indexes in sitemap indexes; the protocol allows one


class DiscoverySpider(ArchiveSpider):
    """Follows robots.txt to sitemaps, home pages to feeds and sections, and pushes the articles they list.

    *follows_articles*: whether links of an article lead on, too. *reads_lists*: whether it goes through a site's
    lists, so that a later run need only look at what is new in them.
    """

    follows_articles = False
    reads_lists = False

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._counted: Counter[tuple[str, str]] = Counter()
        self._offered = Offered()

    def entry(self, url: str, kind: str, site: str | None = None, **facts: Any) -> Entry:
        """Return the entry of a feed, sitemap, list page or robots.txt."""
        return Entry(url, kind, ORDER[kind], site=site or self.site_of(url), **facts)

    def on_robots(self, response: Response) -> Iterator[Any]:
        """Push the sitemaps a robots.txt names, or look for one where they usually are."""
        lease: Lease = response.meta["lease"]
        named = robots_sitemaps(first_lines(response.body), response.url)
        self._push_sitemaps(named, lease)
        self.session.listed(lease)
        yield from ()

    def on_error(self, failure: Any) -> Iterator[Any]:
        """Look for sitemaps where a site has no robots.txt; else tell the failure."""
        lease: Lease = failure.request.meta["lease"]
        if lease.kind == "robots":
            self._push_sitemaps((), lease)
        yield from super().on_error(failure)

    def on_sitemap(self, response: Response) -> Iterator[Any]:
        """Push what a sitemap lists: pages, and further sitemaps."""
        lease = self.arrived(response)
        found = read_sitemap(response.body, response.url)
        if not (found.pages or found.children):
            self._nothing_in(lease, "no sitemap, or an empty one")
        self.push(self.wanted.entries(found.pages, lease.site))
        if lease.depth < _NESTING:
            self.push(self._child(child, lease) for child in found.children if self._worth(child))
        self.session.listed(lease)
        yield from ()

    def on_feed(self, response: Response) -> Iterator[Any]:
        """Push the entries of a feed."""
        lease = self.arrived(response)
        found = read_feed(response.body, response.url)
        if not found:
            self._nothing_in(lease, "no feed, or one without entries")
        self.push(self.wanted.entries(found, lease.site))
        self.session.listed(lease)
        yield from ()

    def on_posts(self, response: Response) -> Iterator[Any]:
        """Push the posts of one page of a WordPress site's list, and the next page while it brings new ones."""
        lease = self.arrived(response)
        posts = read_posts(response.body, response.url)
        self.push(self.wanted.entries(posts, lease.site))
        number = lease.meta.get("page", 1)
        goes_on = self._goes_on({url_key(post.url) for post in posts}, lease.site, 0)
        if len(posts) == POSTS and goes_on and number < self.settings.getint("NEWSSPIDER_LIST_PAGES"):
            self.push([self._posts(page_of(lease.url, number + 1), lease, number + 1)])
        self.session.listed(lease)
        yield from ()

    def on_index(self, response: Response) -> Iterator[Any]:
        """Push the links of a home or section page; read it as an article where it proves to be one."""
        lease = self.arrived(response)
        if looks_like_feed(response.body):
            self.push(self.wanted.entries(read_feed(response.body, response.url), lease.site))
            self.session.listed(lease)
        elif found := self.unreadable(response):
            self.session.fail(
                lease, found.cause, found.message, stage=Stage.DISCOVER, status=found.http_status
            )
        else:
            yield from self._list_page(response, lease)

    def follow(self, article: Article, lease: Lease) -> None:
        """Push what a listed article offers as further reading, and links to; no further than one step."""
        if lease.via in {"related-link", "in-text-link"} or not self.follows_articles:
            return
        source = article.url or lease.url
        cards = (Found(c.url, "related-link", source) for c in article.related_links if c.url)
        links = (Found(x.url, "in-text-link", source) for x in article.links)
        fresh = self._offered.fresh((*cards, *links), lease.site)
        found = (x for x in fresh if x.via == "related-link" or shape(x.url).kind == "article")
        self.push(self.wanted.entries(found, lease.site, lease.depth + 1))

    def _list_page(self, response: Response, lease: Lease) -> Iterator[Any]:
        taken = capture(response, lease.url)
        if lease.depth and shape(response.url).reason == "short-path":
            article = self.reading.extract(taken)
            if article.kind not in NO_ARTICLE:
                yield from self.archived(article, response, lease, taken)
                return
        self._push_links(taken, lease)
        self.session.listed(lease)

    def _push_links(self, taken: Capture, lease: Lease) -> None:
        page = Page(taken.body, taken.url, taken.headers, taken.fetched_at, self.session.arguments.rules)
        if lease.depth == 0:
            declared = declared_feeds(page.tree, page.base_url)
            guesses = () if declared else tuple(urljoin(taken.url, path) for path in FEEDS)
            self.push(self.entry(url, "feed", site=lease.site, origin=taken.url) for url in declared)
            self.push(self.entry(url, "feed", site=lease.site, meta={"probe": True}) for url in guesses)
            if posts := posts_url(page.tree, page.base_url):
                self.push([self._posts(posts, lease, 1)])
        if lease.meta.get("page", 1) > _FIRST_PARTS and self.session.worth.past(lease.origin):
            return
        links = page_links(page.tree, taken.url, lease.meta.get("page", 1))
        found = list(
            self.wanted.entries((Found(x, "section-page", taken.url) for x in links.articles), lease.site)
        )
        new = self.push(found)
        self.session.worth.note(lease.url, lease.kind, fruitful=new > 0)
        goes_on = self._goes_on({url_key(entry.url) for entry in found}, lease.site, _NEW)
        self.push(self._lists(links, taken.url, lease, goes_on=goes_on))

    def _goes_on(self, keys: set[str], site: str, share: float) -> bool:
        """Whether the next part of a list with these articles is asked for: more than *share* of them are not archived,
        or no run has read the site's lists through so far."""
        arguments = self.session.arguments
        if keys and arguments.max is None and not self.session.depths.reached(site, arguments.since):
            return True
        return len(keys) - self.session.pages.known(keys) > share * len(keys)

    def _lists(self, links: PageLinks, origin: str, lease: Lease, *, goes_on: bool) -> Iterator[Entry]:
        """Sections one step down, and the next part of this one, as far as the settings allow."""
        page = lease.meta.get("page", 1)
        if goes_on and page < self.settings.getint("NEWSSPIDER_LIST_PAGES"):
            for url in links.next_pages:
                yield self._list(url, origin, lease, depth=max(1, lease.depth), page=page + 1)
        if lease.depth < self.settings.getint("NEWSSPIDER_SECTION_DEPTH"):
            for url in links.sections:
                yield self._list(url, origin, lease, depth=lease.depth + 1, page=1)

    def _list(self, url: str, origin: str, lease: Lease, *, depth: int, page: int) -> Entry:
        """The first parts of a list go before articles, in case they have newer ones; further ones after them."""
        priority = ORDER["index"] - 100 * depth - page if page <= _FIRST_PARTS else -page
        meta = {"page": page}
        return Entry(
            without_tracking(url), "index", priority, depth, lease.site, "section-page", origin, meta
        )

    def _posts(self, url: str, lease: Lease, page: int) -> Entry:
        return self.entry(url, "posts", site=lease.site, meta={"page": page, "probe": True})

    def _push_sitemaps(self, named: Iterable[str], lease: Lease) -> None:
        few = (url for url in named if self._within("sitemaps", lease.site))
        found = [self.entry(url, "sitemap", site=lease.site, origin=lease.url) for url in few]
        guesses = [urljoin(lease.url, path) for path in SITEMAPS]
        probe = {"probe": True}
        self.push(found or [self.entry(url, "sitemap", site=lease.site, meta=probe) for url in guesses])

    def _child(self, child: Child, lease: Lease) -> Entry:
        newest = int(child.modified.timestamp()) if child.modified else 0
        priority = ORDER["sitemap"] - FIRST // 2 + newest  # below other discovery, newest first
        return Entry(child.url, "sitemap", priority, lease.depth + 1, lease.site, "sitemap", lease.url)

    def _worth(self, child: Child) -> bool:
        """Whether a sitemap of an index may list wanted articles; the run reads so many a site at most."""
        since = self.session.arguments.since
        first = (
            datetime(since.year, since.month, since.day, tzinfo=UTC) - timedelta(days=1) if since else None
        )
        old = first is not None and child.modified is not None and child.modified < first
        return (
            not old and not lists_no_articles(child.url) and self._within("sitemaps", self.site_of(child.url))
        )

    def _within(self, what: str, site: str) -> bool:
        """Count one more of *what* of *site*; False beyond the setting's limit for a run."""
        self._counted[what, site] += 1
        return self._counted[what, site] <= self.settings.getint(f"NEWSSPIDER_MAX_{what.upper()}")

    def _nothing_in(self, lease: Lease, message: str) -> None:
        """Tell a feed or sitemap that is none, unless its address was a guess."""
        if not lease.meta.get("probe"):
            self.session.fail(lease, Cause.NOT_HTML, message, stage=Stage.DISCOVER)
