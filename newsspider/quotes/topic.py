"""Terms of somebody's topic: '"…", said X, speaking of the "Q"', where nobody in particular says Q."""

from __future__ import annotations

from newsspider.quotes.fit import follows_quote
from newsspider.quotes.outline import UNKNOWN, Attribution, Outline, Sentence
from newsspider.quotes.report import AFTER
from newsspider.quotes.token import QUOTE, WORDS

TOPIC = "topic"
_SCORE = 20.0  # too low to make the term speech
_LONGEST = 5  # words of a term; more are speech
_REACH = 12  # tokens between the word that opens the topic and the term


def topical(outline: Outline, k: int, sentence: Sentence) -> Attribution:
    """Return who talks of the term at token *k* after a quotation of their own; UNKNOWN where it is no term."""
    p, words = outline.phrases, outline.words
    definite = p.low[k - 1] in words["definite"] or (not words["definite"] and p.kind[k - 1] in WORDS)
    if not words["topic"] or not definite:
        return UNKNOWN
    opening = range(k - 1, max(sentence.start, k - _REACH), -1)
    start = next((i for i in opening if p.low[i] in words["topic"] or p.kind[i] == QUOTE), k)
    if start == k or p.kind[start] == QUOTE or len(outline.text(k).split()) > _LONGEST:
        return UNKNOWN
    comma = start - 1 - (p.low[start - 1] in words["preposition"])
    after = (
        r for r in reversed(sentence.reports) if r.right <= comma and r.order == AFTER and not r.according
    )
    told = next((r.speaker for r in after if follows_quote(outline, r)), None)
    return Attribution(told, None, TOPIC, _SCORE) if told and p.low[comma] == "," else UNKNOWN
