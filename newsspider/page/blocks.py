"""The tree cut into blocks of text, as flat columns.

A block is the text between two borders; every element that is not inline is a border on both sides, and so
is a double ``<br>``. Inline elements (``span``, ``em``, ``a`` …) are transparent: their text joins the block.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import chain

from lxml import etree

from newsspider.page.anchors import Anchor, add_anchors
from newsspider.page.block_tags import (
    BOLD,
    BORDER,
    BREAK,
    INLINE,
    LINK,
    ROLES,
    ROLES_WITHOUT_SCRIPTS,
    SKIPPED,
)
from newsspider.text.normalize import squeeze

__all__ = ["Anchor", "Blocks"]

_HARDLY = 400  # characters
_SENTENCE_END = (".", "!", "?", "…", "»", "”", '"', "。", "！", "？")
_LONG_LINE = 80  # characters; a line this long that ends a sentence is a paragraph, also before a single <br>
_AFTER_ALL = etree.Element("script")


@dataclass(slots=True)
class Blocks:
    """Block ``i`` has ``text[i]``, ``tag[i]`` (of the block element it stands in) and ``node[i]``; node ``n``
    has ``parent[n]`` (-1 for the root) and ``element[n]``. Blocks and anchors are in document order.

    ``link_chars[i]`` and ``bold_chars[i]`` count the characters of block ``i`` inside links and inside
    ``<b>`` or ``<strong>``. A link that spans several blocks has an anchor in each of them; a link without
    text has one in the block that follows it. A parent's number is always below its children's.
    """

    text: list[str] = field(default_factory=list)
    tag: list[str] = field(default_factory=list)
    node: list[int] = field(default_factory=list)
    anchors: list[Anchor] = field(default_factory=list)
    parent: list[int] = field(default_factory=list)
    element: list[etree._Element] = field(default_factory=list)
    link_chars: list[int] = field(default_factory=list)
    bold_chars: list[int] = field(default_factory=list)

    @classmethod
    def of(cls, elements: Sequence[etree._Element]) -> Blocks:
        """Cut a page, given as its *elements* in document order, the root first, into blocks; it stays as it is.

        Text for readers without scripts is left out, unless the page has hardly any other.
        """
        blocks = _cut(elements, ROLES)
        if sum(map(len, blocks.text)) < _HARDLY:
            again = _cut(elements, ROLES_WITHOUT_SCRIPTS)
            if len(again.text) > len(blocks.text):
                return again
        return blocks


def _cut(page: Sequence[etree._Element], roles: dict[str, int]) -> Blocks:  # noqa: C901, PLR0912, PLR0915 (one hot loop)
    """The one walk over all elements, and so one loop without calls but where a block ends.

    Each turn first closes what ended before *element*: all that is open below its parent. Then it opens
    *element*. An element that is skipped stays open, without a word, up to the first that follows it; one more
    at the very end closes all.
    """
    blocks = Blocks()
    block = _OpenBlock(blocks)
    pieces, parent, node = block.pieces, blocks.parent, -1
    opened: list[etree._Element | None] = [None]
    opened_roles = [INLINE]
    bold, role_of = 0, roles.get
    elements = iter(page)
    for element in chain(elements, (_AFTER_ALL,)):
        around = element.getparent()
        while (ended := opened[-1]) is not around and ended is not None:
            del opened[-1]
            role = opened_roles.pop()
            if role == BORDER:
                if pieces:
                    block.end(node)
                node = parent[node]
            elif role == LINK:
                block.close_link(ended)
            elif role == BOLD:
                bold -= 1
            if text := ended.tail:
                if not text.isspace():
                    pieces.append(text)
                    if bold:
                        block.bold_chars += len(text)
                elif pieces:
                    pieces.append("\n" if "\n" in text else " ")
        role = role_of(element.tag, BORDER)
        opened.append(element)
        opened_roles.append(role)
        if role == BORDER:
            if pieces:
                block.end(node)
            parent.append(node)
            node = len(blocks.element)
            blocks.element.append(element)
        elif role == LINK:
            block.open_link(element)
        elif role == SKIPPED:
            if len(element):
                _pass_over(element, elements)
            continue
        elif role == BOLD:
            bold += 1
        elif role == BREAK:
            block.line_break(node)
        if text := element.text:
            if not text.isspace():
                pieces.append(text)
                if bold:
                    block.bold_chars += len(text)
            elif pieces:
                pieces.append("\n" if "\n" in text else " ")
    block.end_page()
    return blocks


def _pass_over(element: etree._Element, elements: Iterator[etree._Element]) -> None:
    """Take what is below *element* from *elements*, the walk that has just come to it."""
    for _ in zip(element.iterdescendants("*"), elements, strict=False):
        pass


@dataclass(slots=True)
class _OpenBlock:
    """The block being read: its pieces of text, the first of them never white space, and the links in it.

    *placed*: whether the open link has an anchor in an earlier block; *break_end*: number of the piece after the
    last single ``<br>``, 0 before one.
    """

    blocks: Blocks
    pieces: list[str] = field(default_factory=list)
    spans: list[tuple[int, int, etree._Element]] = field(default_factory=list)
    link: etree._Element | None = None
    link_start: int = 0
    placed: bool = False
    bold_chars: int = 0
    break_end: int = 0

    def open_link(self, element: etree._Element) -> None:
        """Begin a link; one inside another takes its place."""
        self.link, self.link_start, self.placed = element, len(self.pieces), False

    def close_link(self, element: etree._Element) -> None:
        """End the link *element*, if it is the open one."""
        if self.link is element:
            if len(self.pieces) > self.link_start or not self.placed:
                self.spans.append((self.link_start, len(self.pieces), element))
            self.link = None

    def line_break(self, node: int) -> None:
        """Read a ``<br>`` in *node*; the second of two, or one after a long sentence, ends the block."""
        pieces = self.pieces
        if not pieces:
            return
        line = "".join(pieces).rstrip() if len(pieces) < _LONG_LINE else ""
        again = self.break_end > 0 and not "".join(pieces[self.break_end :]).strip()
        if again or (len(line) >= _LONG_LINE and line.endswith(_SENTENCE_END)):
            self.end(node)
        else:
            pieces.append("\n")
            self.break_end = len(pieces)

    def end(self, node: int) -> None:
        """End the block, which holds pieces, in *node*; pieces without text make none, and leave their links to
        the block that follows."""
        if self.link is not None and len(self.pieces) > self.link_start:
            self.spans.append((self.link_start, len(self.pieces), self.link))
        if text := squeeze("".join(self.pieces)):
            self._emit(text, node)
            self.placed = self.link is not None
        else:
            self.spans = [(0, 0, element) for _, _, element in self.spans if element is not self.link]
        self.pieces.clear()
        self.link_start = self.bold_chars = self.break_end = 0

    def _emit(self, text: str, node: int) -> None:
        blocks, linked = self.blocks, 0
        if self.spans:
            linked = add_anchors(blocks.anchors, len(blocks.text), text, self.pieces, self.spans)
            self.spans.clear()
        blocks.link_chars.append(linked)
        blocks.text.append(text)
        blocks.tag.append(blocks.element[node].tag if node >= 0 else "")
        blocks.node.append(node)
        blocks.bold_chars.append(min(self.bold_chars, len(text)) if self.bold_chars else 0)

    def end_page(self) -> None:
        """Give links without text that no block followed to the last block."""
        last = len(self.blocks.text) - 1
        if last >= 0:
            end = len(self.blocks.text[last])
            self.blocks.anchors.extend(Anchor(last, end, end, element) for _, _, element in self.spans)
