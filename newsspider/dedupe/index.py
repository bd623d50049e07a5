"""Who else has this text: an index on disk that takes texts one at a time and finds earlier copies.

Each text is kept as its sampled shingles, and each shingle has a posting list of the texts it stands in. The
lists stay short without a cap that would lose copies: of a copy, only the shingles its cluster's earliest
text lacks are posted; and a shingle that LONGEST texts of different clusters share says nothing of any of
them (a house's standing lines) and is left out of every comparison.
"""

from __future__ import annotations

import sys
from array import array
from collections import Counter
from dataclasses import dataclass
from typing import Any, Final

from newsspider.dedupe.containment import Overlap, overlap
from newsspider.dedupe.postings import LONGEST, Postings
from newsspider.dedupe.shingles import Sample
from newsspider.state.ledger import Ledger

_NEVER: Final = 1 << 62
# A candidate is compared in full where it shares two shingles; the ten that share most are.
_SHARED: Final = 2
_COMPARED: Final = 10
# What makes a copy, set on made-up news copies and follow-up stories (docs/archive.md).
RESEMBLANCE: Final = 0.4
CONTAINMENT: Final = 0.5
# What makes an excerpt: nearly all of a text that has less than half the length of the other.
EXCERPT: Final = 0.8
MUCH_SHORTER: Final = 0.5
# That of the earlier version, or the next.
_NUMBER: Final = (
    "SELECT coalesce((SELECT text FROM texts WHERE id = ?), (SELECT max(text) + 1 FROM texts), 1)"
)
_COLUMNS: Final = "text, id, cluster, domain, every, width, sample"


@dataclass(frozen=True, slots=True)
class Incoming:
    """A text to look up and keep. *id*: the record's, without ``art_``, as bytes; *sha256*: of its words."""

    id: bytes
    sha256: bytes
    domain: str
    sample: Sample


@dataclass(frozen=True, slots=True)
class Text:
    """A text of the index. *number*: order of arrival; *cluster*: number of the earliest copy; *id*: the
    record's, without ``art_``, as bytes."""

    number: int
    id: bytes
    cluster: int
    domain: str
    sample: Sample


@dataclass(frozen=True, slots=True)
class Match:
    """An earlier copy. *exact*: the same words; *overlap*: what is shared, None where exact."""

    text: Text
    exact: bool
    overlap: Overlap | None

    @property
    def similarity(self) -> float:
        """The share of the shorter text that stands in the other, 0 to 1."""
        return self.overlap.containment if self.overlap else 1.0


