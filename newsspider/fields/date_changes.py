"""The lines on which a page says when its text was last changed."""

from __future__ import annotations

import re
from collections.abc import Iterator

from newsspider.fields.date_lines import ANNOUNCED, LONGEST_LINE, Shown, dates_on, label_above, said_modified
from newsspider.fields.near_headline import neighbourhood
from newsspider.page.page import Page

_DATED = re.compile(r"\d(?:(?<=1)9\d\d|(?<=2)0\d\d|[./-]\d\d?[./-]\d\d)")  # a year, or a day in figures


def changed(page: Page, language: str | None, *, day_first: bool) -> Iterator[Shown]:
    """Yield the dates that words like "Updated on" announce near the headline, then those elsewhere on a page
    that announces but one such day, outside cards, comments and sidebars."""
    near = neighbourhood(page)
    for i in near.blocks:
        yield from _announced(page, i, language, day_first=day_first)
    texts = page.blocks.text
    far = [i for i, text in enumerate(texts) if len(text) <= LONGEST_LINE and _DATED.search(text)]
    found = [line for i in far for line in _announced(page, i, language, day_first=day_first)]
    if len({line.moment.day for line in found}) == 1:
        for line in found:
            if near.distance(page.blocks.element[page.blocks.node[line.block]]) is not None:
                yield line


def _announced(page: Page, block: int, language: str | None, *, day_first: bool) -> Iterator[Shown]:
    """The dates of one line that are of an update by the words before them, on it or in a label before it."""
    text, label = page.blocks.text[block], label_above(page.blocks.text, block)
    if len(text) > LONGEST_LINE or not any(map(str.isdigit, text)) or not said_modified(f"{label} {text}"):
        return
    for before, moment, raw in dates_on(text, language, day_first=day_first):
        if said_modified(before[-ANNOUNCED:] or label):
            yield Shown(0, block, moment, raw, page.blocks.tag[block])
