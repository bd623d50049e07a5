"""Bytes to text, and what decided the encoding.

UTF-8 that decodes strictly is UTF-8 whatever a label says, since other encodings hardly ever pass for it.
After that come the labels, as far as their text has the letters of one language, then guesses, then windows-1252.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain, islice

from newsspider.page.charsets import CODECS, whatwg_name
from newsspider.page.mojibake import mended, nonsense
from newsspider.page.plausible import plausibility

_BOMS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16le"), (codecs.BOM_UTF16_BE, "utf-16be"))
_HEADER = re.compile(r"charset\s*=\s*[\"']?\s*([^\s\"';,]+)", re.IGNORECASE)
_META = re.compile(rb"\s*=\s*[\"']?\s*([a-z0-9_.:-]{2,40})")
# Possessive, or the stack for going back holds a hundred times the bytes of a page without spaces.
_WORD = re.compile(rb"[\x80-\xff](?:[\x21-\x3b\x40-\x7f]{0,30}+[\x80-\xff])*+[\x40-\x7f]{0,30}+")
_WORDS = 2000  # enough for any statistics; markup, which says nothing, is nine tenths of most pages
_BEFORE = 12  # bytes before a word's first letter beyond ASCII that go with it
_WRITTEN = (
    *("windows-1252", "windows-1251", "windows-1250", "iso-8859-2", "windows-1254", "windows-1253"),
    *("windows-1256", "windows-1255", "windows-1257", "koi8-u", "iso-8859-5", "ibm866", "x-mac-cyrillic"),
    *("macintosh", "gbk", "shift_jis", "euc-jp", "euc-kr", "big5"),
)
_XML = re.compile(rb"\s*<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([a-z0-9_.:-]{2,40})")
_MOST = 16_000_000  # bytes; the largest of 1,596 real pages has 3 MB
_HEAD_BYTES = 65_536  # how far a <meta charset> is looked for; pages with long inline styles put it past 2 KB
_FIRST_BYTES = 4096  # where nearly all of them stand
_CERTAIN = 0.99  # share of letters of one language that needs no second opinion
_BETTER = 0.005  # by which another encoding must beat one tried before it
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
    down for the site, tried before the labels. Any bytes give a text; none give "" as utf-8 by default. No more than
    16 MB are read.
    """
    html = html[:_MOST]
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
        return _escaped(html, content_type)
    try:
        text = html.decode("utf-8")
    except UnicodeDecodeError:
        return None
    return (_labelled_ascii if ascii_only else _utf_8)(html, text, content_type)


def _escaped(html: bytes, content_type: str | None) -> Decoded | None:
    """ISO-2022-JP, which its escapes give away whatever labels say; None where they are none of its."""
    name = "iso-2022-jp"
    text, bad = _tolerant(html, name)
    if bad > _BAD_SHARE or text.isascii():
        return None
    labels = list(_labels(html, content_type))
    source = next((s for s, labelled in labels if labelled == name), "detected")
    return _decoded(text, name, source, bad=bad, mislabelled=any(n != name for _, n in labels))


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
    """The text of bytes that are no UTF-8: by the first label whose text is that of some language, else by the
    label or guess whose text is so most, else as windows-1252 with what fails replaced."""
    labels = list(_labels(html, content_type))
    if configured and (name := whatwg_name(configured)):
        labels.insert(0, ("configured", name))
    best, most = None, 0.0
    for source, name in chain(labels, _guesses(html)):
        text, bad = _tolerant(html, name)
        if bad > _BAD_SHARE or nonsense(text):
            continue
        likely = 1.0 if name == "utf-8" else plausibility(text) - bad  # other bytes hardly pass for UTF-8
        if best is None or likely > most + _BETTER:
            wrong = any(n != name for _, n in labels)
            best, most = _decoded(text, name, source, bad=bad, mislabelled=wrong), likely
        if most >= _CERTAIN:
            break
    return best or _decoded(html.decode("cp1252", "replace"), "windows-1252", "default", bad=1.0)


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
    """UTF-8 with a few broken bytes, as a cut leaves it; then what chardet says of the words beyond ASCII; then
    the encodings that news was written in, for where neither makes sense."""
    yield "detected", "utf-8"
    import chardet

    found = islice(_WORD.finditer(html), _WORDS)
    words = b" ".join(html[max(0, m.start() - _BEFORE) : m.end()] for m in found)
    guess = chardet.detect(words).get("encoding")
    if guess and (name := whatwg_name(guess)):
        yield "detected", name
    for name in _WRITTEN:
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
