"""XML of strangers, made harmless before a parser sees it: no document type, so no entities; no tags without end."""

from __future__ import annotations

import codecs
import re

_WIDE = ((codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
_DECLARED = re.compile(r"\s*+<\?xml[^>]*+>")
# With its internal subset, as far as that holds no "]"; what is left of one that does is text.
_DOCUMENT_TYPE = re.compile(rb"<!DOCTYPE[^\[>]*+(?:\[[^\]]*+\]?[^>]*+)?>?", re.IGNORECASE)
_LONGEST = 20_000  # bytes of a tag; libxml2 takes seconds over the attributes of one of a megabyte
_LONG = re.compile(rb"<[^<>!][^<>]{%d}" % _LONGEST)


def harmless(body: bytes, most: int) -> bytes:
    """Return the first *most* bytes of *body* without its document type declaration, and with it all entities but XML's
    own; b"" where a tag is longer than 20,000 bytes. UTF-16 comes back as UTF-8, in which no declaration hides."""
    plain = body[:most]
    for mark, charset in _WIDE:
        if plain.startswith(mark):
            text = plain[len(mark) :].decode(charset, "replace")
            plain = _DECLARED.sub("", text, count=1).encode("utf-8", "replace")
    if b"<!" in plain:
        plain = _DOCUMENT_TYPE.sub(b"", plain)
    return b"" if len(plain) > _LONGEST and _LONG.search(plain) else plain
