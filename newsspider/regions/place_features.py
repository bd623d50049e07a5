"""Where a block stands on the page: after the headline, among its neighbours, around the paragraphs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from itertools import accumulate
from operator import add

from newsspider.page.blocks import Blocks
from newsspider.regions.names import group, step
from newsspider.regions.nodes import LONG, Nodes
from newsspider.regions.page_words import Stated

_COUNTS = (1, 2, 3, 5, 8, 12, 20, 40, 80)
_AFTER_H1 = group("blocks after h1", len(_COUNTS) + 1)
_BEFORE_H1 = group("before h1", ("near", "far", "no h1"))
_DONE = group("mass before", 10)
_FROM_FIRST = group("blocks before first paragraph", len(_COUNTS) + 1)
_FROM_LAST = group("blocks after last paragraph", len(_COUNTS) + 1)
_BETWEEN = group("between paragraphs", 1)
_PARAGRAPHS = (1, 3, 8)
_LENGTHS = (15, 30, 60, 100, 160, 260, 500)
_PAGE_LENGTH = [group(f"paragraphs {n}: length", len(_LENGTHS) + 1) for n in range(len(_PARAGRAPHS) + 1)]
_TITLE = group("title", ("is h1", "equals", "in title"))
_DESCRIPTION = group("description", ("equals", "begins", "in"))
_IN_BODY = group("declared text", ("none", "in", "out"))
_REPEATED = group("repeated", 1)
_AFTER_HEADING = group("after heading", ("related", "comment"))
_SIZES = (25, LONG, 200)
_SPAN = 3
_KINDS = 13
_LINKED = 0.25  # share of a block inside links from which it is no plain text
_NEIGHBOURS = [group(f"neighbour {d}", _KINDS) for d in range(-_SPAN, _SPAN + 1) if d]
_BEFORE, _AFTER = _NEIGHBOURS[:_SPAN], _NEIGHBOURS[_SPAN:]
_SAME_SIGN = [group(f"same sign {d}", 3) for d in (-2, -1, 1, 2)]


def kinds_of_blocks(weights: list[int], blocks: Blocks) -> list[int]:
    """Return for each block a number 0 … 11 for its length and links, as its neighbours see it."""
    small, middle, large = _SIZES
    found = []
    for length, links, text in zip(weights, blocks.link_chars, blocks.text, strict=True):
        kind = 0 if length < small else 3 if length < middle else 6 if length < large else 9
        if links:
            share = links / len(text)
            kind += 2 if share > 0.8 else 1 if share > _LINKED else 0
        found.append(kind)
    return found


def place_features(
    blocks: Blocks, known: Nodes, weights: list[int], stated: Stated, read: list[int]
) -> list[list[int]]:
    """Return the feature numbers of the blocks that are *read*, and none for the others.

    *weights*: lengths; *stated*: what the page says of itself.
    """
    kinds = kinds_of_blocks(weights, blocks)
    company = _Company(kinds, [known.sign[node] for node in blocks.node])
    inside, node = known.inside, blocks.node
    paragraphs = [i for i, kind in enumerate(kinds) if kind in {6, 9} and node[i] in inside]
    first, last = (paragraphs[0], paragraphs[-1]) if paragraphs else (-1, -1)
    done, total = list(accumulate(weights, initial=0)), sum(weights) or 1
    seen = Counter(blocks.text)
    page = _PAGE_LENGTH[step(len(paragraphs), _PARAGRAPHS)]
    rows: list[list[int]] = [[] for _ in weights]
    for i in read:
        rows[i] = found = _of_page(i, stated.h1, first, last)
        found.append(_DONE + min(9, 10 * done[i] // total))
        found.append(page + step(weights[i], _LENGTHS))
        found += stated.features(i, _TITLE, _DESCRIPTION, _IN_BODY)
        if seen[blocks.text[i]] > 1:
            found.append(_REPEATED)
        found += company.of(i)
    return rows


def follow(
    rows: list[list[int]], headings: Mapping[int, int], weights: list[int], link_chars: list[int]
) -> None:
    """Add to *rows* what heading each block follows, if any; a long text ends what a heading of articles began.

    *headings*: the blocks of no menu, in document order, with 1 where one heads other articles, 2 where it
    heads comments, else 0.
    """
    after = 0
    for i, heads in headings.items():
        text = weights[i] >= _SIZES[-1] and link_chars[i] <= _LINKED * weights[i]
        after = heads or (0 if after == 1 and text else after)
        if after:
            rows[i].append(_AFTER_HEADING + after - 1)


def _of_page(i: int, h1: int, first: int, last: int) -> list[int]:
    """How far block *i* is from the headline and from the first and last paragraph of the container."""
    if h1 < 0:
        found = [_BEFORE_H1 + 2]
    elif i > h1:
        found = [_AFTER_H1 + step(i - h1, _COUNTS)]
    else:
        found = [_BEFORE_H1 + (0 if h1 - i < 10 else 1)]
    if first >= 0:
        if i < first:
            found.append(_FROM_FIRST + step(first - i, _COUNTS))
        elif i > last:
            found.append(_FROM_LAST + step(i - last, _COUNTS))
        else:
            found.append(_BETWEEN)
    return found


class _Company:
    """The blocks before and after each, by their kinds and the signs of their elements."""

    def __init__(self, kinds: list[int], signs: list[int]) -> None:
        edge = [_KINDS - 1] * _SPAN
        self._kinds = [*edge, *kinds, *edge]
        self._signs = [-1, -1, *signs, -1, -1]

    def of(self, i: int) -> list[int]:
        """Return the features of the three blocks before and after block *i*."""
        kinds = self._kinds
        found = [*map(add, _BEFORE, kinds[i : i + 3]), *map(add, _AFTER, kinds[i + 4 : i + 7])]
        two, one, own, next_one, next_two = self._signs[i : i + 5]
        for base, there in zip(_SAME_SIGN, (two, one, next_one, next_two), strict=True):
            found.append(base + (2 if there < 0 else there == own))
        return found
