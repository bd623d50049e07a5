"""Where publishing software puts feeds and sitemaps when nothing says so, and what it calls them."""

from __future__ import annotations

import re

# WordPress, Yoast, Ghost, Drupal, Joomla, Blogger, Hugo; by how common they are.
SITEMAPS = ("/sitemap.xml", "/sitemap_index.xml", "/news-sitemap.xml", "/wp-sitemap.xml")
FEEDS = ("/feed/", "/rss.xml", "/rss", "/atom.xml", "/feed.json")
# Sitemaps that list everything but articles, by the names Yoast, Rank Math and WordPress give them.
_NO_ARTICLES = re.compile(
    r"(?:category|tag|author|users|taxonom\w+|page|product|image|video|local)s?[-_]?sitemap", re.IGNORECASE
)


def lists_no_articles(url: str) -> bool:
    """Return whether the sitemap at *url* lists other things than articles, by its name."""
    return bool(_NO_ARTICLES.search(url))
