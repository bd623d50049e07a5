"""Hosts that ask to be left alone for a while: 429, and Retry-After (RFC 9110, 10.2.3)."""

from __future__ import annotations

from collections import defaultdict
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from time import monotonic

from scrapy.core.downloader import Slot
from scrapy.exceptions import IgnoreRequest

from newsspider.state.holds import Holds
from newsspider.state.ledger import Ledger

_SHORT = 5.0  # seconds; a shorter delay is waited out in the downloader
_LONGEST = 30 * 86_400.0  # seconds; who asks for more has misread the standard


class Postponed(IgnoreRequest):
    """A page whose host is left alone for now: it is asked for later. *status*: of the answer that asks for it; None
    where the page was not asked for yet."""

    def __init__(self, status: int | None) -> None:
        super().__init__(f"asked to slow down ({status})")
        self.status = status


def resting(slot: Slot | None) -> bool:
    """Return whether the downloader would hold a request for *slot* back for long: it belongs in the frontier till then,
    or nothing could end the run before."""
    if slot is None or slot.delay <= _SHORT:
        return False
    return bool(slot.queue) or monotonic() < slot.lastseen + slot.delay


class Pauses:
    """How long each host is left alone, and whether the run waits for it or leaves it to the next one."""

    def __init__(self, ledger: Ledger, budget: float) -> None:
        """*budget*: seconds that the run waits for one host in all."""
        self._holds = Holds(ledger, datetime.now(UTC))
        self._budget = budget
        self._asked: defaultdict[str, float] = defaultdict(float)

    def pause(self, host: str, seconds: float) -> None:
        """Leave *host* alone for so many seconds from now."""
        now = datetime.now(UTC)
        longer = seconds - self._holds.wait(host, now)
        if longer > 0:
            self._asked[host] += longer
            self._holds.hold(host, datetime.fromtimestamp(now.timestamp() + seconds, UTC))

    def waiting(self) -> frozenset[str]:
        """Return the hosts that may not be asked now, and for which the run waits."""
        return frozenset(host for host in self._holds.held(datetime.now(UTC)) if not self.too_long(host))

    def too_long(self, host: str) -> bool:
        """Return whether *host* is to be left alone for longer than the run waits for it."""
        wait = self._holds.wait(host, datetime.now(UTC))
        return wait > 0 and max(wait, self._asked[host]) > self._budget


def retry_after(value: bytes | None, now: datetime) -> float | None:
    """Return the seconds a Retry-After asks for, given in seconds or as a date; None where it says neither."""
    text = (value or b"").decode("latin-1").strip()
    if text.isdecimal() and text.isascii():
        return min(float(text[:12]), _LONGEST)
    try:
        at = parsedate_to_datetime(text)
    except (ValueError, TypeError, IndexError):
        return None
    seconds = (at if at.tzinfo else at.replace(tzinfo=UTC)).timestamp() - now.timestamp()
    return min(max(0.0, seconds), _LONGEST)
