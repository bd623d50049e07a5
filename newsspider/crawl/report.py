"""How a run ends: the archive closed, its counts in Scrapy's stats, and the table a person reads."""

from __future__ import annotations

import logging
import os
import sys
from typing import Any, TextIO

from scrapy import Spider, signals
from scrapy.crawler import Crawler
from scrapy.logformatter import LogFormatter, LogFormatterResult
from twisted.python.failure import Failure

from newsspider.crawl.session import Session
from newsspider.errors import OutputError, PartlyFetchedError

# Warn of what becomes a line of failures.jsonl.
_TOLD_ELSEWHERE = ("scrapy.core.downloader.handlers.http11", "scrapy.utils._download_handlers")


class Report:
    """Closes the session with the spider, and prints the closing table on standard output.

    Where the items themselves go there (``-o -:jsonl``), the table goes to standard error.
    """

    def __init__(self, crawler: Crawler, session: Session) -> None:
        self._crawler = crawler
        self._session = session
        for name in _TOLD_ELSEWHERE:
            logging.getLogger(name).setLevel(logging.ERROR)

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Report:
        """Connect to the end of one crawl."""
        report = cls(crawler, Session.of(crawler))
        crawler.signals.connect(report.spider_closed, signals.spider_closed)
        return report

    def spider_closed(self, reason: str) -> None:
        """End the run: nothing is written after this."""
        session = self._session
        session.close(reason)
        for name, count in session.tally.totals().items():
            self._crawler.stats.set_value(f"newsspider/{name}", count)
        if not self._crawler.settings.getbool("NEWSSPIDER_QUIET") and (
            session.error is None or isinstance(session.error, PartlyFetchedError)
        ):
            out = sys.stderr if self._items_on_stdout() else sys.stdout
            session.error = _print(session.tally.table(), out) or session.error

    def _items_on_stdout(self) -> bool:
        return any(str(uri).startswith(("-", "stdout:")) for uri in self._crawler.settings.getdict("FEEDS"))


def _print(table: str, out: TextIO | None) -> OutputError | None:
    """Write the table; return what a full disk says. Nobody listening (a closed pipe or file) is no error."""
    if out is None:  # closed before Python began
        return None
    try:
        out.write(table + "\n")
        out.flush()
    except OSError as error:
        _discard(out)
        if not isinstance(error, BrokenPipeError):
            return OutputError(f"the table cannot be written: {error.strerror}; the archive is complete")
    return None


def _discard(out: TextIO) -> None:
    """Send what is left in the buffer nowhere, or Python would try to write it again at its end."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, out.fileno())
    os.close(nowhere)


class QuietFormatter(LogFormatter):
    """Scrapy's log lines, but tracebacks at DEBUG only: each error is told in one line elsewhere."""

    def spider_error(
        self, failure: Failure, request: Any, response: Any, spider: Spider
    ) -> LogFormatterResult:
        """The error of a callback, which is a line of failures.jsonl or ends the run."""
        return _quiet(super().spider_error(failure, request, response, spider))

    def item_error(
        self, item: Any, exception: BaseException, response: Any, spider: Spider
    ) -> LogFormatterResult:
        """The error of a pipeline, likewise."""
        return _quiet(super().item_error(item, exception, response, spider))

    def dropped(
        self,
        item: Any,  # noqa: ARG002 - Scrapy's signature
        exception: BaseException,
        response: Any,  # noqa: ARG002
        spider: Spider,  # noqa: ARG002
    ) -> LogFormatterResult:
        """The reason alone, without the whole item."""
        level = getattr(exception, "log_level", None) or "DEBUG"
        return {
            "level": logging.getLevelNamesMapping()[level],
            "msg": "dropped: %(exception)s",
            "args": {"exception": exception},
        }


def _quiet(line: LogFormatterResult) -> LogFormatterResult:
    line["level"] = logging.DEBUG
    return line
