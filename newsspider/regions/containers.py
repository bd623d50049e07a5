"""What is known of the elements around the blocks: their words, their text mass, and the article's container."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from newsspider.page.blocks import Blocks
from newsspider.regions import classes

LONG = 80  # characters of a paragraph; CJK characters count twice
_LINKED = 0.4  # share of a paragraph inside links above which it is none
ANCESTOR_TAGS = ("article", "main", "aside", "nav", "header", "footer", "figure", "table", "li", "blockquote", "form",
              "section", "ul", "dl", "td")  # fmt: skip
_TAG_BITS = {tag: 1 << i for i, tag in enumerate(ANCESTOR_TAGS)}
_WIDE = re.compile("[\u2e80-\uffdc]+")
_HIDING = frozenset(("hidden", "aria-hidden", "style"))
_PARTS = frozenset(
    ("td", "article", "section")
)  # whole in themselves: their text does not count for the parent
_PAGE_WIDE = frozenset(("html", "body"))
_CLIMB = 1.33  # a parent with a third more paragraph text than its child is the better container


@dataclass(slots=True)
class Nodes:
    """Columns over the nodes of ``Blocks``, from the text in and below each.

    *mask*, *above*: families of class words of the node, and of it and all around it; *around*: bits of
    ``ANCESTOR_TAGS``; *sign*: number of the node's tag and classes with its parent's; *mass*, *prose*,
    *linked*: characters of text, of long paragraphs, inside links; *depth*: 0 for the root.
    *container*: the node that best holds the article, -1 on a page without long paragraphs; *declared*:
    the node whose class or itemprop says that it is the article's body, -1 where there is none.
    """

    mask: list[int]
    above: list[int]
    around: list[int]
    sign: list[int]
    mass: list[int]
    prose: list[int]
    linked: list[int]
    depth: list[int]
    hidden: list[bool]
    inside: list[bool]
    inside_declared: list[bool]
    sign_prose: list[int]
    container: int = -1
    declared: int = -1


def tag_bit(tag: str) -> int:
    """Return the bit of *tag* in ``ANCESTOR_TAGS``, 0 for any other."""
    return _TAG_BITS.get(tag, 0)


def weight(text: str) -> int:
    """Return the length of *text* in characters, those of CJK scripts counted twice."""
    if text.isascii():
        return len(text)
    return len(text) + sum(map(len, _WIDE.findall(text)))


def nodes(blocks: Blocks, weights: list[int]) -> Nodes:
    """Return the columns of *blocks*, whose lengths are *weights*."""
    count = len(blocks.parent)
    mass, prose, linked, own = ([0] * count for _ in range(4))
    for number, node in enumerate(blocks.node):
        if node < 0:
            continue
        length, links = weights[number], blocks.link_chars[number]
        mass[node] += length
        linked[node] += links
        if length > LONG and links < _LINKED * len(blocks.text[number]):
            own[node] += length
    prose[:] = own
    parent = blocks.parent
    for node in range(count - 1, 0, -1):
        up = parent[node]
        if up >= 0 and mass[node]:
            mass[up] += mass[node]
            prose[up] += prose[node]
            linked[up] += linked[node]
    found = _signed(blocks, mass, prose, linked)
    menus = [up >= 0 and not prose[up] and linked[n] == mass[n] for n, up in enumerate(parent)]
    _describe(blocks, found, (n for n, menu in enumerate(menus) if not menu))
    found.container = _container(blocks, found, own)
    found.declared = _declared(found)
    _mark(parent, found.container, found.inside)
    _mark(parent, found.declared, found.inside_declared)
    _describe(
        blocks,
        found,
        (n for n, menu in enumerate(menus) if menu and (found.inside[n] or found.container < 0)),
    )
    for node, amount in enumerate(own):
        if amount:
            found.sign_prose[found.sign[node]] += amount
    return found


def _signed(blocks: Blocks, mass: list[int], prose: list[int], linked: list[int]) -> Nodes:
    """Return the columns with signs and depths, from the outside in; what ``_describe`` reads is empty yet."""
    count = len(mass)
    mask, above, around, sign, depth = ([0] * count for _ in range(5))
    signs: dict[tuple[int, str, str | None], int] = {}
    for node, up in enumerate(blocks.parent):
        if mass[node]:
            element = blocks.element[node]
            key = (sign[up] if up >= 0 else 0, element.tag, element.get("class"))
            sign[node] = signs.setdefault(key, len(signs) + 1)
            depth[node] = depth[up] + 1 if up >= 0 else 0
    hidden, inside, declared = ([False] * count for _ in range(3))
    return Nodes(
        mask,
        above,
        around,
        sign,
        mass,
        prose,
        linked,
        depth,
        hidden,
        inside,
        declared,
        [0] * (len(signs) + 1),
    )


def _describe(blocks: Blocks, known: Nodes, wanted: Iterable[int]) -> None:
    """Fill in what the attributes of the *wanted* nodes say, each after the node around it.

    The elements of a menu, where all text is linked and no paragraph near, are many and need it only
    inside the container.
    """
    mask, above, around, hidden = known.mask, known.above, known.around, known.hidden
    for node in wanted:
        if not known.mass[node]:
            continue
        element, up = blocks.element[node], blocks.parent[node]
        tag = element.tag
        if attributes := element.items():
            hidden[node] = _hides(attributes)
            if tag not in _PAGE_WIDE:
                mask[node] = classes.mask(attributes)
        above[node], around[node] = mask[node], tag_bit(tag)
        if up >= 0:
            above[node] |= above[up]
            around[node] |= around[up]
            hidden[node] = hidden[node] or hidden[up]


def _hides(attributes: Iterable[tuple[str, str]]) -> bool:
    """Return whether an element with these attributes is not shown."""
    for name, value in attributes:
        if name not in _HIDING:
            continue
        if name == "hidden" or value == "true" or "display:none" in value.replace(" ", ""):
            return True
    return False


def _container(blocks: Blocks, known: Nodes, direct: list[int]) -> int:
    """Return the node with most paragraph text of its own or its children's, widened while that pays."""
    score = [float(d) for d in direct]
    good = classes.bit("articlebody")
    bad = classes.bit("comment") | classes.bit("related") | classes.bit("sidebar")
    for node, amount in enumerate(direct):
        if amount and blocks.parent[node] >= 0 and blocks.element[node].tag not in _PARTS:
            score[blocks.parent[node]] += amount
    for node, text in enumerate(score):
        if text:
            score[node] = (
                text * (1.5 if known.mask[node] & good else 1) * (0.3 if known.above[node] & bad else 1)
            )
    best = max(range(len(score)), key=score.__getitem__, default=-1)
    if best < 0 or not score[best]:
        return -1
    while (up := blocks.parent[best]) >= 0 and known.prose[up] > _CLIMB * known.prose[best] > 0:
        if known.prose[up] < known.mass[up] / 2:
            break
        best = up
    return best


def _declared(known: Nodes) -> int:
    """Return the node with most long paragraphs among those named the article's body, the innermost of equals."""
    good = classes.bit("articlebody")
    named = [n for n, m in enumerate(known.mask) if m & good and known.prose[n]]
    return max(named, key=lambda n: (known.prose[n], n), default=-1)


def _mark(parent: list[int], top: int, inside: list[bool]) -> None:
    """Set *inside* for *top* and every node below it."""
    if top < 0:
        return
    inside[top] = True
    for node in range(top + 1, len(parent)):
        if parent[node] < top:  # nodes are in document order: here the subtree ends
            break
        inside[node] = True
