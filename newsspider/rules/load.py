"""TOML into rules; a mistake is told as ``FILE:LINE: KEY: why``."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from pathlib import Path as FilePath
from typing import Any

from newsspider.errors import UsageError
from newsspider.rules.check import Mistake, unknown_key
from newsspider.rules.lines import Path, key_lines
from newsspider.rules.site import Rules, SiteRule
from newsspider.rules.sources import site_mistakes, site_rule
from newsspider.rules.theme import RelatedBlock, Theme

_AT_LINE = re.compile(r" \(at (?:line (\d+), column \d+|end of document)\)\Z")


@cache
def builtin() -> Rules:
    """Return the rules that come with newsspider: its themes, in the order they are tried, and no site."""
    folder = files(__package__).joinpath("themes")
    tables = [tomllib.loads(f.read_text("utf-8")) for f in folder.iterdir() if f.name.endswith(".toml")]
    tables.sort(key=lambda table: (table.pop("rank"), table["name"]))
    return Rules(themes=tuple(_theme(table) for table in tables))


def load(path: FilePath) -> Rules:
    """Return the rules of a sources file, with the built-in themes; docs/sources.md says what it may hold.

    Raises UsageError with every mistake of the file, one a line, the file named as given.
    """
    text = _read(path)
    try:
        table = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise UsageError(_syntax(path, text, str(error))) from None
    themes = builtin().themes
    mistakes = list(_mistakes(table, tuple(t.name for t in themes)))
    sites: list[SiteRule] = []
    if not mistakes:
        sites = [site_rule(name, t) for name, t in table["site"].items()]
        mistakes = list(_shared_hosts(sites))
    if mistakes:
        lines = key_lines(text)
        told = sorted((_line(lines, where), ".".join(where), why) for where, why in mistakes)
        raise UsageError("\n".join(f"{path}:{line}: {key}: {why}" for line, key, why in told))
    return Rules(sites=tuple(sites), themes=themes)


def _read(path: FilePath) -> str:
    try:
        return path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = error.object.count(b"\n", 0, error.start) + 1
        raise UsageError(f"{path}:{line}: not UTF-8; save the file as UTF-8") from None
    except OSError as error:
        raise UsageError(f"{path}: cannot be read: {error.strerror}") from None


def _syntax(path: FilePath, text: str, message: str) -> str:
    """What tomllib says, with the line in front."""
    found = _AT_LINE.search(message)
    line = found.group(1) if found and found.group(1) else text.rstrip().count("\n") + 1
    why = _AT_LINE.sub("", message)
    return f"{path}:{line}: not TOML: {why[:1].lower()}{why[1:]}"


def _mistakes(table: dict[str, Any], themes: tuple[str, ...]) -> Iterator[Mistake]:
    for key in table:
        if key != "site":
            yield (key,), unknown_key(key, None, ("site",))
    sites = table.get("site")
    if not isinstance(sites, dict) or not sites:
        yield ("site",), "no site; write at least one table [site.NAME]"
        return
    for name, site in sites.items():
        yield from site_mistakes(name, site, themes)


def _shared_hosts(sites: list[SiteRule]) -> Iterator[Mistake]:
    owner: dict[str, str] = {}
    for site in sites:
        for name in site.hosts:
            if name in owner:
                yield ("site", site.name, "hosts"), f"{name!r} belongs to site {owner[name]!r} already"
            owner.setdefault(name, site.name)


def _line(lines: dict[Path, int], where: Path) -> int:
    """The line of a key; else of the first thing in it, else of the table around it, else the first."""
    inside = [line for path, line in lines.items() if path[: len(where)] == where]
    plain = tuple(part.partition("[")[0] for part in where)
    around = [
        lines[path] for n in range(len(where), 0, -1) for path in (where[:n], plain[:n]) if path in lines
    ]
    return min(inside) if inside else next(iter(around), 1)


def _theme(table: dict[str, Any]) -> Theme:
    related = tuple(RelatedBlock(**block) for block in table.pop("related", []))
    values: dict[str, Any] = {key: tuple(v) if isinstance(v, list) else v for key, v in table.items()}
    return Theme(related=related, **values)
