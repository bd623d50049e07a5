"""Quotation marks one by one: their shapes, what each may close, and what its neighbours say it does."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice
from typing import NamedTuple

_PARAGRAPH = re.compile(r"[^\n\r\u2028\u2029]+")
# An apostrophe between two letters or digits is no mark. The set comes first: it is what the search looks for.
_MARK = re.compile(
    r"""[«»“”„‟‹›‚‛「」『』〝〞〟＂"`'‘’]"""
    r"""(?:(?<=`)`|(?<=')'|(?<=[^`'‘’])|(?<=['‘’])(?:(?<![^\W_].)|(?![^\W_])))"""
)
_STRAIGHT = {"``": '"', "''": '"', "＂": '"', "‟": "“"}
CLOSERS = {
    "«": "»«",
    "“": '”“"',
    "„": '“”"„',
    "‹": "›‹",
    "‚": "‘’",
    "「": "」",
    "『": "』",
    "〝": "〞〟",
    '"': '"',
    "»": "«»",
    "”": "”",
    "›": "‹›",
}
_PAIRS = frozenset({"«»", "“”"})
OPENING = frozenset("«“„‹‚「『〝")
CLOSING = frozenset("»”›」』〞〟")
SINGLE = frozenset("'‘’‛")
DOUBLE = frozenset('«»“”„"「」『』')
_BEFORE_OPEN = frozenset("([{<—–-/|:=+>'’‘“«„\"‹¿¡*_")
_AFTER_CLOSE = frozenset(".,;:!?)]}>…—–-/|'’”»\"›*")


class Marked(NamedTuple):
    """A marked stretch of a body: ``body[start:end]`` stands inside *marks*, without outer white space.

    *paragraphs*: how many it runs over. *dash*: a turn of dialogue set off by dashes.
    """

    start: int
    end: int
    marks: str
    paragraphs: int = 1
    dash: bool = False


_MOST = 20_000  # marks of one body; a long live blog has 2,000


class Mark(NamedTuple):
    """One mark: *shape* (straight forms made one), *role* ``open``, ``close`` or ``both`` by its neighbours."""

    at: int
    end: int
    shape: str
    printed: str
    role: str


def paragraphs(body: str) -> list[tuple[int, int]]:
    """Return the lines of *body* that are not empty, as (start, end)."""
    if "\r" in body or "\u2028" in body or "\u2029" in body:
        return [m.span() for m in _PARAGRAPH.finditer(body)]
    spans, start = [], 0
    for line in body.split("\n"):
        end = start + len(line)
        if line:
            spans.append((start, end))
        start = end + 1
    return spans


def marks_in(body: str) -> list[Mark]:
    """Return the marks of *body* in order, apostrophes at the ends of words among them; the first ``_MOST``."""
    return [
        Mark(m.start(), m.end(), _STRAIGHT.get(m[0], m[0]), m[0], role(body, *m.span()))
        for m in islice(_MARK.finditer(body), _MOST)
    ]


def by_paragraph(body: str, marks: list[Mark]) -> Iterator[tuple[int, int, list[Mark]]]:
    """Yield start, end and marks of each paragraph of *body*."""
    at = 0
    for start, end in paragraphs(body):
        first = at
        while at < len(marks) and marks[at].at < end:
            at += 1
        yield start, end, marks[first:at]


def plain_pairs(marks: list[Mark]) -> bool:
    """Whether *marks* are nothing but pairs, one behind the other: « » « », “ ” or straight ones so placed."""
    return len(marks) % 2 == 0 and all(
        one.shape + other.shape in _PAIRS
        or (one.shape == other.shape == '"' and one.role == "open" and other.role == "close")
        for one, other in zip(marks[::2], marks[1::2], strict=True)
    )


def trimmed(body: str, start: int, end: int) -> tuple[int, int]:
    """Return the span without white space at its ends; empty (start == end) where nothing is left."""
    while start < end and (body[start].isspace() or body[start] in "\u200b\ufeff"):
        start += 1
    while end > start and (body[end - 1].isspace() or body[end - 1] in "\u200b\ufeff"):
        end -= 1
    return start, end


def role(body: str, start: int, end: int) -> str:
    """Return what the mark at ``body[start:end]`` looks like by its neighbours: open, close or both."""
    before = body[start - 1] if start else " "
    after = body[end] if end < len(body) else " "
    if before.isalnum() and after.isalnum():
        return "both"
    free_before, free_after = before.isspace(), after.isspace()
    if free_before and free_after:
        return "both"
    if free_before:
        ellipsis = body.startswith(("...", "…"), end)
        return "close" if after in ".,;!?)]" and not ellipsis else "open"
    if free_after:
        return (
            "both"
            if before in "([{" or (before in "'’" and body[start - 2 : start - 1].isalpha())
            else "close"
        )
    opening, closing = before in _BEFORE_OPEN, after in _AFTER_CLOSE
    if opening == closing:
        return "both"
    return "open" if opening else "close"


def closers_left(marks: list[Mark]) -> list[int]:
    """Return for each mark how many marks after it may close one of its shape, less those that open one."""
    left: dict[str, int] = {}
    counts = []
    guillemets = 0
    for mark in reversed(marks):
        closers = set(CLOSERS.get(mark.shape, ""))
        counts.append(guillemets if mark.shape == "»" else sum(left.get(c, 0) for c in closers))
        guillemets += mark.shape in "«»"
        opening = mark.role == "open" or (mark.shape in OPENING and mark.role == "both")
        left[mark.shape] = left.get(mark.shape, 0) + (-1 if opening and mark.shape == '"' else not opening)
    return counts[::-1]
