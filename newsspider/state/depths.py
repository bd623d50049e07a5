"""How far back the lists of each site were read: to their end, or to the day a run was asked to begin with."""

from __future__ import annotations

from datetime import date

from newsspider.state.ledger import Ledger

_ALL = ""  # sorts before every day


class Depths:
    """Which lists were read through. *choice*: which articles were wanted of them, as one text."""

    def __init__(self, ledger: Ledger, choice: str) -> None:
        self._ledger = ledger
        self._choice = choice

    def reached(self, site: str, since: date | None) -> bool:
        """Return whether a run has read the lists of *site* as far back as *since*; None: to their end."""
        row = self._ledger.execute(
            "SELECT since FROM depths WHERE site = ? AND choice = ?", (site, self._choice)
        ).fetchone()
        return row is not None and row[0] <= _text(since)

    def note(self, site: str, since: date | None) -> None:
        """Keep that the lists of *site* were read as far back as *since*."""
        self._ledger.execute(
            "INSERT INTO depths VALUES (?, ?, ?)"
            " ON CONFLICT (site, choice) DO UPDATE SET since = min(since, excluded.since)",
            (site, self._choice, _text(since)),
        )


def _text(since: date | None) -> str:
    return since.isoformat() if since else _ALL
