"""What a run's table says of pages that are gone."""

from __future__ import annotations

from newsspider.crawl.tally import Tally


def test_pages_that_are_gone_count_in_no_share() -> None:
    tally = Tally()
    for verdict, gone in (("new", False), ("updated", True)):
        tally.arrived("a.example", 1000)
        tally.judged("a.example", verdict)
        tally.written("a.example", dated=not gone, signed=not gone, gone=gone)
    row = tally.table().splitlines()[1].split()
    assert row[:9] == ["a.example", "2", "1", "1", "0", "0", "0", "100%", "100%"]


def test_a_site_whose_pages_are_all_gone_has_no_share() -> None:
    tally = Tally()
    tally.judged("a.example", "updated")
    tally.written("a.example", dated=True, signed=True, gone=True)
    assert tally.table().splitlines()[1].split()[7:9] == ["-", "-"]
