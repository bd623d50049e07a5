"""The tree cut into blocks of text, as flat columns.

A block is the text between two borders; every element that is not inline is a border on both sides, and so
is a double ``<br>``. Inline elements (``span``, ``em``, ``a`` …) are transparent: their text joins the block.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

from lxml import etree

from newsspider.text.normalize import squeeze

_INLINE_TAGS = """
    a abbr acronym b bdi bdo big cite code data dfn del em font i ins kbd label mark nobr q ruby s samp
    small span strike strong sub sup time tt u var wbr
"""
_SKIPPED_TAGS = """
    script style noscript template svg math iframe object embed canvas audio video map select option datalist
    textarea input button head meta link title base rp rt
"""
_INLINE = frozenset(_INLINE_TAGS.split())
_SKIPPED = frozenset(_SKIPPED_TAGS.split())
_WITHOUT_SCRIPTS = frozenset(("noscript", "template"))
_HARDLY = 400  # characters
_BOLD = frozenset(("b", "strong"))
_SENTENCE_END = (".", "!", "?", "…", "»", "”", '"', "。", "！", "？")
_LONG_LINE = 80  # characters; a line this long that ends a sentence is a paragraph, also before a single <br>


class Anchor(NamedTuple):
    """A link in a block: ``text[block][char_start:char_end]`` is its text ("" for an image)."""

    block: int
    char_start: int
    char_end: int
    element: etree._Element


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
    def of(cls, tree: etree._Element) -> Blocks:
        """Cut *tree* into blocks; the tree stays as it is.

        Text for readers without scripts is left out, unless the page has hardly any other.
        """
        blocks = _cut(tree, _SKIPPED)
        if sum(map(len, blocks.text)) < _HARDLY:
            again = _cut(tree, _SKIPPED - _WITHOUT_SCRIPTS)
            if len(again.text) > len(blocks.text):
                return again
        return blocks


def _cut(tree: etree._Element, skipped: frozenset[str]) -> Blocks:
    blocks = Blocks()
    cutter = _Cutter(blocks, skipped)
    start, end = cutter.start, cutter.end
    walk = etree.iterwalk(tree, events=("start", "end"))
    for event, element in walk:
        if event == "end":
            end(element, element.tag)
        elif not start(element, element.tag):
            walk.skip_subtree()
    cutter.close()
    return blocks


@dataclass(slots=True)
class _Cutter:
    """The walk's state: the pieces of the block being read and the links open in it."""

    blocks: Blocks
    skipped: frozenset[str]
    node: int = -1
    pieces: list[str] = field(default_factory=list)
    spans: list[tuple[int, int, etree._Element]] = field(default_factory=list)
    link: etree._Element | None = None
    link_start: int = 0
    placed: bool = False
    bold: int = 0
    bold_chars: int = 0
    breaks: int = 0

    def start(self, element: etree._Element, tag: str) -> bool:
        """Open *element*; return whether its content is to be read."""
        if tag in _INLINE:
            if tag == "a":
                self.link, self.link_start, self.placed = element, len(self.pieces), False
            elif tag in _BOLD:
                self.bold += 1
        elif tag in self.skipped:
            return False
        elif tag == "br":
            self._line_break()
        else:
            if self.pieces:
                self._flush()
            self.blocks.parent.append(self.node)
            self.blocks.element.append(element)
            self.node = len(self.blocks.parent) - 1
        if (text := element.text) and (self.pieces or not text.isspace()):
            self._add(text)
        return True

    def end(self, element: etree._Element, tag: str) -> None:
        """Close *element* and read the text after it."""
        if tag in _INLINE:
            if tag == "a":
                self._close_link(element)
            elif tag in _BOLD:
                self.bold -= 1
        elif tag not in self.skipped and tag != "br":
            if self.pieces:
                self._flush()
            self.node = self.blocks.parent[self.node]
        if (tail := element.tail) and (self.pieces or not tail.isspace()):
            self._add(tail)

    def close(self) -> None:
        """Give links without text that no block followed to the last block."""
        last = len(self.blocks.text) - 1
        if last >= 0:
            end = len(self.blocks.text[last])
            self.blocks.anchors.extend(Anchor(last, end, end, e) for _, _, e in self.spans)

    def _add(self, text: str) -> None:
        if text.isspace():
            self.pieces.append(" ")
            return
        self.pieces.append(text)
        self.breaks = 0
        if self.bold > 0:
            self.bold_chars += len(text)

    def _close_link(self, element: etree._Element) -> None:
        if self.link is element:
            if len(self.pieces) > self.link_start or not self.placed:
                self.spans.append((self.link_start, len(self.pieces), element))
            self.link = None

    def _line_break(self) -> None:
        self.breaks += 1
        line = "".join(self.pieces).rstrip() if len(self.pieces) < _LONG_LINE else ""
        if self.breaks > 1 or (len(line) >= _LONG_LINE and line.endswith(_SENTENCE_END)):
            self._flush()
        elif self.pieces:
            self.pieces.append(" ")

    def _flush(self) -> None:
        """End the block being read; whatever holds no text makes none."""
        pieces, spans = self.pieces, self.spans
        if self.link is not None and len(pieces) > self.link_start:
            spans.append((self.link_start, len(pieces), self.link))
        self.link_start = 0
        if not pieces:
            return
        self.pieces = []
        text = squeeze("".join(pieces))
        if text:
            self._emit(text, pieces, spans)
            self.spans = []
            self.placed = self.link is not None
        else:
            self.spans = [(0, 0, e) for _, _, e in spans if e is not self.link]
        self.bold_chars = self.breaks = 0

    def _emit(self, text: str, pieces: list[str], spans: list[tuple[int, int, etree._Element]]) -> None:
        blocks, node = self.blocks, self.node
        blocks.link_chars.append(self._anchors(text, pieces, spans) if spans else 0)
        blocks.text.append(text)
        blocks.tag.append(blocks.element[node].tag if node >= 0 else "")
        blocks.node.append(node)
        blocks.bold_chars.append(min(self.bold_chars, len(text)))

    def _anchors(self, text: str, pieces: list[str], spans: list[tuple[int, int, etree._Element]]) -> int:
        """Find the links at *spans* of *pieces* again in *text*; return how many characters they hold."""
        number, length = len(self.blocks.text), len(text)
        add = self.blocks.anchors.append
        linked = piece = at = 0
        for start, end, element in spans:
            if end - start == len(pieces):
                at, last = 0, length
            else:
                at += len(squeeze("".join(pieces[piece:start]))) if start > piece else 0
                inside = squeeze("".join(pieces[start:end]))
                found = text.find(inside, at) if inside else -1
                at = found if found >= 0 else min(at, length)
                last = at + len(inside) if found >= 0 else at
            linked += last - at
            add(Anchor(number, at, last, element))
            piece, at = end, last
        return linked
