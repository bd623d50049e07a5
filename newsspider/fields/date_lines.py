"""The lines on which a page shows its date: a date alone, or announced, near the headline."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from newsspider.fields.near_headline import Neighbourhood, neighbourhood
from newsspider.page.page import Page
from newsspider.regions.decide import Reading
from newsspider.text.date_patterns import dates_in
from newsspider.text.lexicon import words
from newsspider.text.moments import Moment

LONGEST_LINE = 220  # characters; a longer block is text
_ALONE = 14  # letters beside a date and its labels on a line that holds hardly more: a weekday, "à", "Uhr"
_BESIDE = 70  # letters beside it on a line that may still be a date line: an author, a section, a place
_RIGHT_BELOW = 2  # blocks under the headline where a date among other words is as good as one alone
_DATELINE = 40  # characters of a paragraph in which "Karlsruhe, 12.11.2021 –" ends
ANNOUNCED = 40  # characters before a date in which "Publié le" stands
# Captions date pictures, tables date events, quotations (an embedded post among them) what they quote.
_NEVER = frozenset(("figcaption", "caption", "td", "th", "blockquote"))
_LINKED = frozenset(("li", "h1", "h2", "h3", "h4", "h5", "h6"))  # where a link is to another article
_DASH = re.compile(
    r"\s*[)\].]*\s*[-–—:|.)]"
)  # what parts a dateline from the text: "Karlsruhe (12.11.2021)."
_DIGIT = re.compile(r"\d")
_FARTHEST = 6  # ancestors of the headline climbed to a byline that is not right beside it
_LONGEST_ENTRY = (
    700  # characters of "This entry was posted on … You can follow …", which blogs print below a text
)
_ANNOUNCED_AFTER = 60  # characters after a date in which "veröffentlicht" stands
_RIGHT_ABOVE = 3  # blocks above the text
_DIRECTLY = 24  # the same where nothing but the announcement speaks for the date
_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))


@dataclass(frozen=True, slots=True)
class Shown:
    """A date on a line. *level*: 0 announced or alone, 1 beside a few words, 2 in a heading or opening a
    paragraph, 3 announced far from the headline; *block*: its index; *raw*: the text read; *where*: the
    line's tag."""

    level: int
    block: int
    moment: Moment
    raw: str
    where: str


def shown(page: Page, reading: Reading, language: str | None, *, day_first: bool) -> list[Shown]:
    """Return the dates shown near the headline or in bylines that no word announces as an update, the most
    telling lines first, of equal ones the nearest first; right below the headline both kinds are equal."""
    near = neighbourhood(page)
    bylines = [
        i for i, region in enumerate(reading.region) if region == "byline" and not _apart(page, near, i)
    ]
    order: list[int] = [*near.blocks, *bylines, *([near.block] if near.block is not None else [])]
    found: list[Shown] = []
    for i in dict.fromkeys(order):
        found.extend(_of_line(page, i, language, day_first=day_first))
    beside = {*order[:_RIGHT_BELOW], (near.block or 0) - 1}
    return sorted(found, key=lambda line: -1 if line.level < 2 and line.block in beside else line.level)


def _apart(page: Page, near: Neighbourhood, block: int) -> bool:
    """Whether a block stands in a card, sidebar or comment, or in the page's head: its date is another's."""
    distance = near.distance(page.blocks.element[page.blocks.node[block]])
    return distance is None or distance > _FARTHEST


def announced_anywhere(page: Page, language: str | None, *, day_first: bool) -> Iterator[Shown]:
    """Yield the dates that words like "Published on" announce, wherever on the page they stand."""
    for i, text in enumerate(page.blocks.text):
        if (
            len(text) > _LONGEST_ENTRY
            or not _has_digit(text)
            or not _said("published", f"{label_above(page.blocks.text, i)} {text}")
        ):
            continue
        if len(text) > LONGEST_LINE and not _said("itself", text[:LONGEST_LINE]):
            continue
        for before, moment, raw in dates_on(text[:LONGEST_LINE], language, day_first=day_first):
            label = before[-_DIRECTLY:] or label_above(page.blocks.text, i)
            announced = _said("published", label) or _tells_of_itself(page, text, raw)
            if announced and not said_modified(before[-ANNOUNCED:]):
                yield Shown(3, i, moment, raw, page.blocks.tag[i])


