"""Headings in marks: a cross-head repeats words that somebody says in the text near it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from newsspider.quotes.outline import Attribution, Outline, Sentence
from newsspider.quotes.token import QUOTE
from newsspider.text.normalize import letters

_NEAR = 20  # quotations looked at on each side
_WORDS = 14  # words of a heading at most
_LETTERS = 8  # letters at least; fewer are found anywhere
_SCORE = 60.0
_ENDS = frozenset({".", "!", "?", "…", ":"})


def echoes(outline: Outline, found: Sequence[Attribution]) -> list[Attribution]:
    """Return *found*, with the speaker of the text's own quotation where a heading repeats a part of it."""
    places = outline.places

    @cache
    def plain(quote: int) -> str:
        return letters(outline.text(places[quote]))

    result = list(found)
    for sentence in outline.sentences:
        for quote in _heading(outline, sentence):
            if found[quote].speaker is None and len(plain(quote)) >= _LETTERS:
                near = range(max(0, quote - _NEAR), min(len(found), quote + _NEAR + 1))
                said = (i for i in near if found[i].speaker and i != quote and plain(quote) in plain(i))
                source = next(said, None)
                if source is not None:
                    result[quote] = Attribution(found[source].speaker, None, "echo", _SCORE)
    return result


def _heading(outline: Outline, sentence: Sentence) -> list[int]:
    """Return the quotations of a sentence that is a heading: a short paragraph without a stop."""
    first, last = sentence.start, sentence.end - 1
    tokens = outline.tokens
    whole = (first == 0 or tokens.paragraph[first - 1] != sentence.paragraph) and (
        last + 2 >= len(tokens) or tokens.paragraph[last + 2] != sentence.paragraph
    )
    if not whole or tokens.low[last] in _ENDS or last - first > _WORDS:
        return []
    quotes = [i for i in range(first, last + 1) if tokens.kind[i] == QUOTE]
    return [tokens.quote[i] for i in quotes if len(outline.text(i).split()) <= _WORDS]
