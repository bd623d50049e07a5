"""Where the links of a block stand in its text."""

from __future__ import annotations

from typing import NamedTuple

from lxml import etree

from newsspider.text.normalize import squeeze


class Anchor(NamedTuple):
    """A link in a block: ``text[block][char_start:char_end]`` is its text ("" for an image)."""

    block: int
    char_start: int
    char_end: int
    element: etree._Element


def add_anchors(
    found: list[Anchor],
    block: int,
    text: str,
    pieces: list[str],
    spans: list[tuple[int, int, etree._Element]],
) -> int:
    """Add to *found* the links at *spans* of *pieces*, in order, found again in *text*, the pieces squeezed.

    *block*: number of the block that *text* is. A span is the number of a link's first piece, that of the piece
    after its last, and its element. Return how many of its characters are inside links.
    """
    whole, first = len(pieces), spans[0]
    if len(spans) == 1 and first[1] - first[0] == whole:  # most are nothing but a link
        found.append(Anchor(block, 0, len(text), first[2]))
        return len(text)
    linked = piece = at = 0
    for start, end, element in spans:
        if end - start == whole:
            at, last = 0, len(text)
        else:
            at += len(squeeze("".join(pieces[piece:start]))) if start > piece else 0
            inside = squeeze("".join(pieces[start:end]))
            place = text.find(inside, at) if inside else -1
            at = place if place >= 0 else min(at, len(text))
            last = at + len(inside) if place >= 0 else at
        linked += last - at
        found.append(Anchor(block, at, last, element))
        piece, at = end, last
    return linked
