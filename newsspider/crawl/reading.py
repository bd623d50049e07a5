"""From response to item: the capture kept, the page extracted, the facts of the crawl put beside it."""

from __future__ import annotations

import hashlib
import logging
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from scrapy.http import Response

from newsspider.archive.record import Facts, Place, record
from newsspider.crawl.captures import capture, headers, request_of
from newsspider.crawl.items import ArticleItem
from newsspider.crawl.session import Session
from newsspider.extraction import extract
from newsspider.model import Article, Capture
from newsspider.state.frontier import Lease
from newsspider.state.pages import PageState
from newsspider.text.urls import url_key

log = logging.getLogger(__name__)


class Reading:
    """How the pages of one run are read. *user_agent*: as sent, told in every record."""

    def __init__(self, session: Session, user_agent: str) -> None:
        self._session = session
        self._user_agent = user_agent

    def unchanged(self, response: Response, lease: Lease) -> bool:
        """Return whether the server says so, or the bytes are those of the last time; and note and count it."""
        key = url_key(lease.url)
        state = self._session.pages.get(key)
        digest = "sha256:" + hashlib.sha256(response.body).hexdigest()
        if response.status != 304 and (state is None or state.gone or state.html_sha256 != digest):
            return False
        etag, modified = (response.headers.get(name) for name in ("ETag", "Last-Modified"))
        texts = (value.decode("latin-1") if value else None for value in (etag, modified))
        self._session.pages.touched(key, datetime.now(UTC), *texts)
        self._revisited(response, lease, state)
        same = state is not None and state.same_as
        log.info("%s %s", "duplicate" if same else "unchanged", lease.url)
        self._session.tally.judged(lease.site, "duplicate" if same else "unchanged")
        return True

    def keep(self, taken: Capture, response: Response, lease: Lease) -> Place | None:
        """Keep a capture as WARC, before it is read; None where the run keeps none."""
        if self._session.arguments.keep == "none":
            return None
        sent = headers(request_of(response))
        return self._session.archive.write_capture(taken, lease.site, sent, _notes(lease))

    def extract(self, taken: Capture) -> Article:
        """Return the article of a capture, by the run's rules."""
        rules = self._session.arguments.rules
        return extract(taken.body, taken.url, taken.headers, fetched_at=taken.fetched_at, rules=rules)

    def item(
        self, article: Article, response: Response, lease: Lease, taken: Capture, place: Place | None
    ) -> ArticleItem:
        """Return the item of an article, with the facts of the crawl."""
        line = record(article, self._facts(lease, response.meta), capture=taken, place=place)
        return ArticleItem.from_record(line)

    def gone(self, response: Response, lease: Lease) -> ArticleItem | None:
        """Return the last revision of an article whose page answers 404 or 410; None where there is none."""
        state = self._session.pages.get(url_key(lease.url))
        if state is None:
            self._session.pages.forget_lost(url_key(lease.url))
        if lease.kind != "page" or state is None or state.gone or state.same_as:
            return None
        taken = replace(capture(response, lease.url), url=lease.url)
        place = self.keep(taken, response, lease)
        article = Article(url=lease.url, url_key=url_key(lease.url), id=state.id, fetched_at=taken.fetched_at)
        return ArticleItem.from_record(record(article, self._facts(lease, {}), capture=taken, place=place))

    def _revisited(self, response: Response, lease: Lease, state: PageState | None) -> None:
        """Note in the captures that the one known came again, where the run keeps captures and it is there."""
        if self._session.arguments.keep == "none" or state is None or state.warc_file is None:
            return
        of = Place(state.warc_file, state.warc_offset or 0, state.warc_record_id or "")
        sent = headers(request_of(response))
        again = capture(response, lease.url)
        self._session.archive.write_revisit(again, lease.site, of, sent, _notes(lease))

    def _facts(self, lease: Lease, meta: dict[str, Any]) -> Facts:
        run = self._session.run
        return Facts(
            run_id=run.run_id,
            spider=run.spider,
            site=lease.site,
            user_agent=self._user_agent,
            discovered_via=lease.via,
            discovered_from=lease.origin,
            robots_allowed=meta.get("robots_allowed"),
            config_sha256=run.config_sha256,
        )


def _notes(lease: Lease) -> dict[str, str]:
    """What the captures tell of how a page was found."""
    notes = {"site": lease.site, "discoveredVia": lease.via}
    return notes | ({"discoveredFrom": lease.origin} if lease.origin else {})
