"""``scrapy crawl warc``: captures read again, without network."""

from __future__ import annotations

from collections import Counter
from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from typing import Any

from newsspider.archive.captures import Stored, stored_captures
from newsspider.archive.record import Facts, Place, record
from newsspider.crawl.copies import is_copy
from newsspider.crawl.items import ArticleItem
from newsspider.crawl.spiders.base import NO_ARTICLE, ArchiveSpider
from newsspider.crawl.values import warc_files
from newsspider.errors import UsageError


class WarcSpider(ArchiveSpider):
    """Extracts the captures of a WARC file, or of all below a directory, in the order of their names.

    The records point to captures that lie in the archive written to, and to none that lie elsewhere; no
    capture is written again.
    """

    name = "warc"

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._read: Counter[str] = Counter()  # articles by site

    async def start(self) -> AsyncIterator[ArticleItem]:
        """Yield the articles of all files; AMP and print pages last, after what they are copies of."""
        copies = []
        for item in self._items():
            if is_copy(item):
                copies.append(item)
            else:
                yield item
        for item in copies:  # after the pages they are copies of
            yield item

    def _items(self) -> Iterator[ArticleItem]:
        for path in warc_files(self.session.arguments.path or Path()):
            try:
                root = self._root(path)
                for stored in stored_captures(path.resolve(), root):
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
        """The archive written to, where a file lies in it; None for a file elsewhere."""
        root = self.session.archive.ledger.root.resolve()
        return root if path.resolve().is_relative_to(root) else None

    def _item_of(self, stored: Stored, place: Place | None) -> ArticleItem | None:
        taken = stored.capture
        site = self._site_of(stored)
        if taken.status >= 300 or self._read[site] == self.session.arguments.max:
            return None
        self.session.tally.arrived(site, len(taken.body))
        counts = self.session.tally.site(site)
        counts.addresses += 1
        article = self.reading.extract(taken)
        if article.kind in NO_ARTICLE or not self.wanted.takes(article, site):
            counts.unwanted += 1
            return None
        self._read[site] += 1
        facts = Facts(
            run_id=self.session.run.run_id,
            spider=self.name,
            site=site,
            discovered_via=stored.notes.get("discoveredVia", "list"),
            discovered_from=stored.notes.get("discoveredFrom"),
            config_sha256=self.session.run.config_sha256,
            capture="warc",
        )
        return ArticleItem.from_record(record(article, facts, capture=taken, place=place))
