"""The news agency a text comes from, as the byline or the text's own credit line says."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cache

from newsspider.model import Author
from newsspider.text.lexicon import load, words
from newsspider.text.normalize import fold

_EDGE = 160  # characters at the start and the end of a text where the agency is credited
# Between the end of a text and its credit: "(avec AFP)", "– Reuters", "[dpa]", "Source: TASS".
_OPEN, _CLOSE = r"(?:^|[(\[–—/:|©]|(?<=[.!?»”])\s|\n)\s*", r"\s*(?:$|[)\]–—/:|,.]|\n|\s[–—-])"


def agency(authors: Iterable[Author], body_text: str | None) -> str | None:
    """Return the agency credited, by the name of ``agencies.toml``; None where none is.

    First in the byline, then in brackets, after a dash or on a line of its own at the start or end of
    *body_text*. An agency that the text only mentions is not its source.
    """
    named = next((wire for author in authors if (wire := _in_name(author))), None)
    return named or _credited(body_text or "")


def agency_called(name: str) -> str | None:
    """Return the agency that is printed as *name*, None for any other name. Case counts: "Ansa" is one,
    "ap" is not."""
    return _names().get(name.strip(" ()[].,"))


def _in_name(author: Author) -> str | None:
    """The agency an author is, or whose correspondent they are."""
    pieces = re.split(
        r"[/,()|]|\s(?:avec|with|mit|con|com)\s|\s[-–—]\s", f"{author.name}|{author.role or ''}"
    )
    return next((wire for piece in pieces if (wire := agency_called(piece))), None)


def _credited(text: str) -> str | None:
    """The agency in the last words of *text*, else in its first."""
    stripped = text.strip()
    last = list(_credit().finditer(stripped[-_EDGE:]))
    if last:
        return _names()[last[-1]["name"]]
    first = _credit().search(stripped[:_EDGE])
    return _names()[first["name"]] if first else None


@cache
def _names() -> Mapping[str, str]:
    """Every printed form with the agency it stands for."""
    return {form: name for name, forms in load("agencies")["agencies"].items() for form in forms}


@cache
def _credit() -> re.Pattern[str]:
    """An agency's name between the marks of a credit, with or without words like "with" before it."""
    forms = "|".join(re.escape(form) for form in sorted(_names(), key=lambda f: (-len(f), f)))
    lead = "|".join(re.escape(fold(word)) for word in words("agencies", "credit"))
    return re.compile(
        rf"{_OPEN}(?:(?i:{lead})\s*:?\s+){{0,2}}(?:[\w.]+/)?(?P<name>{forms})(?:/[\w.]+)?{_CLOSE}"
    )
