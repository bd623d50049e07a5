"""The index of texts: copies of every kind, follow-up stories, standing lines, restarts, older archives."""

from __future__ import annotations

import random
import sqlite3
from array import array
from collections.abc import Iterator
from hashlib import blake2b, sha256
from pathlib import Path

import pytest

from newsspider.dedupe import postings
from newsspider.dedupe.fingerprint import plain
from newsspider.dedupe.index import Incoming, Match, TextIndex, relation
from newsspider.dedupe.reading import read_body
from newsspider.dedupe.shingles import windows
from newsspider.state.ledger import STATE_FILE, Ledger
from newsspider.state.migrations import MIGRATIONS
from tests.bench.dedupe_figures import measure
from tests.bench.dedupe_texts import Writer


def story(seed: int, count: int = 400) -> str:
    rng = random.Random(seed)
    return " ".join(f"w{rng.randrange(5000)}" for _ in range(count))


def incoming(name: str, body: str, domain: str = "a.example") -> Incoming:
    text = read_body("art_" + sha256(name.encode()).hexdigest()[:32], domain, body).text
    assert text
    return text


def put(index: TextIndex, name: str, body: str) -> Match | None:
    text = incoming(name, body)
    match = index.find(text)
    index.keep(text, match.text if match else None)
    return match


def of(match: Match | None) -> bytes | None:
    return match.text.id if match else None


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    ledger = Ledger(tmp_path)
    yield ledger
    ledger.close()


def test_copies_are_found_and_follow_up_stories_are_none(
    ledger: Ledger, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(postings, "SETTLED", 200)
    figures = measure(Writer(700, seed=5).texts(), ledger)
    assert figures.recall() >= 0.95
    assert figures.recall("syndicated") >= 0.85
    assert figures.recall("excerpt") >= 0.95
    assert figures.precision >= 0.95


@pytest.mark.parametrize(
    ("part", "expected"),
    [(slice(0, 120), "excerpt"), (slice(150, 300), "excerpt"), (slice(0, 300), "syndicated")],
)
def test_an_excerpt_is_much_shorter_and_nearly_all_of_it_stands_in_the_other(
    ledger: Ledger, part: slice, expected: str
) -> None:
    index, long = TextIndex(ledger), story(1)
    short = " ".join(long.split()[part])
    for first, second in ((long, short), (short, long)):
        put(index, f"first {len(first)}", first + " " + story(len(first), 3))
        match = index.find(incoming("second", second, "b.example"))
        assert match
        assert relation(match, "b.example") == expected
        ledger.rollback()
        index = TextIndex(ledger)


def test_half_of_a_short_text_in_a_long_one_is_no_excerpt(ledger: Ledger) -> None:
    index, long = TextIndex(ledger), story(1)
    put(index, "long", long)
    match = put(index, "short", " ".join(long.split()[:100]) + " " + story(2, 60))
    assert match
    assert relation(match, "a.example") == "near"


def test_a_short_excerpt_of_a_very_long_text(ledger: Ledger) -> None:
    index, long = TextIndex(ledger), story(1, 6000)
    put(index, "long", long)
    assert put(index, "short", " ".join(long.split()[3000:3200])) is not None


def test_what_waits_in_memory_is_found_by_the_next_process(tmp_path: Path) -> None:
    for run in range(3):
        ledger = Ledger(tmp_path)
        index = TextIndex(ledger)
        assert [of(index.find(incoming("copy", story(n) + " x"))) for n in range(run)] == [
            incoming(str(n), story(n)).id for n in range(run)
        ]
        put(index, str(run), story(run))
        ledger.commit()
        put(index, "lost", story(99))
        ledger.close()
    ledger = Ledger(tmp_path)
    assert TextIndex(ledger).find(incoming("copy", story(99) + " x")) is None
    ledger.close()


def test_lists_settle_on_disk_in_batches(ledger: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(postings, "SETTLED", 10)
    index = TextIndex(ledger)
    for number in range(25):
        put(index, str(number), story(number))
    settled, waiting = (
        ledger.execute(f"SELECT count(DISTINCT text) FROM {table}").fetchone()[0]
        for table in ("postings", "recent")
    )
    assert (settled, waiting, len(index._postings.waiting())) == (20, 5, 5)
    assert all(index.find(incoming("copy", story(n) + " x")) for n in range(25))


def test_standing_lines_make_no_copies_and_their_lists_stay_short(
    ledger: Ledger, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(postings, "SETTLED", 100)
    index, house = TextIndex(ledger), story(0, 60)
    assert not any(put(index, str(n), house + " " + story(n, 250)) for n in range(1, 160))
    assert not any(put(index, str(n), house + " " + story(n, 50)) for n in range(160, 170))
    longest = "SELECT max(n) FROM (SELECT count(*) n FROM {} GROUP BY shingle)"
    for table in ("postings", "recent"):
        assert ledger.execute(longest.format(table)).fetchone()[0] <= postings.LONGEST


def test_a_new_version_takes_the_place_of_the_old_one(ledger: Ledger) -> None:
    index = TextIndex(ledger)
    put(index, "first", story(1))
    put(index, "other", story(2))
    put(index, "first", story(3))
    assert index.find(incoming("copy", story(1) + " x")) is None
    assert of(index.find(incoming("copy", story(3) + " x"))) == incoming("first", story(3)).id
    assert index.find(incoming("first", story(2) + " x")) is None  # the other one came after it


def old_archive(root: Path, texts: dict[str, str]) -> None:
    """A state file as newsspider 0.1.0 wrote it: hashes of 64 bits, 32 of them or more a text."""
    with sqlite3.connect(root / STATE_FILE) as state:
        state.executescript("".join(MIGRATIONS[:2]) + "PRAGMA user_version = 2;")
        for number, (name, body) in enumerate(texts.items(), 1):
            runs = plain(body)
            joined = [b" ".join(runs[i : i + 4]) for i in range(len(runs) - 3)]
            every = next((rate for rate in (16, 8, 4, 2, 1) if len(joined) >= rate * 32), 1)
            kept = {
                int.from_bytes(blake2b(run, digest_size=4).digest(), "big", signed=True) << 32 | crc
                for run, crc in zip(joined, windows(runs), strict=True)
                if crc % every == 0
            }
            text, sample = incoming(name, body), array("q", sorted(kept))
            state.execute(
                "INSERT INTO texts VALUES (?, ?, ?, ?, ?, ?, ?)",
                (number, text.id, text.sha256, number, text.domain, every, sample.tobytes()),
            )
            state.executemany("INSERT INTO postings VALUES (?, ?)", ((h, number) for h in sample))


def test_texts_of_an_older_archive_are_found(tmp_path: Path) -> None:
    texts = {str(n): story(n, count) for n, count in enumerate((40, 150, 400, 2000))}
    old_archive(tmp_path, texts)
    ledger = Ledger(tmp_path)
    index = TextIndex(ledger)
    for name, body in texts.items():
        match = put(index, f"copy of {name}", body + " x")
        assert of(match) == incoming(name, body).id
        assert match
        assert match.similarity > 0.9
        same = index.find(incoming(f"same as {name}", body.upper()))
        assert same
        assert (same.exact, of(same)) == (True, incoming(name, body).id)
    put(index, "0", texts["3"] + " and more")
    kept = index.get(incoming("0", texts["3"]).id)
    assert kept
    assert kept.sample == incoming("0", texts["3"] + " and more").sample
    ledger.close()
