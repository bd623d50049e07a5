"""What is known of each block, as lists of feature numbers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from newsspider.page.page import Page
from newsspider.regions import names, word_features
from newsspider.regions.containers import Nodes, nodes, weight
from newsspider.regions.node_features import node_features
from newsspider.regions.page_words import Stated
from newsspider.regions.place_features import place_features
from newsspider.regions.word_features import is_heading, of_words

NAMES: tuple[str, ...] = tuple(names.NAMES)
"""The name of every feature; the weights file has the same, in the same order."""
WORDS: frozenset[int] = frozenset(range(word_features.FIRST, word_features.LAST))
"""The features of a block's words alone; the others are of markup and place."""
_OTHERS = ("related", "popular", "latest", "sponsored")


@dataclass(frozen=True, slots=True)
class Features:
    """Feature numbers by block: *words* of its text, *place* on the page; by node: *markup*. *weights*:
    length of each block in characters, CJK twice. A block of a menu, which half of all blocks are, has no
    features at all: it is nothing but a link, far from any paragraph."""

    words: Sequence[Sequence[int]]
    place: Sequence[Sequence[int]]
    markup: Mapping[int, Sequence[int]]
    weights: list[int]
    nodes: Nodes
    stated: Stated

    def of(self, block: int, node: int) -> list[int]:
        """Return all features of one *block*, which stands in *node*."""
        return [*self.words[block], *self.place[block], *self.markup.get(node, ())]


def features(page: Page) -> Features:
    """Return the features of every block of *page*."""
    blocks = page.blocks
    weights = [weight(text) for text in blocks.text]
    known = nodes(blocks, weights)
    links = [0] * len(weights)
    for anchor in blocks.anchors:
        links[anchor.block] += 1
    words: list[list[int]] = []
    for i, text in enumerate(blocks.text):
        if blocks.link_chars[i] == len(text) and _in_menu(blocks.parent, known, blocks.node[i]):
            words.append([])
        else:
            words.append(of_words(text, weights[i], blocks.link_chars[i], blocks.bold_chars[i], links[i]))
    stated = Stated.of(page)
    headings = [_heads(blocks.tag[i], weights[i], found) for i, found in enumerate(words)]
    place = place_features(blocks, known, weights, stated, headings)
    used = {node for node, use in zip(blocks.node, words, strict=True) if use and node >= 0}
    return Features(words, place, node_features(blocks, known, used), weights, known, stated)


def _in_menu(parent: list[int], known: Nodes, node: int) -> bool:
    """Return whether *node* stands outside the container, among elements without a single paragraph."""
    if node < 0 or known.inside[node] or known.prose[node] or known.container < 0:
        return False
    up = parent[node]
    return up < 0 or not known.prose[up]


def _heads(tag: str, length: int, found: list[int]) -> int:
    """Return 1 for a block that heads other articles, 2 for one that heads comments, -1 without features, else 0."""
    if not found:
        return -1
    if length > 60 or tag in {"li", "a"}:
        return 0
    return (
        1 if is_heading(found, _OTHERS) else 2 if is_heading(found, ("furniture",)) and tag[0] == "h" else 0
    )
