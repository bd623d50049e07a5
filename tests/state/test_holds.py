"""Pauses that hosts ask for, kept across runs."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

from newsspider.state.holds import Holds
from newsspider.state.ledger import Ledger

NOW = datetime(2026, 3, 11, 12, 0, tzinfo=UTC)


def test_a_hold_lasts_across_runs_and_ends(tmp_path: Path) -> None:
    ledger = Ledger(tmp_path)
    holds = Holds(ledger, NOW)
    holds.hold("a.example", NOW + timedelta(minutes=5))
    holds.hold("a.example", NOW + timedelta(minutes=1))
    holds.hold("b.example:8080", NOW + timedelta(minutes=1))
    assert holds.wait("a.example", NOW) == 300
    ledger.commit()
    ledger.close()
    ledger = Ledger(tmp_path)
    again = Holds(ledger, NOW + timedelta(minutes=2))
    assert again.held(NOW + timedelta(minutes=2)) == {"a.example"}
    assert again.wait("b.example:8080", NOW) == 0
    assert again.held(NOW + timedelta(minutes=5)) == frozenset()
    ledger.close()
