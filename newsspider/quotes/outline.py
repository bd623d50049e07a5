"""A body as sentences with their reports: what the search for speakers walks over."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from itertools import accumulate
from typing import NamedTuple

from newsspider.quotes.phrases import Phrases
from newsspider.quotes.report import Report
from newsspider.quotes.reports import Reports
from newsspider.quotes.token import BREAK, CONTENT, Tokens
from newsspider.quotes.view import NAMED, PRONOUN, Mention
from newsspider.quotes.words import Words


class Attribution(NamedTuple):
    """Who says a quotation: *speaker* and *report* where known, *how* the two were tied, *score* 0 to 100.

    *tie*: how firmly the report itself holds, where its speaker had to be looked for elsewhere.
    """

    speaker: Mention | None = None
    report: Report | None = None
    how: str = "none"
    score: float = 0.0
    tie: float = 0.0


UNKNOWN = Attribution()


class Sentence(NamedTuple):
    """Tokens ``[start, end)`` of one sentence, with its reports in order."""

    start: int
    end: int
    paragraph: int
    reports: tuple[Report, ...]


class Outline:
    """The sentences around the quotations of one body."""

    def __init__(self, body: str, tokens: Tokens, words: Words) -> None:
        self.body, self.words, self.tokens, self.inside = body, words, tokens, tokens.inside
        self.phrases = Phrases(tokens, words, tokens.low, tokens.kind)
        small = words.small
        pairs = zip(tokens.low, tokens.kind, strict=True)
        self._content = [0, *accumulate([kind in CONTENT and low not in small for low, kind in pairs])]
        self.places = [i for i, quote in enumerate(tokens.quote) if quote >= 0]
        self.sentences = self._sentences(tokens.outer)

    def _sentences(self, count: int) -> list[Sentence]:
        sentences = []
        numbers, low = self.tokens.sentence, self.tokens.low
        triggers = [i for i in range(count) if low[i] in self.words.triggers]
        last = 0
        while last < count:
            start, last = last, bisect_right(numbers, numbers[last], last, count)
            end = last - (self.tokens.kind[last - 1] == BREAK)
            if start < end:
                hits = triggers[bisect_left(triggers, start) : bisect_left(triggers, end)]
                reports = tuple(Reports(self.phrases, start, end).find(hits)) if hits else ()
                sentences.append(Sentence(start, end, self.tokens.paragraph[start], reports))
        return sentences

    def content(self, first: int, last: int) -> int:
        """Return how many words of content stand in tokens ``[first, last)``; small words do not count."""
        return max(0, self._content[last] - self._content[first])

    def quotes(self, first: int, last: int) -> int:
        """Return how many quotations stand in tokens ``[first, last)``."""
        return bisect_left(self.places, last) - bisect_left(self.places, first) if first < last else 0

    def text(self, k: int) -> str:
        """Return the words of the quotation at token *k*."""
        return self.body[self.tokens.start[k] : self.tokens.end[k]]

    def main_subject(self, start: int, end: int) -> Mention | None:
        """Return the phrase of ``[start, end)`` most likely to be its subject, None where it has none."""
        reports = Reports(self.phrases, start, end)
        rated = [found for first, last in reports.segments(end) if (found := reports.rate(first, last))]
        return max(rated, key=lambda r: r[0])[1] if rated else None

    def is_somebody(self, mention: Mention) -> bool:
        """Whether a phrase names a person: a name, he or she, a role."""
        p = self.phrases
        if mention.kind == PRONOUN:
            return p.low[mention.first] in self.words["he+she"]
        return mention.kind == NAMED or any(p.is_role(i) for i in range(mention.first, mention.last))
