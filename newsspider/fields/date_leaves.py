"""Dates laid out like the leaf of a calendar: day, month and year each in an element of its own."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from lxml import etree

from newsspider.fields.candidate import Candidate
from newsspider.fields.elements import classed
from newsspider.fields.near_headline import neighbourhood
from newsspider.page.page import Page
from newsspider.page.tree import start_of
from newsspider.text.lexicon import load
from newsspider.text.normalize import squeeze

_NEAR = 3  # ancestors of the headline climbed to a leaf that is surely the article's
_YEAR = re.compile(r"(?:19|20)\d\d")
_DAY = re.compile(r"(?:0?[1-9]|[12]\d|3[01])\b")
_LONGEST = 12  # characters of a part: "September" and a comma, "31st"


def on_leaf(page: Page) -> Iterator[Candidate[str]]:
    """Yield the date of each leaf near the headline as "18 Feb 2009", in document order."""
    words = load("dates")["leaf"]["year"]
    for element in classed(page, words, _names("year").search):
        leaf = element.getparent()
        distance = None if leaf is None else neighbourhood(page).distance(element)
        if leaf is not None and distance is not None and distance <= _NEAR and (date := _date(leaf)):
            yield Candidate(date, "visible-text", "leaf")


def _date(leaf: etree._Element) -> str | None:
    """Day, month and year of *leaf*, None where it has not just one of each."""
    parts = {name: _parts(leaf, name) for name in ("day", "month", "year")}
    if any(len(found) != 1 for found in parts.values()):
        return None
    day, month, year = (found[0] for found in parts.values())
    if not _DAY.match(day) or not _YEAR.fullmatch(year):
        return None
    return f"{day} {month} {year}"


def _parts(leaf: etree._Element, name: str) -> list[str]:
    """What the children of *leaf* say whose class calls them a *name*."""
    named = (child for child in leaf.iterchildren("*") if _names(name).search(child.get("class") or ""))
    texts = (squeeze(start_of(child)).strip(" ,.") for child in named)
    return [text for text in texts if 0 < len(text) <= _LONGEST]


@cache
def _names(name: str) -> re.Pattern[str]:
    """A class that is called a *name*, alone or at its end: ``year``, ``post-date-year``."""
    return re.compile(rf"(?:^|[\s_-])(?:{'|'.join(load('dates')['leaf'][name])})(?:\s|$)", re.IGNORECASE)
