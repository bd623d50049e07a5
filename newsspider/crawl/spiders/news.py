"""``scrapy crawl news``: everything a news site lists, newest first."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from urllib.parse import urljoin

from newsspider.crawl.spiders.discovery import DiscoverySpider
from newsspider.discover.found import Found
from newsspider.rules.site import SiteRule
from newsspider.state.frontier import Entry


class NewsSpider(DiscoverySpider):
    """Archives one site (``url``, its home page) or all sites of a file (``sites``)."""

    name = "news"
    follows_articles = True
    reads_lists = True

    def seeds(self) -> Iterator[Entry]:
        """Yield robots.txt and the home page of each site, the feeds and sitemaps its rule names, and articles
        whose time to be looked at again has come."""
        arguments = self.session.arguments
        for url in arguments.urls:
            yield from self._site(url, arguments.rules.site(url))
        if not arguments.urls:
            for rule in arguments.rules.sites:
                yield from self._site(rule.url or f"https://{rule.hosts[0]}/", rule)

    def _site(self, home: str, rule: SiteRule | None) -> Iterator[Entry]:
        site = rule.name if rule else self.site_of(home)
        yield self.entry(urljoin(home, "/robots.txt"), "robots", site=site, meta={"probe": True})
        yield self.entry(home, "index", site=site)
        yield from self._rechecks(site)
        if rule:
            yield from (self.entry(url, "feed", site=site) for url in rule.feeds)
            yield from (self.entry(url, "sitemap", site=site) for url in rule.sitemaps)

    def _rechecks(self, site: str) -> Iterator[Entry]:
        limit = self.settings.getint("NEWSSPIDER_MAX_RECHECKS")
        due = self.session.pages.due(site, datetime.now(UTC), limit)
        seen = (
            Found(page.url, "recheck", None, datetime.fromisoformat(page.first_seen_at))
            for page in due
            if not page.same_as
        )
        for entry in self.wanted.entries(seen, site):
            yield replace(entry, priority=0)
