"""The words around quotations: a body as tokens in which each quotation is one."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import chain, repeat

from newsspider.quotes.shapes import Marked, paragraphs
from newsspider.quotes.token import APOSTROPHES, BREAK, LETTER, NAME, NUMBER, QUOTE, WORD, Tokens, add_words
from newsspider.quotes.words import FINITE, PARTICIPLE, Words

_INTERPOSED = re.compile(
    rf"(?<=[,!?…–—-])\s+{LETTER}+(?:['’-]{LETTER}+)*(?:\s+{LETTER}+(?:['’-]{LETTER}+)*)?"
)
_STOP = re.compile(r"[.!?…]\s+(?=[^\W\d_a-zß-öø-ÿ])")
_REACH = 400  # characters around quotations in which who speaks is looked for, and one sentence before
_FINAL = ".!?…"
_MAY_END = frozenset({".", "!", "?", "…", "", "\n"})  # of these, "" is a quotation and "\n" a paragraph's end
_OPENERS = frozenset("–—-¿¡(*")
_STARTERS = frozenset({NAME, QUOTE, NUMBER, BREAK})
_LONGEST_INSIDE = 4000  # characters of a quotation in which a reporting clause is looked for
_LONGEST_SENTENCE = 160  # tokens; a longer one is a list or no sentence, and is cut so that all stays linear


def tokenize(body: str, spans: Sequence[Marked], words: Words) -> Tokens:
    """Return the tokens of the paragraphs of *body* that hold a span, and of the paragraph before each.

    Marks are left out; a span over several paragraphs is one token.
    """
    tokens = Tokens(body.replace("ʼ", "’"))
    _add_outer(tokens, spans, words)
    _number_sentences(tokens, words)
    tokens.outer, tokens.quotes = len(tokens), len(spans)
    for i, span in enumerate(spans):
        if not span.dash and words.language != "en" and _interposes(body, span, words):
            start = len(tokens)
            add_words(tokens, span.start, min(span.end, span.start + _LONGEST_INSIDE), words)
            tokens.inside[i] = (start, len(tokens))
            tokens.add("\n", span.end, span.end, BREAK)
    added = len(tokens) - tokens.outer
    tokens.quote.extend([-1] * added)
    tokens.sentence.extend([0] * added)
    tokens.paragraph.extend([-1] * added)
    tokens.fence()
    return tokens


def _interposes(body: str, span: Marked, words: Words) -> bool:
    """Whether a reporting verb comes soon after a comma or dash inside the span."""
    for m in _INTERPOSED.finditer(body, span.start, min(span.end, span.start + _LONGEST_INSIDE)):
        lead = m.group().translate(APOSTROPHES).lower().replace("'", "' ").replace("-", " ").split()
        if any(words.verbs.get(word, 0) & (FINITE | PARTICIPLE) for word in lead):
            return True
    return False


def _add_outer(tokens: Tokens, spans: Sequence[Marked], words: Words) -> None:
    lines = paragraphs(tokens.body)
    at = done = 0
    for index in _wanted(lines, spans):
        start, end = lines[index]
        first = spans[at].start if at < len(spans) and spans[at].start < end else end
        here = max(_lead(tokens.body, start, first), done)
        while at < len(spans) and spans[at].start < end:
            span = spans[at]
            add_words(tokens, here, span.start, words)
            _place(tokens, index)
            tokens.add("", span.start, span.end, QUOTE)
            tokens.quote.append(at)
            tokens.paragraph.append(index)
            here = done = span.end
            at += 1
        if here <= end:
            add_words(tokens, here, _trail(tokens.body, here, end), words)
            tokens.add("\n", end, end, BREAK)
            _place(tokens, index)


def _lead(body: str, start: int, end: int) -> int:
    """Return where the sentences begin that stand within reach of a quotation at *end*."""
    if end - start <= _REACH:
        return start
    stop = _STOP.search(body, end - _REACH, end)
    return stop.end() if stop else end - _REACH


def _trail(body: str, start: int, end: int) -> int:
    """Return where the sentences end that stand within reach of a quotation before *start*."""
    if end - start <= _REACH:
        return end
    stop = _STOP.search(body, start + _REACH // 2, start + _REACH)
    return stop.start() + 1 if stop else start + _REACH


def _place(tokens: Tokens, paragraph: int) -> None:
    """Note that the tokens added last stand in *paragraph* and are no quotation."""
    count = len(tokens.start) - len(tokens.quote)
    tokens.quote.extend([-1] * count)
    tokens.paragraph.extend([paragraph] * count)


def _wanted(paragraphs: list[tuple[int, int]], spans: Sequence[Marked]) -> list[int]:
    """Return which paragraphs hold a part of a span or stand before one that does, in order."""
    wanted: set[int] = set()
    at = 0
    for span in spans:
        while at < len(paragraphs) and paragraphs[at][1] <= span.start:
            at += 1
        wanted |= {at - 1, at}
        while at < len(paragraphs) and paragraphs[at][1] < span.end:
            at += 1
        wanted.add(at)
    return sorted(i for i in wanted if 0 <= i < len(paragraphs))


def _number_sentences(tokens: Tokens, words: Words) -> None:
    """Fill the column *sentence*."""
    last = len(tokens.low) - 1
    lengths: list[int] = []
    first = 0
    for index in [i for i, low in enumerate(tokens.low) if low in _MAY_END]:
        while index - first >= _LONGEST_SENTENCE:
            lengths.append(_LONGEST_SENTENCE)
            first += _LONGEST_SENTENCE
        if tokens.kind[index] == BREAK or (index < last and _ends(tokens, index, words)):
            lengths.append(index + 1 - first)
            first = index + 1
    lengths.append(last + 1 - first)
    tokens.sentence.extend(chain.from_iterable(map(repeat, range(len(lengths)), lengths)))


def _ends(tokens: Tokens, index: int, words: Words) -> bool:
    if tokens.kind[index] == QUOTE:
        return tokens.body[tokens.end[index] - 1] in _FINAL and _starts(tokens, index + 1, words)
    return tokens.kind[index + 1] in _STARTERS or tokens.low[index + 1] in _OPENERS


def _starts(tokens: Tokens, index: int, words: Words) -> bool:
    """Whether a sentence starts at *index*, after a quotation that ends like one; "Why?" Ann asked does not."""
    kind = tokens.kind[index]
    if kind in {QUOTE, NUMBER}:
        return True
    if kind != NAME:
        return False
    if tokens.body[tokens.end[index - 1] - 1] == ".":
        return True
    ahead = range(index + 1, min(index + 5, len(tokens)))
    told = any(tokens.kind[i] == WORD and words.verbs.get(tokens.low[i], 0) & FINITE for i in ahead)
    return not told or tokens.low[index] in words["preposition"]
