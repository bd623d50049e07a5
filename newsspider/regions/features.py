"""What is known of each block, as lists of feature numbers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from newsspider.page.blocks import Blocks
from newsspider.page.page import Page
from newsspider.regions import names, node_features, word_features
from newsspider.regions import phrases as phrase_features
from newsspider.regions.elements import nodes
from newsspider.regions.node_features import of_elements
from newsspider.regions.nodes import Nodes, weigh
from newsspider.regions.page_words import Stated
from newsspider.regions.phrases import fold, is_heading, opening, phrases
from newsspider.regions.place_features import follow, place_features
from newsspider.regions.word_features import of_words

NAMES: tuple[str, ...] = tuple(names.NAMES)
"""The name of every feature; the weights file has the same, in the same order."""
WORDS: frozenset[int] = frozenset(
    (*range(phrase_features.FIRST, phrase_features.LAST), *range(word_features.FIRST, word_features.LAST))
)
"""The features of a block's words alone; the others are of markup and place."""
Worth = Callable[[Sequence[int]], bool]
NEAR = 12
"""Blocks after the headline among which the dek is looked for."""
MARKUP: frozenset[int] = frozenset(range(node_features.FIRST, node_features.LAST))
"""The features of elements."""
_OTHERS = ("related", "popular", "latest", "sponsored")
_HEADING = 60  # characters of a heading at most, CJK twice


@dataclass(frozen=True, slots=True)
class Features:
    """Feature numbers by block: *words* of its text, *place* on the page; by node: *markup*. *weights*:
    length of each block in characters, CJK twice. A block of a menu, which half of all blocks are, has no
    features at all: it is nothing but a link, far from any paragraph. *read*: the blocks that may be body;
    of the others, only what they open with and the heading they follow."""

    words: Sequence[Sequence[int]]
    place: Sequence[Sequence[int]]
    markup: Mapping[int, Sequence[int]]
    weights: list[int]
    nodes: Nodes
    stated: Stated
    read: Sequence[int]

    def of(self, block: int, node: int) -> list[int]:
        """Return all features of one *block*, which stands in *node*."""
        return [*self.words[block], *self.place[block], *self.markup.get(node, ())]


def features(page: Page, worth: Worth = bool) -> Features:
    """Return the features of every block of *page*.

    *worth*: whether the blocks of an element with these features are worth reading; the default reads all.
    """
    blocks = page.blocks
    weights = weigh(blocks.text)
    known = nodes(blocks, weights)
    seen = [i for i, node in enumerate(blocks.node) if node >= 0 and not _in_menu(blocks, known, i, node)]
    markup = of_elements(blocks, known, {blocks.node[i] for i in seen})
    stated = Stated.of(page)
    read = to_read(blocks, seen, markup, stated.h1, worth)
    words: list[list[int]] = [[] for _ in weights]
    headings = _open(blocks, weights, seen, words)
    _read(blocks, weights, read, words)
    place = place_features(blocks, known, weights, stated, read)
    follow(place, headings, weights, blocks.link_chars)
    return Features(words, place, markup, weights, known, stated, read)


def to_read(
    blocks: Blocks, seen: Iterable[int], markup: Mapping[int, Sequence[int]], h1: int, worth: Worth
) -> list[int]:
    """Return those of the blocks *seen* that stand in elements with *markup* of *worth*, or near the headline *h1*."""
    worthy = {node for node, ids in markup.items() if worth(ids)}
    near = range(h1, h1 + NEAR + 1) if h1 >= 0 else range(0)
    return [i for i in seen if blocks.node[i] in worthy or i in near]


def _in_menu(blocks: Blocks, known: Nodes, i: int, node: int) -> bool:
    """Return whether block *i*, nothing but a link, stands outside the container, in elements without a paragraph."""
    return (
        blocks.link_chars[i] == len(blocks.text[i])
        and known.container >= 0
        and node not in known.inside
        and not known.prose[node]
        and not known.prose[blocks.parent[node]]
    )


def _open(blocks: Blocks, weights: list[int], seen: list[int], words: list[list[int]]) -> dict[int, int]:
    """Add to *words* the features of what each block *seen* opens with; return for each 1 where it heads other
    articles, 2 where it heads comments, else 0."""
    headings = {}
    for i in seen:
        words[i] = found = opening(fold(blocks.text[i]), weights[i])
        headings[i] = _heads(blocks.tag[i], weights[i], found) if found else 0
    return headings


def _heads(tag: str, length: int, found: list[int]) -> int:
    if length > _HEADING or tag in {"li", "a"}:
        return 0
    if is_heading(found, _OTHERS):
        return 1
    return 2 if tag[0] == "h" and is_heading(found, ("furniture",)) else 0


def _read(blocks: Blocks, weights: list[int], read: list[int], words: list[list[int]]) -> None:
    """Add to *words* all other features of the blocks *read*."""
    links = Counter(anchor.block for anchor in blocks.anchors)
    for i in read:
        text = blocks.text[i]
        words[i] += phrases(text, weights[i])
        words[i] += of_words(text, weights[i], blocks.link_chars[i], blocks.bold_chars[i], links[i])
