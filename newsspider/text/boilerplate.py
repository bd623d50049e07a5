"""Lines that are page furniture, or head a block of it, known by their words alone.

A page that reached us as plain text has lost its markup; what is left to go by is what the furniture says.
"""

from __future__ import annotations

import re
from functools import cache

from newsspider.text import lexicon
from newsspider.text.normalize import fold

# Alt texts and template leftovers that careless scrapers print once an advert, with nothing between them:
# the tagDiv Newspaper theme calls its advertising images "spot_img".
_LEFTOVER = re.compile(
    r"(?:\s*(?:spot_img|\{\{[^{}]*\}\}|- advertisement -|\[ad(?:s|vertisement)?\]))+\s*\Z", re.IGNORECASE
)
# Precedence where a heading is in two lists ("related" in a lead-in and in a heading).
_KINDS = ("related", "popular", "prevnext", "sponsored", "latest")


def is_furniture(line: str) -> bool:
    """Return whether *line* holds nothing but furniture: a share label, a newsletter prompt, ``spot_img``."""
    return bool(_LEFTOVER.match(line)) or _bare(line) in _furniture()


def block_kind(line: str) -> str | None:
    """Return which kind of block *line* heads, as a related link's kind, or None where it is no heading."""
    return _headings().get(_bare(line))


def read_also(line: str) -> str | None:
    """Return the title in a line such as "À lire aussi : Le pont rouvre", None where it is no such line."""
    lead, colon, title = line.partition(":")
    return title.strip() or None if colon and _bare(lead) in _read_also() else None


def _bare(line: str) -> str:
    return fold(line).strip(" :.…!?-–—|•*»«>")


@cache
def _headings() -> dict[str, str]:
    return {fold(w): kind for kind in reversed(_KINDS) for w in lexicon.words("headings", kind)}


@cache
def _furniture() -> frozenset[str]:
    return frozenset(fold(w) for w in lexicon.words("headings", "furniture"))


@cache
def _read_also() -> frozenset[str]:
    return frozenset(fold(w) for w in lexicon.words("headings", "read_also"))
