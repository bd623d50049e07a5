"""Markup that would hold up the parser for minutes, or what reads the tree, cut down before the parser sees it.

libxml2 compares every attribute of a tag with all before it: 10,000 take a quarter of a second, 40,000 half a minute.
What reads the tree takes some 50 microseconds a block and 2 a letter, so that a page of a million tags, or of ten million
letters, is read as far as five seconds go.
"""

from __future__ import annotations

import re
from itertools import islice

_MOST = 1000  # attributes that are left to such a tag; real ones have some tens
_SIGNS = 20_000  # ``=`` of a page in which every tag is looked at; four real pages in a thousand have as many
_LONG = 16_000  # bytes of a tag that is cut down; with the shortest attributes it has 4,000, which take 20 ms
_TAGS = 50_000  # of a page that are read; the most in 1,596 real pages are 19,629
_TEXT = 1_500_000  # bytes of a page outside of tags and scripts that are read; the most in 1,596 real pages are 0.9 MB
_LESS = re.compile(rb"<")
_NO_TEXT = re.compile(rb"<(script|style)\b.*?(?:</\1|\Z)|<[^>]*+>?", re.IGNORECASE | re.DOTALL)
# Quotation marks stand around a value only right behind "="; elsewhere libxml2 passes them over.
_VALUE = rb"""=\s*+(?:"[^"]*+(?:"|\Z)|'[^']*+(?:'|\Z)|[^\s>]*+)"""
_TAG = re.compile(rb"<[a-zA-Z](?:" + _VALUE + rb"|[^=>]++)*+(?:>|\Z)")
_ATTRIBUTE = re.compile(rb"""(?<=[\s/"'])[^\s/=>]++(?:\s*+""" + _VALUE + rb")?+")


def screened(markup: bytes) -> bytes:
    """Return *markup* as far as 50,000 tags and 1.5 MB of text go, with a thousand attributes at most in tags of 16,000
    bytes and more; mostly the same object.

    Takes less than a tenth of a millisecond for most pages: such a tag is a long stretch without ``<``, or the page has
    very many ``=``.
    """
    if len(markup) < _LONG:
        return markup
    markup = _begun(markup)
    if not (markup.count(b"=") > _SIGNS or _has_long_tag(markup)):
        return markup
    return _TAG.sub(_thinned, markup)


def _begun(markup: bytes) -> bytes:
    """The beginning of a page that has too many tags or too much text."""
    if markup.count(b"<") > _TAGS:
        markup = markup[: next(islice(_LESS.finditer(markup), _TAGS, None)).start()]
    if len(markup) <= _TEXT:
        return markup
    text = end = 0
    for between in _NO_TEXT.finditer(markup):
        text += between.start() - end
        if text > _TEXT:
            return markup[: between.start() - (text - _TEXT)]
        end = between.end()
    return markup[: end + _TEXT - text]


def _has_long_tag(markup: bytes) -> bool:
    """Return whether one of the long stretches without ``<`` is a tag, not text or a script."""
    start = 0
    while start + _LONG <= len(markup):
        found = markup.rfind(b"<", start, start + _LONG)
        if found < 0:
            tag = _TAG.match(markup, max(start - 1, 0))
            if tag and tag.end() - tag.start() >= _LONG:
                return True
            found = markup.find(b"<", start + _LONG)
            if found < 0:
                return False
        start = found + 1
    return False


def _thinned(tag: re.Match[bytes]) -> bytes:
    """The first attributes of a tag that has too many, the tag as it is otherwise."""
    if tag.end() - tag.start() < _LONG:
        return tag[0]
    for number, attribute in enumerate(_ATTRIBUTE.finditer(tag[0]), start=1):
        if number == _MOST:
            return tag[0][: attribute.end()] + b">"
    return tag[0]
