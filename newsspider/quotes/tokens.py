"""The words around quotations: a body as tokens in which each quotation is one."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from newsspider.quotes.shapes import PARAGRAPH, Marked
from newsspider.quotes.token import APOSTROPHES, BREAK, LETTER, NAME, NUMBER, QUOTE, WORD, Token, words_in
from newsspider.quotes.words import FINITE, PARTICIPLE, Words

_INTERPOSED = re.compile(
    rf"(?<=[,!?…–—-])\s+{LETTER}+(?:['’-]{LETTER}+)*(?:\s+{LETTER}+(?:['’-]{LETTER}+)*)?"
)
_FINAL = ".!?…"
_SENTENCE_ENDS = frozenset({".", "!", "?", "…"})
_LONGEST_SENTENCE = 160  # tokens; a longer one is a list or no sentence, and is cut so that all stays linear


@dataclass(frozen=True, slots=True)
class Tokens:
    """The tokens of a body. *outer*: how many stand around the quotations; those inside come after.

    *inside*: quotation -> range of the tokens inside it, where a reporting clause may be interposed.
    *quotes*: how many quotations the body has.
    """

    tokens: list[Token]
    outer: int
    inside: dict[int, tuple[int, int]]
    quotes: int


def tokenize(body: str, spans: Sequence[Marked], words: Words) -> Tokens:
    """Return the tokens of the paragraphs of *body* that hold a span, and of the paragraph before each.

    Marks are left out; a span over several paragraphs is one token.
    """
    tokens = _tokens(body, spans, words)
    _number_sentences(tokens, body, words)
    outer = len(tokens)
    inside: dict[int, tuple[int, int]] = {}
    for i, span in enumerate(spans):
        if not span.dash and words.language != "en" and _interposes(body, span, words):
            start = len(tokens)
            tokens.extend(words_in(body, span.start, span.end, words, -1))
            inside[i] = (start, len(tokens))
            tokens.append(Token("\n", span.end, span.end, BREAK, paragraph=-1))
    return Tokens(tokens, outer, inside, len(spans))


def _interposes(body: str, span: Marked, words: Words) -> bool:
    """Whether a reporting verb comes soon after a comma or dash inside the span."""
    for m in _INTERPOSED.finditer(body, span.start, span.end):
        lead = m.group().translate(APOSTROPHES).lower().replace("'", "' ").replace("-", " ").split()
        if any(words.verbs.get(word, 0) & (FINITE | PARTICIPLE) for word in lead):
            return True
    return False


def _tokens(body: str, spans: Sequence[Marked], words: Words) -> list[Token]:
    paragraphs = [m.span() for m in PARAGRAPH.finditer(body)]
    wanted = _wanted(paragraphs, spans)
    tokens: list[Token] = []
    at, done = 0, 0
    for index, (start, end) in enumerate(paragraphs):
        if index not in wanted:
            while at < len(spans) and spans[at].end <= end:
                at += 1
            continue
        here = max(start, done)
        while at < len(spans) and spans[at].start < end:
            span = spans[at]
            tokens.extend(words_in(body, here, span.start, words, index))
            tokens.append(Token("", span.start, span.end, QUOTE, quote=at, paragraph=index))
            here = done = span.end
            at += 1
        if here <= end:
            tokens.extend(words_in(body, here, end, words, index))
            tokens.append(Token("\n", end, end, BREAK, paragraph=index))
    return tokens


def _wanted(paragraphs: list[tuple[int, int]], spans: Sequence[Marked]) -> set[int]:
    wanted: set[int] = set()
    at = 0
    for span in spans:
        while at < len(paragraphs) and paragraphs[at][1] <= span.start:
            at += 1
        wanted |= {at - 1, at}
        while at < len(paragraphs) and paragraphs[at][1] < span.end:
            at += 1
        wanted.add(at)
    return wanted


def _number_sentences(tokens: list[Token], body: str, words: Words) -> None:
    number = first = 0
    for index, token in enumerate(tokens):
        token.sentence = number
        full = index - first >= _LONGEST_SENTENCE
        may_end = token.kind == QUOTE or token.low in _SENTENCE_ENDS
        ends = may_end and index + 1 < len(tokens) and _ends(tokens, index, body, words)
        if full or token.kind == BREAK or ends:
            number, first = number + 1, index + 1


def _ends(tokens: list[Token], index: int, body: str, words: Words) -> bool:
    token, following = tokens[index], tokens[index + 1]
    if token.kind == QUOTE:
        return body[token.end - 1] in _FINAL and _starts(tokens, index + 1, body, words)
    return following.kind in {NAME, QUOTE, NUMBER, BREAK} or following.low in {
        "–",
        "—",
        "-",
        "¿",
        "¡",
        "(",
        "*",
    }


def _starts(tokens: list[Token], index: int, body: str, words: Words) -> bool:
    """Whether a sentence starts at *index*, after a quotation that ends like one; "Why?" Ann asked does not."""
    token = tokens[index]
    if token.kind in {QUOTE, NUMBER}:
        return True
    if token.kind != NAME:
        return False
    if body[tokens[index - 1].end - 1] == ".":
        return True
    ahead = tokens[index : index + 5]
    return (
        not any(t.kind == WORD and words.verbs.get(t.low, 0) & 1 for t in ahead[1:])
        or token.low in words["preposition"]
    )
