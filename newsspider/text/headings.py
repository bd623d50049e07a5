"""What kind of block a heading or a class name announces; the words are in ``lexicon/headings.toml``."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from itertools import pairwise

from newsspider.text.lexicon import load, words
from newsspider.text.normalize import fold, unaccented

KINDS = ("related", "popular", "latest", "further", "prevnext", "sponsored", "furniture")

_LONGEST_HEADING = 90  # characters; longer lines are text
_GLYPHS = re.compile("[\u3040-\u30ff\u3400-\u9fff\u1100-\u11ff\uac00-\ud7a3]")
_LONGEST_NAME = 120  # characters of one class name that are read
_EDGE = re.compile(r"^[^\w+]+|[^\w+]+$")
_WORD = re.compile(r"\w+")
_NAME = re.compile(r"[A-Z]?[a-zà-ÿ]+|[A-Z]+(?![a-z])")
_TOPIC = re.compile(r"\s+(?:on|about|sur|zu|uber|sobre|su|про|о|об|o)\s*:?\s+\w")  # "latest news on: floods"
_ABOUT = re.compile(r"\s(?:about|sur|zu|uber|sobre|su|про|о)\s*:\s*\w")  # "the best articles about: floods"
_ANYWHERE = 10  # letters of a phrase that may stand anywhere in a heading
_GLUED = 12  # letters of a phrase that is recognised with a second heading glued to it
_LONG = 6  # letters; a shorter word of a class name must stand alone


@lru_cache(maxsize=20_000)
def heading_kind(text: str) -> str | None:
    """Return one of KINDS where *text* reads like the heading of such a block, else None.

    A phrase of two words and more must begin it, a long one may stand anywhere in it; one word must be all of
    it, or begin a heading of three words at most and have seven letters. The first phrase found decides, the
    longer of two that begin together: themes print two headings as one ("Related articlesMore from author").
    """
    if not text or len(text) > _LONGEST_HEADING:
        return None
    plain = _plain(text)
    if plain in _singles():
        return _singles()[plain]
    return _by_phrase(plain) or _by_first_word(plain)


def _by_phrase(plain: str) -> str | None:
    opened = not _first_words().isdisjoint(_WORD.findall(plain))
    found = (_phrases().match(plain) or _long_phrases().search(plain)) if opened else None
    if found:
        kind = _singles()[found.group()]
        return "related" if kind == "latest" and _TOPIC.match(plain, found.end()) else kind
    if _ABOUT.search(plain):
        return "related"
    glyphs = None if plain.isascii() else _unspaced().search(plain)
    return _singles()[glyphs.group()] if glyphs else None


def _by_first_word(plain: str) -> str | None:
    parts = plain.split()
    if 1 < len(parts) <= 3 and len(parts[0]) >= 7:
        return _singles().get(_EDGE.sub("", parts[0]))
    return None


@lru_cache(maxsize=20_000)
def is_more_label(text: str) -> bool:
    """Return whether *text* is a label such as "Read more", which is no title."""
    plain = _plain(text)
    return not plain or plain in _labels()


def class_kinds(name: str) -> frozenset[str]:
    """Return the KINDS that one class name or id speaks of, and the places ``nav``, ``foot``, ``widget``, ``side``."""
    return _named("classes", name)


def part_kinds(name: str) -> frozenset[str]:
    """Return the parts of a card that a class name speaks of: ``title``, ``label``, ``date``, ``author`` …"""
    return _named("parts", name)


@lru_cache(maxsize=40_000)
def _named(table: str, name: str) -> frozenset[str]:
    parts = [w.lower() for w in _NAME.findall(name[:_LONGEST_NAME])]
    known, _ = _class_words(table)
    pairs = (known.get(" ".join(pair), ()) for pair in pairwise(parts))
    return frozenset().union(*(_of_word(table, word) for word in parts), *pairs)


@lru_cache(maxsize=20_000)
def _of_word(table: str, word: str) -> frozenset[str]:
    """The kinds one word of a class name speaks of, or a longer one by words inside it; sites share their words."""
    known, long = _class_words(table)
    inside = (known[m.group()] for m in long.finditer(word)) if len(word) > _LONG else ()
    return frozenset(known.get(word, ())).union(*inside)


@lru_cache(maxsize=1024)
def _plain(text: str) -> str:
    """Folded, without accents and marks about it."""
    bare = unaccented(fold(text))
    return bare if bare[:1].isalnum() and bare[-1:].isalnum() else _EDGE.sub("", bare)


@cache
def _singles() -> dict[str, str]:
    """Every phrase, bare, with its kind; the first kind of KINDS keeps a phrase that two have."""
    table: dict[str, str] = {}
    for kind in KINDS:
        for word in words("headings", kind):
            table.setdefault(_plain(word), kind)
    return table


@cache
def _phrases() -> re.Pattern[str]:
    several = _several()
    glued = [p for p in several if len(p) >= _GLUED]
    whole, start = "|".join(map(re.escape, several)), "|".join(map(re.escape, glued))
    return re.compile(rf"(?:{whole})(?!\w)|(?:{start})")


@cache
def _long_phrases() -> re.Pattern[str]:
    return re.compile(
        rf"(?<!\w)(?:{'|'.join(re.escape(p) for p in _several() if len(p) >= _ANYWHERE)})(?!\w)"
    )


@cache
def _unspaced() -> re.Pattern[str]:
    """The phrases of scripts that put no space between words."""
    return re.compile("|".join(sorted((p for p in _singles() if _GLYPHS.search(p)), key=len, reverse=True)))


@cache
def _several() -> list[str]:
    """The phrases of two words and more, longest first."""
    return sorted((p for p in _singles() if len(_WORD.findall(p)) > 1), key=len, reverse=True)


@cache
def _first_words() -> frozenset[str]:
    """The first word of each phrase: a line with none of them holds no phrase, which is told faster so."""
    return frozenset(_WORD.findall(phrase)[0] for phrase in _several())


@cache
def _labels() -> frozenset[str]:
    return frozenset(_plain(word) for word in words("headings", "more"))


@cache
def _class_words(table: str) -> tuple[dict[str, tuple[str, ...]], re.Pattern[str]]:
    """The words of *table* with their kinds, and a pattern that finds the long ones inside a longer word."""
    known: dict[str, tuple[str, ...]] = {}
    for kind, names in load("headings")[table].items():
        for name in names:
            known[name] = (*known.get(name, ()), kind)
    long = sorted((w for w in known if len(w) >= _LONG and " " not in w), key=len, reverse=True)
    return known, re.compile("|".join(long))
