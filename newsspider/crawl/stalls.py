"""Time lost to servers that do not answer, and how long the next answer is waited for."""

from __future__ import annotations

from collections import Counter, defaultdict
from weakref import WeakKeyDictionary

from scrapy.crawler import Crawler

_LEAST = 5.0  # seconds that any answer is waited for
_TIMES = 3.0  # the slowest answer a host has given that are waited for
_GIVEN_UP = 6  # answers of a host waited for in vain, one after the other


class Stalls:
    """Kept in memory, for one run. Hosts are named as in addresses, with their port."""

    def __init__(self, host_seconds: float, run_seconds: float) -> None:
        """*host_seconds*, *run_seconds*: waited in vain for a host, for all hosts, before waiting gets shorter; each
        request counts for itself."""
        self._host_seconds = host_seconds
        self._run_seconds = run_seconds
        self._lost: defaultdict[str, float] = defaultdict(float)
        self._total = 0.0
        self._slowest: dict[str, float] = {}
        self._in_a_row: Counter[str] = Counter()
        self._spent: dict[int, float] = {}

    @classmethod
    def of(cls, crawler: Crawler) -> Stalls:
        """Return the one of a crawl."""
        if crawler not in _OF:
            settings = crawler.settings
            names = ("NEWSSPIDER_HOST_STALL_SECONDS", "NEWSSPIDER_STALL_SECONDS")
            _OF[crawler] = cls(*(settings.getfloat(name) for name in names))
        return _OF[crawler]

    def patience(self, host: str, usual: float) -> float:
        """Return the seconds the next answer of *host* is waited for, at most *usual*."""
        if not self.used_up(host):
            return usual
        return min(usual, max(_LEAST, _TIMES * self._slowest.get(host, 0.0)))

    def used_up(self, host: str) -> bool:
        """Return whether too much time was lost to wait for *host* as for any other."""
        return self._lost[host] >= self._host_seconds or self._total >= self._run_seconds

    def answered(self, host: str, seconds: float) -> None:
        """Note an answer that came after so many seconds."""
        self._slowest[host] = max(seconds, self._slowest.get(host, 0.0))
        del self._in_a_row[host]

    def brought_nothing(self, host: str, seconds: float) -> bool:
        """Note an answer that is no page, an error or a redirect: where it was slow, its time is lost. Return whether it
        is too slow to be asked for again."""
        del self._in_a_row[host]
        if seconds < _LEAST:
            return False
        self._lost[host] += seconds
        self._total += seconds
        return self.used_up(host)

    def stalled(self, host: str, seconds: float) -> None:
        """Note an answer that was waited for so long and did not come."""
        self._lost[host] += seconds
        self._total += seconds
        self._in_a_row[host] += 1

    def slow(self, host: str) -> bool:
        """Return whether so much time was lost to *host* itself that it is asked for nothing that may not be there."""
        return self._lost[host] >= self._host_seconds

    def keep(self, lease: int, spent: float) -> None:
        """Remember the seconds on the wire of an address that is asked for again later."""
        self._spent[lease] = spent

    def kept(self, lease: int) -> float:
        """Return, and forget, what was remembered of an address; 0.0 where nothing was."""
        return self._spent.pop(lease, 0.0)

    def given_up(self, host: str) -> bool:
        """Return whether *host* has not answered so often that it is left to the next run."""
        return self._in_a_row[host] >= _GIVEN_UP


_OF: WeakKeyDictionary[Crawler, Stalls] = WeakKeyDictionary()
