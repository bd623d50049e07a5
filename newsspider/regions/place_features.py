"""Where a block stands on the page: after the headline, among its neighbours, around the paragraphs."""

from __future__ import annotations

from newsspider.page.blocks import Blocks
from newsspider.regions.containers import LONG, Nodes
from newsspider.regions.names import group, step
from newsspider.regions.page_words import Stated

_COUNTS = (1, 2, 3, 5, 8, 12, 20, 40, 80)
_AFTER_H1 = group("blocks after h1", len(_COUNTS) + 1)
_BEFORE_H1 = group("before h1", ("near", "far", "no h1"))
_DONE = group("mass before", 10)
_FROM_FIRST = group("blocks before first paragraph", len(_COUNTS) + 1)
_FROM_LAST = group("blocks after last paragraph", len(_COUNTS) + 1)
_BETWEEN = group("between paragraphs", 1)
_PARAGRAPHS = (1, 3, 8)
_PAGE_LENGTH = [group(f"paragraphs {n}: length", 8) for n in range(len(_PARAGRAPHS) + 1)]
_TITLE = group("title", ("is h1", "equals", "in title"))
_DESCRIPTION = group("description", ("equals", "begins", "in"))
_IN_BODY = group("declared text", ("none", "in", "out"))
_REPEATED = group("repeated", 1)
_AFTER_HEADING = group("after heading", ("related", "comment"))
_SIZES = (25, LONG, 200)
_SPAN = 3
_KINDS = 13
_TEXT = 9  # a long block without links
_NEIGHBOURS = [group(f"neighbour {d}", _KINDS) for d in range(-_SPAN, _SPAN + 1) if d]
_SAME_SIGN = [group(f"same sign {d}", 3) for d in (-2, -1, 1, 2)]


def kinds_of_blocks(weights: list[int], blocks: Blocks) -> list[int]:
    """Return for each block a number 0 … 11 for its length and links, as its neighbours see it."""
    found = []
    for length, links, text in zip(weights, blocks.link_chars, blocks.text, strict=True):
        share = links / len(text)
        size = 0 if length < _SIZES[0] else step(length, _SIZES)
        found.append(size * 3 + (2 if share > 0.8 else 1 if share > 0.25 else 0))
    return found


def place_features(
    blocks: Blocks, known: Nodes, weights: list[int], stated: Stated, headings: list[int]
) -> list[list[int]]:
    """Return the feature numbers of every block.

    *weights*: lengths; *stated*: what the page says of itself; *headings*: for each block 0, 1 where it
    heads other articles, 2 where it heads comments, -1 where it needs no features.
    """
    count = len(weights)
    kinds = kinds_of_blocks(weights, blocks)
    signs = [known.sign[n] if n >= 0 else 0 for n in blocks.node]
    paragraphs = [i for i, kind in enumerate(kinds) if kind in {6, 9} and _inside(known, blocks.node[i])]
    first, last = (paragraphs[0], paragraphs[-1]) if paragraphs else (-1, -1)
    total = sum(weights) or 1
    before, after = 0, 0
    seen = _repeats(blocks)
    page = _PAGE_LENGTH[step(len(paragraphs), _PARAGRAPHS)]
    company = _neighbours(kinds, signs)
    rows: list[list[int]] = []
    for i in range(count):
        before += weights[i]
        if headings[i] < 0:
            rows.append([])
            continue
        found = _of_page(i, stated.h1, first, last)
        found.append(_DONE + min(9, 10 * (before - weights[i]) // total))
        found.append(page + step(weights[i], (15, 30, 60, 100, 160, 260, 500)))
        found += stated.features(i, _TITLE, _DESCRIPTION, _IN_BODY)
        if seen[blocks.text[i]] > 1:
            found.append(_REPEATED)
        after = headings[i] or (0 if after == 1 and kinds[i] == _TEXT else after)
        if after:
            found.append(_AFTER_HEADING + after - 1)
        found += company[i]
        rows.append(found)
    return rows


def _inside(known: Nodes, node: int) -> bool:
    return node >= 0 and known.inside[node]


def _repeats(blocks: Blocks) -> dict[str, int]:
    seen: dict[str, int] = {}
    for text in blocks.text:
        seen[text] = seen.get(text, 0) + 1
    return seen


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


def _neighbours(kinds: list[int], signs: list[int]) -> list[list[int]]:
    """Return for every block the features of the three before and after it."""
    count = len(kinds)
    edge = [_KINDS - 1] * _SPAN
    around = [*edge, *kinds, *edge]
    shifted = [around[d : d + count] for d in range(2 * _SPAN + 1) if d != _SPAN]
    padded = [-1, -1, *signs, -1, -1]
    for base, d in zip(_SAME_SIGN, (0, 1, 3, 4), strict=True):
        there = padded[d : d + count]
        shifted.append([base + (2 if a < 0 else a == b) for a, b in zip(there, signs, strict=True)])
    columns = [
        [base + k for k in column]
        for base, column in zip(_NEIGHBOURS, shifted[: len(_NEIGHBOURS)], strict=True)
    ]
    return [list(row) for row in zip(*columns, *shifted[len(_NEIGHBOURS) :], strict=True)]
