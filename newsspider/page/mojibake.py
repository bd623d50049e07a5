"""Text read in the wrong encoding: how it shows, and how UTF-8 that was encoded twice is mended."""

from __future__ import annotations

import re
import string
from itertools import islice

_RUN = re.compile(r"[a-zA-Z]?[^\x00-\x7f]+[a-zA-Z]?")
# What no language writes inside a word: Latin beside Cyrillic, Greek, Hebrew or Arabic; four accented Latin-1 letters
# on end (every Cyrillic word read as Latin-1); capitals after a small letter; C1 controls.
_WRONG = re.compile(
    r"[a-zA-Z][\u0370-\u06ff]|[\u0370-\u06ff][a-zA-Z]|[À-ÖØ-öø-ÿ]{4}"
    r"|[а-яёіїєґў][А-ЯЁІЇЄҐЎ]{2}|[\x80-\x9f]"
)
_CAPITALS = re.compile(r"[А-ЯЁІЇЄҐЎ]{3}")
_SAMPLE = 400  # runs looked at: enough to tell a share of .25 from one of .01
_FEW = 3
_ASCII = string.ascii_letters
_WRONG_SHARE = (
    0.25  # of the runs of letters beyond ASCII; measured: right pages stay under .02, wrong ones pass .6
)
_CAPITALS_SHARE = 0.6  # KOI8 and windows-1251 read as one another swap the case of every letter

_CP1252 = {bytes([b]).decode("cp1252", "ignore") or chr(b): b for b in range(256)}
_LEAD = "".join(re.escape(c) for c, b in _CP1252.items() if 0xC2 <= b <= 0xF4)
_TAIL = "".join(re.escape(c) for c, b in _CP1252.items() if 0x80 <= b <= 0xBF)
_TWICE = re.compile(f"[{_LEAD}][{_TAIL}]{{1,3}}")
_BEYOND = re.compile(r"[^\x00-\x7f]")
_TWICE_SHARE = 0.9  # of all characters beyond ASCII: below it a page may be about such text


def nonsense(text: str) -> bool:
    """Return whether the words of *text* beyond ASCII look read in the wrong encoding."""
    letters = (m.group() for m in _RUN.finditer(text) if any(map(str.isalpha, m.group().strip(_ASCII))))
    seen = list(islice(letters, _SAMPLE))
    wrong = sum(1 for run in seen if _WRONG.search(run))
    capitals = sum(1 for run in seen if _CAPITALS.search(run))
    if wrong + capitals < min(_FEW, len(seen)):
        return False
    return wrong > _WRONG_SHARE * len(seen) or capitals > _CAPITALS_SHARE * len(seen)


def mended(text: str) -> str | None:
    """Return *text* with UTF-8 that was encoded twice put right; None where that is not certain.

    Certain: nearly all of its characters beyond ASCII form UTF-8 sequences when written as windows-1252.
    """
    if not ("Ã" in text or "Ð" in text or ("€" in text and "â€" in text)):
        return None  # without the first byte of Latin, Cyrillic or punctuation in UTF-8, read as windows-1252
    found = _TWICE.findall(text)
    if len(found) < _FEW or sum(map(len, found)) < _TWICE_SHARE * len(_BEYOND.findall(text)):
        return None
    return _TWICE.sub(_once, text)


def _once(match: re.Match[str]) -> str:
    try:
        return bytes(_CP1252[c] for c in match.group()).decode("utf-8")
    except UnicodeDecodeError:
        return match.group()
