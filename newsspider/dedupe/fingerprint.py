"""Hashes of a body: one for the same text, one to compare texts without having them."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from hashlib import sha256
from typing import Final

_WORD = re.compile(r"\w+")
# The same in one pass over UTF-8: ASCII that is no part of a word to a space, capitals to small letters.
_ASCII: Final = bytes(ord(c.lower() if _WORD.match(c) else " ") for c in map(chr, range(128)))
_TABLE: Final = _ASCII + bytes(range(128, 256))
# What else most texts hold between words; a text with other marks is taken apart by the expression.
_MARKS: Final = "«»“”„’‘–—…·•\u00a0\u202f"
# Bottom-k sketch: the k smallest shingle hashes of a text, 32 bits each; the name says all three.
BOTTOM: Final = 16
_NAME: Final = f"bottom{BOTTOM}-w4-v1"


def plain(body: str | None) -> list[bytes]:
    """Return the words of *body* in lower case as UTF-8; [] for None or no word.

    White space, punctuation and the form of quotation marks do not count.
    """
    if not body:
        return []
    if body.isascii():
        return body.encode("ascii").translate(_TABLE).split()
    lower = body.lower()
    for mark in _MARKS:
        lower = lower.replace(mark, " ")
    words = lower.encode("utf-8", "replace").translate(_TABLE).split()
    if b"".join(words).replace(b"_", b"").decode().isalnum():
        return words
    return [word.encode() for word in _WORD.findall(body.lower())]


def text_sha256(text: Collection[bytes]) -> str | None:
    """Return ``sha256:…`` of the words that `plain` gave, joined by one space; None where there are none."""
    return "sha256:" + sha256(b" ".join(text)).hexdigest() if text else None


def fingerprint(shingles: Sequence[int]) -> str | None:
    """Return the smallest shingle hashes of a text as ``bottom16-w4-v1:…``; None where there is none.

    *shingles*: 32-bit hashes of its word windows. Of two texts, the share of the 16 smallest of both
    together that stand in both estimates their resemblance. Source: A. Broder, "On the resemblance and
    containment of documents" (1997), section 4.
    """
    # Sorting those below a bound that three times as many should be under is enough, nearly always.
    bound = (3 * BOTTOM << 32) // len(shingles) if shingles else 0
    low = {h for h in shingles if h < bound}
    smallest = sorted(low if len(low) >= BOTTOM else set(shingles))[:BOTTOM]
    return f"{_NAME}:" + "".join(f"{h:08x}" for h in smallest) if smallest else None
