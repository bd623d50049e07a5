"""One report: a place where a sentence says that somebody speaks."""

from __future__ import annotations

from typing import NamedTuple

from newsspider.quotes.view import Mention

BEFORE, AFTER, NONE, PASSIVE = "subject-verb", "verb-subject", "no-subject", "passive"


class Report(NamedTuple):
    """One reporting verb or phrase: tokens ``[first, last)``, its *speaker*, and where that stands.

    *order*: BEFORE, AFTER, NONE (the subject is that of an earlier verb) or PASSIVE (nobody is said to speak).
    *weak*: the verb reports only beside a quotation. *verb*: the token of a verb that stands elsewhere, -1 for
    none. *left*, *right*: the outer tokens of verb and speaker together.
    """

    first: int
    last: int
    speaker: Mention | None
    order: str
    weak: bool = False
    according: bool = False
    verb: int = -1

    @property
    def left(self) -> int:
        return min(self.first, self.speaker.first) if self.speaker else self.first

    @property
    def right(self) -> int:
        return max(self.last, self.speaker.last) if self.speaker else self.last
