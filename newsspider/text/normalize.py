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
# Scripts without spaces: a line break between two of their letters or marks is none of the text.
_UNSPACED = "\u2e80-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff00-\uff9f"
_LINE_OF_UNSPACED = re.compile(rf"\n[ \t\u3000]*[{_UNSPACED}]")
_BETWEEN_UNSPACED = re.compile(rf"(?<=[{_UNSPACED}])\s+(?=[{_UNSPACED}])")
_NO_LETTER = re.compile(r"[\W_]+")
_STROKES = str.maketrans(
    {"ł": "l", "ø": "o", "đ": "d", "ß": "ss", "æ": "ae", "œ": "oe", "ı": "i", "ð": "d", "þ": "th"}
)
_STROKE = re.compile(f"[{''.join(map(chr, _STROKES))}]")


def squeeze(text: str | None) -> str:
    """Return *text* in NFC on one line, runs of white space as one space, nothing invisible; "" for None.

    A line break between Chinese or Japanese characters goes without a space.
    """
    if not text:
        return ""
    plain = text.strip()
    if not plain.isprintable():  # nothing invisible is printable, nor any white space but the space
        plain = _INVISIBLE.sub("", plain)
        if not plain.isascii() and _LINE_OF_UNSPACED.search(plain):
            plain = _BETWEEN_UNSPACED.sub(lambda m: "" if "\n" in m[0] else m[0], plain)
        plain = " ".join(plain.split())
    elif "  " in plain:
        plain = " ".join(plain.split())
    return plain if plain.isascii() else unicodedata.normalize("NFC", plain)


def fold(text: str) -> str:
    """Return *text* for comparison: squeezed, case folded, quotes and dashes as their ASCII forms."""
    plain = squeeze(text)
    if plain.isascii():
        return plain.replace("`", "'").lower()
    return _VARIANT.sub(lambda sign: sign[0].translate(_FOLD), plain).casefold()


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
    return unaccented(plain.translate(_STROKES) if _STROKE.search(plain) else plain)


def unaccented(text: str) -> str:
    """Return *text* without accents, breves and other combining marks, ligatures as their letters: "й" is "и"."""
    if text.isascii():
        return text
    return "".join(filterfalse(unicodedata.combining, unicodedata.normalize("NFKD", text)))
