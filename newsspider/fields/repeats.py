"""Blocks of the body that say again what the page says already: its headline, its dek, another block."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from newsspider.fields import headline
from newsspider.page.blocks import Blocks
from newsspider.page.page import Page
from newsspider.text.normalize import letters

_TOLD = 12  # letters of a headline or dek at least
_COPY = (
    40  # characters of a block that is printed twice for two widths of screen; shorter lines recur in lists
)
_SHORTER = 0.7  # of two lines with the same letters, the shorter to the longer: marks and spaces are the rest
_BOLD = 0.9  # share of a block


def repeats(page: Page, kept: Sequence[int], leads: Sequence[int]) -> Iterator[tuple[int, str]]:
    """Yield the blocks among *kept* that repeat, each with the name of what it repeats.

    *leads*: blocks of the dek printed under the headline. The first of two equal blocks stays.
    """
    yield from copies(page.blocks, kept)
    texts = page.blocks.text
    title = page.once(headline.headline)
    said = title.value if title else ""
    dek = {texts[i] for i in leads} | {" ".join(texts[i] for i in leads)}
    for place, i in enumerate(kept):
        if _same(texts[i], said):
            yield i, "repeat:headline"
        elif any(_same(texts[i], line) for line in dek) and _set_apart(page.blocks, kept, place):
            yield i, "repeat:dek"


def _same(text: str, told: str) -> bool:
    """Return whether two lines have the same letters; most differ in length."""
    if not _SHORTER * len(told) <= len(text) <= len(told) / _SHORTER:
        return False
    key = letters(text)
    return len(key) >= _TOLD and key == letters(told)


def _set_apart(blocks: Blocks, kept: Sequence[int], place: int) -> bool:
    """Return whether a block does not look like the paragraph after it: excerpts of a text look like the rest of it."""
    i = kept[place]
    if blocks.bold_chars[i] >= _BOLD * len(blocks.text[i]) or blocks.tag[i] != "p":
        return True
    return place + 1 < len(kept) and _look(blocks, i) != _look(blocks, kept[place + 1])


def _look(blocks: Blocks, i: int) -> tuple[str, str | None]:
    element = blocks.element[blocks.node[i]]
    return element.tag, element.get("class")


def copies(blocks: Blocks, kept: Sequence[int]) -> Iterator[tuple[int, str]]:
    """Yield the runs of *kept* blocks that stand there once more right behind themselves.

    Pages print a passage for wide screens and again, in another element, for narrow ones. What recurs farther down is
    a refrain, a menu of the week, a table.
    """
    texts = [blocks.text[i] for i in kept]
    last: dict[str, int] = {}
    place = 0
    while place < len(kept):
        length = place - last.get(texts[place], place)
        run = texts[place : place + length]
        apart = run and _parent(blocks, kept[place]) != _parent(blocks, kept[place - length])
        if apart and run == texts[place - length : place] and sum(map(len, run)) >= _COPY:
            yield from ((i, "repeat:copy") for i in kept[place : place + length])
            place += length
            continue
        last[texts[place]] = place
        place += 1


def _parent(blocks: Blocks, i: int) -> int:
    return blocks.parent[blocks.node[i]]
