"""How far back the lists of sites were read."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from newsspider.state.depths import Depths
from newsspider.state.ledger import Ledger

MARCH, APRIL = date(2026, 3, 1), date(2026, 4, 1)


def test_what_was_read_as_far_back_need_not_be_read_again(tmp_path: Path) -> None:
    ledger = Ledger(tmp_path)
    depths = Depths(ledger, "")
    assert not depths.reached("courrier", APRIL)
    depths.note("courrier", MARCH)
    assert depths.reached("courrier", APRIL)
    assert depths.reached("courrier", MARCH)
    assert not depths.reached("courrier", None)
    depths.note("courrier", None)
    depths.note("courrier", APRIL)
    assert depths.reached("courrier", None)
    assert depths.reached("courrier", MARCH)
    assert not depths.reached("ledger", APRIL)
    ledger.close()


def test_another_choice_of_articles_is_another_reading(tmp_path: Path) -> None:
    ledger = Ledger(tmp_path)
    Depths(ledger, "include=/sport/").note("courrier", None)
    assert not Depths(ledger, "").reached("courrier", None)
    assert Depths(ledger, "include=/sport/").reached("courrier", None)
    ledger.close()
