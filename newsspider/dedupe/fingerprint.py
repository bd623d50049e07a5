"""Hashes of a body: one for the same text, one to compare texts without having them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from hashlib import sha256
from heapq import nsmallest
from typing import Final

_WORD = re.compile(r"\w+")
# Bottom-k sketch: the k smallest shingle hashes of a text, 32 bits each; the name says all three.
BOTTOM: Final = 16
_NAME: Final = f"bottom{BOTTOM}-w4-v1"


def plain(body: str | None) -> str:
    """Return the words of *body* in lower case, joined by one space; "" for None or no word.

    White space, punctuation and the form of quotation marks do not count.
    """
    return " ".join(_WORD.findall(body.lower())) if body else ""


def text_sha256(words: str) -> str | None:
    """Return ``sha256:…`` of the words that `plain` gave; None where there are none."""
    return "sha256:" + sha256(words.encode("utf-8", "replace")).hexdigest() if words else None


def fingerprint(shingles: Iterable[int]) -> str | None:
    """Return the smallest shingle hashes of a text as ``bottom16-w4-v1:…``; None where there is none.

    *shingles*: 32-bit hashes of its word windows. Of two texts, the share of the 16 smallest of both
    together that stand in both estimates their resemblance. Source: A. Broder, "On the resemblance and
    containment of documents" (1997), section 4.
    """
    smallest = nsmallest(BOTTOM, set(shingles))
    return f"{_NAME}:" + "".join(f"{h:08x}" for h in smallest) if smallest else None
