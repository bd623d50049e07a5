"""What the elements around a block say of it; the same for every block of one element."""

from __future__ import annotations

from newsspider.page.blocks import Blocks
from newsspider.regions.classes import families
from newsspider.regions.containers import ANCESTOR_TAGS, Nodes, tag_bit
from newsspider.regions.names import bits, group, step

_TAGS = (
    *(
        "other",
        "p",
        "div",
        "li",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "td",
        "th",
        "blockquote",
        "figcaption",
        "section",
    ),
    *(
        "article",
        "dd",
        "dt",
        "aside",
        "header",
        "footer",
        "nav",
        "main",
        "body",
        "pre",
        "ul",
        "ol",
        "figure",
        "center",
    ),
    *("address", "tr", "form", "fieldset", "details", "summary", "caption", "dl", "tbody", "table"),
)
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


def node_features(blocks: Blocks, known: Nodes, used: set[int]) -> dict[int, list[int]]:
    """Return the feature numbers of each of the *used* nodes."""
    total = max(sum(known.prose[n] for n, up in enumerate(blocks.parent) if up < 0), 1)
    kin: dict[tuple[int, int], int] = {}
    parents = {blocks.parent[n] for n in used}
    for node, up in enumerate(blocks.parent):
        if up in parents and known.mass[node]:
            child = (up, known.sign[node])
            kin[child] = kin.get(child, 0) + 1
    path = _path(blocks, known.container)
    levels = _keep_branches(blocks, known, path)
    words: dict[tuple[int, ...], list[int]] = {}
    shares: dict[int, tuple[int, int, int]] = {}
    found = {}
    for n in used:
        up = blocks.parent[n]
        key = (known.sign[n], known.mask[n], known.above[n], known.around[n], known.mask[up])
        if key not in words:
            words[key] = _words(blocks, known, n, total)
        ids = words[key] + _place(known, n, levels[n])
        ids.append(_KIN + step(kin[up, known.sign[n]], (2, 3, 5, 10, 20)))
        at = n
        for prose, of_mass, links in _LEVELS:
            if at not in shares:
                shares[at] = _shares(known, at, total)
            of_page, of_text, linked = shares[at]
            ids += (prose + of_page, of_mass + of_text, links + linked)
            at = blocks.parent[at] if at >= 0 else -1
        found[n] = ids
    return found


def _path(blocks: Blocks, node: int) -> set[int]:
    """Return *node* and everything around it; empty for -1."""
    found = set()
    while node >= 0:
        found.add(node)
        node = blocks.parent[node]
    return found


def _keep_branches(blocks: Blocks, known: Nodes, path: set[int]) -> list[int]:
    """Leave in ``above`` and ``around`` only what does not also stand around the container.

    A page whose outermost element is called "has-comments" is no comment. Returns for each node how many
    levels above the container the first element is that holds both.
    """
    levels = [0] * len(blocks.parent)
    for node, up in enumerate(blocks.parent):
        if node in path:
            known.above[node] = known.around[node] = 0
            levels[node] = known.depth[known.container] - known.depth[node]
        elif up >= 0 and known.mass[node]:
            known.above[node] = known.mask[node] | known.above[up]
            known.around[node] = tag_bit(blocks.element[node].tag) | known.around[up]
            levels[node] = levels[up]
    return levels


def _words(blocks: Blocks, known: Nodes, node: int, total: int) -> list[int]:
    """Tags and class words of the node and the two around it: the same for every node of one sign and mask."""
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
    found.append(_SIGN + step(known.sign_prose[known.sign[node]] / total, _SHARE))
    return found


def _shares(known: Nodes, node: int, total: int) -> tuple[int, int, int]:
    """Steps of the node's share of the page's paragraphs, of paragraphs in its text, and of links in it."""
    if node < 0:
        return 0, 0, 0
    mass = known.mass[node] or 1
    return (
        step(known.prose[node] / total, _SHARE),
        step(known.prose[node] / mass, _PROSE_OF_MASS),
        step(known.linked[node] / mass, _LINKS),
    )


def _place(known: Nodes, node: int, levels: int) -> list[int]:
    """Where the node stands in respect of the container and the declared body."""
    found = [_DECLARED + (0 if known.declared < 0 else 1 if known.inside_declared[node] else 2)]
    if known.inside[node]:
        found.append(_DISTANCE + min(known.depth[node] - known.depth[known.container], 6))
    elif known.container >= 0:
        found.append(_OUTSIDE + min(levels, 5))
    if known.hidden[node]:
        found.append(_HIDDEN)
    return found
