"""Bytes to text, and what decided the encoding.

UTF-8 that decodes strictly is UTF-8 whatever a label says, since other encodings hardly ever pass for it.
After that come the labels, as far as they give text that makes sense, then a guess, then windows-1252.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain

from newsspider.page.charsets import CODECS, whatwg_name
from newsspider.page.mojibake import mended, nonsense

_BOMS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16le"), (codecs.BOM_UTF16_BE, "utf-16be"))
_HEADER = re.compile(r"charset\s*=\s*[\"']?\s*([^\s\"';,]+)", re.IGNORECASE)
_META = re.compile(rb"\s*=\s*[\"']?\s*([a-z0-9_.:-]{2,40})")
_LABELS = re.compile(rb"charset|encoding", re.IGNORECASE)
_XML = re.compile(rb"\s*<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([a-z0-9_.:-]{2,40})")
_HEAD_BYTES = 65_536  # how far a <meta charset> is looked for; pages with long inline styles put it past 2 KB
_FIRST_BYTES = 4096  # where nearly all of them stand
_BAD_SHARE = 0.02  # of the characters beyond ASCII that may be undecodable in a page of that encoding


@dataclass(frozen=True, slots=True)
class Decoded:
    """*charset*: WHATWG name. *source*: ``bom``, ``header``, ``meta``, ``detected``, ``configured`` or
    ``default``. *warnings*: stable codes: ``charset-mislabelled`` (a label names another encoding than the
    bytes have), ``undecodable-bytes`` (some stand as U+FFFD), ``double-encoded`` (mended). *utf_8*: the bytes
    of the page where they are *text* in UTF-8, as nearly all are; None elsewhere."""

    text: str
    charset: str
    source: str
    warnings: tuple[str, ...] = ()
    utf_8: bytes | None = None


def decode(html: bytes, content_type: str | None, configured: str | None = None) -> Decoded:
    """Return the text of a page.

    *content_type*: the response's header as received, or None; *configured*: the encoding a person wrote
    down for the site, tried before the labels. Any bytes give a text; none give "" as utf-8 by default.
    """
    return _marked(html) or _unicode(html, content_type) or _legacy(html, content_type, configured)


def _marked(html: bytes) -> Decoded | None:
    """The text after a byte order mark, or None where there is none or it lies."""
    for bom, name in _BOMS:
        if html.startswith(bom):
            text, bad = _tolerant(html[len(bom) :], name)
            return _decoded(text, name, "bom", bad=bad) if bad <= _BAD_SHARE else None
    return None


def _unicode(html: bytes, content_type: str | None) -> Decoded | None:
    if wide := _utf_16(html):
        text, bad = _tolerant(html, wide)
        source = (
            "header" if wide in {n for s, n in _labels(html, content_type) if s == "header"} else "detected"
        )
        return _decoded(text, wide, source, bad=bad)
    ascii_only = html.isascii()
    if ascii_only and b"\x1b$" in html[:_HEAD_BYTES]:
        return None
    try:
        text = html.decode("utf-8")
    except UnicodeDecodeError:
        return None
    return (_labelled_ascii if ascii_only else _utf_8)(html, text, content_type)


def _utf_8(html: bytes, text: str, content_type: str | None) -> Decoded:
    labels = list(_labels(html, content_type))
    source = next((s for s, name in labels if name == "utf-8"), "detected")
    warnings = ("charset-mislabelled",) if any(name != "utf-8" for _, name in labels) else ()
    if better := mended(text):
        return Decoded(better, "utf-8", source, (*warnings, "double-encoded"))
    return Decoded(text, "utf-8", source, warnings, html)


def _labelled_ascii(html: bytes, text: str, content_type: str | None) -> Decoded:
    """Every encoding but UTF-16 reads these bytes alike, so the first label is believed."""
    usable = ((s, name) for s, name in _labels(html, content_type) if not name.startswith("utf-16"))
    source, name = next(usable, ("default", "utf-8"))
    return Decoded(text, name, source, utf_8=html)


def _legacy(html: bytes, content_type: str | None, configured: str | None) -> Decoded:
    """The text of bytes that are no UTF-8: by label, by guess, or as windows-1252 with what fails replaced."""
    labels = list(_labels(html, content_type))
    if configured and (name := whatwg_name(configured)):
        labels.insert(0, ("configured", name))
    for source, name in chain(labels, _guesses(html)):
        text, bad = _tolerant(html, name)
        if bad <= _BAD_SHARE and not nonsense(text):
            return _decoded(text, name, source, bad=bad, mislabelled=any(n != name for _, n in labels))
    return _decoded(html.decode("cp1252", "replace"), "windows-1252", "default", bad=1.0)


def _decoded(text: str, name: str, source: str, *, bad: float, mislabelled: bool = False) -> Decoded:
    codes = (("charset-mislabelled", mislabelled), ("undecodable-bytes", bad > 0))
    return Decoded(text, name, source, tuple(code for code, holds in codes if holds))


def _tolerant(html: bytes, name: str) -> tuple[str, float]:
    """Return the text under encoding *name* and the share of its characters beyond ASCII that failed, 0 to 1."""
    text = html.decode(CODECS[name], "replace")
    failed = text.count("\ufffd")
    if not failed:
        return text, 0.0
    beyond = len(text) - len(text.encode("ascii", "ignore"))
    return text, failed / beyond


def _guesses(html: bytes) -> Iterator[tuple[str, str]]:
    """ISO-2022-JP by its escapes; UTF-8 with a few broken bytes, as a cut leaves it; then what chardet says."""
    yield "detected", "iso-2022-jp" if html.isascii() else "utf-8"
    import chardet

    unlabelled = _LABELS.sub(b"--------", html)  # chardet believes labels, and these were found wrong
    guess = chardet.detect(unlabelled).get("encoding")
    if guess and (name := whatwg_name(guess)):
        yield "detected", name


def _utf_16(html: bytes) -> str | None:
    """Return which UTF-16 the bytes are in by their zero bytes, every other of Latin text; None if neither."""
    start = html[:512]
    even, odd = start[::2].count(0), start[1::2].count(0)
    if max(even, odd) < 8 or max(even, odd) < len(start) // 25:
        return None
    if even <= odd // 8:
        return "utf-16le"
    return "utf-16be" if odd <= even // 8 else None


def _labels(html: bytes, content_type: str | None) -> Iterator[tuple[str, str]]:
    """Yield (``header`` or ``meta``, WHATWG name) for each label that names an encoding, header first."""
    found = _HEADER.search(content_type or "")
    if found and (name := whatwg_name(found[1])):
        yield "header", name
    if name := _declared(html[:_FIRST_BYTES].lower()) or _declared(html[:_HEAD_BYTES].lower()):
        yield "meta", name


def _declared(head: bytes) -> str | None:
    """Return what the first ``<meta charset>`` or XML declaration says; *head* in lower case."""
    at = head.find(b"charset")
    while at >= 0:
        opening = head.rfind(b"<", max(0, at - 500), at)
        found = _META.match(head, at + len(b"charset"))
        if found and opening >= 0 and head.startswith(b"<meta", opening):
            return whatwg_name(found[1].decode())
        at = head.find(b"charset", at + 1)
    found = _XML.match(head)
    return whatwg_name(found[1].decode()) if found else None
