"""The body: the blocks of the article's text in order, furniture dropped, with the links they hold."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html import unescape

from lxml import etree

from newsspider.fields.body_kinds import kind_of, rows
from newsspider.model import Block
from newsspider.page.blocks import Blocks
from newsspider.page.page import Page
from newsspider.page.tree import parse
from newsspider.regions.decide import Reading
from newsspider.regions.read_also import spans
from newsspider.text.normalize import squeeze

_MARKUP = re.compile(r"</?(?:p|br|div|h\d|a|strong|em)\b[^<>]{0,500}>", re.IGNORECASE)
_GAP = "\n\n"
_CELLS = " | "


@dataclass(frozen=True, slots=True)
class InlineAnchor:
    """A link in the final text: ``text[char_start:char_end]`` is its anchor text."""

    char_start: int
    char_end: int
    element: etree._Element


@dataclass(frozen=True, slots=True)
class Body:
    """*text*: NFC, blocks joined by one blank line, None where the page has no article text. *blocks*: its
    structure as offsets; *anchors*: the links in it; *read_also*: anchors of read-also lines cut from it
    (elements); *subheadline*: the dek printed under the headline. *dropped*: blocks left out."""

    text: str | None = None
    blocks: tuple[Block, ...] = ()
    anchors: tuple[InlineAnchor, ...] = ()
    read_also: tuple[etree._Element, ...] = ()
    subheadline: str | None = None
    dropped: int = 0
    source: str | None = None


@dataclass(slots=True)
class _Draft:
    """The body as far as it is put together; *length*: of *parts* joined."""

    parts: list[str] = field(default_factory=list)
    blocks: list[Block] = field(default_factory=list)
    anchors: list[InlineAnchor] = field(default_factory=list)
    read_also: list[etree._Element] = field(default_factory=list)
    length: int = 0

    def add(self, text: str, glue: str, anchors: list[InlineAnchor]) -> None:
        """Append *text* after *glue* (none at the start); *anchors* are offsets into *text*."""
        glue = glue if self.parts else ""
        start = self.length + len(glue)
        self.parts += (glue, text)
        self.length = start + len(text)
        self.anchors += (InlineAnchor(start + a.char_start, start + a.char_end, a.element) for a in anchors)


def body(page: Page, reading: Reading) -> Body:
    """Return the article's text as *reading* has it."""
    subheadline = " ".join(page.blocks.text[i] for i in _of(reading, "lead")) or None
    if reading.method == "json-ld":
        return _declared(page, subheadline, len(reading.region))
    kept = _of(reading, "body")
    if not kept:
        return Body(subheadline=subheadline, dropped=len(reading.region))
    draft = _drafted(page, kept)
    text = "".join(draft.parts)
    if not text:
        return Body(subheadline=subheadline, dropped=len(reading.region))
    return Body(
        text,
        tuple(draft.blocks),
        tuple(draft.anchors),
        tuple(draft.read_also),
        subheadline,
        len(reading.region) - len(kept),
        "site-rule" if reading.method == "site-rule" else "visible-text",
    )


def _of(reading: Reading, region: str) -> list[int]:
    return [i for i, r in enumerate(reading.region) if r == region]


def _declared(page: Page, subheadline: str | None, dropped: int) -> Body:
    """The body that the page's JSON-LD states, a paragraph a line."""
    stated = (page.linked_data.article or {}).get("articleBody")
    draft = _Draft()
    for text in _lines(stated) if isinstance(stated, str) else ():
        draft.add(text, _GAP, [])
        draft.blocks.append(Block("paragraph", draft.length - len(text), draft.length))
    whole = "".join(draft.parts) or None
    return Body(whole, tuple(draft.blocks), (), (), subheadline, dropped, "json-ld" if whole else None)


def _lines(stated: str) -> list[str]:
    """Return the paragraphs of a text that may be HTML, or have its entities written out."""
    if _MARKUP.search(stated):
        return Blocks.of(list(parse(stated).iter("*"))).text
    return [line for raw in unescape(stated).splitlines() if (line := squeeze(raw))]


def _drafted(page: Page, kept: list[int]) -> _Draft:
    """Put the kept blocks together: one block of the body each, the cells of a table row in one."""
    draft = _Draft()
    links = _links(page, set(kept))
    for row in rows(page.blocks, kept):
        start = None
        for number in row:
            text, anchors = _without_read_also(
                page.blocks.text[number], links.get(number, []), draft.read_also
            )
            if text:
                draft.add(text, _GAP if start is None else _CELLS, anchors)
                start = draft.length - len(text) if start is None else start
        if start is not None:
            kind = "table-row" if len(row) > 1 else kind_of(page.blocks, row[0])
            draft.blocks.append(Block(kind, start, draft.length))
    return draft


def _links(page: Page, kept: set[int]) -> dict[int, list[InlineAnchor]]:
    """Return the links with text of each kept block."""
    links: dict[int, list[InlineAnchor]] = {}
    for a in page.blocks.anchors:
        if a.block in kept and a.char_end > a.char_start:
            links.setdefault(a.block, []).append(InlineAnchor(a.char_start, a.char_end, a.element))
    return links


def _without_read_also(
    text: str, anchors: list[InlineAnchor], cut: list[etree._Element]
) -> tuple[str, list[InlineAnchor]]:
    """Return *text* and its links without read-also phrases, whose links are added to *cut*."""
    if not anchors:
        return text, anchors
    gaps = list(_widened(text, spans(text, [(a.char_start, a.char_end) for a in anchors])))
    if not gaps:
        return text, anchors
    kept: list[InlineAnchor] = []
    for a in anchors:
        if any(start <= a.char_start < end for start, end in gaps):
            cut.append(a.element)
        else:
            kept.append(InlineAnchor(_moved(a.char_start, gaps), _moved(a.char_end, gaps), a.element))
    for start, end in reversed(gaps):
        text = text[:start] + text[end:]
    return text, kept


def _widened(text: str, gaps: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Yield *gaps* in order, each with the one space too many that it would leave."""
    last = 0
    for first, last_char in sorted(gaps):
        start, end = max(first, last), last_char
        if text[end : end + 1] == " " and (start == last or text[start - 1] == " "):
            end += 1
        elif end >= len(text) and text[start - 1 : start] == " ":
            start -= 1
        if end > start:
            yield start, end
            last = end


def _moved(offset: int, gaps: list[tuple[int, int]]) -> int:
    """Return *offset* after the *gaps* before it are taken out."""
    return offset - sum(end - start for start, end in gaps if end <= offset)
