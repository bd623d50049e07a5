"""Read-also phrases: "À lire aussi : …", "READ MORE: …", "(Читайте також: …)", inside a paragraph or alone.

A phrase is a lead-in (``lexicon/headings.toml``, ``read_also``) where a sentence may begin, and the linked
title after it. Lead-ins that are ordinary words (``weak``) count only before a colon, bar, dash or arrow, or
after an opening bracket.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from functools import cache
from itertools import product

from newsspider.text.headings import heading_kind, is_more_label
from newsspider.text.lexicon import words

_BEFORE = frozenset('.!?…:;»"”“’)(]}[*|•·-–—\n>→►▶➡👉✅🔴')
_OPEN = frozenset("([{")
_MARKS = r"\s*[:：|>»–—→►▶\-]+\s*[\"«“„]?\s*"
_SEPARATOR = re.compile(_MARKS)
_EXTENDED = re.compile(r"\.\s+|(?:[^.!?:：>»|\n]|\.(?=\w)){1,60}(?:[:：|»→]|>+)\s*[\"«“„]?\s*")
_MARK = re.compile(rf"[{re.escape(''.join(sorted(_BEFORE)))}]\s*")
_LABEL = re.compile(r"[^a-zà-öø-ÿа-яёіїєґ:\n]{4,40}:\s*[\"«“„]?\s*")
_GLUE = re.compile(r"[\"»”]?\s*(?:[,;|/·•–—-]|et|and|und|и|і|та|y|e|i|en|ou|or)?\s*[\"«“„]?\s*\Z")
_TAIL = re.compile(r"[\s\"»”]*[)\]}]?\s*")
_ENDS = re.compile(r"[\s\"»”]*(?:[.)\]}!?…]|\Z|\n)")
_ARROW = re.compile(r"\W*[→➡►▶»👉⏩✅➤❯]\W*\Z|\W*>>\W*\Z")

_APOSTROPHES = "'’ʼ‘´`"
_SPACES = "".join(c for c in map(chr, range(0x3001)) if c.isspace())
_TITLE = 20  # characters a linked title has at least

Span = tuple[int, int]


def spans(text: str, anchors: Sequence[Span]) -> list[Span]:
    """Return the read-also phrases of a block as spans of *text*, in order, none overlapping.

    *anchors*: spans of the links in *text*, in order; empty ones (images) are passed over. A phrase takes
    its brackets and the white space after it. [] where no lead-in meets a link.
    """
    linked = [a for a in anchors if a[1] > a[0]]
    found: list[Span] = []
    if not linked:
        return found
    for start in _openings(text, linked):
        match = _lead_in(text, start) if not found or start >= found[-1][1] else None
        end = _title_end(text, match, linked) if match else None
        if end is not None:
            found.append(_with_brackets(text, start, end))
    return found or _labelled(text, linked)


def _openings(text: str, linked: Sequence[Span]) -> list[int]:
    """Where a phrase may begin, in order: the text, a link, and what stands after a mark."""
    marked = (mark.end() for mark in _MARK.finditer(text))
    return sorted({_skip_space(text, 0), *marked, *(start for start, _ in linked)})


def _lead_in(text: str, start: int) -> re.Match[str] | None:
    """The lead-in that begins at *start*; its first two letters are looked at first, which tells mostly that it is
    none."""
    return _lead_ins().match(text, start) if text[start : start + 2].lower() in _glances() else None


def _labelled(text: str, linked: Sequence[Span]) -> list[Span]:
    """The whole block where it is a label in capitals, a colon and one link: "IN DEPTH: …"."""
    label = _LABEL.match(text)
    if not label or not any(c.isalpha() for c in label.group()):
        return []
    start, end = linked[0]
    whole = (start == label.end() or start == 0) and not any(c.isalnum() for c in text[end:])
    return [(0, len(text))] if whole and end - label.end() >= _TITLE else []


def is_read_also(text: str, anchors: Sequence[Span]) -> bool:
    """Return whether a block is wholly a read-also line: phrases only, a lead-in alone, or an arrow and a link."""
    if not text.strip():
        return False
    rest, at = [], 0
    for start, end in spans(text, anchors):
        rest.append(text[at:start])
        at = end
    rest.append(text[at:])
    if at and not any(c.isalnum() for part in rest for c in part):
        return True
    return _is_label(text) or _is_arrow_line(text, anchors)


def starts_read_also(text: str) -> int:
    """Return the length of the lead-in and mark that *text* begins with, 0 where it begins with none.

    Of the weak ones only those count, before a mark, that head related links or are labels of some words:
    "Related: …", "READ MORE: …", but not "Watch: a whale in the canal", where the word belongs to the title.
    """
    start = next((i for i, c in enumerate(text) if c.isalnum()), 0)
    match = _lead_in(text, start)
    if not match:
        return 0
    mark = _SEPARATOR.match(text, match.end())
    if _is_weak(match.group()) and (mark is None or not _announces(match.group())):
        return 0
    return mark.end() if mark else match.end()


def _announces(lead_in: str) -> bool:
    """Whether a weak lead-in before a mark is no word of the title."""
    return heading_kind(lead_in) == "related" or (" " in lead_in and is_more_label(lead_in))


def _is_label(text: str) -> bool:
    """Whether *text* is nothing but a lead-in; a weak one with its colon."""
    match = _lead_ins().search(text)
    if not match or any(c.isalnum() for c in text[: match.start()] + text[match.end() :]):
        return False
    return ":" in text[match.end() :] or not _is_weak(match.group())


def _is_arrow_line(text: str, anchors: Sequence[Span]) -> bool:
    linked = [a for a in anchors if a[1] > a[0]]
    if not linked or not _ARROW.match(text[: linked[0][0]]):
        return False
    covered = sum(end - start for start, end in linked)
    return covered >= 0.8 * len(text.strip())


def _title_end(text: str, match: re.Match[str], anchors: Sequence[Span]) -> int | None:
    """Where the linked title after a lead-in ends; None where no link follows as one must."""
    weak = _is_weak(match.group())
    mark = _SEPARATOR.match(text, match.end())
    if mark is None and not weak:
        mark = _EXTENDED.match(text, match.end())
    before = _last_visible(text, match.start())
    bracket = before >= 0 and text[before] in _OPEN
    at = mark.end() if mark else _skip_space(text, match.end())
    first = next((i for i, a in enumerate(anchors) if a[1] > at), None)
    if first is None or anchors[first][0] > at:
        return None
    end = _run_end(text, anchors, first)
    if mark is None and (not _ENDS.match(text, end) or (weak and not bracket)):
        return None
    return end


def _run_end(text: str, anchors: Sequence[Span], first: int) -> int:
    """Where the last of the links that follow each other, parted by "," or "and", ends."""
    end = anchors[first][1]
    for start, stop in anchors[first + 1 :]:
        if start - end > 12 or not _GLUE.match(text[end:start]):
            break
        end = stop
    return end


def _with_brackets(text: str, start: int, end: int) -> Span:
    """The span with what closes the phrase: its brackets and the space before them, or the space after it."""
    before = _last_visible(text, start)
    tail = _TAIL.match(text, end)
    stop = tail.end() if tail else end
    if before < 0 or text[before] not in _OPEN:
        return start, stop
    closing = next((i for i in range(end, stop) if text[i] in ")]}"), stop - 1)
    return _last_visible(text, before) + 1, closing + 1


def _last_visible(text: str, end: int) -> int:
    """Position of the last character before *end* that is no white space, -1 where there is none."""
    at = end - 1
    while at >= 0 and text[at].isspace():
        at -= 1
    return at


def _skip_space(text: str, at: int) -> int:
    while at < len(text) and text[at].isspace():
        at += 1
    return at


@cache
def _lead_ins() -> re.Pattern[str]:
    """A pattern for any lead-in; grouped by first letter, it is searched three times faster."""
    groups: dict[str, list[str]] = {}
    for word in words("headings", "read_also"):
        groups.setdefault(_plain(word[0]), []).append(word)
    same = (
        f"(?=[{re.escape(''.join({first, *(w[0] for w in group)}))}])(?:{'|'.join(map(_pattern, group))})"
        for first, group in groups.items()
    )
    return re.compile(rf"(?<!\w)(?:{'|'.join(same)})(?!\w)", re.IGNORECASE)


@cache
def _glances() -> frozenset[str]:
    """The first two characters of any lead-in, in all the forms that ``_letter`` knows."""
    return frozenset(
        "".join(pair) for word in words("headings", "read_also") for pair in product(*map(_forms, word[:2]))
    )


def _forms(c: str) -> str:
    if c == " ":
        return _SPACES
    return _APOSTROPHES if c == "'" else c + _plain(c)


@cache
def _weak() -> re.Pattern[str]:
    return re.compile("|".join(_pattern(w) for w in words("headings", "weak")), re.IGNORECASE)


def _is_weak(lead_in: str) -> bool:
    return _weak().fullmatch(lead_in) is not None


@cache
def _pattern(word: str) -> str:
    """A lead-in as a pattern: any apostrophe, any white space, accents as printed or left out."""
    return "".join(_letter(c) for c in word)


def _letter(c: str) -> str:
    if c == " ":
        return r"\s+"
    if c == "'":
        return f"[{_APOSTROPHES}]"
    plain = _plain(c)
    return f"[{c}{plain}]" if plain != c else re.escape(c)


def _plain(c: str) -> str:
    """The letter without its accent."""
    return unicodedata.normalize("NFD", c)[0]
