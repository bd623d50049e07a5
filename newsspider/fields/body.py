"""The body: the blocks of the article's text in order, furniture dropped, with the links they hold."""

from __future__ import annotations

from dataclasses import dataclass

from lxml import etree

from newsspider.model import Block
from newsspider.page.page import Page
from newsspider.regions.decide import Reading


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


def body(page: Page, reading: Reading) -> Body:
    """Return the article's text as *reading* has it."""
    return Body()
