"""What was changed, and what went, after it was archived."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from datetime import datetime, timedelta
from heapq import heappush, heappushpop, nlargest
from typing import Final

from newsspider.report.lines import Line
from newsspider.report.text_facts import Changed, Example, Revisions

_MOST: Final = 12
_LOST: Final = 10
_DELAYS: Final = (
    ("within an hour", timedelta(hours=1)),
    ("within six hours", timedelta(hours=6)),
    ("within a day", timedelta(days=1)),
    ("within a week", timedelta(weeks=1)),
)
_LATER: Final = "later"


class Tally:
    """Counts revisions. *last*, *last_text*: the number of the last revision, and of the last that is not "gone", of
    each article with more than one. Holds the headline of those that went."""

    def __init__(self, last: Mapping[str, int], last_text: Mapping[str, int]) -> None:
        self._last = last
        self._went = {one for one, number in last.items() if last_text.get(one, 1) != number}
        self._before: dict[str, Example] = {}  # what an article was before it went
        most = nlargest(_MOST, last.items(), key=lambda item: item[1])
        self._watched: dict[str, tuple[Counter[str], list[Example]]] = {
            one: (Counter(), []) for one, _ in most
        }
        self._articles = len(last)
        self._lines = self._gone = 0
        self._fields: Counter[str] = Counter()
        self._delays: Counter[str] = Counter()
        self._lost: list[tuple[str, str, Example]] = []  # a heap, the first lost on top

    def revision(self, line: Line) -> None:
        """Count a line that is no first version."""
        self._lines += 1
        if not line.gone:  # of what is gone all is changed
            self._fields.update(line.changed_fields)
        self._delays[_delay(line)] += 1
        if line.id in self._watched:
            fields, seen = self._watched[line.id]
            fields.update(line.changed_fields)
            if line.headline or not seen:
                seen[:] = [line.example()]

    def text(self, line: Line) -> None:
        """Note the last line of an article that has a text."""
        if line.id in self._went:
            self._before[line.id] = line.example()

    def gone(self, line: Line) -> None:
        """Count an article whose last line says that it is gone."""
        self._gone += 1
        entry = (line.fetched_at, line.id, self._before.pop(line.id, None) or line.example())
        if len(self._lost) < _LOST:
            heappush(self._lost, entry)
        else:
            heappushpop(self._lost, entry)

    def facts(self) -> Revisions:
        """Return what was counted."""
        changed = [
            Changed(seen[0], self._last[one] - 1, tuple(name for name, _ in fields.most_common()))
            for one, (fields, seen) in self._watched.items()
            if seen
        ]
        ordered = (*(words for words, _ in _DELAYS), _LATER)
        return Revisions(
            lines=self._lines,
            articles=self._articles,
            gone=self._gone,
            fields=tuple(self._fields.most_common(12)),
            delays=tuple((words, self._delays[words]) for words in ordered if self._lines),
            most=tuple(changed),
            lost=tuple(example for _, _, example in sorted(self._lost, reverse=True)),
        )


def _delay(line: Line) -> str:
    try:
        passed = datetime.fromisoformat(line.fetched_at) - datetime.fromisoformat(line.first_seen_at)
    except (ValueError, TypeError):  # no instant, or one without a zone beside one with it
        return _LATER
    return next((words for words, most in _DELAYS if passed <= most), _LATER)
