"""Word windows of a body, as hashes; and a sample of them that texts share as they share text.

Source: A. Broder, "On the resemblance and containment of documents" (1997): shingles kept where their hash
is 0 modulo m give unbiased estimates of both measures, whatever the lengths.
"""

from __future__ import annotations

import re
from array import array
from dataclasses import dataclass
from hashlib import blake2b
from typing import Final
from zlib import crc32

WIDTH: Final = 4
# One shingle in 16, 8, 4, 2 or each, whichever is the sparsest that still leaves about ENOUGH of a text.
RATES: Final = (16, 8, 4, 2, 1)
ENOUGH: Final = 32
# Ideographs, kana and hangul syllables each stand for a word: their texts set no spaces.
_SYLLABIC = re.compile("[぀-ヿ㐀-鿿가-힯]")


@dataclass(frozen=True, slots=True)
class Sample:
    """Part of a text's shingles. *every*: one in how many; *shingles*: their 64-bit hashes, signed, sorted."""

    every: int
    shingles: array[int]

    def thinned(self, every: int) -> frozenset[int]:
        """Return the shingles a sample of one in *every*, no denser than this one, would hold."""
        return frozenset(h for h in self.shingles if h % every == 0)


def windows(words: str) -> tuple[list[bytes], list[int]]:
    """Return the runs of WIDTH words of a text, in order, and the CRC-32 of each.

    *words*: as `fingerprint.plain` gives them. A text of fewer words is one run; a text of none gives none.
    """
    if _SYLLABIC.search(words):
        words = _SYLLABIC.sub(r" \g<0> ", words)
    parts = words.encode("utf-8", "replace").split()
    if len(parts) < WIDTH:
        runs = [b" ".join(parts)] if parts else []
    else:
        runs = list(map(b" ".join, zip(*(parts[i:] for i in range(WIDTH)), strict=False)))
    return runs, list(map(crc32, runs))


def sample(runs: list[bytes], hashes: list[int]) -> Sample:
    """Return a sample of the runs of words that `windows` gave, one in 16 of a text of 512 words or more.

    Shorter texts are sampled more densely, up to all of their runs, so that about ENOUGH are left; a
    denser sample holds what a sparser one of the same text would, so any two compare.
    """
    every = next((rate for rate in RATES if len(runs) >= rate * ENOUGH), 1)
    kept = {_hash(run, crc) for run, crc in zip(runs, hashes, strict=True) if not crc % every}
    return Sample(every, array("q", sorted(kept)))


def _hash(run: bytes, crc: int) -> int:
    """64 bits whose low 32 are the CRC, by which runs are sampled."""
    high = int.from_bytes(blake2b(run, digest_size=4).digest(), "big", signed=True)
    return high << 32 | crc
