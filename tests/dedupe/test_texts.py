"""Hashes, samples, and what two texts share."""

from __future__ import annotations

import random
from array import array
from hashlib import sha256
from pathlib import Path

import pytest
from made_up import Writer
from measure import measure

from newsspider.dedupe.containment import Overlap, overlap
from newsspider.dedupe.fingerprint import fingerprint, plain, text_sha256
from newsspider.dedupe.shingles import ENOUGH, Sample, sample, windows
from newsspider.state.ledger import Ledger


def sampled(text: str) -> Sample:
    return sample(*windows(plain(text)))


def words(count: int, seed: int = 1) -> str:
    rng = random.Random(seed)
    return " ".join(f"w{rng.randrange(5000)}" for _ in range(count))


def test_the_same_words_have_the_same_hash() -> None:
    digest = text_sha256(plain("« Oui », dit-elle."))
    assert digest == text_sha256(plain("“OUI” –  dit   elle"))
    assert digest == "sha256:" + sha256(b"oui dit elle").hexdigest()
    assert digest != text_sha256(plain("Oui, dit-il."))


@pytest.mark.parametrize("body", [None, "", " … — "])
def test_no_words_no_hash(body: str | None) -> None:
    runs, hashes = windows(plain(body))
    assert (text_sha256(plain(body)), fingerprint(hashes), runs) == (None, None, [])
    assert len(sample(runs, hashes).shingles) == 0


def test_the_fingerprint_is_text_with_its_algorithm() -> None:
    made = fingerprint(windows(plain(words(300)))[1])
    assert made
    name, _, digits = made.partition(":")
    assert (name, len(digits)) == ("bottom16-w4-v1", 16 * 8)
    assert fingerprint([7, 7]) == "bottom16-w4-v1:00000007"


def test_windows() -> None:
    runs, hashes = windows("a b c d e")
    assert (runs, len(hashes)) == ([b"a b c d", b"b c d e"], 2)
    assert windows("a b")[0] == [b"a b"]
    assert windows("東京 a")[0] == ["東 京 a".encode()]


@pytest.mark.parametrize("count", [40, 100, 300, 600, 3000])
def test_long_texts_are_sampled_thinly_and_short_ones_whole(count: int) -> None:
    made = sampled(words(count))
    assert made.every == (1 if count < 2 * ENOUGH else made.every)
    assert len(made.shingles) == pytest.approx((count - 3) / made.every, abs=4 * count**0.5 / made.every**0.5)
    assert made.shingles == array("q", sorted(made.shingles))


def test_a_thinner_sample_is_part_of_a_denser_one() -> None:
    text = words(2000)
    runs, hashes = windows(plain(text))
    dense = Sample(1, array("q", sorted(sample(runs[:60], hashes[:60]).shingles)))
    assert dense.thinned(16) <= set(sample(runs, hashes).shingles)


def test_containment_and_resemblance() -> None:
    shared = Overlap(one=100, other=50, shared=50)
    assert (shared.containment, shared.resemblance) == (1.0, 0.5)
    assert shared.dice == pytest.approx(2 / 3)
    nothing = Overlap(0, 0, 0)
    assert (nothing.containment, nothing.resemblance, nothing.dice) == (0, 0, 0)


def test_estimates_are_near_the_truth() -> None:
    errors = []
    for seed in range(40):
        text = words(1500, seed).split()
        half = " ".join(text[:750] + words(750, seed + 1000).split())
        errors.append(overlap(sampled(" ".join(text)), sampled(half)).containment - 0.5)
    assert abs(sum(errors) / 40) < 0.02
    assert max(map(abs, errors)) < 0.25


def test_furniture_does_not_count() -> None:
    one, other = sampled("a b c d e"), sampled("a b c d f")
    assert overlap(one, other).shared == 1
    assert overlap(one, other, one.thinned(1) & other.thinned(1)) == Overlap(1, 1, 0)


def test_copies_are_found_and_follow_up_stories_are_none(tmp_path: Path) -> None:
    ledger = Ledger(tmp_path)
    figures, _ = measure(list(Writer(800, seed=5).texts()), ledger)
    postings = ledger.execute(
        "SELECT max(n) FROM (SELECT count(*) n FROM postings GROUP BY shingle)"
    ).fetchone()[0]
    ledger.close()
    assert figures.recall >= 0.95
    assert figures.precision >= 0.95
    assert postings <= 64
