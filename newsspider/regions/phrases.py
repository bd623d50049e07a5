"""The phrases of page furniture in the words of a block: markers, headings of other articles, credits, prompts."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from itertools import chain

from newsspider.regions.names import NAMES, group
from newsspider.text import lexicon

FIRST = len(NAMES)
_CREDIT = group("credit", 1)
_PROMPT = group("prompt", 1)
_CONSENT = group("consent", 1)
_MARKERS = ("share", "newsletter", "ad", "byline", "date", "caption", "copyright", "comment", "embed")
_MARKER = group("marker", _MARKERS)
_MARKER_WHOLE = group("is marker", _MARKERS)
_MARKER_LONG = group("marker of long", _MARKERS)
_HEADINGS = ("related", "popular", "latest", "prevnext", "sponsored", "furniture", "read_also")
_HEADING = group("heading words", _HEADINGS)
_OPENS = group("opens with heading words", _HEADINGS)
LAST = len(NAMES)
_CLOSING = " :.…!?-–—|*»>"
SHORT = 200  # characters; a longer block is no line of furniture
_NONE: tuple[tuple[str, ...], tuple[str, ...]] = ((), ())


def fold(text: str) -> str:
    """Return the beginning of *text* as the phrases of the lexicon are written."""
    return text[:SHORT].casefold().replace("’", "'")


def opening(folded: str, length: int) -> list[int]:
    """Return the features of the phrase that a block opens with: a marker, or a heading of other articles.

    *folded*: of ``fold``; *length*: of the whole block, CJK characters twice.
    """
    markers, headings = _starts().get(folded[:2], _NONE)
    found = []
    if marker := _first(folded, markers):
        whole = len(folded.rstrip(_CLOSING)) <= len(marker)
        base = _MARKER_WHOLE if whole else _MARKER if length < SHORT else _MARKER_LONG
        found += [base + n for n in _marker_kinds()[marker]]
    if length < SHORT and (heading := _first(folded, headings)):
        whole = len(folded.rstrip(_CLOSING)) <= len(heading)
        base = _HEADING if whole else _OPENS
        found += [base + n for n in _heading_kinds()[heading]]
    return found


def phrases(text: str, length: int) -> list[int]:
    """Return the features of what stands anywhere in the first line of a block: a consent notice, and in a short
    one a credit or a prompt."""
    folded = fold(text)
    short = length < SHORT
    if short and not _anywhere("consent", "credit", "prompt").search(folded):
        return []
    found = [_CONSENT] if len(set(_anywhere("consent").findall(folded))) > 1 else []
    if short:
        if _anywhere("credit").search(folded):
            found.append(_CREDIT)
        if _anywhere("prompt").search(folded):
            found.append(_PROMPT)
    return found


def _first(line: str, phrases: tuple[str, ...]) -> str | None:
    """Return the first of *phrases* that *line* opens with, as whole words."""
    if line.startswith(phrases):
        for phrase in phrases:
            if line.startswith(phrase) and not line[len(phrase) : len(phrase) + 1].isalnum():
                return phrase
    return None


@cache
def _marker_kinds() -> dict[str, list[int]]:
    return _kinds("furniture", _MARKERS)


@cache
def _heading_kinds() -> dict[str, list[int]]:
    return _kinds("headings", _HEADINGS)


def _kinds(topic: str, tables: tuple[str, ...]) -> dict[str, list[int]]:
    found: dict[str, list[int]] = {}
    for number, table in enumerate(tables):
        for phrase in lexicon.words(topic, table):
            found.setdefault(phrase.casefold(), []).append(number)
    return found


@cache
def _anywhere(*tables: str) -> re.Pattern[str]:
    """Return a pattern for the phrases of some *tables* of ``furniture``, anywhere in a line.

    Phrases are grouped by their first two letters, which makes the search five times faster.
    """
    return re.compile(
        _grouped(chain.from_iterable(lexicon.words("furniture", table) for table in tables), letters=2)
    )


def _grouped(phrases: Iterable[str], letters: int) -> str:
    """Return a pattern for any of *phrases*, in order among those with the same first *letters*."""
    if not letters:
        return "|".join(map(re.escape, phrases))
    groups: dict[str, list[str]] = {}
    for phrase in phrases:
        groups.setdefault(phrase[:1], []).append(phrase[1:])
    return "|".join(f"{re.escape(first)}(?:{_grouped(rest, letters - 1)})" for first, rest in groups.items())


@cache
def _starts() -> dict[str, tuple[tuple[str, ...], tuple[str, ...]]]:
    """Return the markers and the headings by their first two characters, the longest first."""
    found: dict[str, tuple[list[str], list[str]]] = {}
    for which, phrases in enumerate((_marker_kinds(), _heading_kinds())):
        for phrase in sorted(phrases, key=lambda p: -len(p)):
            found.setdefault(phrase[:2], ([], []))[which].append(phrase)
    return {start: (tuple(markers), tuple(headings)) for start, (markers, headings) in found.items()}


def is_heading(features: list[int], kinds: tuple[str, ...]) -> bool:
    """Return whether a block with these features is a heading of one of these *kinds*, and nothing more."""
    wanted = {_HEADING + _HEADINGS.index(k) for k in kinds}
    return not wanted.isdisjoint(features)
