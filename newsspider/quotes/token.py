"""One token, and how a stretch of text is cut into them: elided articles, inverted pronouns, abbreviations."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from newsspider.quotes.words import Words
from newsspider.text.sentences import is_abbreviation

LETTER = r"[^\W\d_]"
APOSTROPHES = str.maketrans({"’": "'", "ʼ": "'", "‘": "'", "`": "'", "‑": "-"})
_TOKEN = re.compile(
    rf"(?P<word>@?{LETTER}+(?:['’ʼ‘`]{LETTER}+|[-‑]\w+)*['’]?)|(?P<number>\d+(?:[.,:]\d+)*)"
    r"|(?P<ellipsis>\.{2,}|…)|(?P<other>\S)"
)
# A run of letters that nothing behind it can be part of: most words, found at half the cost.
_PLAIN = re.compile(rf"(?P<plain>\w++(?!['’ʼ‘`.‑-]|[,:]\d))|{_TOKEN.pattern}")
_INVERTED = re.compile(r"(?:-t)?-(\w+)$")
_SIMPLE = frozenset(",;:!?()–—-")
_MARKS = frozenset("«»“”„‟‹›‚‛‘’「」『』〝〞〟＂\"'`")

WORD, NAME, NUMBER, PUNCT, QUOTE, BREAK = "w", "C", "n", "p", "q", "b"
WORDS, SIGNS, ENDS = frozenset("wC"), frozenset("pq"), frozenset("pqb")
CONTENT = frozenset("wCn")


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


def words_in(body: str, start: int, end: int, words: Words, paragraph: int) -> list[Token]:
    """Return the tokens of ``body[start:end]``, marks left out."""
    tokens: list[Token] = []
    add = tokens.append
    for m in _PLAIN.finditer(body, start, end):
        text = m[0]
        at, to = m.span()
        if m.lastindex == 1 and text.isalpha():
            if text[0].isupper():
                add(Token(text.lower(), at, to, NAME, -1, 0, paragraph, to - at > 1 and text.isupper()))
            else:
                add(Token(text.lower(), at, to, WORD, -1, 0, paragraph))
        elif m.lastindex == 1:
            for part in _TOKEN.finditer(body, at, to):
                tokens.extend(_matched(body, part, words, paragraph))
        elif text in _SIMPLE:
            add(Token(text, at, to, PUNCT, -1, 0, paragraph))
        elif text not in _MARKS:
            tokens.extend(_matched(body, m, words, paragraph))
    return tokens


def _matched(body: str, m: re.Match[str], words: Words, paragraph: int) -> Iterator[Token]:
    """Yield the tokens of a match of _TOKEN."""
    kind, text, (at, to) = m.lastgroup, m[0], m.span()
    if kind == "word":
        yield from _split(body, at, to, words, paragraph)
    elif kind == "number":
        yield Token(text, at, to, NUMBER, -1, 0, paragraph)
    elif text not in _MARKS and not (text == "." and is_abbreviation(_word_before(body, at))):
        yield Token("…" if kind == "ellipsis" else text, at, to, PUNCT, -1, 0, paragraph)


def _word_before(body: str, at: int) -> str:
    """Return the letters and inner dots right before offset *at*, at most ten."""
    start = at
    while start > max(0, at - 10) and (body[start - 1].isalpha() or body[start - 1] == "."):
        start -= 1
    return body[start:at]


def _split(body: str, start: int, end: int, words: Words, paragraph: int) -> Iterator[Token]:
    """Yield the tokens of one run of letters: elided articles, inverted pronouns and 's on their own."""
    if body[start:end].isalpha():
        end += body[end : end + 1] == "." and is_abbreviation(body[start:end])
        yield _word(body, start, end, paragraph)
        return
    while start < end:
        low = body[start:end].translate(APOSTROPHES).lower()
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
    plain = text if text.isascii() and "`" not in text else text.translate(APOSTROPHES)
    if text[0].isupper():
        return Token(plain.lower(), start, end, NAME, -1, 0, paragraph, len(text) > 1 and text.isupper())
    return Token(plain.lower(), start, end, WORD, -1, 0, paragraph)
