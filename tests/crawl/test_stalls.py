"""Servers that do not answer cost a run little, however many there are; slow ones are waited for."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from fault_server import FaultServer, page, serving
from scrapy import Request
from scrapy.exceptions import StopDownload
from scrapy.http import Response
from site_server import article, command, crawl, lines

from newsspider.crawl.flight import Flight
from newsspider.crawl.stalls import Stalls


def test_patience_gets_shorter_for_a_host_and_for_all() -> None:
    stalls = Stalls(60, 100)
    assert stalls.patience("a", 30) == 30
    stalls.stalled("a", 30)
    assert stalls.patience("a", 30) == 30
    stalls.stalled("a", 30)
    assert (stalls.patience("a", 30), stalls.patience("b", 30), stalls.patience("a", 2)) == (5, 30, 2)
    stalls.answered("a", 4)
    assert stalls.patience("a", 30) == 12
    stalls.stalled("b", 40)
    assert stalls.patience("c", 30) == 5
    assert stalls.used_up("c")


def test_a_host_is_given_up_after_six_in_a_row() -> None:
    stalls = Stalls(60, 100)
    for _ in range(5):
        stalls.stalled("a", 1)
    assert not stalls.given_up("a")
    stalls.answered("a", 1)
    for _ in range(6):
        stalls.stalled("a", 1)
    assert stalls.given_up("a")
    assert not stalls.given_up("b")


def test_slow_errors_are_lost_time_and_no_reason_to_be_patient() -> None:
    stalls = Stalls(60, 1000)
    assert not any(stalls.brought_nothing("b", 4.9) for _ in range(100))
    assert not stalls.brought_nothing("a", 30)
    assert not stalls.slow("a")
    assert stalls.brought_nothing("a", 30)
    assert (stalls.slow("a"), stalls.slow("b")) == (True, False)
    assert (stalls.patience("a", 30), stalls.patience("b", 30)) == (5, 30)


def test_a_host_that_has_lost_its_time_is_asked_for_no_guess(tmp_path: Path) -> None:
    """Six silences in a row would end it, too: every other address is there."""
    home = b"<html><h1>Home</h1><p><a href=/2026/03/10/a-long-story-number-1/>A story of today</a>"
    server = FaultServer({"/2026": lambda peer: peer.write(page(article(1))), "/robots.txt": lambda peer: peer.write(page(b"")),
                          "/": lambda peer: peer.write(page(home)), "": lambda peer: peer.wait()})  # fmt: skip
    told = ("-s", "DOWNLOAD_TIMEOUT=0.5", "-s", "NEWSSPIDER_HOST_STALL_SECONDS=0.8")
    with serving(server):
        crawl("news", "-a", f"url={server.url}/", "-a", f"out={tmp_path / 'o'}", *told)
    guesses = [
        path for path in server.asked if path not in {"/", "/robots.txt"} and not path.startswith("/2026")
    ]
    assert 1 <= len(guesses) <= 3
    assert len(lines(tmp_path / "o")) == 1


def test_a_large_body_is_ended_where_too_much_is_in_flight() -> None:
    flight = Flight(10_000_000, 1)
    one, two, three = (Request(f"http://a.example/{n}") for n in range(3))
    flight.received(bytes(5_000_000), one)
    flight.received(bytes(4_500_000), two)
    flight.received(bytes(1_000_000), three)
    with pytest.raises(StopDownload):
        flight.received(b"x", two)
    flight.landed(one)
    flight.landed(one)
    flight.received(b"x", two)


def test_a_body_counts_until_its_response_is_gone() -> None:
    flight = Flight(10_000_000, 1)
    one, two = (Request(f"http://a.example/{n}") for n in range(2))
    flight.received(bytes(6_000_000), one)
    waiting = Response(one.url, body=bytes(6_000_000))
    flight.arrived(waiting)
    flight.landed(one)
    with pytest.raises(StopDownload):
        flight.received(bytes(4_500_000), two)
    del waiting
    flight.received(b"x", two)


def test_a_run_against_hosts_that_stall_ends(tmp_path: Path) -> None:
    """Forty hosts that say nothing would take forty times eight seconds over sixteen at a time."""
    good = FaultServer({"/2026": lambda peer: peer.write(page(article(1)))}, "127.0.3.1")
    silent = [FaultServer({"/": lambda peer: peer.wait(), "/2026": lambda peer: peer.wait(), "/robots.txt": lambda peer: peer.wait()}, f"127.0.3.{n}") for n in range(2, 42)]  # fmt: skip
    stalling = FaultServer({"/2026/03/10/s": lambda peer: peer.wait()}, "127.0.3.99")
    urls = [f"{server.url}/2026/03/10/a-{n}/" for server in silent for n in range(2)]
    urls += [f"{stalling.url}/2026/03/10/s-{n}/" for n in range(40)] + [f"{good.url}/2026/03/10/good/"]
    (tmp_path / "urls.txt").write_text("\n".join(urls))
    told = ("-s", "ALLOW_PRIVATE_HOSTS=127.0.3.0/24", "-s", "DOWNLOAD_TIMEOUT=2", "-s", "NEWSSPIDER_URL_SECONDS=4", "-s",
            "RETRY_TIMES=2", "-s", "NEWSSPIDER_HOST_STALL_SECONDS=2", "-s", "NEWSSPIDER_STALL_SECONDS=30")  # fmt: skip
    with serving(good, stalling, *silent):
        began = time.monotonic()
        ran = crawl("article", "-a", f"urls={tmp_path / 'urls.txt'}", "-a", f"out={tmp_path / 'o'}", *told)
        took = time.monotonic() - began
    assert ran.code in {0, 4}, ran.err
    assert took < 30
    assert len(lines(tmp_path / "o")) == 1
    asked = [path for path in stalling.asked if path != "/robots.txt"]
    assert 6 <= len(asked) < 14
    assert "left to the next run: " in ran.out
    assert len(command()) > 3
