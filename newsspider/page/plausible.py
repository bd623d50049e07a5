"""How far text looks like some language's: by its letters beyond ASCII, as different encodings read them."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from functools import cache
from itertools import islice

from newsspider.text.lexicon import load

_RUN = re.compile(r"[^\x00-\x7f]+")
_RUNS = 1000  # looked at: enough to tell a share of .98 from 1
_LONGEST = 80  # characters of one; Chinese parts words by nothing
_COMMON_SHARE = 0.3  # of Chinese characters or Korean syllables that are common ones; half of them are mostly
_BESIDE_KANA = 0.15  # the same in Japanese, which writes common words in kana
# Signs that stand in words or between them; those of East Asian print begin at U+3000.
_SIGNS = frozenset("’‘ʼ´`·•–—‑…«»“”„‹›®™°ªºµ\u00a0\u00ad\u200b\u200c\u200d\u200e\u200f")
_FOREIGN = 1  # letter that may come from another language: of a name
_NEVER = re.compile("[\x80-\x9f\u2500-\u259f]")  # controls, and boxes, as which ibm866 shows other Cyrillic
_WRONG = "\ufffd"  # stands for what no language writes in a word


def plausibility(text: str) -> float:
    """Return the share, 0 to 1, of the letters of *text* beyond ASCII that the language has which has most of
    them; signs inside a word and capitals after small letters are of no language. 1 without such letters."""
    seen: Counter[str] = Counter()
    for match in islice(_RUN.finditer(text), _RUNS):
        start, end = match.start(), min(match.end(), match.start() + _LONGEST)
        seen.update(_letters(text[max(0, start - 1) : end + 1]))
    total = seen.total()
    if not total:
        return 1.0
    best = max(sum(n for c, n in seen.items() if c in letters) for letters in _alphabets())
    return min(1.0, (max(best, _eastern(seen)) + _FOREIGN) / total)


def _letters(run: str) -> list[str]:
    """The letters of *run* beyond ASCII in lower case, U+FFFD for each character that no word has there."""
    found = []
    for before, c, after in zip(f" {run}", run, f"{run[1:]} ", strict=False):
        if c < "\x80" or c in _SIGNS:
            continue
        if c.isalpha() or unicodedata.category(c)[0] == "M":
            found.append(_WRONG if c.isupper() and before.islower() else c.lower()[0])
        elif _NEVER.match(c) or (c < "\u3000" and before.isalpha() and after.isalpha()):
            found.append(_WRONG)
    return found


def _eastern(seen: Counter[str]) -> float:
    """How many characters East Asian text accounts for: kana, and the others as far as enough of them are common."""
    kana, others, common = 0, 0, 0
    for c, n in seen.items():
        if "\u3040" <= c <= "\u30ff":
            kana += n
        elif "\u4e00" <= c <= "\u9fff" or "\uac00" <= c <= "\ud7a3":
            others += n
            common += n if c in _common() else 0
    share = _BESIDE_KANA if kana > others / 4 else _COMMON_SHARE
    return kana + others * min(1.0, common / (share * others)) if others else kana


@cache
def _alphabets() -> tuple[frozenset[str], ...]:
    tables = load("alphabets")
    written = [frozenset(letters) for letters in tables["letters"].values()]
    scripts = [
        frozenset(map(chr, range(ord(first), ord(last) + 1))) for first, last in tables["scripts"].values()
    ]
    return (*written, *scripts)


@cache
def _common() -> frozenset[str]:
    return frozenset("".join(load("alphabets")["common"].values()))
