"""What kind of block a heading or a class name announces; the words are in ``lexicon/headings.toml``."""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache
from itertools import pairwise

from newsspider.text.lexicon import load, words
from newsspider.text.normalize import fold

KINDS = ("related", "popular", "latest", "further", "prevnext", "sponsored", "furniture")

_LONGEST_HEADING = 90  # characters; longer lines are text
_EDGE = re.compile(r"^[^\w+]+|[^\w+]+$")
_WORD = re.compile(r"\w+")
_NAME = re.compile(r"[A-Z]?[a-zà-ÿ]+|[A-Z]+(?![a-z])")
_TOPIC = re.compile(r"\s+(?:on|about|sur|zu|uber|sobre|su|про|о|об|o)\s*:?\s+\w")  # "latest news on: floods"
_GLUED = 14  # letters of a phrase that is recognised with a second heading glued to it
_LONG = 6  # letters; a shorter word of a class name must stand alone


@lru_cache(maxsize=20_000)
def heading_kind(text: str) -> str | None:
    """Return one of KINDS where *text* reads like the heading of such a block, else None.

    A phrase of two words and more may stand anywhere in it; one word must be all of it, or begin a heading of
    three words at most and have seven letters. The first phrase found decides, the longer of two that begin
    together: themes print two headings as one ("Related articlesMore from author").
    """
    if not text or len(text) > _LONGEST_HEADING:
        return None
    plain = _EDGE.sub("", _bare(fold(text)))
    if plain in _singles():
        return _singles()[plain]
    if found := _phrases().search(plain):
        kind = _singles()[found.group()]
        return "related" if kind == "latest" and _TOPIC.match(plain, found.end()) else kind
    parts = plain.split()
    if 1 < len(parts) <= 3 and len(parts[0]) >= 7:
        return _singles().get(_EDGE.sub("", parts[0]))
    return None


@lru_cache(maxsize=20_000)
def is_more_label(text: str) -> bool:
    """Return whether *text* is a label such as "Read more", which is no title."""
    plain = _EDGE.sub("", _bare(fold(text)))
    return not plain or plain in _labels()


@lru_cache(maxsize=20_000)
def class_kinds(name: str) -> frozenset[str]:
    """Return the KINDS that one class name or id speaks of, and the places ``nav``, ``side``, ``foot``."""
    parts = [w.lower() for w in _NAME.findall(name[:120])]
    table = _class_words()
    found = {kind for word in parts for kind in table.get(word, ())}
    found |= {kind for pair in pairwise(parts) for kind in table.get(" ".join(pair), ())}
    for word in parts:
        if len(word) > _LONG:
            found |= {kind for m in _long_class_words().finditer(word) for kind in table[m.group()]}
    return frozenset(found)


def _bare(text: str) -> str:
    """Without accents; a page that leaves them out reads the same."""
    if text.isascii():
        return text
    return "".join(c for c in unicodedata.normalize("NFD", text) if not unicodedata.combining(c))


@cache
def _singles() -> dict[str, str]:
    """Every phrase, bare, with its kind; the first kind of KINDS keeps a phrase that two have."""
    table: dict[str, str] = {}
    for kind in KINDS:
        for word in words("headings", kind):
            table.setdefault(_bare(fold(word)), kind)
    return table


@cache
def _phrases() -> re.Pattern[str]:
    several = sorted((p for p in _singles() if len(_WORD.findall(p)) > 1), key=len, reverse=True)
    glued = [p for p in several if len(p) >= _GLUED]
    return re.compile(
        rf"(?<!\w)(?:{'|'.join(map(re.escape, several))})(?!\w)|^(?:{'|'.join(map(re.escape, glued))})"
    )


@cache
def _labels() -> frozenset[str]:
    return frozenset(_EDGE.sub("", _bare(fold(word))) for word in words("headings", "more"))


@cache
def _class_words() -> dict[str, tuple[str, ...]]:
    table: dict[str, tuple[str, ...]] = {}
    for kind, names in load("headings")["classes"].items():
        for name in names:
            table[name] = (*table.get(name, ()), kind)
    return table


@cache
def _long_class_words() -> re.Pattern[str]:
    long = sorted((w for w in _class_words() if len(w) >= _LONG and " " not in w), key=len, reverse=True)
    return re.compile("|".join(long))
