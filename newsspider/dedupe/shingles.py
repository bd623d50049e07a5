"""Word windows of a body, as hashes; and a sample of them that texts share as they share text.

Source: A. Broder, "On the resemblance and containment of documents" (1997): shingles kept where their hash
is 0 modulo m give unbiased estimates of both measures, whatever the lengths.
"""

from __future__ import annotations

import re
from array import array
from collections.abc import Collection
from dataclasses import dataclass
from typing import Final
from zlib import crc32

WIDTH: Final = 4
# One shingle in 16, 8, 4, 2 or each, whichever is the sparsest that still leaves about ENOUGH of a text.
RATES: Final = (16, 8, 4, 2, 1)
ENOUGH: Final = 20
# Ideographs, kana and hangul syllables each stand for a word: their texts set no spaces.
_SYLLABIC = re.compile("[぀-ヿ㐀-鿿가-힯]")
_SIGN: Final = 1 << 31


@dataclass(frozen=True, slots=True)
class Sample:
    """Part of a text's shingles. *every*: one in how many; *shingles*: their 32-bit hashes, signed, sorted."""

    every: int
    shingles: array[int]

    def thinned(self, every: int) -> frozenset[int]:
        """Return the shingles a sample of one in *every*, no denser than this one, would hold."""
        if every == self.every:
            return frozenset(self.shingles)
        return frozenset(h for h in self.shingles if h % every == 0)


def windows(words: list[bytes]) -> list[int]:
    """Return the CRC-32 of each run of WIDTH words of a text, in order.

    *words*: as `fingerprint.plain` gives them. A text of fewer words is one run; a text of none gives none.
    """
    parts = _syllables(words)
    if len(parts) < WIDTH:
        return [crc32(b" ".join(parts))] if parts else []
    return list(map(crc32, map(b" ".join, zip(*(parts[i:] for i in range(WIDTH)), strict=False))))


def sample(hashes: Collection[int]) -> Sample:
    """Return a sample of the hashes that `windows` gave, one in 16 of a text of 320 words or more.

    Shorter texts are sampled more densely, up to all of their runs, so that about ENOUGH are left; a
    denser sample holds what a sparser one of the same text would, so any two compare.
    """
    every = next((rate for rate in RATES if len(hashes) >= rate * ENOUGH), 1)
    kept = {h for h in hashes if not h % every}
    return Sample(every, array("i", sorted((h ^ _SIGN) - _SIGN for h in kept)))


def _syllables(words: list[bytes]) -> list[bytes]:
    """*words* with each syllabic character a word of its own."""
    text = b" ".join(words)
    if text.isascii() or not _SYLLABIC.search(plain := text.decode()):
        return words
    return _SYLLABIC.sub(r" \g<0> ", plain).encode().split()
