"""The words around quotations: a body as tokens in which each quotation is one."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from newsspider.quotes.shapes import PARAGRAPH, Marked
from newsspider.quotes.words import FINITE, PARTICIPLE, Words
from newsspider.text.sentences import is_abbreviation

_LETTERS = r"[^\W\d_]"
_TOKEN = re.compile(
    rf"(?P<word>@?{_LETTERS}+(?:['’ʼ‘`]{_LETTERS}+|[-‑]\w+)*['’]?)|(?P<number>\d+(?:[.,:]\d+)*)|(?P<ellipsis>\.{{2,}}|…)|(?P<other>\S)"
)
_APOSTROPHES = str.maketrans({"’": "'", "ʼ": "'", "‘": "'", "`": "'", "‑": "-"})
_INVERTED = re.compile(r"(?:-t)?-(\w+)$")
_INTERPOSED = re.compile(
    rf"(?<=[,!?…–—-])\s+{_LETTERS}+(?:['’-]{_LETTERS}+)*(?:\s+{_LETTERS}+(?:['’-]{_LETTERS}+)*)?"
)
_FINAL = ".!?…"
_LONGEST_SENTENCE = 160  # tokens; a longer one is a list or no sentence, and is cut so that all stays linear
SPACE_ENDS = frozenset({".", "!", "?", "…", "..."})

WORD, NAME, NUMBER, PUNCT, QUOTE, BREAK = "w", "C", "n", "p", "q", "b"


@dataclass(slots=True)
class Token:
    """A word, number, sign, quotation or paragraph break at ``body[start:end]``.

    *low*: lower case, apostrophes straight. *kind*: WORD, NAME (capitalized), NUMBER, PUNCT, QUOTE, BREAK.
    *quote*: index of the quotation, -1 for none. *sentence*: index of the sentence it stands in.
    *paragraph*: index of the paragraph in the body. *upper*: all of several letters are capitals.
    *inverted*: a pronoun tied to the verb before it by a hyphen.
    """

    low: str
    start: int
    end: int
    kind: str
    quote: int = -1
    sentence: int = 0
    paragraph: int = 0
    upper: bool = False
    inverted: bool = False


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
    tokens = list(_tokens(body, spans, words))
    _number_sentences(tokens, body, words)
    outer = len(tokens)
    inside: dict[int, tuple[int, int]] = {}
    for i, span in enumerate(spans):
        if not span.dash and words.language != "en" and _interposes(body, span, words):
            start = len(tokens)
            tokens.extend(_words(body, span.start, span.end, words, -1))
            inside[i] = (start, len(tokens))
            tokens.append(Token("\n", span.end, span.end, BREAK, paragraph=-1))
    return Tokens(tokens, outer, inside, len(spans))


def _interposes(body: str, span: Marked, words: Words) -> bool:
    """Whether a reporting verb comes soon after a comma or dash inside the span."""
    for m in _INTERPOSED.finditer(body, span.start, span.end):
        lead = m.group().translate(_APOSTROPHES).lower().replace("'", "' ").replace("-", " ").split()
        if any(words.verbs.get(word, 0) & (FINITE | PARTICIPLE) for word in lead):
            return True
    return False


def _tokens(body: str, spans: Sequence[Marked], words: Words) -> Iterator[Token]:
    paragraphs = [m.span() for m in PARAGRAPH.finditer(body)]
    wanted = _wanted(paragraphs, spans)
    at, done = 0, 0
    for index, (start, end) in enumerate(paragraphs):
        if index not in wanted:
            while at < len(spans) and spans[at].end <= end:
                at += 1
            continue
        here = max(start, done)
        while at < len(spans) and spans[at].start < end:
            span = spans[at]
            yield from _words(body, here, span.start, words, index)
            yield Token("", span.start, span.end, QUOTE, quote=at, paragraph=index)
            here = done = span.end
            at += 1
        if here <= end:
            yield from _words(body, here, end, words, index)
            yield Token("\n", end, end, BREAK, paragraph=index)


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


def _words(body: str, start: int, end: int, words: Words, paragraph: int) -> Iterator[Token]:
    for m in _TOKEN.finditer(body, start, end):
        kind = m.lastgroup
        if kind == "word":
            yield from _split(body, m.start(), m.end(), words, paragraph)
        elif kind == "number":
            yield Token(m.group(), m.start(), m.end(), NUMBER, paragraph=paragraph)
        elif m.group() not in _MARKS and not (
            m.group() == "." and is_abbreviation(_word_before(body, m.start()))
        ):
            yield Token(
                "…" if kind == "ellipsis" else m.group(), m.start(), m.end(), PUNCT, paragraph=paragraph
            )


def _word_before(body: str, at: int) -> str:
    """Return the letters and inner dots right before offset *at*, at most ten."""
    start = at
    while start > max(0, at - 10) and (body[start - 1].isalpha() or body[start - 1] == "."):
        start -= 1
    return body[start:at]


_MARKS = frozenset("«»“”„‟‹›‚‛‘’「」『』〝〞〟＂\"'`")


def _split(body: str, start: int, end: int, words: Words, paragraph: int) -> Iterator[Token]:
    """Yield the tokens of one run of letters: elided articles, inverted pronouns and 's on their own."""
    while start < end:
        text = body[start:end].translate(_APOSTROPHES)
        low = text.lower()
        cut = low.find("'") if words["elided"] else -1
        if cut > 0 and low[:cut] in words["elided"]:
            yield _word(body, start, start + cut + 1, paragraph)
            start += cut + 1
            continue
        if low.endswith("'"):
            end -= 1
            continue
        break
    if start >= end:
        return
    if low.endswith("'s") and words["suffixed"] and len(low) > 2:
        yield _word(body, start, end - 2, paragraph)
        yield _word(body, end - 2, end, paragraph)
        return
    inverted = _INVERTED.search(low) if words["inverted"] else None
    if inverted and inverted[1] in words["inverted"]:
        yield _word(body, start, start + inverted.start(), paragraph)
        yield Token(inverted[1], end - len(inverted[1]), end, WORD, paragraph=paragraph, inverted=True)
        return
    end += body[end : end + 1] == "." and is_abbreviation(body[start:end])
    yield _word(body, start, end, paragraph)


def _word(body: str, start: int, end: int, paragraph: int) -> Token:
    text = body[start:end]
    kind = NAME if text[0].isupper() else WORD
    low = text.translate(_APOSTROPHES).lower()
    return Token(low, start, end, kind, paragraph=paragraph, upper=len(text) > 1 and text.isupper())


def _number_sentences(tokens: list[Token], body: str, words: Words) -> None:
    number = first = 0
    for index, token in enumerate(tokens):
        token.sentence = number
        full = index - first >= _LONGEST_SENTENCE
        if full or token.kind == BREAK or (index + 1 < len(tokens) and _ends(tokens, index, body, words)):
            number, first = number + 1, index + 1


def _ends(tokens: list[Token], index: int, body: str, words: Words) -> bool:
    token, following = tokens[index], tokens[index + 1]
    if token.kind == QUOTE:
        return body[token.end - 1] in _FINAL and _starts(tokens, index + 1, body, words)
    if token.low not in SPACE_ENDS:
        return False
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
