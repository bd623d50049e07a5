"""Lines that name authors: "By Jane Doe", "Jane Doe | 5 May 2024", and the name that signs a text."""

from __future__ import annotations

from collections.abc import Iterator

from newsspider.fields import author_elements as elements
from newsspider.fields.agency import agency_called
from newsspider.fields.byline import authors_in
from newsspider.fields.byline_prefix import announces, is_prefix
from newsspider.fields.candidate import Candidate
from newsspider.fields.language import declared as declared_language
from newsspider.fields.names import is_account, is_full_name
from newsspider.fields.near_headline import neighbourhood
from newsspider.model import Author
from newsspider.page.page import Page
from newsspider.regions.decide import Reading
from newsspider.text.date_patterns import dates_in
from newsspider.text.normalize import letters

Authors = tuple[Author, ...]

_LONGEST = 160  # characters of a block that is a byline and no more
_LONGEST_SIGNATURE = 60  # characters of a line that signs a text
_LOWEST = 30  # blocks below the headline in which its byline can stand; farther ones are of other articles
_CONJUNCTION = 4  # letters of a signature that belong to no name: "and", "By"
_SHORT = 36  # characters of a line that "By" and one word may be: "By Reuters", "Par la rédaction"
_NEVER = frozenset(("h1", "h2", "h3", "h4", "h5", "h6", "figcaption"))


class Bylines:
    """Where a page prints bylines. *near*: the headline's neighbourhood; *called*: the blocks not far below
    it that the reading calls byline; *last*: the last block of the body; *blocks*: near and called ones."""

    def __init__(self, page: Page, reading: Reading) -> None:
        self.near = neighbourhood(page)
        head = self.near.block
        called = (i for i, region in enumerate(reading.region) if region == "byline")
        self.called = [i for i in called if head is None or 0 < i - head <= _LOWEST]
        body = (i for i in range(len(reading.region) - 1, -1, -1) if reading.region[i] == "body")
        self.last = next(body, None)
        self.blocks = tuple(dict.fromkeys((*self.near.blocks, *self.called)))


def announced(page: Page, bylines: Bylines) -> Iterator[Candidate[Authors]]:
    """Yield the authors of the theme's byline, and of lines near the headline that begin with "By"."""
    found = (elements.by_theme(page, bylines.near), *_lines(page, bylines))
    yield from (c for c in found if c.value)


def marked(page: Page, bylines: Bylines) -> Iterator[Candidate[Authors]]:
    """Yield the authors of microdata, of classes that say author, of the byline's other lines, and of the
    line that signs the text; the nearest to the headline first."""
    yield from (c for c in elements.by_microdata(page, bylines.near) if c.value)
    yield from (c for c in elements.by_class(page, bylines.near) if c.value)
    for found in (_unannounced, _dated, _signed):
        yield from (c for c in found(page, bylines) if c.value)


def _lines(page: Page, bylines: Bylines) -> Iterator[Candidate[Authors]]:
    """Lines that begin with "By" and go on with a full name, or with any name where they hold no more; a
    line of nothing but "By" goes on in the next."""
    language = declared_language(page)
    for i in bylines.blocks:
        text, tag = page.blocks.text[i], page.blocks.tag[i]
        if tag == "figcaption" or len(text) > _LONGEST:
            continue
        if is_prefix(text) and i + 1 < len(page.blocks.text):
            text = f"{text.rstrip(':')}: {page.blocks.text[i + 1]}"
        found = authors_in(text, language) if announces(text) else ()
        if found and (" " in found[0].name or len(text) <= _SHORT or not found[0].name.isascii()):
            yield Candidate(found, "visible-text", tag)


def _unannounced(page: Page, bylines: Bylines) -> Iterator[Candidate[Authors]]:
    """The byline's lines near the headline that are full names."""
    for i in bylines.called:
        if i in bylines.near.blocks and len(page.blocks.text[i]) <= _LONGEST:
            yield Candidate(_of_line(page, page.blocks.text[i]), "visible-text", "byline")


def _dated(page: Page, bylines: Bylines) -> Iterator[Candidate[Authors]]:
    """Lines near the headline that hold a full name and then a date: "Jane Doe | 5 May 2024"."""
    for i in bylines.near.blocks:
        text = page.blocks.text[i]
        spot = next(dates_in(text[:_LONGEST]), None) if text[:1].isupper() else None
        name = text[: spot.start].strip(" |-–—•·,") if spot else ""
        # A bracket is that of "Jane Doe (@jane)", which signs an embedded post.
        if (
            " " in name
            and "(" not in name
            and len(name) <= _LONGEST_SIGNATURE
            and page.blocks.tag[i] not in _NEVER
        ):
            yield Candidate(_of_line(page, name), "visible-text", "dated line")


def _signed(page: Page, bylines: Bylines) -> Iterator[Candidate[Authors]]:
    """The last line of the text, or the one after it, where it is people's names and no more."""
    if bylines.last is None:
        return
    for i in range(bylines.last, min(bylines.last + 2, len(page.blocks.text))):
        text = page.blocks.text[i]
        if len(text) <= _LONGEST_SIGNATURE and page.blocks.tag[i] not in _NEVER:
            people = tuple(
                a for a in _of_line(page, text) if not agency_called(a.name) and not is_account(a.name)
            )
            whole = sum(len(letters(a.name)) for a in people) >= len(letters(text)) - _CONJUNCTION
            yield Candidate(people if whole else (), "visible-text", "signature")


def _of_line(page: Page, text: str) -> Authors:
    """The authors of a line that need not be a byline: agencies, and full names in upper and lower case."""
    found = authors_in(text, declared_language(page))
    return tuple(a for a in found if is_full_name(a.name) or agency_called(a.name))
