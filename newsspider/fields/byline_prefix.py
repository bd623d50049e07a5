"""The words that announce names: "By", "Par", "Von", "Автор:"."""

from __future__ import annotations

import re
from functools import cache

from newsspider.text.lexicon import words
from newsspider.text.normalize import fold

# "ByJane Doe": two elements run together. Only prefixes that begin no name.
_GLUED = re.compile(r"(?:By|BY|Par|Por)(?=[A-ZÀ-Þ][\w'’]+ [A-ZÀ-Þ])")
_BARS = re.compile(r"\s[|•·]\s")
_WORD = re.compile(r"\w+")
_LONGEST_PREFIX = 30  # characters


def without_prefix(line: str) -> str:
    """Return *line* without the words that announce names; several in a row too ("Text: Von Jane Doe")."""
    line = _GLUED.sub("", line, count=1) if _GLUED.match(line) else line
    while m := _prefix().match(line):
        line = line[m.end() :]
    return line


def from_prefix(line: str) -> str:
    """Return *line* from the part on that begins with "By", where one does: "Home | By Jane Doe"."""
    parts = _BARS.split(line)
    first = next((number for number, part in enumerate(parts) if announces(part)), 0)
    return " | ".join(parts[first:])


def announces(line: str) -> bool:
    """Return whether *line* begins as bylines do, "By " or "Автор:", and goes on with a name."""
    word = _WORD.search(line)
    m = _prefix().match(line) if word and word.group().lower() in _first_words() else None
    if m is None:
        return _GLUED.match(line) is not None
    return line[m.end() : m.end() + 1].isupper() or ":" in m.group() or "：" in m.group()


def is_prefix(line: str) -> bool:
    """Return whether *line* is nothing but words that announce names: "By", "Autor:"; a label ("Text") only
    with its colon."""
    word = _WORD.search(line) if len(line) < _LONGEST_PREFIX else None
    if word is None or word.group().lower() not in _first_words():
        return False
    said = fold(line)
    return said.rstrip(" :") in _phrases() or (said.endswith(":") and said.rstrip(" :") in _labels())


def is_prefix_word(folded: str) -> bool:
    """Return whether *folded*, a folded piece of a byline, is a prefix or label left alone."""
    return folded in _phrases() or folded in _labels()


@cache
def _prefix() -> re.Pattern[str]:
    """A phrase followed by a space or colon, or a label, "Text", followed by a colon."""
    phrases = "|".join(map(re.escape, words("bylines", "prefixes")))
    labels = "|".join(map(re.escape, words("bylines", "labels")))
    colon = r"\s*[:：]\s*"
    return re.compile(rf"[\s\W]*(?:(?:{phrases})(?:{colon}|\s+(?=\S))|(?:{labels}){colon})", re.IGNORECASE)


@cache
def _first_words() -> frozenset[str]:
    """The first word of each phrase and label: a line that begins with none of them announces nothing."""
    phrases = (*words("bylines", "prefixes"), *words("bylines", "labels"))
    return frozenset(found.group().lower() for phrase in phrases if (found := _WORD.search(phrase)))


@cache
def _phrases() -> frozenset[str]:
    return frozenset(map(fold, words("bylines", "prefixes")))


@cache
def _labels() -> frozenset[str]:
    return frozenset(map(fold, words("bylines", "labels")))
