"""What all parts of one crawl share: its arguments, its archive, and what it has counted."""

from __future__ import annotations

import asyncio
import gc
import logging
import sqlite3
import time
from collections import Counter
from contextlib import suppress
from datetime import UTC, datetime
from weakref import WeakKeyDictionary, proxy

from scrapy.crawler import Crawler
from scrapy.exceptions import NotConfigured

from newsspider.archive.archive import Archive
from newsspider.archive.failures import Cause, Failure, Stage
from newsspider.archive.package import Outcome, Run, new_run_id
from newsspider.archive.packing import named
from newsspider.crawl.arguments import Arguments, parse
from newsspider.crawl.pauses import Pauses
from newsspider.crawl.tally import Tally
from newsspider.crawl.worth import Worth
from newsspider.dedupe.judge import Judge
from newsspider.errors import FetchError, NewsspiderError, OutputError, PartlyFetchedError
from newsspider.state.depths import Depths
from newsspider.state.frontier import Frontier, Lease
from newsspider.state.pages import Pages

log = logging.getLogger(__name__)
# Objects made and not yet deleted, until a collection looks for cycles among them. With Python's own 700 a crawl spends
# 4 % of its CPU in collections; a page makes few cycles.
_GARBAGE = 10_000
# What may be otherwise tomorrow.
_PASSING = frozenset(
    (Cause.DNS, Cause.CONNECT, Cause.TIMEOUT, Cause.TLS, Cause.HTTP_5XX, Cause.BLOCKED, Cause.DECODE)
)
_OUTCOMES = {"finished": Outcome.FINISHED, "shutdown": Outcome.INTERRUPTED}


