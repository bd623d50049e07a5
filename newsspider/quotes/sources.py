"""Reports without a verb: "according to X", "selon X", "X zufolge", "pour X"."""

from __future__ import annotations

from dataclasses import dataclass

from newsspider.quotes.report import AFTER, BEFORE, Report
from newsspider.quotes.token import PUNCT, SIGNS
from newsspider.quotes.verbs import VerbGroups
from newsspider.quotes.view import NAMED, PRONOUN
from newsspider.quotes.words import FINITE


@dataclass(frozen=True, slots=True)
class Sources(VerbGroups):
    """Finds the sources that one sentence names."""

    def according(self, i: int) -> Report | None:
        p, words = self.phrases, self.phrases.words
        for phrase in words.according.get(p.low[i], ()):
            if all(p.low[i + k] == word for k, word in enumerate(phrase)):
                return self._source(i, i + len(phrase))
        if p.low[i] in words["aside"] and i > self.start and p.kind[i - 1] in SIGNS:
            return self._source(i, i + 1)
        if p.low[i] in words["postposed"] and i > self.start:
            speaker = p.left(i - 1, self.clause_start(i - 1))
            return Report(i, i + 1, speaker, BEFORE, according=True) if speaker else None
        return self._viewpoint(i) if p.low[i] in words["viewpoint"] else None

    def _source(self, first: int, last: int) -> Report | None:
        p, words = self.phrases, self.phrases.words
        if p.low[last] in words["auxiliary"] or words.verbs.get(p.low[last], 0) & FINITE:
            return None
        speaker = p.right(last, self.end)
        if speaker is None or speaker.first > last + 3:
            return None
        return Report(first, last, speaker, AFTER, according=True)

    def _viewpoint(self, i: int) -> Report | None:
        """Return "pour X" at the start of a sentence as a report, where X is somebody."""
        p, words = self.phrases, self.phrases.words
        opening = words["conjunction+adverb+that"]
        lead = range(self.start, i)
        if len(lead) > 5 or any(p.kind[j] != PUNCT and p.low[j] not in opening for j in lead):
            return None
        report = self._source(i, i + 1)
        if report is None or report.speaker is None or report.speaker.first != i + 1:
            return None
        speaker = report.speaker
        role = any(p.is_role(j) for j in range(speaker.first, speaker.last))
        return report if speaker.kind in {NAMED, PRONOUN} or role else None
