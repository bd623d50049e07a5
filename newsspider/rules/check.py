"""What each key of a sources file may hold, and what to tell a person who wrote something else."""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable, Iterator, Mapping
from datetime import date, datetime
from typing import Final
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from cssselect import SelectorError
from lxml import etree

from newsspider.rules.lines import Path
from newsspider.rules.theme import compiled

Mistake = tuple[Path, str]
Check = Callable[[object], str | None]

NAME = re.compile(r"[a-z0-9][a-z0-9._-]*")
TAKEN: Final = frozenset({"logs", "quarantine", "sources", "warc"})
"""Folders that an archive has beside those of its sites."""
_HOST = re.compile(r"[\w-]+(\.[\w-]+)*(:\d+)?")
_LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")


def text(value: object) -> str | None:
    """A string with something in it."""
    if not isinstance(value, str):
        return "must be a text in quotes"
    return None if value.strip() else "is empty; write a text, or leave it out"


def address(value: object) -> str | None:
    """An absolute http(s) address."""
    if why := text(value):
        return why
    try:
        parts = urlsplit(str(value))
        good = parts.scheme in {"http", "https"} and bool(parts.hostname)
    except ValueError:
        good = False
    return None if good else f"{value!r} is not an address that begins with http:// or https://"


def host_name(value: object) -> str | None:
    """A host, without scheme and path."""
    if why := text(value):
        return why
    return None if _HOST.fullmatch(str(value)) else f"{value!r} is not a host name such as 'www.example.org'"


def language(value: object) -> str | None:
    """A language tag, ``fr`` or ``pt-BR``."""
    if why := text(value):
        return why
    return None if _LANGUAGE.fullmatch(str(value)) else f"{value!r} is not a language code such as 'fr'"


def timezone(value: object) -> str | None:
    """An IANA zone name."""
    if why := text(value):
        return why
    try:
        ZoneInfo(str(value))
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return f"unknown time zone {value!r}; write a name such as 'Europe/Paris'"
    return None


def regex(value: object) -> str | None:
    """A regular expression."""
    if why := text(value):
        return why
    try:
        re.compile(str(value))
    except re.error as error:
        return f"{value!r} is not a regular expression: {error}"
    return None


def selector(value: object) -> str | None:
    """A CSS selector."""
    if why := text(value):
        return why
    try:
        compiled(str(value))(etree.Element("html"))
    except (SelectorError, etree.XPathError) as error:
        return f"{value!r} is not a CSS selector: {error}"
    return None


def day(value: object) -> str | None:
    """A calendar day, as TOML writes it."""
    good = isinstance(value, date) and not isinstance(value, datetime)
    return None if good else "must be a day without quotes, such as 2024-03-01"


def several(check: Check) -> Check:
    """A list of what *check* accepts, or one of it alone."""

    def checked(value: object) -> str | None:
        values = value if isinstance(value, list) else [value]
        return next((why for v in values if (why := check(v))), None)

    return checked


def one_of(names: tuple[str, ...], what: str) -> Check:
    """One of *names*; *what* they are, in the singular."""

    def checked(value: object) -> str | None:
        if why := text(value):
            return why
        if value in names:
            return None
        return f"unknown {what} {value!r}; {_meant(str(value), names) or 'known are ' + ', '.join(names)}"

    return checked


def check_table(table: Mapping[str, object], path: Path, keys: Mapping[str, Check]) -> Iterator[Mistake]:
    """Yield what is wrong in *table*, key by key; *path*: where it stands."""
    for key, value in table.items():
        where = (*path, key)
        if key not in keys:
            yield where, unknown_key(key, value, tuple(keys))
        elif why := keys[key](value):
            yield where, why


def unknown_key(key: str, value: object, known: tuple[str, ...]) -> str:
    """Return what to say of a *key* that is none of *known*."""
    if meant := _meant(key, known):
        return f"unknown key; {meant}"
    if isinstance(value, dict):
        return "unknown table; a name with a dot in it must be in quotes"
    return f"unknown key; known are {', '.join(known)}"


def _meant(word: str, known: tuple[str, ...]) -> str:
    close = difflib.get_close_matches(word, known, n=1)
    return f"did you mean {close[0]!r}?" if close else ""
