"""Markup that would hold up the parser for minutes, or what reads the tree, cut down before the parser sees it.

libxml2 compares every attribute of a tag with all before it: 10,000 take a quarter of a second, 40,000 half a minute.
What reads the tree takes some 50 microseconds a block and 2 a letter, so that a page of a million tags, or of ten million
letters, is read as far as five seconds go.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

_MOST = 500  # attributes that are left to such a tag; real ones have some tens
_SIGNS = 20_000  # ``=`` of a page in which every tag is looked at; four real pages in a thousand have as many
_LONG = 16_000  # bytes of a tag that is cut down; 4,000 of the shortest attributes, which take 20 ms
_LONG_OF_MANY = 3000  # likewise in a page so large that it may have hundreds of them
_LARGE = 1_000_000  # bytes of such a page; seven of 1,596 real ones
_TAGS = 50_000  # of a page that are read; the most in 1,596 real pages are 19,629
_TEXT = 1_500_000  # bytes of a page outside of tags and scripts that are read; the most in 1,596 real pages are 0.9 MB
_ATTRIBUTES = (
    300_000  # words and ``=`` in the tags of a page that are read; the most in 1,596 real pages are 39,004
)
_NO_TEXT = re.compile(rb"<(script|style)\b.*?(?:</\1|\Z)|<[^<>]*+>?", re.IGNORECASE | re.DOTALL)
# Quotation marks stand around a value only right behind "="; elsewhere libxml2 passes them over.
_VALUE = rb"""=\s*+(?:"[^"]*+(?:"|\Z)|'[^']*+(?:'|\Z)|[^\s>]*+)"""
_TAG = re.compile(rb"<[a-zA-Z](?:" + _VALUE + rb"|[^=>]++)*+(?:>|\Z)")
_ATTRIBUTE = re.compile(rb"""(?<=[\s/"'])[^\s/=>]++(?:\s*+""" + _VALUE + rb")?+")


def screened(markup: bytes) -> bytes:
    """Return *markup* as far as 50,000 tags, 300,000 attributes and 1.5 MB of text go, with 500 attributes at most in tags of 16,000
    bytes and more (3,000 in a large page); mostly the same object.

    Takes less than a tenth of a millisecond for most pages: such a tag is a long stretch without ``<``, or the page has
    very many ``=``.
    """
    if len(markup) < _LONG:
        return markup
    markup = _begun(markup)
    long = _LONG if len(markup) < _LARGE else _LONG_OF_MANY
    if markup.count(b"=") > _SIGNS:
        return _TAG.sub(lambda tag: _thinned(tag, long), markup)
    pieces, end = [], 0
    for tag in _long_tags(markup, long):
        if (thin := _thinned(tag, long)) != tag[0]:
            pieces += [markup[end : tag.start()], thin]
            end = tag.end()
    return b"".join((*pieces, markup[end:])) if pieces else markup


def _begun(markup: bytes) -> bytes:
    """The beginning of a page that has too many tags, those in scripts not counted, too many attributes, or too much
    text."""
    if len(markup) < 3 * _TAGS or (len(markup) <= _TEXT and markup.count(b"<") <= _TAGS):
        return markup
    text = attributes = end = 0
    for tags, between in enumerate(_NO_TEXT.finditer(markup), start=1):
        text += between.start() - end
        if between[1] is None:
            attributes += len(between[0].split()) + between[0].count(b"=")  # no fewer than there are
        if text > _TEXT:
            return markup[: between.start() - (text - _TEXT)]
        if tags > _TAGS or attributes > _ATTRIBUTES:
            return markup[: between.start()]
        end = between.end()
    return markup[: end + _TEXT - text]


def _long_tags(markup: bytes, long: int) -> Iterator[re.Match[bytes]]:
    """Yield the long stretches without ``<`` that are tags, not text or a script."""
    start = 0
    while start + long <= len(markup):
        found = markup.rfind(b"<", start, start + long)
        if found < 0:
            tag = _TAG.match(markup, max(start - 1, 0))
            if tag and tag.end() - tag.start() >= long:
                yield tag
                start = tag.end()
                continue
            found = markup.find(b"<", start + long)
            if found < 0:
                return
        start = found + 1


def _thinned(tag: re.Match[bytes], long: int) -> bytes:
    """The first attributes of a tag that has too many, the tag as it is otherwise."""
    if tag.end() - tag.start() < long:
        return tag[0]
    for number, attribute in enumerate(_ATTRIBUTE.finditer(tag[0]), start=1):
        if number == _MOST:
            return tag[0][: attribute.end()] + b">"
    return tag[0]
