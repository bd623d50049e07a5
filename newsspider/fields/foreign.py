"""Blocks of the body that other fields, or the elements around them, show to be no text of the article."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from newsspider.fields import authors
from newsspider.fields.byline_prefix import announces
from newsspider.fields.notices import notices
from newsspider.page.blocks import Blocks
from newsspider.page.page import Page
from newsspider.regions.decide import Reading
from newsspider.text.lexicon import words
from newsspider.text.normalize import fold

_CLOCK = re.compile(
    r"\W*\d{1,2}\s?[:.h]\s?\d{2}(?:[:.]\d{2})?\s*(?:uhr|h|год|ч|[ap]\.?m\.?)?(?:\s[a-z]{2,4})?\W*"
)
_LINE = 120  # characters of a byline printed once more
_SENTENCE = 60  # characters of a block that ends as a sentence does
_BIO = 600  # characters; a longer last paragraph is text
_LAST = 3  # blocks at the end among which an author is told of
_FORM = 600  # characters of a form; what holds more holds other things too
_ENDS = (".", "!", "?", "…", "”", "»", '"', "。", "！", "？")
_CELLS = frozenset(("td", "th"))
_RULE = 3  # characters
_PLACES = 4  # blocks at the beginning among which a byline stands

Found = Iterator[tuple[int, str]]


def foreign(page: Page, reading: Reading, kept: Sequence[int]) -> Found:
    """Yield the blocks among *kept* that are none of the article's text, each with what shows it."""
    blocks = page.blocks
    for i in kept:
        if blocks.tag[i] not in _CELLS:
            text = blocks.text[i]
            if not any(map(str.isalnum, text)) and not _parts(text):
                yield i, "mark"
            elif text[0].isdigit() and len(text) < 20 and _CLOCK.fullmatch(fold(text)):
                yield i, "clock"
    yield from _signed(page, reading, kept)
    yield from _in_forms(blocks, kept)
    yield from _behind_notice(page, reading, kept)


def _parts(text: str) -> bool:
    """Return whether a line without a letter parts what stands above and below it: ``***``, ``___``."""
    return len(text) >= _RULE and len(set(text) - {" "}) == 1


def _signed(page: Page, reading: Reading, kept: Sequence[int]) -> Found:
    """The byline once more before the text, and what the page tells of the author after it."""
    texts = page.blocks.text
    first = [i for i in kept[:_PLACES] if len(texts[i]) < _LINE and announces(texts[i])]
    last = {i: _tells_of(texts[i]) for i in kept[-_LAST:] if len(texts[i]) <= _BIO}
    if len(kept) < _LAST or not (first or any(name and _is_known(page, name) for name in last.values())):
        return
    byline = authors.authors(page, reading)
    names = [fold(a.name) for a in byline.value if " " in a.name] if byline else []
    for i in first:
        if any(name in fold(texts[i]) for name in names) and not texts[i].endswith(_ENDS):
            yield i, "byline"
    for i, name in reversed(last.items()):
        if name not in names:
            return
        yield i, "author"


def _tells_of(text: str) -> str | None:
    """Return the folded name that a block opens with and tells of, None where it opens with none."""
    capitals = [word.lstrip("*–—-([")[:1].isupper() for word in text[:_LINE].split(" ", 2)[:2]]
    found = _name_and_bio().match(fold(text[:_LINE])) if capitals == [True, True] else None
    return found[1] if found else None


def _is_known(page: Page, name: str) -> bool:
    """Return whether a folded name stands in the page's head, or alone in one of its short blocks, as authors' do."""
    stated = [page.metadata.get("author"), str((page.linked_data.article or {}).get("author"))]
    lines = (line for line in page.blocks.text if len(name) <= len(line) < _LINE)
    return any(name in fold(value) for value in (*filter(None, stated), *lines))


@cache
def _name_and_bio() -> re.Pattern[str]:
    """Two to four words, and how a line goes on after the name of the author it tells of."""
    verbs = "|".join(map(re.escape, words("closings", "bio")))
    return re.compile(rf"\W*([\w.'-]+(?: [\w.'-]+){{1,3}}?)\s*(?:[,:]|-\s|\(@|\s(?:{verbs})\b)")


def _in_forms(blocks: Blocks, kept: Sequence[int]) -> Found:
    """The labels of a box that asks for an address."""
    prose = _prose(blocks, kept)
    labels = [i for i in kept if not _is_sentence(blocks.text[i])] if prose else []
    boxes = {i: _box(blocks, i, prose) for i in labels}
    forms = {box for box in set(boxes.values()) if box >= 0 and _asks_for_address(blocks, box)}
    sizes = _sizes(blocks) if forms else []
    yield from ((i, "form") for i, box in boxes.items() if box in forms and sizes[box] <= _FORM)


def _sizes(blocks: Blocks) -> list[int]:
    """Return the characters of text in and below each node."""
    sizes = [0] * len(blocks.parent)
    for node, text in zip(blocks.node, blocks.text, strict=True):
        if node >= 0:
            sizes[node] += len(text)
    for node in range(len(sizes) - 1, 0, -1):
        if blocks.parent[node] >= 0:
            sizes[blocks.parent[node]] += sizes[node]
    return sizes


def _behind_notice(page: Page, reading: Reading, kept: Sequence[int]) -> Found:
    """All of the box that asks to subscribe."""
    blocks = page.blocks
    notice = _notice(page, reading, kept)
    if notice is None:
        return
    box = _box(blocks, notice, _prose(blocks, [i for i in kept if i < notice]))
    inside = [i for i in kept if box >= 0 and _within(blocks, i, box)]
    if 2 * sum(len(blocks.text[i]) for i in inside) < sum(len(blocks.text[i]) for i in kept):
        yield from ((i, "paywall") for i in inside)


def _is_sentence(text: str) -> bool:
    return len(text) >= _SENTENCE and text.endswith(_ENDS)


def _prose(blocks: Blocks, kept: Sequence[int]) -> set[int]:
    """Return the nodes that hold one of the sentences of *kept*."""
    found: set[int] = set()
    for i in kept:
        node = blocks.node[i] if _is_sentence(blocks.text[i]) else -1
        while node >= 0 and node not in found:
            found.add(node)
            node = blocks.parent[node]
    return found


def _box(blocks: Blocks, i: int, prose: set[int]) -> int:
    """Return the widest element around block *i* that holds no *prose*, -1 where its own does."""
    node, box = blocks.node[i], -1
    while node >= 0 and node not in prose:
        node, box = blocks.parent[node], node
    return box


def _within(blocks: Blocks, i: int, box: int) -> bool:
    node = blocks.node[i]
    while node > box:
        node = blocks.parent[node]
    return node == box


def _asks_for_address(blocks: Blocks, box: int) -> bool:
    """Return whether an element asks for an address."""
    return any(e.get("type") == "email" for e in blocks.element[box].iter("input"))


def _notice(page: Page, reading: Reading, kept: Sequence[int]) -> int | None:
    """Return the first block behind a sentence of the text, and none of it, that tells of a paywall."""
    start = next((i for i in kept if _is_sentence(page.blocks.text[i])), None)
    if start is None:
        return None
    return next((i for i in notices(page, "paywall") if i > start and reading.region[i] != "body"), None)
