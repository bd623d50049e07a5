"""Turns of dialogue set off by dashes: "– Ready, – said Ann. – Now." in Polish, Ukrainian, Spanish, French …"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from newsspider.quotes.shapes import Marked, paragraphs, trimmed
from newsspider.quotes.words import FINITE, PARTICIPLE, Words

_DASHES = ("—", "–", "―", "- ", "-\u00a0", "-\t")
# A dash behind a line's start or a sentence's end, as far as two characters tell.
_MAY_OPEN = re.compile(r"[—–―-](?:(?<![^\n\r\u2028\u2029].)|(?<=[.!?…\"”»]\s.)|(?<=\s\s.))")
_INNER = re.compile(r"[.!?…][\"”»]?\s+([—–])\s+(?=[^\W\d_])")
_TURN = re.compile(r"\s*([—–―]|-(?=\s))\s*")
_DASH = re.compile(r"(?<=\s)[—–―-](?=\s|[^\W\d_])|[—–―](?=[\s.,;:])|(?<=[,.!?…])\s?[—–―](?=\s)")
_STOP = re.compile(r"[,?!…]\s+(?=[^\W\d_])")
_SENTENCE_END = re.compile(r"[.!?…](?=\s|\Z)")
_LEAD = re.compile(r"[^\W\d_]+(?:['’ʼ][^\W\d_]+)*")
_CLAUSE = 120  # characters in which a reporting clause shows its verb
_APOSTROPHES = str.maketrans("’ʼ", "''")


def dash_turns(body: str, words: Words) -> list[Marked]:
    """Return the spoken parts of the paragraphs of *body* that open with a dash and name who speaks.

    So does a sentence inside a paragraph: "The street was empty. – It was full once – said Ann."
    A paragraph without a reporting clause is a turn only next to one that has it, so lists stay lists.
    """
    if not any(dash in body for dash in _DASHES) or not _MAY_OPEN.search(body):
        return []
    openings: list[tuple[int, int, str]] = []
    for start, end in paragraphs(body):
        turn = _TURN.match(body, start, end) or _inner_turn(body, start, end, words)
        openings.append((turn.end(), end, turn[1]) if turn else (0, 0, ""))
    found = [list(_parts(body, *opening, words)) if opening[2] else [] for opening in openings]
    return [span for i in range(len(found)) for span in found[i] or _bare_turn(body, i, found, openings)]


def _inner_turn(body: str, start: int, end: int, words: Words) -> re.Match[str] | None:
    """Return the first dash that opens a sentence inside a paragraph, where a later dash parts who said it."""
    for m in _INNER.finditer(body, start, end):
        told = next(_DASH.finditer(body, m.end(), end), None) if body[m.end()].isupper() else None
        if told is not None and _reports(body, told.end(), end, words):
            return m
    return None


def _bare_turn(
    body: str, i: int, found: Sequence[list[Marked]], openings: Sequence[tuple[int, int, str]]
) -> Iterator[Marked]:
    start, end, dash = openings[i]
    beside = (found[j] for j in (i - 1, i + 1) if 0 <= j < len(found))
    if dash in {"—", "–", "―"} and any(beside):
        yield _turn(body, start, end, dash)


def _parts(body: str, start: int, end: int, dash: str, words: Words) -> Iterator[Marked]:
    """Yield what is spoken in ``body[start:end]``: up to the reporting clause, and from its end."""
    clause = _clause(body, start, end, dash, words)
    if clause is None:
        return
    spoken_end, resume = clause
    if spoken_end - start < 2:
        return
    yield _turn(body, start, spoken_end, dash)
    while resume is not None:
        following = _clause(body, resume, end, dash, words)
        yield _turn(body, resume, following[0] if following else end, dash)
        resume = following[1] if following else None


def _turn(body: str, start: int, end: int, dash: str) -> Marked:
    start, end = trimmed(body, start, end)
    while end > start and body[end - 1] in ",—–-":
        end -= 1
    return Marked(*trimmed(body, start, end), dash * 2, dash=True)


def _clause(body: str, start: int, end: int, dash: str, words: Words) -> tuple[int, int | None] | None:
    """Return where the speech before the next reporting clause ends, and where it goes on, None for nowhere."""
    for m in _DASH.finditer(body, start, end):
        if _reports(body, m.end(), end, words):
            return m.start(), _resumption(body, m.end(), end)
    if dash == "-":
        return None
    for m in _STOP.finditer(body, start, end):
        if _reports(body, m.end(), end, words):
            return m.start() + (body[m.start()] != ","), None
    return None


def _resumption(body: str, start: int, end: int) -> int | None:
    following = _DASH.search(body, start, end)
    if following is None or following.end() >= end:
        return None
    at = following.end()
    while at < end and body[at] in " \t\u00a0.,;:":
        at += 1
    return at if at < end else None


def _reports(body: str, start: int, end: int, words: Words) -> bool:
    """Whether a reporting verb stands within the first words at *start*, before a sentence ends."""
    end = min(end, start + _CLAUSE)
    stop = _SENTENCE_END.search(body, start, end)
    last = stop.start() if stop else end
    for count, m in enumerate(_LEAD.finditer(body, start, last)):
        word = m.group().translate(_APOSTROPHES)
        if count == 0 and not word[0].islower():
            return False
        if count > 3:
            return False
        form = word.rpartition("'")[2].lower()
        if words.verbs.get(form, 0) & (FINITE | PARTICIPLE):
            return True
        if word.lower() not in words.function and count:
            return False
    return False
