"""What a body is by its first bytes, for answers that call anything a web page."""

from __future__ import annotations

import re

# The magic numbers of the WHATWG MIME Sniffing standard (§6), and of the documents that news sites offer beside pages.
_SIGNATURES = (
    (b"%PDF-", "a PDF"),
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"\x89PNG\r\n\x1a\n", "a PNG picture"),
    (b"GIF8", "a GIF picture"),
    (b"RIFF", "a WebP picture, or sound"),
    (b"PK\x03\x04", "a zip archive, or a document of an office program"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"Rar!\x1a\x07", "a RAR archive"),
    (b"7z\xbc\xaf\x27\x1c", "a 7z archive"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "a document of an office program"),
    (b"OggS", "sound or a film"),
    (b"ID3", "sound"),
    (b"\x1a\x45\xdf\xa3", "a film"),
    (b"wOFF", "a font"),
    (b"wOF2", "a font"),
)
_FILM = b"ftyp"  # behind the four bytes that give its length
_LOOKED_AT = (
    1024  # bytes, where a page's first tag stands; in 1,596 real pages behind at most some line breaks
)
_JSON = re.compile(rb"\s*+[\[{]\s*+[\"\[{\]}\d][^<]*+\Z")  # what begins no web page
_TAG = re.compile(rb"<\x00?[a-zA-Z!?/]")  # in UTF-16, too


def no_page(body: bytes) -> str | None:
    """Return what *body* is instead of a web page, in words for a message; None where it may be one.

    Goes by the first 1,024 bytes behind the white space at the beginning; an empty body may be a page.
    """
    begun = body[: 4 * _LOOKED_AT].lstrip()[:_LOOKED_AT]
    named = next((name for magic, name in _SIGNATURES if begun.startswith(magic)), None)
    if named or begun[4:8] == _FILM:
        return named or "a film"
    if _JSON.match(begun):
        return "JSON"
    return "a script, a stylesheet or plain text, without a tag" if begun and not _TAG.search(begun) else None