class TextIndex:
    """The index of a ledger; changes last with the ledger's next commit."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger
        self._postings = Postings(ledger)
        for number in self._postings.waiting():
            if text := self._one("text = ?", number):
                self._post(text.sample, number, self.earliest(text) if text.cluster != number else None)

    def get(self, article: bytes) -> Text | None:
        """Return the text kept under an id; None where there is none."""
        return self._one("id = ?", article)

    def find(self, text: Incoming) -> Match | None:
        """Return the earliest copy of *text*, or None; what came after an earlier version of it is none."""
        before = self._number(text.id) or _NEVER
        same = self._one(
            "sha256 = ? AND text < ? AND id <> ? ORDER BY text LIMIT 1", text.sha256, before, text.id
        )
        if same:
            return Match(same, exact=True, overlap=None)
        return self._near(text.sample, before)

    def keep(self, text: Incoming, earliest: Text | None) -> None:
        """Keep *text*, in place of an earlier version; *earliest*: the copy that `find` gave, if any.

        An earlier version's shingles stay in the lists: they lead to a comparison, no more.
        """
        number = self._ledger.execute(_NUMBER, (text.id,)).fetchone()[0]
        self._ledger.execute(
            "INSERT OR REPLACE INTO texts (text, id, sha256, cluster, domain, every, width, sample)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            (
                *(number, text.id, text.sha256, earliest.cluster if earliest else number, text.domain),
                *(text.sample.every, text.sample.shingles.itemsize, _packed(text.sample.shingles)),
            ),
        )
        self._post(text.sample, number, earliest)

    def _post(self, sample: Sample, number: int, earliest: Text | None) -> None:
        posted = set(earliest.sample.shingles) if earliest else set()
        self._postings.add([h for h in sample.shingles if h not in posted], number)

    def _number(self, article: bytes) -> int | None:
        row = self._ledger.execute("SELECT text FROM texts WHERE id = ?", (article,)).fetchone()
        return row[0] if row else None

    def earliest(self, text: Text) -> Text:
        """Return the earliest copy of *text*'s cluster; *text* itself where that is gone."""
        return self._one("text = ?", text.cluster) or text

    def _near(self, sample: Sample, before: int) -> Match | None:
        candidates, furniture = self._candidates(sample, before)
        best: Match | None = None
        for number in candidates:
            text = self._one("text = ?", number)
            if text is None:
                continue
            match = Match(text, exact=False, overlap=overlap(sample, text.sample, furniture))
            if _is_copy(match.overlap) and (best is None or match.similarity > best.similarity):
                best = match
        return best and self._from_earliest(best, sample, furniture)

    def _from_earliest(self, match: Match, sample: Sample, furniture: set[int]) -> Match:
        """The cluster's earliest text in place of *match*, where it is a copy of that too."""
        earliest = self.earliest(match.text)
        shared = overlap(sample, earliest.sample, furniture)
        return Match(earliest, exact=False, overlap=shared) if _is_copy(shared) else match

    def _candidates(self, sample: Sample, before: int) -> tuple[list[int], set[int]]:
        lists = self._postings.lists(sample.shingles)
        furniture = {shingle for shingle, numbers in lists.items() if len(numbers) >= LONGEST}
        counts = Counter(
            n for s, numbers in lists.items() if s not in furniture for n in numbers if n < before
        )
        likely = [(-count, n) for n, count in counts.items() if count >= _SHARED]
        return [n for _, n in sorted(likely)[:_COMPARED]], furniture

    def _one(self, where: str, *values: Any) -> Text | None:
        row = self._ledger.execute(f"SELECT {_COLUMNS} FROM texts WHERE {where}", values).fetchone()  # noqa: S608
        if row is None:
            return None
        number, article, cluster, domain, every, width, sample = row
        return Text(number, article, cluster, domain, Sample(every, _unpacked(sample, width)))


def _packed(shingles: array[int]) -> bytes:
    """*shingles* as bytes, in the order of bytes that every machine reads."""
    if sys.byteorder == "big":
        shingles = shingles[:]
        shingles.byteswap()
    return shingles.tobytes()


def _unpacked(data: bytes, width: int) -> array[int]:
    """The shingles of a sample with *width* bytes each; of the 8 that archives of 0.1 have, the lower 4 tell."""
    shingles = array("i")
    shingles.frombytes(data)
    if sys.byteorder == "big":
        shingles.byteswap()
    return shingles if width == shingles.itemsize else shingles[::2]


def _is_copy(shared: Overlap | None) -> bool:
    if shared is None or shared.shared < _SHARED:
        return False
    return shared.resemblance >= RESEMBLANCE or shared.containment >= CONTAINMENT


def relation(match: Match, domain: str) -> str:
    """Return the record's ``relation`` of a text of *domain* with its earlier copy.

    ``exact``: the same words, wherever; ``excerpt``: one holds nearly all of the other, which is much shorter;
    else ``syndicated``: nearly the same at another outlet, or ``near``: nearly the same at the same one.
    """
    if match.overlap is None:
        return "exact"
    if match.overlap.containment >= EXCERPT and match.overlap.lengths < MUCH_SHORTER:
        return "excerpt"
    return "near" if match.text.domain == domain else "syndicated"
