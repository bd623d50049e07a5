"""Speakers carried over: from an earlier verb, the sentence before or, after a colon, the paragraph before."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping
from dataclasses import dataclass
from operator import attrgetter

from newsspider.quotes.outline import UNKNOWN, Attribution, Outline, Sentence
from newsspider.quotes.report import AFTER, Report

_BEST_CARRIED = 75.0  # a carried speaker is never surer than this


@dataclass(frozen=True, slots=True)
class Carrier:
    """Carries speakers over in one body; *found* holds the attributions so far, by quotation."""

    outline: Outline
    found: Mapping[int, Attribution]

    def subject_of(self, best: Attribution, report: Report, k: int, index: int) -> Attribution:
        """Return *best* with the subject that its verb leaves out: of the sentence, else of the one before."""
        sentence = self.outline.sentences[index]
        earlier = [r for r in sentence.reports if r.right <= report.first and r.speaker]
        if earlier:
            return Attribution(earlier[-1].speaker, report, "inherited", best.score - 12, best.score)
        if report.first - sentence.start > 1 and report.first < k:
            subject = self.outline.main_subject(sentence.start, report.first)
            if subject is not None:
                return Attribution(subject, report, "inherited", best.score - 20, best.score)
        carried = self._sentence_before(index) or self._paragraph_above(index)
        if carried is None:
            return Attribution(None, report, "none", 30, best.score)
        return Attribution(carried.speaker, report, "inherited", max(40, best.score - 30), best.score)

    def carry(self, k: int, index: int) -> Attribution:
        """Return the speaker for a quotation at token *k* that no report of its own sentence fits."""
        sentence = self.outline.sentences[index]
        same = self._last_spoken(sentence.start, k)
        if same is not None:
            return same._replace(how="same-sentence", score=min(same.score, 70))
        outline = self.outline
        if outline.content(sentence.start, k) or outline.content(k + 1, sentence.end):
            return self._reported_mood(sentence, index)
        told = self._told_next(index)
        if told is not None:
            return told
        if index and outline.sentences[index - 1].paragraph != sentence.paragraph:
            return self._colon_before(outline.sentences[index - 1])
        return self._sentence_before(index) or UNKNOWN

    def _last_spoken(self, start: int, end: int) -> Attribution | None:
        """Return the attribution of the last quotation in tokens ``[start, end)`` that has a speaker."""
        quotes = (quote for quote in reversed(self.outline.tokens.quote[start:end]) if quote >= 0)
        spoken = (self.found[q] for q in quotes if q in self.found and self.found[q].speaker)
        return next(spoken, None)

    def _reported_mood(self, sentence: Sentence, index: int) -> Attribution:
        """Go on with the speaker before where the mood says so: German "Er sei …", "sie hätten …"."""
        mood = self.outline.words["reported"]
        if not any(self.outline.phrases.low[i] in mood for i in range(sentence.start, sentence.end)):
            return UNKNOWN
        return (self._sentence_before(index) or UNKNOWN)._replace(how="mood", score=60)

    def _told_next(self, index: int) -> Attribution | None:
        """Return who the next sentence says told this: "Lo ha detto Anna Neri.", "Про це повідомив …"."""
        outline = self.outline
        if index + 1 >= len(outline.sentences):
            return None
        following = outline.sentences[index + 1]
        other = following.paragraph != outline.sentences[index].paragraph
        if other or not following.reports:
            return None
        report = following.reports[0]
        if outline.quotes(following.start, report.right):
            return None
        lead = range(following.start, report.first)
        small = len(lead) <= 3 and all(outline.phrases.low[i] in outline.words.function for i in lead)
        if report.order != AFTER or report.according or not report.speaker or not small:
            return None
        return Attribution(report.speaker, report, "told-next", 72)

    def _sentence_before(self, index: int) -> Attribution | None:
        """Return the speaker of the sentence before in the same paragraph, or the person it is about."""
        sentences = self.outline.sentences
        if index == 0 or sentences[index - 1].paragraph != sentences[index].paragraph:
            return None
        return self._speaker_of(sentences[index - 1])

    def _paragraph_above(self, index: int) -> Attribution | None:
        """Return the speaker or subject that ends the paragraph before, for a verb without a subject."""
        sentences = self.outline.sentences
        first = bisect_left(sentences, sentences[index].paragraph, key=attrgetter("paragraph"))
        return self._speaker_of(sentences[first - 1]) if first else None

    def _speaker_of(self, sentence: Sentence) -> Attribution | None:
        outline = self.outline
        spoken = self._last_spoken(sentence.start, sentence.end)
        if spoken is not None:
            return spoken._replace(how="carried", score=min(spoken.score, _BEST_CARRIED))
        reports = [r for r in sentence.reports if r.speaker and not r.weak]
        if reports:
            return Attribution(reports[-1].speaker, reports[-1], "carried-report", 55)
        subject = outline.main_subject(sentence.start, sentence.end)
        if subject is None or not outline.is_somebody(subject):
            return None
        return Attribution(subject, None, "carried-subject", 45)

    def _colon_before(self, before: Sentence) -> Attribution:
        """Return who the paragraph before announces: it ends with a colon."""
        if self.outline.phrases.low[before.end - 1] != ":":
            return UNKNOWN
        reports = [r for r in before.reports if r.speaker and not r.weak]
        if reports:
            return Attribution(reports[-1].speaker, reports[-1], "colon-before", 50)
        speaker = self.outline.main_subject(before.start, before.end - 1)
        return Attribution(speaker, None, "colon-before", 50) if speaker else UNKNOWN
