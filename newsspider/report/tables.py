"""Tables, each in a region that scrolls by itself and by keyboard, so that the page never does sideways."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

from newsspider.report.charts import meter
from newsspider.report.markup import Child, Html, element
from newsspider.report.words import number

Cells = Sequence[Child]


def table(
    name: str, caption: str, heads: Sequence[str], rows: Iterable[Cells], numbers: Collection[int] = ()
) -> Html:
    """Return a table. *name*: an id of its own on the page; the first cell of a row heads it; *numbers*: the columns, from
    0, that are set to the right."""
    kinds = ["n" if at in numbers else None for at in range(len(heads))]
    head = [element("th", text, scope="col", class_=kind) for text, kind in zip(heads, kinds, strict=True)]
    body = [_row(cells, kinds) for cells in rows]
    made = element(
        "table",
        element("caption", element("span", caption), id=name),
        element("thead", element("tr", head)),
        element("tbody", body),
    )
    return element("div", made, class_="scroll", role="region", aria_labelledby=name, tabindex=0)


def _row(cells: Cells, kinds: Sequence[str | None]) -> Html:
    head, *rest = cells
    return element(
        "tr",
        element("th", head, scope="row"),
        [element("td", cell, class_=kind) for cell, kind in zip(rest, kinds[1:], strict=True)],
    )


def ranking(
    name: str, caption: str, heads: tuple[str, str], counts: Sequence[tuple[Child, int]], *notes: Cells
) -> Html:
    """Return counts as a table with a bar each, scaled to the largest. *heads*: of what is counted, and of the counts.

    *notes*: a further column each: its heading, then a cell for each count.
    """
    top = max((count for _, count in counts), default=0) or 1
    rows = (
        (
            label,
            element("div", element("b", number(count)), meter(count / top), class_="ranked"),
            *(note[at + 1] for note in notes),
        )
        for at, (label, count) in enumerate(counts)
    )
    return table(name, caption, (*heads, *(str(note[0]) for note in notes)), rows)


def behind(summary: str, *inside: Child) -> Html:
    """Return what is folded away until asked for."""
    return element("details", element("summary", summary), inside, class_="behind")
