"""JSON as pages print it, made into JSON: one pass over the text that mends what writers by hand and templates break.

Mended: comments and CDATA marks around it, trailing commas, line breaks and controls inside strings, quotation
marks inside strings that were not escaped, escapes JSON does not know, several values after each other, text that
was cut off.
"""

from __future__ import annotations

import html
import json
import re
from typing import Any

MAX_DEPTH = 200  # deeper than any vocabulary nests; json's reader fails near 1,000
MAX_CHARS = 2_000_000  # of one script that are repaired
_WRAPPERS = re.compile(r"<!--|-->|(?://\s*|/\*\s*)?<!\[CDATA\[(?:\s*\*/)?|(?://\s*|/\*\s*)?\]\]>(?:\s*\*/)?")
_TOKEN = re.compile(r'"|[{}\[\],]|/\*|//[^\n]*|[^"{}\[\],/]+|/')
_STRING_PIECE = re.compile(r'[^"\\\x00-\x1f]+|\\u[0-9a-fA-F]{4}|\\.|["\\\x00-\x1f]', re.DOTALL)
_AFTER_STRING = re.compile(r"\s*(?:[,:}\]]|/[/*]|\Z)")
_LONE = re.compile(r"\\u[dD](?:[89abAB][0-9a-fA-F]{2}(?!\\u[dD][c-fC-F])|[c-fC-F][0-9a-fA-F]{2})")
_PAIR = re.compile(r"(\\u[dD][89abAB][0-9a-fA-F]{2})(\\u[dD][c-fC-F][0-9a-fA-F]{2})")
_CLOSE = {"{": "}", "[": "]"}
_ESCAPES = frozenset('"\\/bfnrtu')


def repaired(text: str) -> list[Any] | None:
    """Return the values of *text*, [] where it holds only white space; None where it makes no sense as JSON."""
    clean = _WRAPPERS.sub(" ", text[:MAX_CHARS]).strip().lstrip("\ufeff").rstrip("; \t\r\n")
    if '"' not in clean and "&quot;" in clean:
        clean = html.unescape(clean)
    mended = _Mender(clean).text()
    return None if mended is None else _values(mended)


def _values(text: str) -> list[Any] | None:
    decoder = json.JSONDecoder(strict=False, parse_constant=lambda _: None)
    values: list[Any] = []
    at = _skipped(text, 0)
    while at < len(text):
        try:
            value, at = decoder.raw_decode(text, at)
        except ValueError:
            return values or None
        values.append(value)
        at = _skipped(text, at)
    return values


def _skipped(text: str, at: int) -> int:
    while at < len(text) and text[at] in " \t\r\n,;":
        at += 1
    return at


class _Mender:
    """One pass over the text: what is open, and what was written so far."""

    def __init__(self, text: str) -> None:
        self._source = text
        self._out: list[str] = []
        self._open: list[str] = []

    def text(self) -> str | None:
        """Return the mended text, None where it nests deeper than ``MAX_DEPTH``."""
        at = 0
        while at < len(self._source):
            token = _TOKEN.match(self._source, at)
            if token is None or len(self._open) > MAX_DEPTH:
                return None
            at = self._string(token.end()) if token.group() == '"' else self._plain(token)
        self._drop_comma()
        return "".join(self._out) + "".join(_CLOSE[c] for c in reversed(self._open))

    def _plain(self, token: re.Match[str]) -> int:
        piece = token.group()
        if piece in _CLOSE:
            self._open.append(piece)
        elif piece in {"}", "]"}:
            self._drop_comma()
            if not self._open or _CLOSE[self._open.pop()] != piece:
                return token.end()
        if piece == "/*":
            end = self._source.find("*/", token.end())
            return end + 2 if end >= 0 else len(self._source)
        if not piece.startswith("//"):
            self._out.append(piece)
        return token.end()

    def _drop_comma(self) -> None:
        while self._out and (self._out[-1] == "," or self._out[-1].isspace()):
            self._out.pop()

    def _string(self, at: int) -> int:
        pieces = ['"']
        while piece := _STRING_PIECE.match(self._source, at):
            at = piece.end()
            if piece.group() == '"':
                if _AFTER_STRING.match(self._source, at):
                    break
                pieces.append('\\"')
            else:
                pieces.append(_escaped(piece.group()))
        self._out.append(_without_lone("".join(pieces)) + '"')
        return at


def _escaped(piece: str) -> str:
    if piece[0] < " ":
        return " "
    if piece[0] == "\\" and (len(piece) == 1 or piece[1] not in _ESCAPES or piece == "\\u"):
        return piece[1:]
    return piece


def _without_lone(text: str) -> str:
    """Replace escapes of half a surrogate pair, which no UTF-8 can hold."""
    if "\\u" not in text:
        return text
    paired = _PAIR.sub(lambda m: json.loads(f'"{m[1]}{m[2]}"'), text)
    return _LONE.sub("\\\\ufffd", paired)
