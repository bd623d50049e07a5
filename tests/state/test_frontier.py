"""URLs to fetch, across batches, runs and kills."""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path

import pytest

from newsspider.state.frontier import Entry, Frontier
from newsspider.state.ledger import STATE_FILE, Ledger


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    ledger = Ledger(tmp_path)
    yield ledger
    ledger.close()


def reopened(ledger: Ledger, *, commit: bool) -> Ledger:
    if commit:
        ledger.commit()
    ledger.close()
    return Ledger(ledger.root)


def entries(*paths: str, host: str = "a.example") -> list[Entry]:
    return [Entry(f"https://{host}/{path}") for path in paths]


def test_an_entry_comes_back_whole(ledger: Ledger) -> None:
    frontier = Frontier(ledger, "news")
    entry = Entry(
        "https://A.example:8443/x?b=1",
        kind="feed",
        priority=-3,
        depth=2,
        site="a",
        via="sitemap",
        origin="https://a.example/s.xml",
        meta={"title": "Où ?", "n": [1]},
    )
    frontier.push([entry])
    [lease] = frontier.pop()
    assert {name: getattr(lease, name) for name in Entry.__slots__} == {
        name: getattr(entry, name) for name in Entry.__slots__
    }
    assert (lease.host, lease.tries) == ("a.example:8443", 0)


def test_one_address_is_pushed_once(ledger: Ledger) -> None:
    frontier = Frontier(ledger, "news")
    same = ["https://a.example/x", "http://www.a.example/x/", "https://a.example/x?utm_source=y#z"]
    assert frontier.push([Entry(url) for url in same]) == 1
    assert frontier.push([Entry(url) for url in same]) == 0
    assert len(frontier) == 1


def test_highest_priority_first_then_oldest(ledger: Ledger) -> None:
    frontier = Frontier(ledger, "news")
    frontier.push([Entry(f"https://a.example/{n}", priority=p) for n, p in enumerate([0, 5, 0, 9, 5])])
    assert [lease.url[-1] for lease in frontier.pop(9)] == ["3", "1", "4", "0", "2"]
    assert frontier.pop() == []
    assert frontier.leased == 5


def test_by_host(ledger: Ledger) -> None:
    frontier = Frontier(ledger, "news")
    frontier.push([*entries("1", "2"), *entries("3", host="b.example")])
    assert [lease.host for lease in frontier.pop(5, skip_hosts=["a.example"])] == ["b.example"]
    assert frontier.pop(5, skip_hosts=["a.example", "b.example"]) == []
    assert [lease.host for lease in frontier.pop(5)] == ["a.example", "a.example"]


def test_done_is_done_and_stays_seen(ledger: Ledger) -> None:
    frontier = Frontier(ledger, "news")
    frontier.push(entries("x"))
    [lease] = frontier.pop()
    frontier.done(lease.id)
    frontier.done(lease.id)
    assert (len(frontier), frontier.leased, frontier.push(entries("x"))) == (0, 0, 0)


def test_released_comes_again(ledger: Ledger) -> None:
    frontier = Frontier(ledger, "news")
    frontier.push(entries("x"))
    frontier.release(frontier.pop()[0].id)
    [lease] = frontier.pop()
    assert lease.tries == 0
    frontier.release(lease.id, tried=True)
    assert [lease.tries for lease in frontier.pop()] == [1]


def test_deferred_waits_for_the_next_run(ledger: Ledger) -> None:
    frontier = Frontier(ledger, "news")
    frontier.push(
        [*entries("1", "2"), *entries("3", host="b.example"), Entry("https://c.example/4", site="c")]
    )
    assert frontier.defer(host="a.example") == 2
    assert frontier.defer(site="c") == 1
    assert (len(frontier), [lease.host for lease in frontier.pop(9)]) == (1, ["b.example"])
    frontier.finish()
    again = Frontier(ledger, "news")
    assert len(again) == 3
    assert again.push([*entries("1", "5"), *entries("3", host="b.example")]) == 2
    assert sorted(lease.url[-1] for lease in again.pop(9)) == ["1", "2", "3", "4", "5"]


def test_leases_of_a_killed_run_are_pending_again(ledger: Ledger) -> None:
    frontier = Frontier(ledger, "news")
    frontier.push(entries("1", "2", "3"))
    done, *_ = frontier.pop(2)
    frontier.done(done.id)
    again = Frontier(reopened(ledger, commit=True), "news")
    assert [lease.url[-1] for lease in again.pop(9)] == ["2", "3"]
    again._ledger.close()