def label_above(lines: list[str], block: int) -> str:
    """The line before *block* where it is a label, as "Published:" in the first column of a table; else ""."""
    line = lines[block - 1] if block else ""
    return line if line.endswith((":", "：")) and len(line) <= _DIRECTLY else ""


def _tells_of_itself(page: Page, text: str, raw: str) -> bool:
    """Whether *text* is about the article and says after the date what happened on it: "Dieser Beitrag wurde am
    4. Mai 2010 um 15:04 Uhr veröffentlicht"."""
    before, _, after = text.partition(raw)
    block = neighbourhood(page).block
    title = "" if block is None else page.blocks.text[block]
    own = _said("itself", before) or (title and before.startswith(title))
    return bool(own and _said("published", after[:_ANNOUNCED_AFTER]))


def above_text(page: Page, reading: Reading, language: str | None, *, day_first: bool) -> Iterator[Shown]:
    """Yield the dates on lines right above the text, the nearest first, for pages that show no headline there."""
    first = next((i for i, region in enumerate(reading.region) if region == "body"), 0)
    for i in range(first - 1, max(-1, first - 1 - _RIGHT_ABOVE), -1):
        for line in _of_line(page, i, language, day_first=day_first):
            if line.level < 2 and line.where not in _HEADINGS:
                yield line


def said_modified(text: str) -> bool:
    """Return whether the words of *text* announce the day of an update."""
    return bool(_said("modified", text))


def _said_otherwise(text: str) -> bool:
    """Whether the words of *text* announce an update, or the day from which something is gone."""
    return said_modified(text) or bool(_said("expires", text))


def said_published(text: str) -> bool:
    """Return whether the words of *text* announce the day of publication."""
    return bool(_said("published", text))


def _of_line(page: Page, block: int, language: str | None, *, day_first: bool) -> Iterator[Shown]:
    """The dates of one block with their level; none of a block that is text, a caption or a link elsewhere."""
    text, tag = page.blocks.text[block], page.blocks.tag[block]
    if tag in _NEVER or not _has_digit(text):
        return
    long = len(text) > LONGEST_LINE
    if long:
        text = text[: 2 * _DATELINE]
    read = list(dates_on(text, language, day_first=day_first))
    beside = _letters(text) - sum(_letters(raw) for _, _, raw in read)
    linked = tag in _LINKED and page.blocks.link_chars[block] > len(text) // 2
    for before, moment, raw in read:
        end = text.find(raw) + len(raw)
        opens = end <= _DATELINE and _DASH.match(text, end) is not None
        level = _level(before, _BESIDE + 1 if long else beside, tag, opens=opens)
        if level is not None and not (linked and level) and not _said_otherwise(before[-ANNOUNCED:]):
            yield Shown(level, block, moment, raw, tag)


def _level(before: str, beside: int, tag: str, *, opens: bool) -> int | None:
    """How telling a date is; *before*: the words between it and the date before it, *beside*: the letters of
    its line that belong to no date, *opens*: whether it opens the line and a dash or the like follows."""
    labels = _said("published", before[-ANNOUNCED:])
    rest = beside - max(map(_letters, labels), default=0)
    if rest <= _ALONE or (labels and rest <= _BESIDE):
        return 0
    if rest <= _BESIDE:
        return 2 if tag in _HEADINGS else 1
    return 2 if opens else None


def dates_on(text: str, language: str | None, *, day_first: bool) -> Iterator[tuple[str, Moment, str]]:
    """(words since the date before, moment, text read) of each date in *text*."""
    end = 0
    for found in dates_in(text, language, day_first=day_first):
        yield text[end : found.start], found.moment, text[found.start : found.end]
        end = found.end


def _letters(text: str) -> int:
    return sum(map(str.isalpha, text))


def _has_digit(text: str) -> bool:
    return _DIGIT.search(text) is not None


def _said(table: str, text: str) -> list[str]:
    """The words of *table* that stand in *text* as words, longest first."""
    lower = text.lower()
    return [w for w in words("dates", table) if w in lower and re.search(rf"\b{re.escape(w)}\b", lower)]
