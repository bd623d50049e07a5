"""One thing that is wrong with an archive."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Problem:
    """*file*: relative to the archive; *place* in it: a line's number, or "byte N"; "" for the whole file; *what* is
    wrong and what it means, in words that follow them."""

    file: str
    place: str
    what: str

    def __str__(self) -> str:
        return f"{self.file}:{self.place}: {self.what}" if self.place else f"{self.file}: {self.what}"
