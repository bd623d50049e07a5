"""What the elements around a block say of it; the same for every block of one element."""

from __future__ import annotations

from collections.abc import Iterable

from newsspider.page.blocks import Blocks
from newsspider.regions.classes import families
from newsspider.regions.elements import ANCESTOR_TAGS
from newsspider.regions.names import NAMES, bits, group, step
from newsspider.regions.nodes import Nodes

FIRST = len(NAMES)
_NAMED_TAGS = """
    other p div li h1 h2 h3 h4 h5 h6 td th blockquote figcaption section article dd dt aside header footer nav main
    body pre ul ol figure center address tr form fieldset details summary caption dl tbody table
"""
_TAGS = tuple(_NAMED_TAGS.split())
_TAG = {tag: number for number, tag in enumerate(_TAGS)}
_SHARE = (0.001, 0.05, 0.15, 0.3, 0.5, 0.7, 0.85, 0.95)
_LINKS = (0.02, 0.1, 0.25, 0.5, 0.8)
_OWN_TAG, _PARENT_TAG, _GRAND_TAG = (group(name, _TAGS) for name in ("tag", "parent tag", "grandparent tag"))
_OWN, _PARENT, _ABOVE = (group(name, families()) for name in ("class", "parent class", "class above"))
_AROUND = group("inside", ANCESTOR_TAGS)
_PROSE_OF_MASS = (0.01, 0.4, 0.7, 0.9)
_LEVELS = [
    (
        group(f"prose share {level}", len(_SHARE) + 1),
        group(f"prose of mass {level}", len(_PROSE_OF_MASS) + 1),
        group(f"link share {level}", len(_LINKS) + 1),
    )
    for level in range(3)
]
_SIGN = group("prose share of sign", len(_SHARE) + 1)
_DISTANCE = group("levels in container", 7)
_OUTSIDE = group("levels to common", 6)
_DECLARED = group("declared body", ("none", "in", "out"))
_HIDDEN = group("hidden", 1)
_KIN = group("kin", 6)
LAST = len(NAMES)


def of_elements(blocks: Blocks, known: Nodes, used: Iterable[int]) -> dict[int, list[int]]:
    """Return the feature numbers of each of the *used* nodes, all of them read."""
    parent, sign, mask = blocks.parent, known.sign, known.mask
    kin: dict[tuple[int, int], int] = {}
    prose: dict[int, int] = {}
    for node in known.read:
        child = (parent[node], sign[node])
        kin[child] = kin.get(child, 0) + 1
        if amount := known.own[node]:
            prose[sign[node]] = prose.get(sign[node], 0) + amount
    words: dict[tuple[int, ...], list[int]] = {}
    above: dict[int, list[int]] = {}
    found = {}
    for node in used:
        up = parent[node]
        key = (sign[node], mask[node], known.above[node], known.around[node], mask[up])
        if key not in words:
            words[key] = _words(blocks, known, node, prose.get(sign[node], 0))
        if up not in above:
            above[up] = [*_shares(known, up, 1), *_shares(known, parent[up] if up >= 0 else -1, 2)]
        siblings = _KIN + step(kin[up, sign[node]], (2, 3, 5, 10, 20))
        found[node] = [*words[key], *_place(known, node), siblings, *_shares(known, node, 0), *above[up]]
    return found


def _words(blocks: Blocks, known: Nodes, node: int, prose: int) -> list[int]:
    """Tags and class words of the node and the two around it, and the share of paragraphs (*prose* characters)
    in nodes of its sign: the same for every node of one sign and mask."""
    up = blocks.parent[node]
    found = [_OWN_TAG + _TAG.get(blocks.element[node].tag, 0)]
    found += bits(known.mask[node], _OWN)
    found += bits(known.above[node], _ABOVE)
    found += bits(known.around[node], _AROUND)
    if up >= 0:
        found.append(_PARENT_TAG + _TAG.get(blocks.element[up].tag, 0))
        found += bits(known.mask[up], _PARENT)
        if (over := blocks.parent[up]) >= 0:
            found.append(_GRAND_TAG + _TAG.get(blocks.element[over].tag, 0))
    found.append(_SIGN + step(prose / max(known.prose[-1], 1), _SHARE))
    return found


def _shares(known: Nodes, node: int, level: int) -> tuple[int, int, int]:
    """The node's share of the page's paragraphs, that of paragraphs in its text, and of links in it.

    *level*: how far it is above the node the features are of.
    """
    of_page, of_text, linked = _LEVELS[level]
    if node < 0:
        return of_page, of_text, linked
    prose, mass = known.prose[node], known.mass[node]
    if prose:
        of_page += step(prose / known.prose[-1], _SHARE)
        of_text += step(prose / mass, _PROSE_OF_MASS)
    return of_page, of_text, linked + step(known.linked[node] / mass, _LINKS)


def _place(known: Nodes, node: int) -> list[int]:
    """Where the node stands in respect of the container and the declared body."""
    found = [_DECLARED + (0 if known.declared < 0 else 1 if node in known.inside_declared else 2)]
    if node in known.inside:
        found.append(_DISTANCE + min(known.depth[node] - known.depth[known.container], 6))
    elif known.container >= 0:
        found.append(_OUTSIDE + min(known.levels[node], 5))
    if known.hidden[node]:
        found.append(_HIDDEN)
    return found
