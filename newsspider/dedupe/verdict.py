"""What an article is to the archive: new, unchanged, updated, a copy, or the same once more."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from typing import Any

from newsspider.dedupe.reading import Reading


class Kind(Enum):
    """The verdicts. UNCHANGED and DUPLICATE add no line; the others are archived.

    UNCHANGED: archived in an earlier run, and its content is the same. DUPLICATE: met again in this run, or
    another address (AMP, print) of an article that is archived. COPY: another article with the same or
    nearly the same text.
    """

    NEW = "new"
    UNCHANGED = "unchanged"
    UPDATED = "updated"
    COPY = "copy"
    DUPLICATE = "duplicate"

    @property
    def dropped(self) -> bool:
        """Whether the archive holds it already."""
        return self in {Kind.UNCHANGED, Kind.DUPLICATE}


@dataclass(frozen=True, slots=True)
class Verdict:
    """*revision* and *dedup*: the record's objects of these names, whole, empty where the record is dropped.

    *same_as*: the id of the archived article this is the same as, itself or under another address, None
    where it is not archived yet. *reading*: what was read to judge, for ``Judge.keep``.
    """

    kind: Kind
    revision: Mapping[str, Any]
    dedup: Mapping[str, Any]
    same_as: str | None
    reading: Reading


@dataclass(frozen=True, slots=True)
class Revision:
    """The record's ``revision``, field by field. *change*: ``new``, ``updated`` or ``gone``."""

    number: int
    change: str
    first_seen_at: str
    previous_text_sha256: str | None = None
    changed_fields: tuple[str, ...] = ()
    similarity: float | None = None

    def to_record(self) -> dict[str, Any]:
        """Return it as the record has it, JSON values only."""
        return {
            "number": self.number,
            "change": self.change,
            "first_seen_at": self.first_seen_at,
            "previous_text_sha256": self.previous_text_sha256,
            "changed_fields": list(self.changed_fields),
            "similarity": None if self.similarity is None else round(self.similarity, 3),
        }
