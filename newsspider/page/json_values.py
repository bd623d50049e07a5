"""What a value of JSON-LD says: publishers write text, numbers, lists and objects for the same property."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import chain
from typing import Any

from newsspider.text.normalize import squeeze

_VOCABULARY = re.compile(r"[/#:]")
_TAG = re.compile(r"</?[a-zA-Z][^<>]{0,500}>")
_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z][a-zA-Z0-9]{1,30});")


def types(node: Any) -> frozenset[str]:
    """Return the types of *node* without vocabulary (``NewsArticle``); empty where it has none."""
    value = node.get("@type") if isinstance(node, dict) else None
    if isinstance(value, str):
        return _bare(value)
    names = value if isinstance(value, list) else ()
    return frozenset(chain.from_iterable(_bare(name) for name in names if isinstance(name, str)))


@lru_cache(maxsize=1024)
def _bare(name: str) -> frozenset[str]:
    """The one type that *name* names, without its vocabulary."""
    return frozenset((_VOCABULARY.split(name)[-1].strip(),))


def text(value: Any) -> str | None:
    """Return *value* as one line of plain text, without tags and entities; None where it holds none.

    Of a list, the first that holds some; of an object its ``@value``, ``name``, ``headline`` or ``text``.
    """
    return next(texts(value), None)


def texts(value: Any) -> Iterator[str]:
    """Yield every text in *value*, as ``text`` reads it; numbers as they are printed."""
    if isinstance(value, str):
        if plain := _plain(value):
            yield plain
    elif isinstance(value, (int, float)) and not isinstance(value, bool):
        yield str(value)
    elif isinstance(value, list):
        for one in value:
            yield from texts(one) if not isinstance(one, list) else ()
    elif isinstance(value, dict):
        named = (
            value[key]
            for key in ("@value", "name", "headline", "text")
            if isinstance(value.get(key), (str, list))
        )
        yield from texts(next(named, None))


def addresses(value: Any) -> Iterator[str]:
    """Yield the addresses in *value*: strings as they stand, ``url``, ``contentUrl`` or ``@id`` of objects."""
    for one in value if isinstance(value, list) else [value]:
        if isinstance(one, str) and one.strip():
            yield html.unescape(one.strip()) if "&amp;" in one else one.strip()
        elif isinstance(one, dict):
            named = (one[key] for key in ("url", "contentUrl", "@id") if one.get(key))
            found = next(named, None)
            yield from addresses(found) if not isinstance(found, dict) else ()


def _plain(value: str) -> str:
    for _ in range(2):  # "&amp;#039;" was escaped twice
        if "&" in value and _ENTITY.search(value):
            value = _ENTITY.sub(lambda m: html.unescape(m.group()), value)
    return squeeze(_TAG.sub(" ", value) if "<" in value else value)
