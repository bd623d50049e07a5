"""Tokens as columns, and how a stretch of text is cut into them: elided articles, inverted pronouns, abbreviations."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache

from newsspider.quotes.words import Words
from newsspider.quotes.words import words as words_of
from newsspider.text.sentences import is_abbreviation

LETTER = r"[^\W\d_]"
APOSTROPHES = str.maketrans({"’": "'", "ʼ": "'", "‘": "'", "`": "'", "‑": "-"})
# Every character is in one piece, so that offsets are sums of lengths and no match objects are made.
_PIECES = re.compile(
    rf"\s+|@?{LETTER}+(?:['’ʼ‘`]{LETTER}+|[-‑]\w+)*['’]?|\d+(?:[.,:]\d+)*|\.{{2,}}|\S",
)
_INVERTED = re.compile(r"(?:-t)?-(\w+)$")
_MARKS = frozenset("«»“”„‟‹›‚‛‘’「」『』〝〞〟＂\"'`")
_MOST_BEHIND = 16  # tokens asked for beyond the last or before the first; they are a BREAK without text

WORD, NAME, NUMBER, PUNCT, QUOTE, BREAK = "w", "C", "n", "p", "q", "b"
WORDS, SIGNS, ENDS = frozenset("wC"), frozenset("pq"), frozenset("pqb")
CONTENT = frozenset("wCn")
_INVERTED_PRONOUN = "i"
_LONG = 60  # characters; a longer text without spaces is no word that anything is known of

_Part = tuple[str, int, int, str]  # lower case, offsets in the chunk, kind


@dataclass(slots=True)
class Tokens:
    """The words, numbers, signs, quotations and paragraph breaks of a body, a column each; token *i* is
    ``body[start[i]:end[i]]``.

    *low*: lower case, apostrophes straight. *kind*: WORD, NAME (capitalized), NUMBER, PUNCT, QUOTE, BREAK.
    *quote*: index of the quotation, -1 for none. *sentence*, *paragraph*: indices of those it stands in.
    *inverted*: the tokens that are a pronoun tied to the verb before by a hyphen.
    *outer*: how many stand around the quotations; those inside come after. *inside*: quotation -> range of
    the tokens inside it, where a reporting clause may be interposed. *quotes*: how many quotations the body has.
    """

    body: str
    low: list[str] = field(default_factory=list)
    kind: list[str] = field(default_factory=list)
    start: list[int] = field(default_factory=list)
    end: list[int] = field(default_factory=list)
    quote: list[int] = field(default_factory=list)
    sentence: list[int] = field(default_factory=list)
    paragraph: list[int] = field(default_factory=list)
    inverted: set[int] = field(default_factory=set)
    outer: int = 0
    inside: dict[int, tuple[int, int]] = field(default_factory=dict)
    quotes: int = 0

    def __len__(self) -> int:
        return len(self.start)

    def add(self, low: str, start: int, end: int, kind: str) -> None:
        """Append one token without quotation and sentence."""
        self.low.append(low)
        self.start.append(start)
        self.end.append(end)
        self.kind.append(kind)

    def upper(self, i: int) -> bool:
        """Whether token *i* has several letters, all of them capitals."""
        text = self.body[self.start[i] : self.end[i]]
        return len(text) > 1 and text.isupper()

    def text(self, i: int) -> str:
        """Return token *i* as printed."""
        return self.body[self.start[i] : self.end[i]]

    def fence(self) -> None:
        """Put a BREAK without text behind the last token and, by Python's negative indices, before the first."""
        self.low.extend([""] * _MOST_BEHIND)
        self.kind.extend([BREAK] * _MOST_BEHIND)


def add_words(tokens: Tokens, start: int, end: int, words: Words) -> None:
    """Append the tokens of ``body[start:end]`` to *tokens*, marks left out."""
    lows, kinds, starts, ends = tokens.low.append, tokens.kind.append, tokens.start.append, tokens.end.append
    language, at = words.language, start
    for chunk in tokens.body[start:end].split(" "):
        to = at + len(chunk)
        if chunk.isalpha():
            low = chunk.lower()
            lows(low)
            kinds(NAME if low != chunk and chunk[0].isupper() else WORD)
            starts(at)
            ends(to)
        elif chunk:
            for low, first, last, kind in _parts(chunk, language) if to - at < _LONG else _cut(chunk, words):
                if kind == _INVERTED_PRONOUN:
                    tokens.inverted.add(len(tokens.low))
                lows(low)
                kinds(kind if kind != _INVERTED_PRONOUN else WORD)
                starts(at + first)
                ends(at + last)
        at = to + 1


