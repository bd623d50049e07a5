"""The quotations of a body: marks, then people, speakers and kinds."""

from __future__ import annotations

from collections.abc import Sequence

from newsspider.model import Quote
from newsspider.quotes.dashes import dash_turns
from newsspider.quotes.kinds import DIRECT, MIXED, kind
from newsspider.quotes.marks import Marked, marked_spans
from newsspider.quotes.outline import Attribution, Outline
from newsspider.quotes.resolve import Resolver
from newsspider.quotes.speakers import attributions
from newsspider.quotes.tokens import tokenize
from newsspider.quotes.words import Words, words_for


def extract_quotes(body: str, language: str | None) -> list[Quote]:
    """Return the quotations of *body* in text order, none overlapping another; [] where there is none.

    *language*: BCP 47, or None to take the closest by the body's small words. Offsets are code points of
    *body*. Never raises, whatever *body* holds; linear in its length.
    """
    words = words_for(language, body)
    spans = _spans(body, words)
    return _quotes(body, spans, words) if spans else []


def _spans(body: str, words: Words) -> list[Marked]:
    """Return marked stretches and turns of dialogue in order; marks inside a turn are part of it."""
    merged: list[Marked] = []
    last = 0
    spans = [*marked_spans(body), *dash_turns(body, words)]
    for span in sorted(spans, key=lambda s: (s.start, not s.dash, -s.end)):
        if last <= span.start < span.end:
            merged.append(span)
            last = span.end
    return merged


def _quotes(body: str, spans: Sequence[Marked], words: Words) -> list[Quote]:
    text = tokenize(body, spans, words)
    outline = Outline(body, text, words)
    places = {t.quote: i for i, t in enumerate(text.tokens) if t.quote >= 0}
    found = attributions(outline, len(spans))
    kinds = [
        DIRECT if span.dash else kind(places[i], text.tokens, body[span.start : span.end], found[i], words)
        for i, span in enumerate(spans)
    ]
    spoken = [a if sort in {DIRECT, MIXED} else None for a, sort in zip(found, kinds, strict=True)]
    resolver = Resolver(outline, [a.speaker for a in spoken if a and a.speaker])
    return [_quote(body, i, span, kinds[i], spoken[i], resolver) for i, span in enumerate(spans)]


def _quote(
    body: str, position: int, span: Marked, sort: str, found: Attribution | None, resolver: Resolver
) -> Quote:
    """Return the quotation at *position*; *found* is None where nobody speaks."""
    start, end = span.start, span.end
    report = found.report if found else None
    cue = resolver.text(report.first, report.last) if report else None
    if found is None or found.speaker is None:
        return Quote(position, body[start:end], start, end, span.marks, sort, cue=cue)
    who = resolver.who(found.speaker)
    confidence = round(min(found.score, 99) / 100, 2)
    return Quote(
        position,
        body[start:end],
        start,
        end,
        span.marks,
        sort,
        who.speaker,
        who.full,
        who.role,
        cue,
        confidence,
    )
