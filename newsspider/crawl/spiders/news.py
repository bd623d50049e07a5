"""``scrapy crawl news``: everything a news site lists, newest first."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import urljoin

from newsspider.crawl.spiders.discovery import DiscoverySpider
from newsspider.rules.site import SiteRule
from newsspider.state.frontier import Entry


class NewsSpider(DiscoverySpider):
    """Archives one site (``url``, its home page) or all sites of a file (``sites``)."""

    name = "news"
    follows_articles = True

    def seeds(self) -> Iterator[Entry]:
        """Yield robots.txt and the home page of each site, and the feeds and sitemaps its rule names."""
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
        if rule:
            yield from (self.entry(url, "feed", site=site) for url in rule.feeds)
            yield from (self.entry(url, "sitemap", site=site) for url in rule.sitemaps)
