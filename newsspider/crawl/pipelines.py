"""From item to archive: validate, dedupe, archive. Each collaborator comes in through ``__init__``."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from typing import Any

from scrapy.crawler import Crawler
from scrapy.exceptions import DropItem
from scrapy.statscollectors import StatsCollector

from newsspider.archive.archive import Archive
from newsspider.archive.record import judged
from newsspider.archive.schema import check
from newsspider.crawl.items import ArticleItem
from newsspider.crawl.session import Session
from newsspider.crawl.tally import Tally
from newsspider.dedupe.verdict import Kind, Verdict

log = logging.getLogger(__name__)
_GONE = frozenset({404, 410})


class InvalidItem(DropItem):
    """An item that breaks the schema; told as a failure of its page."""


class ValidatePipeline:
    """Let through what the schema allows: a reader may trust every line. Counts ``newsspider/valid/{yes,no}``."""

    def __init__(self, stats: StatsCollector) -> None:
        self._stats = stats

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> ValidatePipeline:
        """Return it with the crawl's statistics."""
        return cls(crawler.stats)

    def process_item(self, item: ArticleItem) -> ArticleItem:
        """Return *item*; drop one that breaks the schema, with its first mistake as the reason."""
        mistakes = check(item.to_record())
        self._stats.inc_value(f"newsspider/valid/{'no' if mistakes else 'yes'}")
        if mistakes:
            raise InvalidItem(mistakes[0], log_level="ERROR")
        return item


class DedupePipeline:
    """Drop an article that is archived and has not changed; number updates, link copies.

    Counts ``newsspider/dedupe/{new,unchanged,updated,copy,duplicate}``.
    """

    def __init__(self, session: Session, stats: StatsCollector) -> None:
        self._judge = session.judge
        self._pages = session.pages
        self._tally = session.tally
        self._worth = session.worth
        self._stats = stats

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> DedupePipeline:
        """Return it with the judge of the crawl's session."""
        return cls(Session.of(crawler), crawler.stats)

    def process_item(self, item: ArticleItem) -> ArticleItem:
        """Return *item* with its revision and dedup; drop one that would add nothing."""
        line = item.to_record()
        gone = item.provenance["http_status"] in _GONE
        verdict = self._judge.gone(line) if gone else self._judge.judge(line)
        if verdict is None:
            raise DropItem(f"{item.url} was never archived, and is gone", log_level="DEBUG")
        kind = verdict.kind
        self._stats.inc_value(f"newsspider/dedupe/{kind.value}")
        self._tally.judged(line["site"], kind.value)
        log.info("%s %s", kind.value, item.url)
        self._learn(line, verdict)
        if kind.dropped:
            self._judge.seen(line, verdict)
            raise DropItem(f"{item.url} is archived: {kind.value}", log_level="DEBUG")
        self._judge.keep(line, verdict)
        return ArticleItem.from_record(judged(line, verdict.revision, verdict.dedup))

    def _learn(self, line: Mapping[str, Any], verdict: Verdict) -> None:
        """An address of an article that is archived under another one has brought nothing but the knowledge of it."""
        asked = line["provenance"]["requested_url"]
        self._worth.note(asked, "page", fruitful=verdict.kind is not Kind.DUPLICATE)
        if verdict.kind is Kind.DUPLICATE and (known := self._pages.by_id(verdict.same_as or "")):
            self._worth.same(asked, known.url)


class ArchivePipeline:
    """Write the line; the session commits it with the batch. Counts ``newsspider/archived``."""

    def __init__(self, archive: Archive, tally: Tally, stats: StatsCollector) -> None:
        self._archive = archive
        self._tally = tally
        self._stats = stats

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> ArchivePipeline:
        """Return it with the archive of the crawl's session."""
        session = Session.of(crawler)
        return cls(session.archive, session.tally, crawler.stats)

    def process_item(self, item: ArticleItem) -> ArticleItem:
        """Write *item* and return it."""
        self._archive.write(item.to_record())
        gone = item.revision["change"] == "gone"
        dated, signed = bool(item.published_date), bool(item.authors)
        self._tally.written(str(item.site), dated=dated, signed=signed, gone=gone)
        self._stats.inc_value("newsspider/archived")
        return item