def test_what_was_not_committed_is_as_if_it_never_was(ledger: Ledger) -> None:
    frontier = Frontier(ledger, "news")
    frontier.push(entries("1"))
    ledger.commit()
    frontier.done(frontier.pop()[0].id)
    frontier.push(entries("2"))
    again = Frontier(reopened(ledger, commit=False), "news")
    assert [lease.url[-1] for lease in again.pop(9)] == ["1"]
    assert again.push(entries("2")) == 1
    again._ledger.close()


def test_scopes_are_apart_and_finish_forgets_one(ledger: Ledger) -> None:
    one, other = Frontier(ledger, "one"), Frontier(ledger, "other")
    one.push(entries("x"))
    assert other.push(entries("x")) == 1
    one.finish()
    assert (len(Frontier(ledger, "one")), len(Frontier(ledger, "other"))) == (0, 1)
    assert Frontier(ledger, "one").push(entries("x")) == 1


def test_the_seen_set_takes_at_most_40_bytes_a_url(ledger: Ledger) -> None:
    frontier = Frontier(ledger, "news")
    before = len(ledger.execute("SELECT 1").fetchall()) and (ledger.root / STATE_FILE).stat().st_size
    rng = random.Random(1)
    for _ in range(20):
        frontier.push(Entry(f"https://a.example/{rng.random()}") for _ in range(500))
        for lease in frontier.pop(500):
            frontier.done(lease.id)
    ledger.commit()
    ledger.execute("COMMIT")
    ledger.execute("VACUUM")
    ledger.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    assert ((ledger.root / STATE_FILE).stat().st_size - before) / 10_000 < 40


def test_hosts_that_are_busy_cost_no_look_at_what_they_have_pending(ledger: Ledger) -> None:
    frontier = Frontier(ledger, "news")
    frontier.push(Entry(f"https://a.example/{n}", priority=n) for n in range(5_000))
    steps = 0

    def count() -> int:
        nonlocal steps
        steps += 1
        return 0

    ledger._db.set_progress_handler(count, 1000)
    assert [frontier.pop(skip_hosts=["a.example"]) for _ in range(10)] == [[]] * 10
    assert steps == 0


@pytest.mark.parametrize("hosts", [3, 100])
def test_the_next_of_all_hosts_that_may_be_asked(ledger: Ledger, hosts: int) -> None:
    frontier = Frontier(ledger, "news")
    frontier.push(Entry(f"https://{n % hosts}.example/{n}", priority=n % 7) for n in range(300))
    busy = {"0.example", "1.example"}
    seen = frontier.pop(50, skip_hosts=busy)
    assert [lease.priority for lease in seen] == sorted((x.priority for x in seen), reverse=True)
    assert busy.isdisjoint(lease.host for lease in seen)
    frontier.release(seen[0].id)
    assert frontier.pop(skip_hosts=busy) == [seen[0]]
    left = len(frontier)
    assert frontier.defer(host="0.example") == 300 // hosts
    assert len(frontier) == left - 300 // hosts


def test_what_is_left_to_the_next_run_is_there_once_and_before_its_own_pages(tmp_path: Path) -> None:
    ledger = Ledger(tmp_path)
    frontier = Frontier(ledger, "news")
    frontier.push(
        [Entry("https://a.example/list/7", "index", priority=-7), Entry("https://a.example/old", priority=5)]
    )
    (page,) = frontier.pop()
    frontier.release(page.id)
    frontier.defer(host="a.example")
    frontier.finish()
    again = Frontier(ledger, "news")
    assert (
        again.push([Entry("https://a.example/new", priority=99), Entry("https://a.example/old", priority=5)])
        == 1
    )
    assert [lease.url for lease in again.pop(3)] == [
        f"https://a.example/{name}" for name in ("old", "list/7", "new")
    ]
    ledger.close()


def test_a_lease_that_is_left_is_pending_in_the_next_run(tmp_path: Path) -> None:
    ledger = Ledger(tmp_path)
    frontier = Frontier(ledger, "news")
    frontier.push(
        [Entry("https://a.example/list/7", "index", priority=-7), Entry("https://a.example/old", priority=5)]
    )
    page, part = frontier.pop(2)
    frontier.leave(part.id)
    frontier.done(page.id)
    assert (len(frontier), frontier.leased) == (0, 0)
    frontier.finish()
    again = Frontier(ledger, "news")
    assert [lease.url for lease in again.pop(5)] == ["https://a.example/list/7"]
    ledger.close()
