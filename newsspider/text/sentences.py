"""Sentence ends, aware of abbreviations, initials and closing marks."""

from __future__ import annotations

import re
from functools import cache

from newsspider.text.lexicon import words

_END = re.compile(r"[.!?…。！？]+(?:[\"'»”’›)\]]|[ \u00a0\u202f]»)*(?=\s|\Z)|\n+")
_LAST_WORD = re.compile(r"[^\W\d_]+(?:[.’'-][^\W\d_]+)*\Z")
_LOWER_START = re.compile(r"\s*[\"'«“„‘(\[]*\s*([^\W\d_])")


def is_abbreviation(word: str) -> bool:
    """Whether *word*, printed without its dot, is cut short by one: ``M``, ``Dr``, ``U.S``, an initial."""
    if len(word) == 1:
        return word.isupper() and word.isalpha()
    return word.lower() in _abbreviations() or (len(word) < 7 and "." in word)


def sentence_spans(text: str) -> list[tuple[int, int]]:
    """Return the sentences of *text* as (start, end) without white space around; [] for no text.

    A dot after an abbreviation or initial, and one before a lower-case letter, ends nothing; a line break
    always does. Linear in the length of *text*.
    """
    spans: list[tuple[int, int]] = []
    start = 0
    for end in [*_ends(text), len(text)]:
        first, last = start, end
        while first < last and text[first].isspace():
            first += 1
        while last > first and text[last - 1].isspace():
            last -= 1
        if first < last:
            spans.append((first, last))
        start = end
    return spans


def _ends(text: str) -> list[int]:
    return [m.end() for m in _END.finditer(text) if _is_end(text, m)]


def _is_end(text: str, m: re.Match[str]) -> bool:
    if m.group().startswith("\n"):
        return True
    following = _LOWER_START.match(text, m.end())
    if following and following[1].islower():
        return False
    if not m.group().startswith(".") or m.group().startswith(".."):
        return True
    near = max(0, m.start() - 20)
    word = _LAST_WORD.search(text, max(near, text.rfind(" ", near, m.start()) + 1), m.start())
    return word is None or not is_abbreviation(word.group())


@cache
def _abbreviations() -> frozenset[str]:
    return frozenset(words("abbreviations", "before_name"))
