"""What a company says of itself below its press release: "About X", contacts, cautions."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from newsspider.page.blocks import Blocks
from newsspider.text.lexicon import words

_HEADING = 80  # characters of "About X"
_CONTACT = 60  # characters in which a line says that it names a contact
_ADDRESS = re.compile(r"[\w.+-]+@[\w-]+\.\w|\+?\d[\d ()/.-]{8,}\d")
_ENDS = (".", "!", "?", "…", "。")


def company_notes(blocks: Blocks, kept: Sequence[int]) -> Iterator[tuple[int, str]]:
    """Yield the blocks among *kept* from "About X" or the contacts on.

    Only in the second half of the text, and where an address or a telephone number stands from there on: an article
    may have a section about somebody.
    """
    for place in range(len(kept) // 2, len(kept)):
        text = blocks.text[kept[place]]
        if (_is_about(text) or _is_contact(text)) and place > 0:
            notes = kept[place:]
            if any(_ADDRESS.search(blocks.text[i]) for i in notes):
                yield from ((i, "company") for i in notes)
            return


def _is_about(text: str) -> bool:
    if len(text) > _HEADING or text.endswith(_ENDS):
        return False
    match = _opening("about").match(text.replace("’", "'"))
    return match is not None and text[match.end() : match.end() + 1].isupper()


def _is_contact(text: str) -> bool:
    match = _opening("contact").match(text[:_CONTACT])
    return match is not None and text[match.end() : match.end() + 1] in {":", ""}


@cache
def _opening(table: str) -> re.Pattern[str]:
    phrases = "|".join(map(re.escape, words("closings", table)))
    return re.compile(rf"(?:{phrases})(?:\s+|(?=:|\Z)|(?<='))", re.IGNORECASE)
