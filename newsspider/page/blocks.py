"""The tree cut into blocks of text, as flat columns.

A block is the text between two borders; every element that is not inline is a border on both sides, and so
is a double ``<br>``. Inline elements (``span``, ``em``, ``a`` …) are transparent: their text joins the block.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from lxml import etree

from newsspider.text.normalize import squeeze

_INLINE_TAGS = """
    a abbr acronym b bdi bdo big cite code data dfn del em font i ins kbd label mark nobr q rp rt ruby s samp
    small span strike strong sub sup time tt u var wbr
"""
_SKIPPED_TAGS = """
    script style noscript template svg math iframe object embed canvas audio video map select option datalist
    textarea input button head meta link title base
"""
_INLINE = frozenset(_INLINE_TAGS.split())
_SKIPPED = frozenset(_SKIPPED_TAGS.split())
_WITHOUT_SCRIPTS = frozenset(("noscript", "template"))
_HARDLY = 400  # characters
_BOLD = frozenset(("b", "strong"))
_SENTENCE_END = (".", "!", "?", "…", "»", "”", '"', "。", "！", "？")
_LONG_LINE = 80  # characters; a line this long that ends a sentence is a paragraph, also before a single <br>


@dataclass(frozen=True, slots=True)
class Anchor:
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


class _Cutter:
    """The walk's state: the pieces of the block being read and the links open in it."""

    __slots__ = (
        "_blocks",
        "_bold",
        "_bold_chars",
        "_breaks",
        "_link",
        "_link_start",
        "_node",
        "_pieces",
        "_placed",
        "_skipped",
        "_spans",
    )

    def __init__(self, blocks: Blocks, skipped: frozenset[str]) -> None:
        self._skipped = skipped
        self._blocks = blocks
        self._node = -1
        self._pieces: list[str] = []
        self._spans: list[tuple[int, int, etree._Element]] = []
        self._link: etree._Element | None = None
        self._link_start = 0
        self._placed = False
        self._bold = 0
        self._bold_chars = 0
        self._breaks = 0

    def start(self, element: etree._Element, tag: str) -> bool:
        """Open *element*; return whether its content is to be read."""
        if tag in _INLINE:
            if tag == "a":
                self._link, self._link_start, self._placed = element, len(self._pieces), False
            elif tag in _BOLD:
                self._bold += 1
        elif tag in self._skipped:
            return False
        elif tag == "br":
            self._line_break()
        else:
            if self._pieces:
                self._flush()
            self._blocks.parent.append(self._node)
            self._blocks.element.append(element)
            self._node = len(self._blocks.parent) - 1
        if text := element.text:
            self._add(text)
        return True

    def end(self, element: etree._Element, tag: str) -> None:
        """Close *element* and read the text after it."""
        if tag in _INLINE:
            if tag == "a":
                self._close_link(element)
            elif tag in _BOLD:
                self._bold -= 1
        elif tag not in self._skipped and tag != "br":
            if self._pieces:
                self._flush()
            self._node = self._blocks.parent[self._node]
        if tail := element.tail:
            self._add(tail)

    def close(self) -> None:
        """Give links without text that no block followed to the last block."""
        last = len(self._blocks.text) - 1
        if last >= 0:
            end = len(self._blocks.text[last])
            self._blocks.anchors.extend(Anchor(last, end, end, e) for _, _, e in self._spans)

    def _add(self, text: str) -> None:
        if text.isspace():
            if self._pieces:
                self._pieces.append(" ")
            return
        self._pieces.append(text)
        self._breaks = 0
        if self._bold > 0:
            self._bold_chars += len(text)

    def _close_link(self, element: etree._Element) -> None:
        if self._link is element:
            if len(self._pieces) > self._link_start or not self._placed:
                self._spans.append((self._link_start, len(self._pieces), element))
            self._link = None

    def _line_break(self) -> None:
        self._breaks += 1
        line = "".join(self._pieces).rstrip() if len(self._pieces) < _LONG_LINE else ""
        if self._breaks > 1 or (len(line) >= _LONG_LINE and line.endswith(_SENTENCE_END)):
            self._flush()
        elif self._pieces:
            self._pieces.append(" ")

    def _flush(self) -> None:
        """End the block being read; whatever holds no text makes none."""
        pieces, spans = self._pieces, self._spans
        if self._link is not None and len(pieces) > self._link_start:
            spans.append((self._link_start, len(pieces), self._link))
        self._link_start = 0
        if not pieces:
            return
        self._pieces = []
        text = squeeze("".join(pieces))
        if text:
            self._emit(text, pieces, spans)
            self._spans = []
            self._placed = self._link is not None
        else:
            self._spans = [(0, 0, e) for _, _, e in spans if e is not self._link]
        self._bold_chars = self._breaks = 0

    def _emit(self, text: str, pieces: list[str], spans: list[tuple[int, int, etree._Element]]) -> None:
        blocks = self._blocks
        number = len(blocks.text)
        linked = piece = at = 0
        for start, end, element in spans:
            at += len(squeeze("".join(pieces[piece:start])))
            inside = squeeze("".join(pieces[start:end]))
            found = text.find(inside, at) if inside else -1
            if found >= 0:
                at = found
                linked += len(inside)
            at = min(at, len(text))
            piece, last = end, at + len(inside) if found >= 0 else at
            blocks.anchors.append(Anchor(number, at, last, element))
            at = last
        blocks.text.append(text)
        blocks.tag.append(blocks.element[self._node].tag if self._node >= 0 else "")
        blocks.node.append(self._node)
        blocks.link_chars.append(linked)
        blocks.bold_chars.append(min(self._bold_chars, len(text)))
