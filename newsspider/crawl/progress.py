"""What a run is doing, while it does it: a line a site on a terminal, a plain line now and then elsewhere."""

from __future__ import annotations

import shutil
import sys
from typing import TextIO

from scrapy import signals
from scrapy.crawler import Crawler
from scrapy.exceptions import NotConfigured
from twisted.internet.task import LoopingCall

from newsspider.crawl.session import Session
from newsspider.crawl.tally import SiteTally

_REDRAWN = 1.0  # seconds between two pictures on a terminal
_COLUMNS = ("found", "fetched", "articles", "unchanged", "failed", "a minute", "minutes left")
_UP, _WIPE = "\x1b[{}A", "\x1b[J"  # ECMA-48: cursor up, erase to the end of the screen


class Progress:
    """Tells on standard error how far the run is.

    On a terminal a line a site is redrawn, as many as the screen has room for, the busiest first; in a pipe or a file
    one line for all comes every NEWSSPIDER_PROGRESS_SECONDS. Nothing with ``--quiet``.
    """

    def __init__(self, session: Session, seconds: float, out: TextIO) -> None:
        self._tally = session.tally
        self._out = out
        self._drawn = 0
        self._terminal = out.isatty()
        self._every = _REDRAWN if self._terminal else seconds
        self._loop = LoopingCall(self._draw if self._terminal else self._tell)

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Progress:
        """Connect to one crawl; NotConfigured where nobody wants to see it, or there is nowhere to write."""
        seconds = crawler.settings.getfloat("NEWSSPIDER_PROGRESS_SECONDS")
        if crawler.settings.getbool("NEWSSPIDER_QUIET") or sys.stderr is None or not seconds:
            raise NotConfigured
        progress = cls(Session.of(crawler), seconds, sys.stderr)
        crawler.signals.connect(progress.opened, signals.spider_opened)
        crawler.signals.connect(progress.closed, signals.spider_closed)
        return progress

    def opened(self) -> None:
        """Begin to tell, after the first pause."""
        self._loop.start(self._every, now=False)

    def closed(self) -> None:
        """Stop, and wipe what was drawn: the closing table says it all."""
        if self._loop.running:
            self._loop.stop()
        self._write(self._wiped())

    def _draw(self) -> None:
        room = shutil.get_terminal_size().lines - 2
        busiest = sorted(self._tally.sites.items(), key=lambda item: -item[1].pages)[: max(1, room)]
        rows = [("site", *_COLUMNS), *((name, *self._cells(counts)) for name, counts in busiest)]
        widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
        lines = ["  ".join(cell.rjust(w) for cell, w in zip(row, widths, strict=True)) for row in rows]
        width = shutil.get_terminal_size().columns - 1
        self._write(self._wiped() + "".join(f"{line[:width]}\n" for line in lines))
        self._drawn = len(lines)

    def _tell(self) -> None:
        cells = zip(_COLUMNS, self._cells(self._tally.total()), strict=True)
        self._write(f"{self._tally.seconds():.0f} s: {', '.join(f'{name} {cell}' for name, cell in cells)}\n")

    def _cells(self, counts: SiteTally) -> tuple[str, ...]:
        failed = counts.failures.total()
        fetched = counts.pages + failed
        minutes = max(self._tally.seconds(), 1.0) / 60
        left = (counts.found - fetched) * minutes / fetched if fetched else 0.0
        numbers = (counts.found, counts.pages, counts.articles, counts.unchanged, failed)
        return (*map(str, numbers), f"{fetched / minutes:.0f}", f"{max(0.0, left):.0f}")

    def _wiped(self) -> str:
        drawn, self._drawn = self._drawn, 0
        return _UP.format(drawn) + _WIPE if drawn else ""

    def _write(self, text: str) -> None:
        """Write it; a terminal that is gone, or a full disk, does not end a crawl."""
        try:
            self._out.write(text)
            self._out.flush()
        except OSError:
            if self._loop.running:
                self._loop.stop()
