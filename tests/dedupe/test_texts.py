"""Hashes, samples, and what two texts share."""

from __future__ import annotations

import random
import re
import subprocess
import sys
from array import array
from hashlib import sha256
from heapq import nsmallest

import pytest

from newsspider.dedupe.containment import Overlap, overlap
from newsspider.dedupe.fingerprint import fingerprint, plain, text_sha256
from newsspider.dedupe.shingles import ENOUGH, RATES, Sample, sample, windows


def sampled(text: str) -> Sample:
    return sample(windows(plain(text)))


def made(count: int, seed: int = 1) -> str:
    rng = random.Random(seed)
    return " ".join(f"w{rng.randrange(5000)}" for _ in range(count))


def test_words_are_runs_of_letters_digits_and_underscores() -> None:
    codes = (*range(0x3000), *range(0x3000, 0x110000, 61))
    every = "".join(f"{chr(code)}a " for code in codes)
    for code in codes:
        text = f"é{chr(code)}B_ «l’ö»"
        assert [word.decode() for word in plain(text)] == re.findall(r"\w+", text.lower())
    for text in (every, every[:300], "Ça va ? – 3,5 % DE_plus…", "\ud800a"):
        assert [word.decode() for word in plain(text)] == re.findall(r"\w+", text.lower())


def test_the_same_words_have_the_same_hash() -> None:
    digest = text_sha256(plain("« Oui », dit-elle."))
    assert digest == text_sha256(plain("“OUI” –  dit   elle"))
    assert digest == "sha256:" + sha256(b"oui dit elle").hexdigest()
    assert digest != text_sha256(plain("Oui, dit-il."))


@pytest.mark.parametrize("body", [None, "", " … — "])
def test_no_words_no_hash(body: str | None) -> None:
    hashes = windows(plain(body))
    assert (text_sha256(plain(body)), fingerprint(hashes), hashes) == (None, None, [])
    assert len(sample(hashes).shingles) == 0


def test_the_fingerprint_is_text_with_its_algorithm() -> None:
    name, _, digits = (fingerprint(windows(plain(made(300)))) or "").partition(":")
    assert (name, len(digits)) == ("bottom16-w4-v1", 16 * 8)
    assert fingerprint([7, 7]) == "bottom16-w4-v1:00000007"


@pytest.mark.parametrize("count", [1, 15, 16, 17, 49, 500, 3000])
def test_the_fingerprint_has_the_smallest_hashes(count: int) -> None:
    rng = random.Random(count)
    hashes = [rng.choice([rng.getrandbits(32), 2**32 - 1]) for _ in range(count)]
    assert fingerprint(hashes) == "bottom16-w4-v1:" + "".join(f"{h:08x}" for h in nsmallest(16, set(hashes)))


def test_windows() -> None:
    assert windows(plain("a b c d e")) == [0x610BE290, 0x1FCBF7AE]
    assert windows(plain("a b")) == [0x806C5CD3]
    assert windows(plain("東京 a")) == windows(plain("東 京 A"))
    assert len(windows(plain("港は閉鎖された"))) == 4


def test_hashes_are_the_same_in_every_process() -> None:
    code = "from newsspider.dedupe.fingerprint import plain; from newsspider.dedupe.shingles import *; "
    code += f"print(sample(windows(plain({made(40)!r}))))"
    printed = {
        subprocess.run(
            [sys.executable, "-c", code],
            env={"PYTHONHASHSEED": seed},
            check=True,
            capture_output=True,
            text=True,
        ).stdout
        for seed in "12"
    }
    assert printed == {f"{sampled(made(40))}\n"}


@pytest.mark.parametrize("count", [40, 100, 300, 600, 3000])
def test_long_texts_are_sampled_thinly_and_short_ones_whole(count: int) -> None:
    some = sampled(made(count))
    assert some.every == next((rate for rate in RATES if count - 3 >= rate * ENOUGH), 1)
    assert len(some.shingles) == pytest.approx((count - 3) / some.every, abs=4 * count**0.5 / some.every**0.5)
    assert some.shingles == array("i", sorted(some.shingles))


def test_a_thinner_sample_is_part_of_a_denser_one() -> None:
    hashes = windows(plain(made(2000)))
    dense = Sample(1, array("i", sorted(sample(hashes[:60]).shingles)))
    assert dense.thinned(16) <= set(sample(hashes).shingles)


def test_containment_and_resemblance() -> None:
    shared = Overlap(one=100, other=50, shared=50)
    assert (shared.containment, shared.resemblance, shared.lengths) == (1.0, 0.5, 0.5)
    assert shared.dice == pytest.approx(2 / 3)
    nothing = Overlap(0, 0, 0)
    assert (nothing.containment, nothing.resemblance, nothing.lengths, nothing.dice) == (0, 0, 0, 0)


def test_estimates_are_near_the_truth() -> None:
    errors = []
    for seed in range(40):
        text = made(1500, seed).split()
        half = " ".join(text[:750] + made(750, seed + 1000).split())
        errors.append(overlap(sampled(" ".join(text)), sampled(half)).containment - 0.5)
    assert abs(sum(errors) / 40) < 0.02
    assert max(map(abs, errors)) < 0.25


def test_furniture_does_not_count() -> None:
    one, other = sampled("a b c d e"), sampled("a b c d f")
    assert overlap(one, other).shared == 1
    assert overlap(one, other, one.thinned(1) & other.thinned(1)) == Overlap(1, 1, 0)
