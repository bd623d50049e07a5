"""Who else has this text: an index on disk that takes texts one at a time and finds earlier copies.

Each text is kept as its sampled shingles, and each shingle has a posting list of the texts it stands in. The
lists stay short without a cap that would lose copies: of a copy, only the shingles its cluster's earliest
text lacks are posted; and a shingle that FURNITURE texts of different clusters share says nothing of any of
them (a house's standing lines) and is left out of every comparison.
"""

from __future__ import annotations

import json
from array import array
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Final

from newsspider.dedupe.containment import Overlap, overlap
from newsspider.dedupe.shingles import Sample
from newsspider.state.ledger import Ledger

FURNITURE: Final = 64
_NEVER: Final = 1 << 62
# A candidate is compared in full where it shares a tenth of the sample, and two shingles; the best ten are.
_WORTH_A_LOOK: Final = 0.1
_COMPARED: Final = 10
# What makes a copy, set on made-up news copies and follow-up stories (docs/archive.md).
RESEMBLANCE: Final = 0.4
CONTAINMENT: Final = 0.5
_COLUMNS: Final = "text, id, cluster, domain, every, sample"


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

    def get(self, article: bytes) -> Text | None:
        """Return the text kept under an id; None where there is none."""
        return self._one("id = ?", article)

    def find(self, text: Incoming) -> Match | None:
        """Return the earliest copy of *text*, or None; what came after an earlier version of it is none."""
        own = self.get(text.id)
        before = own.number if own else _NEVER
        same = self._one(
            "sha256 = ? AND text < ? AND id <> ? ORDER BY text LIMIT 1", text.sha256, before, text.id
        )
        if same:
            return Match(same, exact=True, overlap=None)
        return self._near(text.sample, before)

    def keep(self, text: Incoming, earliest: Text | None) -> None:
        """Keep *text*, in place of an earlier version; *earliest*: the copy that `find` gave, if any."""
        number = self._forget(text.id) or self._next_number()
        self._ledger.execute(
            "INSERT INTO texts (text, id, sha256, cluster, domain, every, sample)"
            " VALUES (?, ?, ?, ?, ?, ?, ?)",
            (
                *(number, text.id, text.sha256, earliest.cluster if earliest else number, text.domain),
                *(text.sample.every, text.sample.shingles.tobytes()),
            ),
        )
        posted = set(earliest.sample.shingles) if earliest else set()
        self._post((h for h in text.sample.shingles if h not in posted), number)

    def _next_number(self) -> int:
        highest = self._ledger.execute("SELECT max(text) FROM texts").fetchone()[0]
        return (highest or 0) + 1

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
        lists: defaultdict[int, list[int]] = defaultdict(list)
        for shingle, number in self._ledger.execute(
            "SELECT shingle, text FROM json_each(?) CROSS JOIN postings ON shingle = value",
            (json.dumps(sample.shingles.tolist()),),
        ):
            lists[shingle].append(number)
        furniture = {shingle for shingle, numbers in lists.items() if len(numbers) >= FURNITURE}
        counts = Counter(
            n for s, numbers in lists.items() if s not in furniture for n in numbers if n < before
        )
        enough = max(2, len(sample.shingles) * _WORTH_A_LOOK)
        return [n for n, count in counts.most_common(_COMPARED) if count >= enough], furniture

    def _post(self, shingles: Iterable[int], number: int) -> None:
        """Add to the posting lists; not to those that are as long as furniture's already."""
        self._ledger.execute(
            "INSERT OR IGNORE INTO postings SELECT value, ? FROM json_each(?)"
            " WHERE (SELECT count(*) FROM postings WHERE shingle = value) < ?",
            (number, json.dumps(list(shingles)), FURNITURE),
        )

    def _forget(self, article: bytes) -> int | None:
        """Take an earlier version of a text out; return its number, which the next version keeps."""
        own = self.get(article)
        if own is None:
            return None
        self._ledger.executemany(
            "DELETE FROM postings WHERE shingle = ? AND text = ?",
            ((h, own.number) for h in own.sample.shingles),
        )
        self._ledger.execute("DELETE FROM texts WHERE text = ?", (own.number,))
        return own.number

    def _one(self, where: str, *values: Any) -> Text | None:
        row = self._ledger.execute(f"SELECT {_COLUMNS} FROM texts WHERE {where}", values).fetchone()  # noqa: S608
        if row is None:
            return None
        *facts, every, blob = row
        shingles = array("q")
        shingles.frombytes(blob)
        number, article, cluster, domain = facts
        return Text(number, article, cluster, domain, Sample(every, shingles))


def _is_copy(shared: Overlap | None) -> bool:
    if shared is None or shared.shared < 2:
        return False
    return shared.resemblance >= RESEMBLANCE or shared.containment >= CONTAINMENT


def relation(match: Match, domain: str) -> str:
    """Return the record's ``relation`` of a text of *domain* with its earlier copy.

    ``exact``: the same words, wherever; ``syndicated``: nearly the same at another outlet; ``near``: nearly
    the same at the same one.
    """
    if match.exact:
        return "exact"
    return "near" if match.text.domain == domain else "syndicated"
