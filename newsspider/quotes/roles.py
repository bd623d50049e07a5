"""Roles printed beside a name: "Luc Roy, maire de Brest", "the former judge Ann Lee"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import islice

from newsspider.quotes.words import Words

_AFTER = re.compile(r",\s+([^,.;:!?()\n«»“”\"]{3,90})")
_STOPS = ',.;:!?()\n«»“”"'
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_REACH = 60  # characters before a name


def apposed_roles(body: str, start: int, end: int, words: Words) -> Iterator[str]:
    """Yield the descriptions beside the name ``body[start:end]`` that say what somebody is."""
    roles = words.roles
    after = _AFTER.match(body, end) if body.startswith(",", end) else None
    if after:
        lead = [m.group().lower() for m in islice(_WORD.finditer(after[1]), 4)]
        if any(word in roles for word in lead) and not any(word in words["auxiliary"] for word in lead):
            yield _without_article(after[1].strip(), words)
    near = body[max(0, start - _REACH) : start].rstrip()
    before = near[near.rfind(" ") + 1 :].lower()
    if not before or before[-1] in _STOPS or (before in words.function and before[-1].isalpha()):
        return
    if not roles.isdisjoint(_WORD.findall(near.lower())):
        role = _trailing_role(near[max(map(near.rfind, _STOPS)) + 1 :], roles, words)
        if role:
            yield role


def preposition_before(body: str, start: int, words: Words) -> bool:
    """Whether the word before offset *start* makes the name there a place or a body: "in", "the"."""
    before = _WORD.findall(body[max(0, start - 14) : start])
    last = before[-1].lower() if before else ""
    return last in words["preposition"] or last in words["of"] or last in words["determiner"]


def titles_before(name: Sequence[str], words: Words) -> int:
    """Return how many of the first words of *name* say what somebody is: 2 of "Prime Minister Ann Lee".

    At least two words are left, so that "President Lee" and "General Motors" stay whole. Where nouns have
    capitals, the last title counts and what stands before it too: "Angaben von Amtsleiterin Ann Lee".
    """
    most = len(name) - 2
    if words.noun_caps:
        return next((i for i in range(most, 0, -1) if is_title(name[i - 1], words)), 0)
    count = 0
    while count < most and is_title(name[count], words):
        count += 1
    return count


def is_title(word: str, words: Words) -> bool:
    """Whether *word* before a name says what somebody is; a German compound by its end: "Vereinschefin"."""
    low = word.lower()
    if low in words.titles or low in words.roles:
        return True
    return words.noun_caps and any(low.endswith(end) for end in words["role_end"])


def _trailing_role(text: str, roles: frozenset[str], words: Words) -> str | None:
    """Return the end of *text* from its last role on, where nothing after that breaks the phrase."""
    found = list(_WORD.finditer(text))[-6:]
    if found and found[-1].group().lower() in words.function:
        return None
    for i in range(len(found) - 1, -1, -1):
        low = found[i].group().lower()
        if low in roles:
            return text[found[i].start() :].strip()
        if low in words.breaking and low not in words["of"]:
            return None
    return None


def _without_article(text: str, words: Words) -> str:
    first, _, rest = text.partition(" ")
    return rest if first.lower() in words["determiner"] and rest else text
