"""What was changed between two texts, word by word.

Paragraphs first, then the words of those that differ: both aligned on what stands once in either text (Bram Cohen's
patience diff), and only small gaps between compared item by item, so that long texts with nothing in common take no
time either.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Final

# Pairs of items up to which a gap is compared item by item; of a larger one, what nothing aligns is taken as replaced.
_MOST_PAIRS: Final = 16_384
# How often a gap is cut again at what stands once in it.
_MOST_CUTS: Final = 8
# Characters of what is left alone between two changes, below which they are shown as one.
_SHORT: Final = 12
# Scripts that put no space between words: Thai, Lao, Burmese, Khmer, Chinese, Japanese; and signs that belong to the
# letter before them, which no \w holds.
_SOLO: Final = (
    "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u2e80-\u2fff\u3005-\u3007\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff"
    "\uf900-\ufaff\U00020000-\U0003ffff"
)
_MARKS: Final = (
    "\u0300-\u036f\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u0670\u0900-\u0dff\u0e31\u0e34-\u0e3a\u0e47-\u0e4e"
    "\u3099\u309a\ufe00-\ufe0f\u200c\u200d"
)
_TOKEN: Final = re.compile(rf"(?:[{_SOLO}][{_MARKS}]*|\d+(?:[.,:]\d+)*|(?:(?![{_SOLO}])[\w{_MARKS}])+|\S)\s*")
_PARAGRAPH: Final = re.compile(r"(?:(?!\n\n).)+(?:\n\n)?|\n\n", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of both texts, with the space after it. *same*: the same words, maybe spaced differently; else one of
    *old* and *new* may be empty."""

    old: str
    new: str
    same: bool


def word_diff(old: str, new: str) -> list[Run]:
    """Return the runs of two texts in order, no two alike side by side; empty for two empty texts.

    The olds joined are *old*, the news *new*. Words are compared without the space around them. Where a script puts no
    space between words, a character counts as one. Linear but for gaps of a hundred words or so: texts of 200 KB with
    nothing in common take a second at most.
    """
    runs: list[Run] = []
    for run in _runs(_PARAGRAPH.findall(old), _PARAGRAPH.findall(new)):
        runs += [run] if run.same else _runs(_tokens(run.old), _tokens(run.new))
    return _joined(_smoothed(_joined(runs)))


def _tokens(text: str) -> list[str]:
    lead = text[: len(text) - len(text.lstrip())]
    return [lead, *_TOKEN.findall(text)] if lead else _TOKEN.findall(text)


def _runs(old: Sequence[str], new: Sequence[str]) -> Iterator[Run]:
    at, to = 0, 0
    for i, j in [*_pairs(_keys(old), _keys(new)), (len(old), len(new))]:
        if i > at or j > to:
            yield Run("".join(old[at:i]), "".join(new[to:j]), same=False)
        if i < len(old):
            yield Run(old[i], new[j], same=True)
        at, to = i + 1, j + 1


def _keys(items: Sequence[str]) -> list[str]:
    return [" ".join(item.split()) for item in items]


def _pairs(a: Sequence[str], b: Sequence[str]) -> list[tuple[int, int]]:
    """Return which item of *a* is which of *b*, both ascending."""
    pairs: list[tuple[int, int]] = []
    gaps = [(0, len(a), 0, len(b), _MOST_CUTS)]
    while gaps:
        i, i_end, j, j_end, cuts = gaps.pop()
        while i < i_end and j < j_end and a[i] == b[j]:
            pairs.append((i, j))
            i, j = i + 1, j + 1
        while i < i_end and j < j_end and a[i_end - 1] == b[j_end - 1]:
            i_end, j_end = i_end - 1, j_end - 1
            pairs.append((i_end, j_end))
        if (i_end - i) * (j_end - j) <= _MOST_PAIRS:
            pairs += _compared(a[i:i_end], b[j:j_end], i, j)
        elif cuts and (anchors := _anchors(a[i:i_end], b[j:j_end])):
            starts = [(i, j), *((i + x, j + y) for x, y in anchors)]
            ends = [*starts[1:], (i_end, j_end)]
            gaps += [(x, x2, y, y2, cuts - 1) for (x, y), (x2, y2) in zip(starts, ends, strict=True)]
    return sorted(pairs)


def _compared(a: Sequence[str], b: Sequence[str], i: int, j: int) -> Iterator[tuple[int, int]]:
    if not a or not b:
        return
    for block in SequenceMatcher(None, a, b, autojunk=False).get_matching_blocks():
        yield from ((i + block.a + n, j + block.b + n) for n in range(block.size))


def _anchors(a: Sequence[str], b: Sequence[str]) -> list[tuple[int, int]]:
    """Return where what stands once in either begins: four items in a row, single ones where there are no such four."""
    return _once_in_both(_fours(a), _fours(b)) or _once_in_both(a, b)


def _fours(items: Sequence[str]) -> list[str]:
    return ["\n".join(four) for four in zip(items, items[1:], items[2:], items[3:], strict=False)]


def _once_in_both(a: Sequence[str], b: Sequence[str]) -> list[tuple[int, int]]:
    """Return the longest series, ascending in both, of items that stand once in *a* and once in *b*."""
    once_a, once_b = ({item for item, n in Counter(items).items() if n == 1} for items in (a, b))
    places = {item: j for j, item in enumerate(b) if item in once_a and item in once_b}
    tops: list[int] = []  # for each length, the least end in b
    found: list[tuple[int, int, int]] = []  # place in a, in b, and length of the series that ends there
    for i, item in enumerate(a):
        if (j := places.get(item)) is not None:
            length = bisect_left(tops, j)
            tops[length : length + 1] = [j]
            found.append((i, j, length))
    return _series(found, len(tops) - 1)


def _series(found: Sequence[tuple[int, int, int]], length: int) -> list[tuple[int, int]]:
    series: list[tuple[int, int]] = []
    for i, j, own in reversed(found):
        if own == length and (not series or j < series[-1][1]):
            series.append((i, j))
            length -= 1
    return series[::-1]


def _joined(runs: Sequence[Run]) -> list[Run]:
    """Join runs side by side that are alike."""
    parts: list[list[Run]] = []
    for run in runs:
        if parts and parts[-1][-1].same == run.same:
            parts[-1].append(run)
        else:
            parts.append([run])
    return [Run("".join(r.old for r in part), "".join(r.new for r in part), part[0].same) for part in parts]


def _smoothed(runs: Sequence[Run]) -> list[Run]:
    """Take what is the same, short, and less than the changes on both its sides for changed."""
    smoothed = list(runs)
    for place in range(1, len(runs) - 1):
        run, around = runs[place], (runs[place - 1], runs[place + 1])
        size = len(run.new.strip())
        if run.same and size <= min(_SHORT, *(max(len(r.old), len(r.new)) for r in around)):
            smoothed[place] = Run(run.old, run.new, same=False)
    return smoothed
