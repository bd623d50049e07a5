"""Whether what was decoded as text ever was text."""

from __future__ import annotations

import re

# The binary data bytes of the WHATWG MIME Sniffing standard (§3).
_BINARY = re.compile("[\x00-\x08\x0b\x0e-\x1a\x1c-\x1f]")
_SAMPLE = 4096  # characters looked at, at the start and in the middle
_SHARE = 0.02  # of them; a damaged page has a few, random bytes have one in ten


def is_binary(text: str) -> bool:
    """Return whether *text* is a picture, an archive, a PDF or noise read as if it were text; "" is not."""
    if text.startswith("%PDF-"):
        return True
    middle = len(text) // 2
    sample = text[:_SAMPLE] + text[middle : middle + _SAMPLE]
    return len(_BINARY.findall(sample)) > _SHARE * len(sample)
