"""What the words of a block say of it, whatever the markup: length, links, sentence ends, marker phrases."""

from __future__ import annotations

import re
from functools import cache

from newsspider.regions.names import NAMES, group, step
from newsspider.regions.phrases import SHORT
from newsspider.text import lexicon

FIRST = len(NAMES)
_LENGTHS = (6, 12, 20, 35, 60, 100, 160, 260, 500)
_LENGTH = group("length", len(_LENGTHS) + 1)
_LINKED_LENGTH = [group(f"length {how}", len(_LENGTHS) + 1) for how in ("part linked", "linked")]
_LINK_SHARES = (0.001, 0.1, 0.25, 0.5, 0.8, 0.98)
_LINK_SHARE = group("link share", len(_LINK_SHARES) + 1)
_LINK_COUNT = group("links", 5)
_ENDS = {".": 0, "。": 0, "!": 1, "?": 1, "！": 1, "？": 1, ":": 2, "：": 2, '"': 3, "”": 3, "»": 3, "“": 3, "'": 3, "’": 3,
         "…": 4, ",": 5, ";": 5, ")": 6, "›": 7, ">": 7, "→": 7, "」": 3}  # fmt: skip
_END = group("end", 10)
_END_SHORT = group("end of short", 10)
_START = group("start", ("lower", "upper", "digit", "mark"))
_CAPS = group("capitals", ("all", "most words", "some words", "few words"))
_BOLD = group("bold", ("none", "part", "all"))
_STOP = group("stop words", 6)
_COMMAS = group("commas", 4)
_DIGITS = group("digits", 4)
_SIGNS = {sign: i for i, sign in enumerate(("©", "@", "|", "»", "http", "•", "www.", "…", "#", "/"))}
_SIGN = group("sign", _SIGNS)
_NUMBER = re.compile(r"\d")
# A pattern that opens with what it looks for, and then looks back for the border, is searched three times faster.
_CLOCK = re.compile(r"\d(?<=\b.)\d?[:h.]\d{2}\b")
_DAY = re.compile(
    r"\d(?:年|(?<=\b.)(?:\d?[./-]\d{1,2}[./-]\d{2,4}|(?:(?<=1)9|(?<=2)0)\d{2})\b)|a(?<=\b.)go\b"
)
_TIME = group("time", ("clock", "day"))
LAST = len(NAMES)
_WORD = re.compile(r"\w+")
_READ = 200  # characters of a block whose words are looked up


def of_words(text: str, length: int, linked: int, bold: int, links: int) -> list[int]:
    """Return the feature numbers of one block but for its ``opening``; *length* counts CJK characters twice."""
    share = linked / len(text)
    size = step(length, _LENGTHS)
    found = [_LENGTH + size, _LINK_SHARE + step(share, _LINK_SHARES), _LINK_COUNT + step(links, (1, 2, 3, 6))]
    if share > 0.8:
        found.append(_LINKED_LENGTH[1] + size)
    elif share > 0.1:
        found.append(_LINKED_LENGTH[0] + size)
    last = text[-1]
    end = _ENDS.get(last, 8 if last.isalpha() else 9)
    found.append(_END + end)
    if length < 100:
        found.append(_END_SHORT + end)
    found.append(_BOLD + (0 if not bold else 1 if bold < 0.9 * len(text) else 2))
    found += _letters(text)
    found += _vocabulary(text)
    if length < SHORT and _NUMBER.search(text):
        if _CLOCK.search(text):
            found.append(_TIME)
        if _DAY.search(text.casefold()):
            found.append(_TIME + 1)
    return found


def _letters(text: str) -> list[int]:
    first = text[0]
    kind = 0 if first.islower() else 1 if first.isalpha() else 2 if first.isdigit() else 3
    found = [_START + kind, _COMMAS + step(text.count(","), (1, 2, 4))]
    found += [_SIGN + number for sign, number in _SIGNS.items() if sign in text]
    return found


def _vocabulary(text: str) -> list[int]:
    """Stop words, capitals and digits among the first words."""
    words = _WORD.findall(text[:_READ])
    if not words:
        return []
    count = len(words)
    stopped = sum(map(_stop_words().__contains__, words))
    initials = "".join([w[0] for w in words])
    capital = 0 if initials.islower() else sum(map(str.isupper, initials)) / count
    digits = 0 if initials.isalpha() else sum(map(str.isdigit, initials)) / count
    found = [
        _STOP + step(stopped / count, (0.01, 0.1, 0.2, 0.3, 0.4)),
        _DIGITS + step(digits, (0.01, 0.2, 0.5)),
    ]
    if text.isupper():
        found.append(_CAPS)
    else:
        found.append(_CAPS + 3 - step(capital, (0.3, 0.7)))
    return found


@cache
def _stop_words() -> frozenset[str]:
    return frozenset(lexicon.words("furniture", "stop"))
