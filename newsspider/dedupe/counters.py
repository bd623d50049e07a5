"""Lines of a body that change with its readers or the clock, and tell nothing of its story."""

from __future__ import annotations

import re
from functools import cache
from itertools import chain
from typing import Final

from newsspider.text.lexicon import load, words
from newsspider.text.normalize import fold

_LONGEST: Final = 60  # characters; "Updated 11 September 2026 at 14:32 GMT (3 hours ago)" has fewer
_NUMBER = re.compile(r"\d[\d.,:/'\u202f\xa0-]*(?:[km]|th|st|nd|rd|h\d*)?\b")
_WORD = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)*")


def without_counters(body: str) -> str:
    """Return *body* without blocks that hold a count ("1,204 views") or a time of update and nothing else.

    A body without any comes back as it is. A number beside any other word is news.
    """
    blocks = body.split("\n\n")
    kept = [block for block in blocks if len(block) > _LONGEST or not _is_counter(block)]
    return body if len(kept) == len(blocks) else "\n\n".join(kept)


def _is_counter(line: str) -> bool:
    folded, numbers = _NUMBER.subn(" ", fold(line))
    if not numbers:
        return False
    rest, telling = _telling().subn(" ", folded)
    return telling > 0 and all(word in _beside() for word in _WORD.findall(rest))


@cache
def _telling() -> re.Pattern[str]:
    """What is counted, or said of an update, as whole words; the longest phrase that fits."""
    ago = load("dates")["ago"]
    dated = (*words("dates", "modified"), *words("dates", "published"))
    told = {*words("counters", "counted"), *dated, *ago["before"], *ago["after"]}
    phrases = sorted(map(fold, told), key=lambda phrase: (-len(phrase), phrase))
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, phrases))})(?!\w)")


@cache
def _beside() -> frozenset[str]:
    """Single words that may stand beside it: small ones, units of time, months."""
    dates = load("dates")
    months = chain.from_iterable(chain.from_iterable(dates["months"].values()))
    units = chain.from_iterable(dates["units"].values())
    return frozenset(
        word
        for phrase in chain(words("counters", "beside"), months, units)
        for word in _WORD.findall(fold(phrase))
    )
