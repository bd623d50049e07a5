"""The quotations of a body: marks, then people, speakers and kinds."""

from __future__ import annotations

import re
from collections.abc import Sequence

from newsspider.model import Quote
from newsspider.quotes.confidence import confidence
from newsspider.quotes.dashes import dash_turns
from newsspider.quotes.echo import echoes
from newsspider.quotes.kinds import DIRECT, MIXED, SCARE, kind
from newsspider.quotes.marks import marked_spans
from newsspider.quotes.outline import Attribution, Outline
from newsspider.quotes.report import Report
from newsspider.quotes.resolve import Resolver
from newsspider.quotes.shapes import Marked
from newsspider.quotes.speakers import attributions
from newsspider.quotes.tokens import tokenize
from newsspider.quotes.topic import TOPIC
from newsspider.quotes.words import Words, words_for

_LOOKED_AT, _NEAR = 30, 200  # quotations, and characters around each, that tell the language
_DASH_LINE = re.compile(r"^[^\S\n]*[—–―-].{0,400}", re.MULTILINE)


def extract_quotes(body: str, language: str | None) -> list[Quote]:
    """Return the quotations of *body* in text order, none overlapping another; [] where there is none.

    *language*: BCP 47, or None to take the closest by the body's small words. Offsets are code points of
    *body*. Never raises, whatever *body* holds; linear in its length.
    """
    marked = marked_spans(body)
    words = words_for(language, _evidence(body, marked))
    spans = _merged(marked, dash_turns(body, words))
    return _quotes(body, spans, words) if spans else []


def _evidence(body: str, marked: Sequence[Marked]) -> str:
    """Return the text that tells the language: around the marks, else the lines with a dash, else the whole body.

    So a paragraph without marks, added later, changes nothing.
    """
    near = [body[max(0, s.start - _NEAR) : _line_end(body, s.end)] for s in marked[:_LOOKED_AT]]
    return " ".join(near) or "\n".join(_DASH_LINE.findall(body)[:_LOOKED_AT]) or body


def _line_end(body: str, start: int) -> int:
    """Return where the paragraph ends, or what is near *start*, whichever comes first."""
    end = body.find("\n", start, start + _NEAR)
    return end if end >= 0 else start + _NEAR


def _merged(marked: Sequence[Marked], turns: Sequence[Marked]) -> list[Marked]:
    """Return marked stretches and turns of dialogue in order; marks inside a turn are part of it."""
    merged: list[Marked] = []
    last = 0
    for span in sorted([*marked, *turns], key=lambda s: (s.start, not s.dash, -s.end)):
        if last <= span.start < span.end:
            merged.append(span)
            last = span.end
    return merged


def _quotes(body: str, spans: Sequence[Marked], words: Words) -> list[Quote]:
    tokens = tokenize(body, spans, words)
    outline = Outline(body, tokens, words)
    found = echoes(outline, attributions(outline, len(spans)))
    kinds = [
        DIRECT if span.dash else kind(outline.places[i], tokens, body[span.start : span.end], found[i], words)
        for i, span in enumerate(spans)
    ]
    spoken = [
        a if sort in {DIRECT, MIXED} or (sort == SCARE and a.how == TOPIC) else None
        for a, sort in zip(found, kinds, strict=True)
    ]
    resolver = Resolver(outline, [a.speaker for a in spoken if a and a.speaker])
    return [
        Quote(
            i,
            body[span.start : span.end],
            span.start,
            span.end,
            span.marks,
            kinds[i],
            *_told(spoken[i], resolver),
        )
        for i, span in enumerate(spans)
    ]


def _cue(report: Report, resolver: Resolver) -> str:
    if report.verb >= 0:
        return resolver.text(report.verb, report.verb + 1)
    return resolver.text(report.first, report.last)


_Told = tuple[str | None, str | None, str | None, str | None, float | None]


def _told(found: Attribution | None, resolver: Resolver) -> _Told:
    """Return speaker, full name, role, cue and confidence; *found* is None where nobody speaks."""
    if found is None:
        return None, None, None, None, None
    cue = _cue(found.report, resolver) if found.report else None
    if found.speaker is None:
        return None, None, None, cue, None
    who = resolver.who(found.speaker)
    return who.speaker, who.full, who.role, cue, confidence(found)
