"""Which of the addresses found are fetched, and in what order: decided before a request is made of any."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, timedelta

from newsspider.crawl.session import Session
from newsspider.discover.found import Found
from newsspider.discover.links import same_site
from newsspider.discover.urls import shape
from newsspider.model import Article
from newsspider.rules.site import SiteRule
from newsspider.state.frontier import FIRST, Entry
from newsspider.text.urls import host, url_key, without_tracking

# What leads to articles goes before articles, so that these can go newest first. Articles have the seconds
# since 1970 of their date as priority, all below FIRST.
ORDER = {"robots": 4 * FIRST, "sitemap": 3 * FIRST, "feed": 3 * FIRST, "posts": 3 * FIRST, "index": 2 * FIRST}
# A hint may be a day off: it may be the day of another zone.
_SLACK = timedelta(days=1)
# Sources that list sections and tags beside articles; a feed, or a link with a headline, does not.
_TRUSTED = frozenset({"feed", "recheck"})  # these say themselves that it is an article
_LOOSE = frozenset({"sitemap", "related-link", "in-text-link"})

_STANDING = frozenset({"blocked", "consent-wall", "error-page", "log-in", "server-error"})
_TEXT = 250  # characters of a body that are worth keeping: two or three sentences


def has_text(article: Article) -> bool:
    """Return whether a page has a headline and some sentences of its own, and is no error, no form for consent."""
    body = article.body or ""
    return bool(article.headline) and len(body) >= _TEXT and _STANDING.isdisjoint(article.warnings)


class Wanted:
    """The filter of one run: days, patterns, and what is archived and not due to be looked at again."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._since = session.arguments.since
        self._until = session.arguments.until
        self._any_site = session.run.spider == "feed"

    def entries(self, found: Iterable[Found], site: str, depth: int = 0) -> Iterator[Entry]:
        """Yield an entry for each address that is wanted, newest first in its priority."""
        rule = self._rule(site)
        for one in found:
            if self._wanted(one, rule):
                url = self._session.worth.plain(without_tracking(one.url))
                yield Entry(url, "page", int(one.freshness), depth, site, one.via, one.source)

    def takes(self, article: Article, site: str) -> bool:
        """Return whether an article that was read is wanted: by its address and its day of publication.

        One that names no day is, whatever days are asked for.
        """
        if not self._matches(article.url or "", self._rule(site)):
            return False
        if article.published is None or article.published.date is None:
            return True
        day = date.fromisoformat(article.published.date)
        return not (self._since and day < self._since) and not (self._until and day > self._until)

    def _rule(self, site: str) -> SiteRule | None:
        return next((s for s in self._session.arguments.rules.sites if s.name == site), None)

    def _wanted(self, found: Found, rule: SiteRule | None) -> bool:
        form = shape(found.url)
        if found.via not in _TRUSTED and form.kind == "neither":
            return False
        if form.reason in {"media", "broken", "too-long"} or (
            found.via in _LOOSE and not form.may_be_article
        ):
            return False
        if not self._any_site and not self._own(found, rule):
            return False
        if not (self._matches(found.url, rule) and self._dated(found)):
            self._session.tally.left_out(found.url)
            return False
        return self._due(found)

    def _own(self, found: Found, rule: SiteRule | None) -> bool:
        """Whether the address is of the site it was found on, or of a host that belongs to it."""
        if found.source is None or (rule and host(found.url) in rule.hosts):
            return True
        homes = (rule.url if rule else None, found.source, *self._session.arguments.urls)
        return any(same_site(found.url, home) for home in homes if home)

    def _matches(self, url: str, rule: SiteRule | None) -> bool:
        """The run's patterns and the site's own, searched for in the address."""
        arguments = self._session.arguments
        if arguments.include and not arguments.include.search(url):
            return False
        if arguments.exclude and arguments.exclude.search(url):
            return False
        if rule is None:
            return True
        included = not rule.include or any(re.search(p, url) for p in rule.include)
        return included and not any(re.search(p, url) for p in rule.exclude)

    def _dated(self, found: Found) -> bool:
        """By what the source says: published outside of the days, or not touched since before them."""
        if self._since and found.freshness and found.freshness < _seconds(self._since - _SLACK):
            return False
        late = (
            self._until
            and found.published
            and found.published.timestamp() > _seconds(self._until + 2 * _SLACK)
        )
        return not late

    def _due(self, found: Found) -> bool:
        """A page of a sitemap is looked at again where its lastmod is newer, or its time has come; of a list of posts
        likewise."""
        if not found.exhaustive:
            return True
        key = url_key(found.url)
        state = self._session.pages.get(key)
        if state is None:
            return True
        if found.modified:
            return found.modified > datetime.fromisoformat(state.fetched_at)
        return self._session.pages.is_due(key, datetime.now(UTC))


def _seconds(day: date) -> float:
    return datetime(day.year, day.month, day.day, tzinfo=UTC).timestamp()
