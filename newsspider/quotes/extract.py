"""The quotations of a body: marks, then people, speakers and kinds."""

from __future__ import annotations

from collections.abc import Sequence

from newsspider.model import Quote
from newsspider.quotes.dashes import dash_turns
from newsspider.quotes.kinds import DIRECT, MIXED, kind
from newsspider.quotes.marks import Marked, marked_spans
from newsspider.quotes.people import People, Person, full_names
from newsspider.quotes.phrases import DESCRIBED, NAMED, PRONOUN, Mention
from newsspider.quotes.speakers import Attribution, Speakers
from newsspider.quotes.tokens import Token, tokenize
from newsspider.quotes.words import Words, words_for


def extract_quotes(body: str, language: str | None) -> list[Quote]:
    """Return the quotations of *body* in text order, none overlapping another; [] where there is none.

    *language*: BCP 47, or None to take the closest by the body's small words. Never raises, whatever *body*
    holds; linear in its length.
    """
    words = words_for(language, body)
    spans = _spans(body, words)
    if not spans:
        return []
    return list(_Reader(body, spans, words).quotes())


def _spans(body: str, words: Words) -> list[Marked]:
    """Return marked stretches and turns of dialogue in order; marks inside a turn are part of it."""
    turns = dash_turns(body, words)
    spans = marked_spans(body)
    if not turns:
        return spans
    merged, last = [], 0
    for span in sorted([*spans, *turns], key=lambda s: (s.start, not s.dash, -s.end)):
        if span.start >= last and span.end > span.start:
            merged.append(span)
            last = span.end
    return merged


class _Reader:
    def __init__(self, body: str, spans: Sequence[Marked], words: Words) -> None:
        self.body, self.spans, self.words = body, spans, words
        text = tokenize(body, spans, words)
        self.tokens = text.tokens
        self.places = {t.quote: i for i, t in enumerate(self.tokens) if t.quote >= 0}
        self.speakers = Speakers(body, text, words)
        self.people = People(words)

    def quotes(self) -> list[Quote]:
        found = self.speakers.find()
        for name, at in full_names(self.body, self.words):
            self.people.add(name, at)
        for a in found:
            if a.speaker and a.speaker.kind == NAMED:
                person = self.people.add(self._text(a.speaker), self.tokens[a.speaker.first].start)
                if person and a.speaker.role != (0, 0):
                    self.people.describe(person, self._slice(*a.speaker.role))
        return [self._quote(i, span, found[i]) for i, span in enumerate(self.spans)]

    def _quote(self, i: int, span: Marked, found: Attribution) -> Quote:
        text = self.body[span.start : span.end]
        sort = (
            kind(text, self.places[i], self.tokens, found, self.words, dash=span.dash)
            if i in self.places
            else DIRECT
        )
        if sort not in {DIRECT, MIXED} or found.speaker is None:
            cue = (
                self._slice(found.report.first, found.report.last)
                if found.report and sort in {DIRECT, MIXED}
                else None
            )
            return Quote(i, text, span.start, span.end, span.marks, sort, cue=cue)
        full, person = self._full(found.speaker)
        role = (
            self._slice(*found.speaker.role)
            if found.speaker.role != (0, 0)
            else person.role
            if person
            else None
        )
        cue = self._slice(found.report.first, found.report.last) if found.report else None
        return Quote(
            i,
            text,
            span.start,
            span.end,
            span.marks,
            sort,
            self._text(found.speaker),
            full,
            role,
            cue,
            round(found.score / 100, 2),
        )

    def _full(self, speaker: Mention) -> tuple[str | None, Person | None]:
        text, at = self._text(speaker), self.tokens[speaker.first].start
        if speaker.kind == NAMED:
            person = self.people.named(text)
        elif speaker.kind == DESCRIBED:
            person = self.people.described(text, at)
        else:
            person = self._pronoun(text.lower(), at)
        if person is None:
            return (None if speaker.kind == PRONOUN else text), None
        return person.name, person

    def _pronoun(self, low: str, at: int) -> Person | None:
        gender = "m" if low in self.words["he"] else "f" if low in self.words["she"] else None
        return self.people.of_gender(gender, at) if gender else None

    def _text(self, mention: Mention) -> str:
        return self._slice(mention.first, mention.last)

    def _slice(self, first: int, last: int) -> str:
        return " ".join(self.body[self.tokens[first].start : self.tokens[last - 1].end].split())
