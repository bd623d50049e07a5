"""What the state knows and the lines lack."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from newsspider.archive.files import day_of, stem
from newsspider.archive.met import Lines
from newsspider.archive.problem import Problem
from newsspider.state.ledger import read_only


def state_problems(root: Path, files: list[Path], met: Lines) -> Iterator[Problem]:
    """Yield a problem for each article of which the state knows a later revision than the lines have.

    Days whose file is not there were moved away, and are no matter.
    """
    there = {stem(root, file): file.relative_to(root).as_posix() for file in files}
    with read_only(root) as state:
        pages = state.execute(
            "SELECT id, revision, site, changed_at FROM pages WHERE revision > 0 ORDER BY id"
        )
        latest = met.latest()
        article, number = next(latest, (b"", 0))
        for known, revision, site, changed_at in pages:
            while article and article < known:
                article, number = next(latest, (b"", 0))
            has = number if article == known else 0
            day = day_of(site, changed_at)
            if has < revision and day in there:
                what = f"lacks revision art_{known.hex()}.{revision}; --repair has its page fetched again"
                yield Problem(there[day], "", what)
