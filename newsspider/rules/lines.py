"""Where each key of a TOML text stands, so that a mistake can name its line."""

from __future__ import annotations

import re

Path = tuple[str, ...]

_HEADER = re.compile(r"\s*(\[\[?)\s*([^\]\[]+?)\s*\]\]?\s*(?:#.*)?\Z")
_KEY = re.compile(
    r"""\s*((?:[A-Za-z0-9_-]+|"[^"]*"|'[^']*')(?:\s*\.\s*(?:[A-Za-z0-9_-]+|"[^"]*"|'[^']*'))*)\s*=(.*)\Z"""
)
_PART = re.compile(r"""[A-Za-z0-9_-]+|"[^"]*"|'[^']*'""")
_STRING = re.compile(r'"(?:[^"\\]|\\.)*"|\'[^\']*\'')


def key_lines(text: str) -> dict[Path, int]:
    """Return the line, from 1, of every key and table header of *text* by its dotted path.

    The n-th ``[[table]]`` of a name has the path part ``table[n]``, n from 0. Keys inside inline tables and
    lines inside strings or lists that run over several lines are passed over.
    """
    lines: dict[Path, int] = {}
    counts: dict[Path, int] = {}
    table: Path = ()
    inside = _Inside()
    for number, line in enumerate(text.splitlines(), start=1):
        if inside.of(line):
            continue
        if header := _HEADER.match(line):
            table = _path(header.group(2))
            if header.group(1) == "[[":
                counts[table] = counts.get(table, -1) + 1
                table = (*table[:-1], f"{table[-1]}[{counts[table]}]")
            lines.setdefault(table, number)
        elif key := _KEY.match(line):
            lines.setdefault((*table, *_path(key.group(1))), number)
            inside.opened_by(key.group(2))
    return lines


class _Inside:
    """Whether a line stands inside a value that began on an earlier one."""

    def __init__(self) -> None:
        self._quote = ""
        self._depth = 0

    def of(self, line: str) -> bool:
        """Take in one line; True where it continues a value."""
        if self._quote:
            if self._quote in line:
                self._quote = ""
            return True
        if self._depth > 0:
            self._depth += _depth(line)
            return True
        return False

    def opened_by(self, value: str) -> None:
        """Take in what stands after ``=``."""
        for quote in ('"""', "'''"):
            if value.count(quote) == 1:
                self._quote = quote
                return
        self._depth = _depth(value)


def _depth(text: str) -> int:
    bare = _STRING.sub("", text).partition("#")[0]
    return bare.count("[") + bare.count("{") - bare.count("]") - bare.count("}")


def _path(dotted: str) -> Path:
    return tuple(part.strip("\"'") for part in _PART.findall(dotted))
