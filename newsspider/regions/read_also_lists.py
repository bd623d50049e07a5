"""Read-also boxes amid the text: a lead-in or a heading of related links, and lines that are all link under it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from newsspider.regions.read_also import is_read_also
from newsspider.text.headings import heading_kind

_TITLE = 20  # characters of a linked title at least
_LONGEST_HEAD = 40  # characters of the line over the list
_ALL = 0.9  # share of a line inside links


def listed(texts: Sequence[str], linked: Sequence[int], kept: Sequence[bool]) -> Iterator[int]:
    """Yield the numbers of the *kept* blocks that are lines of such a box.

    *texts*, *linked*, *kept*: of each block its text, how many of its characters are links, and whether it was
    taken for body. A line is one no more once another block stands between it and the head.
    """
    head = ""
    for i, text in enumerate(texts):
        if linked[i] < _ALL * len(text) or len(text) < _TITLE:
            head = "" if linked[i] or len(text) > _LONGEST_HEAD else text
        elif head and kept[i] and (heading_kind(head) == "related" or is_read_also(head, ())):
            yield i