class Session:
    """One run of one spider into one archive, from the lock on its output to the last commit.

    *frontier*, *pages*, *depths*, *judge*, *pauses*: views of the archive's ledger. *tally*: what the closing table shows. *worth*: what
    was learnt of addresses.
    *error*: what ended the run badly, None while nothing did. *leased*: leases out now, by their id.
    *parked*: those whose page has come and waits for another one.
    """

    def __init__(self, crawler: Crawler, arguments: Arguments) -> None:
        """Lock and open the archive; raises OutputError or LockedError before anything is requested."""
        now = datetime.now(UTC)
        spider = crawler.spidercls.name
        self.arguments = arguments
        self._crawler: Crawler = proxy(crawler)
        self._ending: asyncio.Future[None] | None = None
        self.run = Run(
            run_id=new_run_id(now),
            spider=spider,
            started_at=now,
            user_agent=crawler.settings["USER_AGENT"],
            config_sha256=arguments.config_sha256(),
            arguments=dict(arguments.given),
        )
        packing = named(crawler.settings["NEWSSPIDER_COMPRESSION"])
        warc_bytes = crawler.settings.getint("NEWSSPIDER_WARC_BYTES")
        self.archive = Archive.open(arguments.out, self.run, packing, warc_bytes=warc_bytes)
        if arguments.sources:
            self.archive.keep_sources(arguments.config_sha256(), arguments.sources.read_bytes())
        self.frontier = Frontier(self.archive.ledger, scope=arguments.scope(spider))
        self.pages = Pages(self.archive.ledger)
        self.depths = Depths(self.archive.ledger, arguments.choice())
        self.judge = Judge(self.archive.ledger)
        self.pauses = Pauses(self.archive.ledger, crawler.settings.getfloat("NEWSSPIDER_MAX_WAIT"))
        self.tally = Tally()
        self._parts_left: Counter[str] = Counter()
        self.worth = Worth()
        self.error: NewsspiderError | None = None
        self.leased: dict[int, Lease] = {}
        self.parked: dict[int, Lease] = {}
        self.closed = False
        self._batch = (
            crawler.settings.getint("NEWSSPIDER_COMMIT_PAGES"),
            crawler.settings.getfloat("NEWSSPIDER_COMMIT_SECONDS"),
        )
        self._finished_leases = self._commits = 0
        self._committed_at = time.monotonic()

    @classmethod
    def open(cls, crawler: Crawler, arguments: Arguments) -> Session:
        """Return a new session, which ``of`` gives to every part of *crawler* from now on."""
        session = _SESSIONS[crawler] = cls(crawler, arguments)
        return session

    @classmethod
    def of(cls, crawler: Crawler, given: dict[str, str] | None = None) -> Session:
        """Return the session of *crawler*; a crawler run from a script gets its own, from *given*.

        NotConfigured where its spider has no seeds, as in ``scrapy shell``: such a crawl has no archive, and none of
        the parts that need one.
        """
        if crawler not in _SESSIONS:
            if not hasattr(crawler.spidercls, "seeds"):
                raise NotConfigured
            cls.open(crawler, parse(crawler.spidercls.name, given or {}))
        return _SESSIONS[crawler]

    def done(self, lease: Lease) -> None:
        """Finish a lease: what its page gave is written and pushed. A second call does nothing."""
        if (self.leased.pop(lease.id, None) or self.parked.pop(lease.id, None)) is None or self.error:
            return
        self.tally.site(lease.site).addresses += 1
        self.frontier.done(lease.id)
        self._finished_leases += 1
        self.tick()

    def listed(self, lease: Lease) -> None:
        """Finish the lease of a list of articles, or of one that failed and is finished."""
        if lease.id in self.leased and not self.error:
            self.tally.site(lease.site).lists += 1
            log.info("list %s", lease.url)
        self.done(lease)

    def postpone(self, lease: Lease, *, tried: bool) -> None:
        """Give a lease back, to be asked for when its host may be; *tried*: it was asked for once more in vain."""
        if self.leased.pop(lease.id, None):
            self.frontier.release(lease.id, tried=tried)

    def park(self, lease: Lease) -> None:
        """Take a lease out of those in flight without finishing it."""
        self.parked[lease.id] = self.leased.pop(lease.id)

    def tick(self) -> None:
        """Commit where the batch is full or old enough; a disk that refuses ends the run."""
        pages, seconds = self._batch
        full = self._finished_leases >= pages or time.monotonic() - self._committed_at >= seconds
        if not full or self.error or self.closed:
            return
        try:
            self.archive.commit(self.tally.totals())
        except OutputError as error:  # the archive has abandoned the batch
            self._end(error)
        if not self._commits:
            gc.freeze()  # word lists and rules are read by now, and stay: no collection need look at them again
            gc.set_threshold(_GARBAGE)
        self._commits += 1
        self._finished_leases, self._committed_at = 0, time.monotonic()

    def fail(
        self,
        lease: Lease,
        cause: Cause,
        message: str,
        *,
        stage: Stage = Stage.FETCH,
        status: int | None = None,
    ) -> None:
        """Write one line of failures.jsonl, count it, and finish the lease."""
        self.tally.failed(lease.site, cause.value, f"{lease.url}: {message}")
        self.worth.note(lease.url, lease.kind, fruitful=False)
        log.info("%s %s: %s", cause.value, lease.url, message)
        self.archive.write_failure(
            Failure(
                url=lease.url,
                site=lease.site,
                stage=stage,
                cause=cause,
                http_status=status,
                message=message,
                attempted_at=datetime.now(UTC),
            )
        )
        if cause in _PASSING and lease.meta.get("page", 1) > 1 and lease.id in self.leased:
            self._leave(lease)
        self.done(lease)

    def _leave(self, lease: Lease) -> None:
        """Leave a further part of a list to the next run, which would not come to it by the parts before: what they
        list is archived by then."""
        self.frontier.leave(lease.id)
        self.tally.deferred(lease.site, 1)
        self._parts_left[lease.site] += 1

    def broken(self, error: NewsspiderError) -> None:
        """Remember the error that ends the run, and end it; nothing of the open batch is kept."""
        if not self.error and not self.closed:
            self._abandon()
            self._end(error)

    def check(self) -> None:
        """Raise the error that ended the run, if one did: nothing may be written any more."""
        if self.error:
            raise self.error

    def close(self, reason: str) -> None:
        """Write the run's last lines and give the output back; later calls do nothing.

        *reason*: Scrapy's: ``finished`` forgets the frontier, anything else leaves it for the next start.
        """
        if self.closed or self.error:
            return
        try:
            if reason == "finished":
                self.frontier.finish()
                self._note_depths()
            self.archive.close(_OUTCOMES.get(reason, Outcome.FAILED), self.tally.totals())
        except OutputError as error:
            self._abandon()
            self.error = error
        self.closed = True
        if self.error or reason != "finished":
            return
        if self.tally.nothing_fetched():
            self.error = FetchError(self.tally.why_nothing())
        elif told := self.tally.failed_sites():
            self.error = PartlyFetchedError(told)

    def _note_depths(self) -> None:
        """Keep which sites' lists this run has read through: without a limit, and with nothing left to the next but
        parts that it comes to by themselves."""
        if not getattr(self._crawler.spidercls, "reads_lists", False) or self.arguments.max is not None:
            return
        for site, counts in self.tally.sites.items():
            if counts.pages and counts.deferred == self._parts_left[site]:
                self.depths.note(site, self.arguments.since)

    def _abandon(self) -> None:
        """Give the output back without the open batch; the disk that refused once may refuse this too."""
        with suppress(OutputError, sqlite3.ProgrammingError):
            self.archive.abandon()

    def _end(self, error: NewsspiderError) -> None:
        self.error = error
        if self._crawler.crawling:
            self._ending = asyncio.ensure_future(self._crawler.stop_async())


_SESSIONS: WeakKeyDictionary[Crawler, Session] = WeakKeyDictionary()
