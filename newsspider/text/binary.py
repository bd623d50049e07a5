"""Whether what was decoded as text ever was text."""

from __future__ import annotations

# The binary data bytes of the WHATWG MIME Sniffing standard (§3).
_BINARY = bytes((*range(0x09), 0x0B, *range(0x0E, 0x1B), *range(0x1C, 0x20)))
_SAMPLE = 4096  # characters looked at, at the start and in the middle
_SHARE = 0.02  # of them; a damaged page has a few, random bytes have one in ten


def is_binary(text: str) -> bool:
    """Return whether *text* is a picture, an archive, a PDF or noise read as if it were text; "" is not."""
    if text.startswith("%PDF-"):
        return True
    middle = len(text) // 2
    sample = text[:_SAMPLE] + text[middle : middle + _SAMPLE]
    raw = sample.encode("utf-8", "replace")
    return len(raw) - len(raw.translate(None, _BINARY)) > _SHARE * len(sample)
