"""How much text two samples share: as a share of the shorter, and of both together.

Source: A. Broder, "On the resemblance and containment of documents" (1997).
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from newsspider.dedupe.shingles import Sample


@dataclass(frozen=True, slots=True)
class Overlap:
    """What two texts share, in sampled shingles. *one*, *other*: how many each has; *shared*: both."""

    one: int
    other: int
    shared: int

    @property
    def containment(self) -> float:
        """The share of the shorter text that stands in the longer, 0 to 1; 0 where one is empty."""
        shorter = min(self.one, self.other)
        return self.shared / shorter if shorter else 0.0

    @property
    def resemblance(self) -> float:
        """The share of all their text that stands in both, 0 to 1; 0 where both are empty."""
        union = self.one + self.other - self.shared
        return self.shared / union if union else 0.0

    @property
    def lengths(self) -> float:
        """The length of the shorter text by that of the longer, 0 to 1; 0 where one is empty."""
        longer = max(self.one, self.other)
        return min(self.one, self.other) / longer if longer else 0.0

    @property
    def dice(self) -> float:
        """Twice the shared text by the length of both, 0 to 1: what an edit leaves of a text."""
        return 2 * self.shared / (self.one + self.other) if self.one + self.other else 0.0


def overlap(one: Sample, other: Sample, furniture: Collection[int] = ()) -> Overlap:
    """Compare two samples at the sparser rate of both, leaving *furniture*, shingles of everybody, out."""
    every = max(one.every, other.every)
    mine = one.thinned(every).difference(furniture)
    theirs = other.thinned(every).difference(furniture)
    return Overlap(len(mine), len(theirs), len(mine & theirs))
