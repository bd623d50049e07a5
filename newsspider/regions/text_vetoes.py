"""Vetoes by what a block says: links in capitals, and phrases of page furniture anywhere in it."""

from __future__ import annotations

import re
from functools import cache
from itertools import chain

from newsspider.page.blocks import Blocks
from newsspider.text import lexicon

_LINKED = 0.98  # share of a line inside links
_SHOUTED = 0.8  # share of its letters that are capitals
_CELLS = frozenset(("td", "th"))
_SURE = 3.5  # log odds above which the model knows better: an article may tell of a plea, or of cookies
# Rule, table of "furniture", different phrases of it that are enough, length from which a block is text.
_PHRASES = (
    ("veto:consent", "consent", 2, 2000),
    ("veto:plea", "plea", 2, 700),
    ("veto:disclaimer", "disclaimer", 1, 400),
    ("veto:notice", "notice", 1, 400),
)
_LONGEST = max(below for *_, below in _PHRASES)


def said(blocks: Blocks, i: int, weight: int, score: float) -> str | None:
    """Return the name of the rule that the text of block *i* breaks, None for none.

    *weight*: its length, CJK twice; *score*: log odds of the model.
    """
    text = blocks.text[i]
    if blocks.link_chars[i] >= _LINKED * len(text) and blocks.tag[i] not in _CELLS and _shouts(text):
        return "veto:linked-capitals"
    if score > _SURE or weight > _LONGEST:
        return None
    folded = text.casefold().replace("’", "'")
    if not _pattern(*(table for _, table, _, _ in _PHRASES)).search(folded):
        return None
    for rule, table, enough, below in _PHRASES:
        if weight < below and len(set(_pattern(table).findall(folded))) >= enough:
            return rule
    return None


def _shouts(text: str) -> bool:
    letters = sum(map(str.isalpha, text))
    return letters > 0 and sum(map(str.isupper, text)) >= _SHOUTED * letters


@cache
def _pattern(*tables: str) -> re.Pattern[str]:
    """Return a pattern for the phrases of *tables*, each where a word begins; by first letter, which is faster."""
    groups: dict[str, list[str]] = {}
    for phrase in chain.from_iterable(lexicon.words("furniture", table) for table in tables):
        groups.setdefault(phrase[0], []).append(re.escape(phrase[1:]))
    found = "|".join(f"{re.escape(first)}(?:{'|'.join(rest)})" for first, rest in groups.items())
    return re.compile(rf"\b(?:{found})")
