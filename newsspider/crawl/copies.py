"""Other addresses of one article: an AMP or print page waits until its canonical page has been read.

Then the judge, which sees the canonical page first, drops the copy as a duplicate; or archives it, where the
canonical page could not be had.
"""

from __future__ import annotations

import re

from scrapy import Request
from scrapy.http import Response

from newsspider.crawl.captures import request_of
from newsspider.crawl.items import ArticleItem
from newsspider.crawl.session import Session
from newsspider.discover.links import same_site
from newsspider.discover.urls import shape
from newsspider.state.frontier import Entry, Lease
from newsspider.text.urls import url_key

_AMP = re.compile(r"\bamp\b", re.IGNORECASE)


def is_copy(item: ArticleItem) -> bool:
    """Return whether a page names another one of its site as canonical: it is an AMP or print page of it."""
    own, canonical = item.url, item.canonical_url
    if not own or not canonical or not same_site(own, canonical):
        return False
    return url_key(own) != url_key(canonical) or bool(_AMP.search(own) and not _AMP.search(canonical))


def canonical_request(item: ArticleItem, response: Response) -> Request | None:
    """Return the request of the canonical page, where *response* is an AMP page that shares its ``url_key``.

    It goes under the same lease, once, with *item* to stand in should it fail; None where there is no need.
    """
    canonical = item.canonical_url
    if not canonical or "instead" in response.meta or url_key(canonical) != url_key(response.url):
        return None
    if not is_copy(item):
        return None
    meta = {name: response.meta[name] for name in _KEPT_META if name in response.meta}
    request = request_of(response)
    return Request(
        canonical,
        callback=request.callback,
        errback=request.errback,
        dont_filter=True,
        meta={**meta, "instead": item},
    )


_KEPT_META = ("lease", "leases", "handle_httpstatus_list", "download_maxsize", "spent")


class Copies:
    """Items that wait, by the ``url_key`` of the page they wait for."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._waiting: dict[str, list[tuple[Lease, ArticleItem]]] = {}
        self._released: set[int] = set()

    def wait(self, item: ArticleItem, lease: Lease) -> bool:
        """Park *item* if its canonical page is on the same site, unread, and has been pushed here or before."""
        canonical = item.canonical_url
        if not canonical or not item.url or lease.id in self._released:
            return False
        key = url_key(canonical)
        if key in {url_key(item.url), url_key(lease.url)} or not is_copy(item):
            return False
        if (
            shape(canonical).kind == "neither"
            or shape(canonical).reason == "home"
            or self._session.pages.get(key)
        ):
            return False
        self._session.frontier.push(
            [Entry(canonical, "page", lease.priority + 1, lease.depth, lease.site, lease.via, lease.origin)]
        )
        self._session.park(lease)
        self._waiting.setdefault(key, []).append((lease, item))
        return True

    def come(self, lease: Lease) -> list[tuple[Lease, ArticleItem]]:
        """Return, and forget, the items that waited for the page of *lease*, whatever became of it."""
        return self._waiting.pop(url_key(lease.url), [])

    def give_up(self) -> None:
        """Make every page that still waits pending again; the next time it is read it does not wait."""
        for lease, _ in (parked for group in self._waiting.values() for parked in group):
            self._session.parked.pop(lease.id, None)
            self._session.frontier.release(lease.id)
            self._released.add(lease.id)
        self._waiting.clear()
