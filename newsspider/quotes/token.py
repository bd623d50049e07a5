"""Tokens as columns, and how a stretch of text is cut into them: elided articles, inverted pronouns, abbreviations."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from newsspider.quotes.words import Words
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
    to = start
    for piece in _PIECES.findall(tokens.body, start, end):
        at, to = to, to + len(piece)
        if piece.isalpha():
            low = piece.lower()
            lows(low)
            kinds(NAME if low != piece and piece[0].isupper() else WORD)
            starts(at)
            ends(to)
        elif not piece.isspace():
            _add_odd(tokens, piece, at, to, words)


def _add_odd(tokens: Tokens, piece: str, at: int, to: int, words: Words) -> None:
    """Append what is no plain word."""
    first = piece[0]
    if first == ".":
        if _abbreviates(tokens, at) and len(piece) == 1:
            return
        tokens.add("…" if len(piece) > 1 else ".", at, to, PUNCT)
    elif len(piece) > 1 or first.isalnum():
        if first.isdecimal():
            tokens.add(piece, at, to, NUMBER)
        else:
            _add_split(tokens, piece, at, words)
    elif piece not in _MARKS:
        tokens.add(piece, at, to, PUNCT)


def _abbreviates(tokens: Tokens, at: int) -> bool:
    """Whether the dot at offset *at* is that of an abbreviation; the word before is given it."""
    if tokens.end and tokens.end[-1] == at and tokens.kind[-1] in WORDS:
        word = tokens.text(len(tokens) - 1)
        if is_abbreviation(word):
            tokens.end[-1] = at + 1
            tokens.low[-1] += "."
    return is_abbreviation(_word_before(tokens.body, at))


def _word_before(body: str, at: int) -> str:
    """Return the letters and inner dots right before offset *at*, at most ten."""
    start = at
    while start > max(0, at - 10) and (body[start - 1].isalpha() or body[start - 1] == "."):
        start -= 1
    return body[start:at]


def _add_split(tokens: Tokens, piece: str, start: int, words: Words) -> None:
    """Append the tokens of one run of letters: elided articles, inverted pronouns and 's on their own."""
    low, end = piece.translate(APOSTROPHES).lower(), start + len(piece)
    if len(low) != len(piece):
        _add_word(tokens, low, start, end)
        return
    while low:
        cut = low.find("'") if words["elided"] else -1
        if cut > 0 and low[:cut] in words["elided"]:
            _add_word(tokens, low[: cut + 1], start, start + cut + 1)
            start, low = start + cut + 1, low[cut + 1 :]
        elif low.endswith("'"):
            end, low = end - 1, low[:-1]
        else:
            break
    if low:
        _add_rest(tokens, low, start, end, words)


def _add_rest(tokens: Tokens, low: str, start: int, end: int, words: Words) -> None:
    """Append a word whose elided articles are cut off: with its 's or inverted pronoun on their own."""
    if low.endswith("'s") and words["suffixed"] and len(low) > 2:
        _add_word(tokens, low[:-2], start, end - 2)
        _add_word(tokens, "'s", end - 2, end)
        return
    inverted = _INVERTED.search(low) if words["inverted"] else None
    if inverted and inverted[1] in words["inverted"]:
        _add_word(tokens, low[: inverted.start()], start, start + inverted.start())
        tokens.inverted.add(len(tokens))
        tokens.add(inverted[1], end - len(inverted[1]), end, WORD)
        return
    _add_word(tokens, low, start, end)


def _add_word(tokens: Tokens, low: str, start: int, end: int) -> None:
    tokens.add(low, start, end, NAME if tokens.body[start].isupper() else WORD)
