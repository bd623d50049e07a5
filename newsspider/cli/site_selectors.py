"""CSS selectors for elements of a page that will stand on the site's next pages too: made of words, not of numbers."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from lxml import etree

_WORDS = re.compile(r"(?:[A-Za-z]{2,24}|[a-z](?=-))(?:[-_]{1,2}[A-Za-z]{2,24}){0,5}\Z")
_PIECE = re.compile(r"[A-Z]?[a-z]+|[A-Z]+")
_VOWEL = re.compile(r"[aeiouy]", re.IGNORECASE)
_GENERATED = re.compile(r"(?:css|sc|jsx|jss|svelte|emotion|styled|tdi|category|tag|has|is|col|flex|grid)[-_]")
_STATES = frozenset(
    [
        "active",
        "current",
        "desktop",
        "even",
        "first",
        "flex",
        "grid",
        "hidden",
        "last",
        "mobile",
        "odd",
        "open",
        "selected",
        "show",
        "visible",
    ]
)
# Letters of both cases as hashes have them: vMjA, ZRif; but newsName.
_BLEND = re.compile(r"[a-z][A-Z]|(?=[A-Za-z]{1,6}\Z)[A-Za-z]+[A-Z]")
_LONGEST_BLEND = 3  # letters without a vowel that can be an abbreviation ("btn")
_SHORTEST = 2.5  # letters of the pieces of a name of three or more, on average; below it is a hash
_HIGHEST = 6  # ancestors that may stand before the element in its selector
_MOST = 60  # selectors of one element
_PROPERTIES = ("itemprop", "rel", "data-testid", "role")


def is_stable(name: str) -> bool:
    """Return whether a class or id is words that stay, rather than a hash, a state or the number of one page."""
    if not _WORDS.match(name) or _GENERATED.match(name):
        return False
    pieces = _PIECE.findall(name)
    if _BLEND.match(name) or any(piece.lower() in _STATES for piece in pieces):
        return False
    if len(pieces) > 2 and sum(map(len, pieces)) < _SHORTEST * len(pieces):
        return False
    return all(len(piece) <= _LONGEST_BLEND or _VOWEL.search(piece) for piece in pieces)


def selectors(element: etree._Element) -> Iterator[str]:
    """Yield selectors that fit *element*, the shortest first: by itself, then below each of its nearest ancestors that
    has a name. Whether one fits others too is for the caller to see. None for an element of a tag with a prefix."""
    own = list(_alone(element))
    yield from islice((css for css in (*own, *_below(element, own))), _MOST)


def _alone(element: etree._Element) -> Iterator[str]:
    """Selectors of the element by itself, the surest first, its bare tag last."""
    tag = element.tag
    if not isinstance(tag, str) or not tag.isalnum():
        return
    name = element.get("id") or ""
    if is_stable(name):
        yield f"#{name}"
    classes = [word for word in dict.fromkeys((element.get("class") or "").split()) if is_stable(word)]
    yield from (f"{tag}.{word}" for word in sorted(classes, key=len, reverse=True))
    for attribute in _PROPERTIES:
        if is_stable(value := element.get(attribute) or ""):
            yield f"{tag}[{attribute}='{value}']"
    if len(classes) > 1:
        yield f"{tag}.{'.'.join(classes[:2])}"
    yield tag


def _below(element: etree._Element, own: list[str]) -> Iterator[str]:
    """Selectors of the element inside one of its ancestors: all of its own below one ancestor before the next."""
    for ancestor in islice(element.iterancestors(), _HIGHEST):
        if ancestor.tag in {"body", "html"}:
            return
        around = [
            css for css in _alone(ancestor) if css != ancestor.tag or css in {"article", "main", "header"}
        ]
        yield from (f"{above} {css}" for above in around[:3] for css in own)
