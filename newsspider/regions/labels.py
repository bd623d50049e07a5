"""Which blocks of a page are its body, by a text that is known to be the body. For fitting only."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

_WORD = re.compile(r"\w+")
_GRAM = 4  # words
_ENOUGH = 0.5  # share of a block's word runs that must be in the known text

Grams = Counter[tuple[str, ...]]


def labels(texts: Sequence[str], body: str) -> list[int]:
    """Return 1 for each block of *texts* that is in *body*, 0 for one that is not, -1 where it is not clear.

    A block of four words or more is in it by its runs of four words; a shorter one where it stands between
    the same words. Of a text that the page has more often than the body, only the one in place counts.
    """
    tokens = [_WORD.findall(t) for t in texts]
    known = _WORD.findall(body)
    grams = _grams(known, _GRAM)
    found = [_covered(words, grams) if len(words) >= _GRAM else 0 for words in tokens]
    places = {n: set(_grams(known, n)) for n in range(2, 2 * _GRAM)}
    _drop_repeats(tokens, found, grams, places)
    for i, words in enumerate(tokens):
        if len(words) < _GRAM and words and _in_place(i, tokens, found, places):
            found[i] = 1
        elif not words:
            found[i] = -1
    return found


def _grams(words: Sequence[str], size: int) -> Grams:
    return Counter(zip(*(words[i:] for i in range(size)), strict=False))


def _covered(words: list[str], grams: Grams) -> int:
    mine = _grams(words, _GRAM)
    return int(sum((mine & grams).values()) >= _ENOUGH * sum(mine.values()))


def _in_place(
    i: int, tokens: list[list[str]], found: list[int], places: dict[int, set[tuple[str, ...]]]
) -> bool:
    """Return whether block *i* follows or precedes, in the known text, what it does on the page."""
    words = tokens[i][: _GRAM - 1]
    before = next((tokens[j] for j in range(i - 1, max(-1, i - 6), -1) if found[j] == 1), None)
    after = next((tokens[j] for j in range(i + 1, min(len(tokens), i + 6)) if found[j] == 1), None)
    runs = []
    if before:
        runs.append((*before[-3:], *words))
    if after:
        runs.append((*tokens[i][-3:], *after[:3]))
    return any(len(r) > 1 and r in places[len(r)] for r in runs)


def _drop_repeats(
    tokens: list[list[str]], found: list[int], grams: Grams, places: dict[int, set[tuple[str, ...]]]
) -> None:
    """Of blocks with the same words keep as many as the known text has, those in place first, then those
    nearest to the blocks that stand on the page once."""
    same: dict[tuple[str, ...], list[int]] = {}
    for i, words in enumerate(tokens):
        if found[i] == 1:
            same.setdefault(tuple(words), []).append(i)
    alone = sorted(n[0] for n in same.values() if len(n) == 1)
    middle = alone[len(alone) // 2] if alone else 0
    for run, numbers in same.items():
        room = max(1, grams[run[:_GRAM]])
        if len(numbers) > room:
            ordered = sorted(
                numbers, key=lambda i: (not _in_place(i, tokens, found, places), abs(i - middle))
            )
            for i in ordered[room:]:
                found[i] = 0
