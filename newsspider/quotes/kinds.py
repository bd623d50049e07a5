"""The kind of a quotation: direct or mixed speech, a title, or scare quotes."""

from __future__ import annotations

import re
from collections.abc import Sequence

from newsspider.quotes.phrases import NAMED, PRONOUN
from newsspider.quotes.speakers import Attribution
from newsspider.quotes.tokens import BREAK, NAME, NUMBER, PUNCT, QUOTE, WORD, Token
from newsspider.quotes.words import Words

DIRECT, MIXED, SCARE, TITLE = "direct", "mixed", "scare", "title"
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_FINAL = re.compile(r"[.!?…,][\"'»”’]*$")


def kind(
    text: str, k: int, tokens: Sequence[Token], found: Attribution, words: Words, *, dash: bool = False
) -> str:
    """Return DIRECT, MIXED, SCARE or TITLE for the quotation *text* at token *k*, attributed as *found*."""
    if dash:
        return DIRECT
    count = len(_WORD.findall(text))
    before = _before(k, tokens)
    clause = _is_clause(text, count)
    score = found.score
    if not clause:
        if _ends_with(before, words.phrases["charged"]):
            return SCARE
        named = _ends_with(before, words.phrases["named"])
        if named or (_work_before(before, words) and _capitalized(text, words)):
            return TITLE if _capitalized(text, words) else SCARE
        if _work_before(before[-1:], words) and count < 6:
            return TITLE
        if found.how not in {"after", "colon"} and _embedded(k, tokens) and _titled(text, count, words):
            return TITLE
    elif _ends_with(before, words.phrases["charged"]) and score < 80:
        return SCARE
    elif _work_before(before[-1:], words) and count < 12:
        return TITLE
    if _stands_alone(k, tokens):
        return DIRECT if clause or count >= 5 else MIXED
    if clause and score >= 40:
        return DIRECT
    if score >= 70:
        return MIXED if _embedded(k, tokens) else DIRECT
    if score >= 50:
        return MIXED
    if count >= 6:
        return DIRECT if clause else MIXED
    if _capitalized(text, words):
        return TITLE
    return SCARE


def _before(k: int, tokens: Sequence[Token]) -> list[str]:
    """Return the words right before the quotation, at most six, in its sentence."""
    low: list[str] = []
    for i in range(k - 1, max(-1, k - 7), -1):
        if tokens[i].kind in {BREAK} or tokens[i].sentence != tokens[k].sentence:
            break
        low.append(tokens[i].low)
    return low[::-1]


def _ends_with(before: list[str], phrases: tuple[tuple[str, ...], ...]) -> bool:
    """Whether one of *phrases* stands right before, but for one article or adverb."""
    for phrase in phrases:
        n = len(phrase)
        for skip in (0, 1):
            end = len(before) - skip
            if end >= n and tuple(before[end - n : end]) == phrase:
                return True
    return False


def _work_before(before: list[str], words: Words) -> bool:
    return any(word in _works(words) for word in before[-3:])


def _works(words: Words) -> frozenset[str]:
    return frozenset(w for phrase in words.phrases["work"] for w in phrase)


def _is_clause(text: str, count: int) -> bool:
    return count >= 9 or (count >= 3 and bool(_FINAL.search(text)) and text[:1].isupper())


def _stands_alone(k: int, tokens: Sequence[Token]) -> bool:
    """Whether no word stands beside the quotation in its sentence."""
    start = end = k
    while start > 0 and tokens[start - 1].sentence == tokens[k].sentence:
        start -= 1
    while end + 1 < len(tokens) and tokens[end + 1].sentence == tokens[k].sentence:
        end += 1
    return not any(tokens[i].kind in {WORD, NAME, NUMBER} for i in range(start, end + 1))


def _embedded(k: int, tokens: Sequence[Token]) -> bool:
    before = tokens[k - 1] if k else None
    inside = before is not None and before.sentence == tokens[k].sentence
    return inside and before is not None and before.kind in {WORD, NAME}


def _titled(text: str, count: int, words: Words) -> bool:
    """Whether a short stretch inside a sentence has the capitals of a name and no end of a sentence."""
    return count < 8 and _capitalized(text, words) and not text.endswith((".", "!", "?"))


def _capitalized(text: str, words: Words) -> bool:
    found = _WORD.findall(text)
    return (
        bool(found)
        and all(w[0].isupper() for w in found if w.lower() not in words.function)
        and found[0][0].isupper()
    )
