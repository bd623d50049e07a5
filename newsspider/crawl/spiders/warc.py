"""``scrapy crawl warc``: captures read again, without network."""

from __future__ import annotations

from collections import Counter
from collections.abc import AsyncIterator, Iterator, Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

from newsspider.archive.captures import Stored, stored_captures
from newsspider.archive.failures import Cause, Failure, Stage
from newsspider.archive.record import Facts, Place, record
from newsspider.crawl.captures import begins_as_html, declared_html
from newsspider.crawl.copies import is_copy
from newsspider.crawl.items import ArticleItem
from newsspider.crawl.spiders.base import NO_ARTICLE, ArchiveSpider
from newsspider.crawl.spool import Spool
from newsspider.crawl.values import warc_files
from newsspider.dedupe.verdict import Kind
from newsspider.errors import UsageError
from newsspider.model import Capture
from newsspider.text.urls import url_key

_CUT = {"length": Cause.TOO_LARGE, "time": Cause.TIMEOUT}  # by WARC-Truncated


class WarcSpider(ArchiveSpider):
    """Extracts the captures of a WARC file, or of all below a directory, in the order of their names.

    The records point to captures that lie in the archive written to, and to none that lie elsewhere; no
    capture is written again.
    """

    name = "warc"
    # Nothing need be fetched again after a kill, and a file of many sites costs a sync each: 4 ms.
    custom_settings = {"NEWSSPIDER_COMMIT_SECONDS": 15.0}  # noqa: RUF012 - Scrapy's own way

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._read: Counter[str] = Counter()  # articles by site

    async def start(self) -> AsyncIterator[ArticleItem]:
        """Yield the articles of all files; AMP and print pages last, after what they are copies of."""
        with Spool() as copies:
            for item in self._items():
                if is_copy(item):
                    copies.add(item)
                else:
                    yield item
            for item in copies:
                yield item

    def _items(self) -> Iterator[ArticleItem]:
        for path in warc_files(self.session.arguments.path or Path()):
            try:
                root = self._root(path)
                for stored in stored_captures(path.resolve(), root, _is_page):
                    if item := self._item_of(stored, stored.place if root else None):
                        yield item
                    self.session.tick()
            except UsageError as error:
                self.session.broken(error)
                return

    def _site_of(self, stored: Stored) -> str:
        """The site by this run's rules, or what the crawl that made the capture called it."""
        rule = self.session.arguments.rules.site(stored.capture.url)
        return rule.name if rule else stored.notes.get("site") or self.site_of(stored.capture.url)

    def _root(self, path: Path) -> Path | None:
        """The archive written to, where a file lies in it and a line can lead into it; None for any other file."""
        root = self.session.archive.ledger.root.resolve()
        inside = path.resolve().is_relative_to(root) and path.name.endswith(".warc.gz")
        return root if inside else None

    def _item_of(self, stored: Stored, place: Place | None) -> ArticleItem | None:
        taken = stored.capture
        site = self._site_of(stored)
        if not _may_be_page(taken) or self._read[site] == self.session.arguments.max:
            return None
        self.session.tally.arrived(site, len(taken.body))
        counts = self.session.tally.site(site)
        counts.addresses += 1
        if taken.truncated:
            self._cut(taken, site)
            return None
        if self._is_past(taken):
            self.session.tally.judged(site, Kind.UNCHANGED.value)
            return None
        article = self.reading.extract(taken)
        if article.kind in NO_ARTICLE or not self.wanted.takes(article, site):
            counts.unwanted += 1
            return None
        self._read[site] += 1
        return ArticleItem.from_record(record(article, self._facts(stored, site), capture=taken, place=place))

    def _is_past(self, taken: Capture) -> bool:
        """Whether an earlier run has archived a later state of the page."""
        state = self.session.pages.get(url_key(taken.url))
        if state is None or state.same_as or state.run_id == self.session.run.run_id:
            return False
        return datetime.fromisoformat(state.changed_at) > taken.fetched_at

    def _cut(self, taken: Capture, site: str) -> None:
        """Tell a page that is not whole: what is left of it is no article."""
        cause = _CUT.get(taken.truncated or "", Cause.CONNECT)
        message = f"its capture was cut off ({taken.truncated})"
        self.session.tally.failed(site, cause.value, f"{taken.url}: {message}")
        self.session.archive.write_failure(
            Failure(taken.url, site, Stage.FETCH, cause, taken.status, message, taken.fetched_at)
        )

    def _facts(self, stored: Stored, site: str) -> Facts:
        return Facts(
            run_id=self.session.run.run_id,
            spider=self.name,
            site=site,
            discovered_via=stored.notes.get("discoveredVia", "list"),
            discovered_from=stored.notes.get("discoveredFrom"),
            config_sha256=self.session.run.config_sha256,
            capture="warc",
        )


def _is_page(status: int, headers: Mapping[str, str]) -> bool:
    """Whether an answer may be a web page, going by its head: its body is unpacked only then."""
    return 200 <= status < 300 and declared_html(headers.get("content-type", "")) is not False


def _may_be_page(taken: Capture) -> bool:
    """Whether its body, where its head does not tell, begins as a web page's."""
    named = {name.lower(): value for name, value in taken.headers.items()}
    return bool(declared_html(named.get("content-type", ""))) or begins_as_html(taken.body)
