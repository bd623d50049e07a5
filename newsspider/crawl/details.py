"""A log of each run beside its archive: what became of every address, a line each."""

from __future__ import annotations

import logging
import re
import time
from contextlib import suppress
from pathlib import Path
from typing import Final

from scrapy import signals
from scrapy.crawler import Crawler
from scrapy.exceptions import NotConfigured

from newsspider.crawl.session import Session

FOLDER: Final = "logs"
# What would move the cursor of a terminal that shows the log: C0, DEL and C1 controls, whoever wrote them.
_CONTROL: Final = re.compile("[\x00-\x1f\x7f-\x9f]")


class Details:
    """Writes ``logs/RUN_ID.log`` under the output, and keeps the newest NEWSSPIDER_LOGS of these files."""

    def __init__(self, folder: Path, run_id: str, keep: int) -> None:
        self._folder = folder
        self._file = folder / f"{run_id}.log"
        self._keep = keep
        self._handler: logging.Handler | None = None

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Details:
        """Connect to one crawl; NotConfigured where no logs are wanted."""
        keep = crawler.settings.getint("NEWSSPIDER_LOGS")
        if not keep:
            raise NotConfigured
        session = Session.of(crawler)
        details = cls(session.archive.root / FOLDER, session.run.run_id, keep)
        crawler.signals.connect(details.opened, signals.spider_opened)
        crawler.signals.connect(details.closed, signals.engine_stopped)
        return details

    def opened(self) -> None:
        """Open the file, and delete the oldest; a log that cannot be written does not end a crawl."""
        try:
            self._folder.mkdir(exist_ok=True)
            handler = _File(self._file, encoding="utf-8", errors="backslashreplace")
        except OSError as error:
            logging.getLogger(__name__).warning("%s: no log is written (%s)", self._file, error.strerror)
            return
        handler.setLevel(logging.INFO)
        handler.setFormatter(_OneLine("{asctime} {message}", "%Y-%m-%dT%H:%M:%SZ", style="{"))
        logging.getLogger("newsspider").addHandler(handler)
        self._handler = handler
        for old in sorted(self._folder.glob("*.log"))[: -self._keep]:
            with suppress(OSError):
                old.unlink()

    def closed(self) -> None:
        """Close the file."""
        if self._handler:
            logging.getLogger("newsspider").removeHandler(self._handler)
            self._handler.close()


class _File(logging.FileHandler):
    def handleError(self, record: logging.LogRecord) -> None:  # noqa: ARG002, N802 - Python's signature
        """Stop at the first line a full disk refuses: the archive has the disk's last bytes to itself."""
        logging.getLogger("newsspider").removeHandler(self)


class _OneLine(logging.Formatter):
    converter = staticmethod(time.gmtime)

    def format(self, record: logging.LogRecord) -> str:
        return _CONTROL.sub(" ", super().format(record))
