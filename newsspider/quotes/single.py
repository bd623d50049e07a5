"""Single quotation marks ' ‘ ’, told from apostrophes."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

_ELIDED = re.compile(r"(?:em|til|tis|twas|cause|bout|n|round|cos|kay)\b", re.IGNORECASE)
_REACH = 1500  # characters; single marks hold short stretches, and the search for a partner must end


@dataclass(slots=True)
class Singles:
    """The single marks of one paragraph: *places* are (offset, shape) in text order, *end* is its end."""

    body: str
    end: int
    places: list[tuple[int, str]]
    _closers: list[int] = field(default_factory=list)
    _next: int = 0

    def __post_init__(self) -> None:
        self._closers = [at for at, shape in self.places if shape in "'’‘" and self._may_close(at)]

    def partner(self, at: int) -> int | None:
        """Return the offset of the mark that closes the one at *at*, or None where that is an apostrophe.

        Offsets must be asked for in rising order.
        """
        if not self._may_open(at):
            return None
        while self._next < len(self._closers) and self._closers[self._next] <= at + 1:
            self._next += 1
        candidates = [c for c in self._closers[self._next : self._next + 6] if c - at <= _REACH]
        if not candidates:
            return None
        firm = (c for c in candidates if not self._possessive(c) and self._fits(at, c))
        return next(firm, candidates[0] if self._fits(at, candidates[0]) else None)

    def _may_open(self, at: int) -> bool:
        if self.body[at] == "’":
            return False
        before = self.body[at - 1] if at else " "
        after = self.body[at + 1 : at + 2]
        if not (before.isspace() or before in '([—–/:"“«'):
            return False
        letter = after.isalnum() or after in "¿¡…([$€£@#"
        decade = after.isdigit() and not re.match(r"\d+[^\w’']", self.body[at + 1 : at + 12])
        return (
            bool(after)
            and letter
            and not decade
            and not self._decade(at)
            and not _ELIDED.match(self.body, at + 1)
        )

    def _decade(self, at: int) -> bool:
        return re.match(r"\d0s\b|\d\d\b", self.body[at + 1 : at + 5]) is not None

    def _may_close(self, at: int) -> bool:
        before = self.body[at - 1 : at]
        after = self.body[at + 1 : at + 2]
        return bool(before) and not before.isspace() and not after.isalnum() and before not in "([¿¡"

    def _possessive(self, at: int) -> bool:
        return self.body[at - 1] in "sSzZx" and self.body[at + 1 : at + 2] == " "

    def _fits(self, at: int, close: int) -> bool:
        """Whether the shapes belong together: ‘ with ’ (or ‘), ' with '."""
        opened, closed = self.body[at], self.body[close]
        return closed == "'" if opened == "'" else closed in "’‘'"
