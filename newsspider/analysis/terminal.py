"""Text of a page as a terminal may be given it."""

from __future__ import annotations

import re
from typing import Final

# C0 and C1, line and paragraph separators, and what turns the direction of the text after it.
_STEERING: Final = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]")


def harmless(text: str) -> str:
    """Return *text* with a space for each sign that steers a terminal; its line ends stay."""
    return _STEERING.sub(" ", text)


def one_line(text: str | None) -> str:
    """Return *text* on one line, without signs that steer a terminal; empty for None."""
    return " ".join(harmless(text or "").split())
