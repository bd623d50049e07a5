"""What the class and id names of an element say of it, as one bit a family of words."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache, lru_cache
from itertools import pairwise

from newsspider.text import lexicon

_WORD = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])")
_ATTRIBUTES = frozenset(("class", "id", "itemprop", "role", "data-testid"))
_HIDING = frozenset(("hidden", "aria-hidden", "style"))
_WHOLE = 5  # letters; a shorter word of the lexicon must stand alone
_LONGEST = 120  # characters of one class name that are read


@cache
def families() -> tuple[str, ...]:
    """Return the names of the families; family ``i`` is bit ``1 << i``."""
    return tuple(lexicon.load("classes")["family"])


def bit(family: str) -> int:
    """Return the bit of *family*."""
    return 1 << families().index(family)


def bits_of(*names: str) -> int:
    """Return the bits of the families *names*."""
    return sum(map(bit, names))


def described(attributes: Iterable[tuple[str, str]]) -> tuple[int, bool, str | None]:
    """Return what an element's *attributes* say: the families that class, id and the like name (0 for none),
    whether it is not shown, and its class, None without one."""
    found, hidden, named = 0, False, None
    for attribute, value in attributes:
        if attribute in _ATTRIBUTES:
            found |= _of_names(value)
            if attribute == "class":
                named = value
        elif attribute in _HIDING:
            hidden = hidden or _hides(attribute, value)
    return found, hidden, named


def _hides(attribute: str, value: str) -> bool:
    return attribute == "hidden" or value == "true" or "display:none" in value.replace(" ", "")


@lru_cache(maxsize=20_000)
def _of_names(value: str) -> int:
    found = 0
    for name in value.split():
        found |= _of_name(name)
    return found


@lru_cache(maxsize=20_000)
def _of_name(name: str) -> int:
    words = _WORD.findall(name[:_LONGEST])
    if not name.islower():
        words = [w.lower() for w in words]
    found = 0
    for word in words:
        found |= _of_word(word)
    if len(words) > 1:
        pairs = _pairs()
        for pair in pairwise(words):
            if pair in pairs:
                found |= pairs[pair]
    return found


@lru_cache(maxsize=20_000)
def _of_word(word: str) -> int:
    single, stems = _singles()
    found = single.get(word, 0)
    if not found and len(word) > _WHOLE + 1:
        for match in stems.finditer(word):
            found |= single[match.group()]
    return found


@cache
def _singles() -> tuple[dict[str, int], re.Pattern[str]]:
    """Return each word with its bits, and a pattern that finds the long ones inside a longer word."""
    single: dict[str, int] = {}
    for number, words in enumerate(lexicon.load("classes")["family"].values()):
        for word in words:
            if " " not in word:
                single[word] = single.get(word, 0) | 1 << number
    endings: dict[str, list[str]] = {}  # by first letter, which makes the search three times faster
    for word in sorted((w for w in single if len(w) > _WHOLE), key=lambda w: -len(w)):
        endings.setdefault(word[0], []).append(word[1:])
    return single, re.compile("|".join(f"{first}(?:{'|'.join(rest)})" for first, rest in endings.items()))


@cache
def _pairs() -> dict[tuple[str, ...], int]:
    pairs: dict[tuple[str, ...], int] = {}
    for number, words in enumerate(lexicon.load("classes")["family"].values()):
        for word in words:
            if " " in word:
                pair = tuple(word.split())
                pairs[pair] = pairs.get(pair, 0) | 1 << number
    return pairs
