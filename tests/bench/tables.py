"""Tables of Markdown, and their places in a document."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence


def markdown(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """Return a table whose columns are aligned in the source too; all but the first one to the right."""
    widths = [max(3, *map(len, column)) for column in zip(head, *rows, strict=True)]
    rule = ["-" * widths[0], *("-" * (width - 1) + ":" for width in widths[1:])]
    return "\n".join(_line(row, widths) for row in (head, rule, *rows))


def _line(cells: Sequence[str], widths: Sequence[int]) -> str:
    first, *others = zip(cells, widths, strict=True)
    return f"| {' | '.join([first[0].ljust(first[1]), *(cell.rjust(width) for cell, width in others)])} |"


def share(value: float) -> str:
    """Return a share without its leading zero: ``.976``, ``1.000``."""
    return f"{value:.3f}".removeprefix("0")


def signed(value: float, error: float) -> str:
    """Return a difference and its error: ``+.021 ± .006``."""
    return f"{'-' if value < 0 else '+'}{share(abs(value))} ± {share(error)}"


def filled(text: str, tables: Mapping[str, str]) -> str:
    """Return *text* with each of *tables* between ``<!-- NAME -->`` and ``<!-- /NAME -->``.

    Raises ValueError for a table without its marks.
    """
    for name, table in tables.items():
        place = re.compile(rf"(<!-- {name} -->\n).*?(<!-- /{name} -->)", re.DOTALL)
        if not place.search(text):
            raise ValueError(f"no place for the table {name!r}; add <!-- {name} --> and <!-- /{name} -->")
        text = place.sub(lambda marks, table=table: f"{marks[1]}{table}\n{marks[2]}", text)
    return text
