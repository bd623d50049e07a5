"""How an article changed from one revision to another, field by field and word by word."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, Final

from newsspider.analysis.terminal import harmless
from newsspider.analysis.worddiff import Run, word_diff
from newsspider.errors import UsageError

Record = Mapping[str, Any]
_TEXTS: Final = ("headline", "subheadline", "summary", "published_date", "section", "body")
_RED, _GREEN, _PLAIN = "\x1b[31m", "\x1b[32m", "\x1b[0m"


@dataclass(frozen=True, slots=True)
class FieldChange:
    """A *field* that reads differently, and its *runs*."""

    field: str
    runs: tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class Step:
    """Two revisions of an article, and what of the *newer* reads differently; empty where nothing a reader sees does."""

    older: Record
    newer: Record
    changes: tuple[FieldChange, ...]


def step(older: Record, newer: Record) -> Step:
    """Compare two records: headline, subheadline, summary, authors, day of publication, section, keywords, body.

    A revision that is "gone" holds no text: its step has no changes.
    """
    if "gone" in {older["revision"]["change"], newer["revision"]["change"]}:
        return Step(older, newer, ())
    before, after = _texts(older), _texts(newer)
    changed = (name for name in before if before[name].split() != after[name].split())
    return Step(
        older,
        newer,
        tuple(FieldChange(name, tuple(word_diff(before[name], after[name]))) for name in changed),
    )


def steps(found: Sequence[Record], first: int | None = None, last: int | None = None) -> list[Step]:
    """Return each step between *found* revisions, in order; or the one from revision *first* to revision *last*.

    With one of the two given, the other is its neighbour: the last revision, or the one before. UsageError where a
    revision is not there, or both are the same.
    """
    if first is None and last is None:
        return [step(older, newer) for older, newer in pairwise(found)]
    numbers = {record["revision"]["number"]: record for record in found}
    last = max(numbers) if last is None else last
    first = max((n for n in numbers if n < last), default=last) if first is None else first
    for number in (first, last):
        if number not in numbers:
            raise UsageError(f"no revision {number}; there is {', '.join(map(str, numbers))}")
    if first == last:
        raise UsageError(f"revision {first} has nothing to be compared with; give two, like --from 1 --to 2")
    return [step(numbers[first], numbers[last])]


def _texts(record: Record) -> dict[str, str]:
    texts = {name: record[name] or "" for name in _TEXTS}
    lists = {
        "authors": ", ".join(author["name"] for author in record["authors"]),
        "keywords": ", ".join(record["keywords"]),
    }
    order = ("headline", "subheadline", "summary", "authors", "published_date", "section", "keywords", "body")
    return {name: (texts | lists)[name] for name in order}


def as_marked_text(change: FieldChange, *, colours: bool = False) -> str:
    """Return a field's change as wdiff shows it: ``[-old-]{+new+}``; paragraphs in which nothing changed as ``[…]``.

    *colours*: the marks in red and green too, for a terminal. What steers a terminal in the texts is taken out.
    """
    last = len(change.runs) - 1
    parts = [
        _shortened(run.new, after=place > 0, before=place < last)
        if run.same
        else _marked(run, colours=colours)
        for place, run in enumerate(change.runs)
    ]
    return "".join(parts).strip()


def _marked(run: Run, *, colours: bool) -> str:
    red, green, plain = (_RED, _GREEN, _PLAIN) if colours else ("", "", "")
    old, new = harmless(run.old), harmless(run.new)
    marked = f"{red}[-{old.rstrip()}-]{plain}" if old.strip() else ""
    marked += f"{green}{{+{new.rstrip()}+}}{plain}" if new.strip() else ""
    longer = new or old
    return marked + longer[len(longer.rstrip()) :]


def _shortened(text: str, *, after: bool, before: bool) -> str:
    """*text* without the paragraphs that touch no change; whether one stands before it, that it is *after*, and one
    after it."""
    paragraphs = harmless(text).split("\n\n")
    kept = int(after), int(before)
    if len(paragraphs) - sum(kept) < 2:
        return harmless(text)
    return "\n\n".join([*paragraphs[: kept[0]], "[…]", *paragraphs[len(paragraphs) - kept[1] :]])
