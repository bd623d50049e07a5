"""Hosts that asked not to be asked again before a time (RFC 9110, 10.2.3: Retry-After), across runs."""

from __future__ import annotations

from datetime import datetime

from newsspider.state.ledger import Ledger


class Holds:
    """When each host may be asked again; a host that never asked for a pause is not among them."""

    def __init__(self, ledger: Ledger, now: datetime) -> None:
        """Read the ledger's holds; those that were over *now* (aware) are forgotten."""
        self._ledger = ledger
        ledger.execute("DELETE FROM holds WHERE until <= ?", (now.timestamp(),))
        self._until: dict[str, float] = dict(ledger.execute("SELECT host, until FROM holds").fetchall())

    def hold(self, host: str, until: datetime) -> None:
        """Ask nothing of *host*, lower case with its port if it has one, before *until*; the later of two holds."""
        at = max(until.timestamp(), self._until.get(host, 0.0))
        self._until[host] = at
        self._ledger.execute("INSERT OR REPLACE INTO holds VALUES (?, ?)", (host, at))

    def wait(self, host: str, now: datetime) -> float:
        """Return the seconds until *host* may be asked; 0.0 where that is now."""
        return max(0.0, self._until.get(host, 0.0) - now.timestamp())

    def held(self, now: datetime) -> frozenset[str]:
        """Return the hosts that may not be asked *now*."""
        return frozenset(host for host, until in self._until.items() if until > now.timestamp())
