"""The words of a card: its headline, without kicker and "Read more", and its teaser."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from lxml import etree

from newsspider.fields.cards import Card
from newsspider.fields.targets import Target
from newsspider.page.page import Page
from newsspider.page.tree import text_of
from newsspider.regions.read_also import starts_read_also
from newsspider.text.headings import heading_kind, is_more_label, part_kinds
from newsspider.text.normalize import fold, squeeze

_HEADING = re.compile(r"h[1-6]\Z")
_SHORT = 15  # characters; a line this short beside a longer one is a kicker, not the headline
_LONGEST_LABEL = 25  # characters
_PARTS = 50  # elements inside one link; with more it was never closed, and holds the rest of the page
_TEASER = 30  # characters
_LONGEST_TEASER = 5000  # characters; a longer block is shared by many links, each of which would read it anew
_TITLED = frozenset(("span", "strong", "b", "em"))  # what a link may set its title in
_INSIDE = (*_TITLED, "time", "small", "i", "label")
_LABELLING = frozenset(("label", "date", "author", "count", "hidden"))
_NOT_TEASER = _LABELLING | {"caption"}
# Scripts that put no spaces between words, and say more in a character.
_UNSPACED = re.compile("[\u0e00-\u0e7f\u3040-\u30ff\u3400-\u9fff\uff66-\uff9f]")
_SHORT_UNSPACED = 7  # characters; the same as _SHORT
_LETTER = re.compile(r"(?!(?:https?://|www\.)\S+\Z).*[^\W\d_]")


def title(page: Page, card: Card) -> str:
    """Return the headline of *card*; "" where it has no words.

    The linked heading; then the heading of a card whose link has no text; then the longest linked line that
    comes before any teaser; then what the link or its image says in an attribute.
    """
    found = list(_linked(page, card))
    for choose in (_headings, _long_enough, lambda x: x):
        if lines := choose(found):
            return lines[0][1]
    return _heading_in(page, card) or next(_attributes(card), "")


def teaser(page: Page, card: Card, headline: str) -> str | None:
    """Return the text under the headline of *card*, or None."""
    blocks = page.blocks
    head = fold(headline)
    for i in range(card.first, card.last + 1):
        text = blocks.text[i]
        if (
            not _TEASER <= len(text) <= _LONGEST_TEASER
            or not _is_long(text)
            or (plain := fold(text)) in head
            or head in plain
        ):
            continue
        if not _parts(blocks.element[blocks.node[i]]) & _NOT_TEASER and not is_more_label(text):
            return text
    return None


def _linked(page: Page, card: Card) -> Iterator[tuple[int, str]]:
    """The linked lines of a card with their weight: 8 in h1 to 3 in h6, 1 under a title's class, -1 under a label's."""
    blocks = page.blocks
    for target in card.targets:
        if target.char_end <= target.char_start:
            continue
        text = _cleaned(_line(page, target))
        if is_more_label(text) or not _LETTER.match(text) or _is_direction(text):
            continue
        yield _weight(blocks.element[blocks.node[target.block]]), text


def _weight(element: etree._Element) -> int:
    if _HEADING.match(element.tag):
        return 9 - int(element.tag[1])
    parts = _parts(element)
    return 1 if "title" in parts else -1 if parts & _LABELLING else 0


def _is_direction(text: str) -> bool:
    """Whether *text* is a label such as "Next article"."""
    return len(text) < _LONGEST_LABEL and heading_kind(text) == "prevnext"


def _line(page: Page, target: Target) -> str:
    text = page.blocks.text[target.block][target.char_start : target.char_end]
    parts = len(target.element) and next(islice(target.element.iter(), _PARTS, None), None) is None
    if parts:
        return _without_kicker(target.element, text)
    return text


def _without_kicker(anchor: etree._Element, text: str) -> str:
    """The text of a link without what its inner elements mark as kicker, date or label."""
    inside = list(anchor.iter(*_INSIDE))
    titled = next((e for e in inside if e.tag in _TITLED and _is_title(e)), None)
    if titled is not None and (inner := squeeze(text_of(titled))) and inner in text:
        return inner
    for e in inside:
        inner = squeeze(text_of(e))
        labels = e.tag == "time" or inner.isdigit() or _is_direction(inner) or _parts(e) & _LABELLING
        if labels and 0 < len(inner) < len(text):
            text = _cut(text, inner)
    return squeeze(text)


def _cut(text: str, inner: str) -> str:
    return text.removeprefix(inner) if text.startswith(inner) else text.removesuffix(inner)


def _is_title(element: etree._Element) -> bool:
    parts = _parts(element)
    return "title" in parts and "label" not in parts


def _parts(element: etree._Element) -> frozenset[str]:
    names = (element.get("class") or "").split()
    return frozenset().union(*(part_kinds(name) for name in names)) if names else frozenset()


def _cleaned(text: str) -> str:
    """Without a lead-in such as "Lire aussi :", and without the marks before it."""
    text = text[starts_read_also(text) :].lstrip("›»→←>•·-–—|: \u00a0").rstrip("›→←>| ")
    return text if "«" in text else text.rstrip("» ")


def _headings(found: list[tuple[int, str]]) -> list[tuple[int, str]]:
    best = max((w for w, _ in found), default=0)
    return [x for x in found if x[0] == best and heading_kind(x[1]) is None] if best > 0 else []


def _long_enough(found: list[tuple[int, str]]) -> list[tuple[int, str]]:
    return [x for x in found if x[0] >= 0 and _is_long(x[1])]


def _is_long(text: str) -> bool:
    """Whether *text* is long enough for a headline."""
    if " " in text and len(text) > _SHORT:
        return True
    return len(text) > _SHORT_UNSPACED and _UNSPACED.search(text) is not None


def _heading_in(page: Page, card: Card) -> str:
    blocks = page.blocks
    for i in range(card.first, card.last + 1):
        element = blocks.element[blocks.node[i]]
        titled = _HEADING.match(element.tag) or "title" in _parts(element)
        if titled and heading_kind(blocks.text[i]) is None:
            return _cleaned(blocks.text[i])
    return ""


def _attributes(card: Card) -> Iterator[str]:
    for target in card.targets:
        said = [target.element.get("title"), target.element.get("aria-label")]
        said += [image.get("alt") for image in target.element.iter("img")]
        for value in said:
            text = _cleaned(squeeze(value))
            if _is_long(text) and not is_more_label(text):
                yield text