@lru_cache(maxsize=1 << 14)
def _parts(chunk: str, language: str) -> tuple[_Part, ...]:
    """Return the tokens of a text without spaces; the same chunks come again and again: "l'an", "qu'il"."""
    return _cut(chunk, words_of(language))


def _cut(chunk: str, words: Words) -> tuple[_Part, ...]:
    if chunk[:-1].isalpha() and chunk[-1] in ".,":
        return _closed(chunk[:-1], chunk[-1])
    parts: list[_Part] = []
    to = 0
    for piece in _PIECES.findall(chunk):
        at, to = to, to + len(piece)
        first = piece[0]
        if first == ".":
            if not _abbreviates(parts, chunk, at) or len(piece) > 1:
                parts.append(("…" if len(piece) > 1 else ".", at, to, PUNCT))
        elif first.isdecimal():
            parts.append((piece, at, to, NUMBER))
        elif len(piece) > 1 or first.isalnum():
            if not piece.isspace():
                parts.extend(_split(piece, at, words))
        elif not first.isspace() and piece not in _MARKS:
            parts.append((piece, at, to, PUNCT))
    return tuple(parts)


def _closed(word: str, sign: str) -> tuple[_Part, ...]:
    """Return the tokens of a plain word with a comma or dot behind it, which an abbreviation keeps."""
    end = len(word)
    if sign == "." and is_abbreviation(word):
        return ((word.lower() + ".", 0, end + 1, _kind(word)),)
    return (word.lower(), 0, end, _kind(word)), (sign, end, end + 1, PUNCT)


def _abbreviates(parts: list[_Part], chunk: str, at: int) -> bool:
    """Whether the dot at *at* is that of an abbreviation; the word before is given it."""
    if parts and parts[-1][2] == at and parts[-1][3] in WORDS:
        low, first, last, kind = parts[-1]
        if is_abbreviation(chunk[first:last]):
            parts[-1] = (low + ".", first, last + 1, kind)
    return is_abbreviation(_word_before(chunk, at))


def _word_before(chunk: str, at: int) -> str:
    """Return the letters and inner dots right before *at*, at most ten."""
    start = at
    while start > max(0, at - 10) and (chunk[start - 1].isalpha() or chunk[start - 1] == "."):
        start -= 1
    return chunk[start:at]


def _split(piece: str, start: int, words: Words) -> Iterator[_Part]:
    """Yield the tokens of one run of letters: elided articles, inverted pronouns and 's on their own."""
    low, end = piece.translate(APOSTROPHES).lower(), start + len(piece)
    if len(low) != len(piece) or len(piece) > _LONG:
        yield low, start, end, _kind(piece)
        return
    while low:
        cut = low.find("'") if words["elided"] else -1
        if cut > 0 and low[:cut] in words["elided"]:
            yield low[: cut + 1], start, start + cut + 1, _kind(piece)
            start, low, piece = start + cut + 1, low[cut + 1 :], piece[cut + 1 :]
        elif low.endswith("'"):
            end, low = end - 1, low[:-1]
        else:
            break
    if low:
        yield from _split_end(low, start, end, _kind(piece), words)


def _split_end(low: str, start: int, end: int, kind: str, words: Words) -> Iterator[_Part]:
    """Yield a word whose elided articles are cut off: with its 's or inverted pronoun on their own."""
    if low.endswith("'s") and words["suffixed"] and len(low) > 2:
        yield low[:-2], start, end - 2, kind
        yield "'s", end - 2, end, WORD
        return
    inverted = _INVERTED.search(low) if words["inverted"] else None
    if inverted and inverted[1] in words["inverted"]:
        yield low[: inverted.start()], start, start + inverted.start(), kind
        yield inverted[1], end - len(inverted[1]), end, _INVERTED_PRONOUN
        return
    yield low, start, end, kind


def _kind(piece: str) -> str:
    return NAME if piece[0].isupper() else WORD
