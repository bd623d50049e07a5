"""White space, Unicode form and typographic variants."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from itertools import filterfalse

_FOLD = str.maketrans({"’": "'", "‘": "'", "‚": "'", "´": "'", "`": "'", "ʼ": "'", "“": '"', "”": '"', "„": '"',
                       "«": '"', "»": '"', "‹": "'", "›": "'", "–": "-", "—": "-", "−": "-"})  # fmt: skip
_VARIANT = re.compile(f"[{''.join(map(chr, _FOLD))}]")
# Never text: controls, zero-width marks, BOM, soft hyphen, and lone surrogates, which UTF-8 cannot hold.
# ZWNJ and ZWJ stay: Persian, Hindi and emoji need them.
_INVISIBLE = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u00ad\u200b\u2060\ufeff\ud800-\udfff\ufffe\uffff]"
)
_NO_LETTER = re.compile(r"[\W_]+")
_STROKES = str.maketrans(
    {"ł": "l", "ø": "o", "đ": "d", "ß": "ss", "æ": "ae", "œ": "oe", "ı": "i", "ð": "d", "þ": "th"}
)
_STROKE = re.compile(f"[{''.join(map(chr, _STROKES))}]")


def squeeze(text: str | None) -> str:
    """Return *text* in NFC on one line, runs of white space as one space, nothing invisible; "" for None."""
    if not text:
        return ""
    if not text.isprintable():  # nothing invisible is printable
        text = _INVISIBLE.sub("", text)
    return " ".join((text if text.isascii() else unicodedata.normalize("NFC", text)).split())


def fold(text: str) -> str:
    """Return *text* for comparison: squeezed, case folded, quotes and dashes as their ASCII forms."""
    plain = squeeze(text)
    if plain.isascii():
        return plain.replace("`", "'").lower()
    return (plain.translate(_FOLD) if _VARIANT.search(plain) else plain).casefold()


@lru_cache(maxsize=1024)
def letters(text: str) -> str:
    """Return the letters and digits of *text* only, case folded, for the most lenient comparison."""
    return _NO_LETTER.sub("", fold(text))


@lru_cache(maxsize=1024)
def latin(text: str) -> str:
    """Return ``letters`` without accents, as addresses spell words: "Junín 24" is "junin24"."""
    plain = letters(text)
    if plain.isascii():
        return plain
    plain = unicodedata.normalize("NFKD", plain.translate(_STROKES) if _STROKE.search(plain) else plain)
    return "".join(filterfalse(unicodedata.combining, plain))
