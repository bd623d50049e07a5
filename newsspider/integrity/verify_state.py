"""Where what the state knows and what the lines have differ."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from sqlite3 import Connection
from typing import Final

from newsspider.archive.files import day_of, stem
from newsspider.integrity.losses import mended_days
from newsspider.integrity.met import Lines
from newsspider.integrity.problem import Problem
from newsspider.state.ledger import STATE_FILE, reading

PAGES: Final = "SELECT id, revision, site, changed_at, text_sha256 FROM pages WHERE revision > 0 ORDER BY id"


def state_problems(root: Path, files: list[Path], met: Lines, state: Connection) -> Iterator[Problem]:
    """Yield a problem for each article of which the state knows a later revision than the lines have, or another text.

    *state*: reads it as it was when the walk began. Days whose file is not there, and of which no repair has taken anything out, were moved away, and are no matter.
    """
    committed = [path for (path,) in state.execute("SELECT path FROM files")]
    there = mended_days(root, committed) | {
        stem(root, file): file.relative_to(root).as_posix() for file in files
    }
    with reading(root):
        for known in differing(state.execute(PAGES), met):
            if known.has < known.revision and known.day in there:
                what = f"lacks revision {known.article}.{known.revision}; --repair has its page fetched again"
                yield Problem(there[known.day], "", what)
            elif known.has == known.revision:
                yield Problem(
                    STATE_FILE, "", f"knows another text of {known.article}.{known.has} than its line has"
                )


@dataclass(frozen=True, slots=True)
class Differing:
    """An article of which the state and the lines do not have the same last revision, or the same text in it.

    *article*: its id; *revision*: the state's last, *has*: the lines', 0 for none; *day*: of the state's.
    """

    article: str
    revision: int
    has: int
    day: str


def differing(pages: Iterable[tuple[bytes, int, str, str, str | None]], met: Lines) -> Iterator[Differing]:
    """Yield where *pages*, the rows of PAGES, and lines differ."""
    latest = met.latest()
    line = next(latest, None)
    for article, revision, site, changed_at, text in pages:
        while line and line[0] < article:
            yield Differing(f"art_{line[0].hex()}", 0, line[1], "")
            line = next(latest, None)
        has, told = 0, None
        if line and line[0] == article:
            _, has, told = line
            line = next(latest, None)
        if has != revision or (told is not None and told != text):
            yield Differing(f"art_{article.hex()}", revision, has, day_of(site, changed_at))
    while line:
        yield Differing(f"art_{line[0].hex()}", 0, line[1], "")
        line = next(latest, None)
