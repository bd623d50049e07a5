"""Charts as SVG. Widths are shares of the place they are put in, so they fit a phone, and letters keep their size."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from newsspider.report.markup import Html, element
from newsspider.report.words import number

_HEIGHT: Final = 150  # pixels of the tallest column
_ROOM: Final = 22  # above it, for its figure
_FOOT: Final = 26  # below, for the axis
_FILL: Final = 0.78  # of its place that a column takes
_TICKS: Final = 12  # labels below
_STRIP: Final = 24  # height of a row's chart, in its own units


@dataclass(frozen=True, slots=True)
class Column:
    """*label*: said in full; *bad*: drawn apart, and marked with a cross."""

    label: str
    value: int
    bad: bool = False


def columns(name: str, title: str, description: str, shown: Sequence[Column], ticks: Sequence[str]) -> Html:
    """Return a chart of columns; *name*: an id of its own on the page; *ticks*: as many labels as columns, short.

    The highest column has its figure above it. *title* and *description* are what a screen reader says.
    """
    top = _nice(max((column.value for column in shown), default=0))
    width = 100 / max(1, len(shown))
    highest = max(range(len(shown)), key=lambda at: shown[at].value, default=None)
    parts: list[Html] = [*_grid(top)]
    for at, column in enumerate(shown):
        parts += _column(column, at * width, width, top, named=at == highest)
    parts += _axis(ticks, width)
    return element(
        "svg",
        element("title", title, id=f"{name}-title"),
        element("desc", description, id=f"{name}-desc"),
        parts,
        class_="columns",
        role="img",
        aria_labelledby=f"{name}-title {name}-desc",
        height=_ROOM + _HEIGHT + _FOOT,
    )


def _grid(top: int) -> Iterator[Html]:
    for value in (0, top // 2, top):
        y = _y(value, top)
        yield element("line", x1="0", x2="100%", y1=y, y2=y, class_="grid" if value else "base")
        yield element("text", number(value), x="-8", y=y, dy=".32em", class_="scale")


def _column(column: Column, left: float, width: float, top: int, *, named: bool) -> Iterator[Html]:
    y = _y(column.value, top)
    middle = _share(left + width / 2)
    if column.value:
        bar = element(
            "rect",
            x=_share(left + width * (1 - _FILL) / 2),
            width=_share(width * _FILL),
            y=y,
            height=_round(_ROOM + _HEIGHT - float(y)),
            class_="bad" if column.bad else None,
        )
        yield element("g", element("title", f"{column.label}: {number(column.value)}"), bar)
    if column.bad:
        yield element("text", "✕", x=middle, y=_round(float(y) - 5), class_="cross")
    elif named and column.value:
        edge = "start" if left < 4 else "end" if left + width > 96 else "middle"
        at = _share(left + (width / 2 if edge == "middle" else 0 if edge == "start" else width))
        yield element(
            "text", number(column.value), x=at, y=_round(float(y) - 6), text_anchor=edge, class_="top"
        )


def _axis(ticks: Sequence[str], width: float) -> Iterator[Html]:
    """Labels where their columns begin, but for those that would stand beyond the end; half of them on a phone."""
    named = [at for at, label in enumerate(ticks) if label]
    step = max(1, -(-len(named) // _TICKS))
    for nth, at in enumerate(named[::step]):
        left, foot = at * width, _ROOM + _HEIGHT
        kept = "tick" if nth % 2 == 0 else "tick wide"
        yield element("line", x1=_share(left), x2=_share(left), y1=foot, y2=foot + 5, class_=kept)
        if left < 94 or len(ticks) < _TICKS:
            edge = "start" if left < 94 else "end"
            x = left if edge == "start" else left + width
            yield element("text", ticks[at], x=_share(x), y=foot + 18, text_anchor=edge, class_=kept)


def strip(values: Sequence[int]) -> Html:
    """Return a row of small columns, to stand beside its figures; scaled to the largest of its own."""
    top = max(values, default=0) or 1
    path = "".join(
        f"M{at} {_STRIP}V{_round(_STRIP - max(1.5, _STRIP * value / top))}h.8V{_STRIP}z"
        for at, value in enumerate(values)
        if value
    )
    box = f"0 0 {len(values)} {_STRIP}"
    return element(
        "svg",
        element("path", d=path),
        class_="strip",
        viewBox=box,
        preserveAspectRatio="none",
        aria_hidden="true",
    )


def spark(shares: Sequence[float]) -> Html:
    """Return a line of two shares or more, 0 to 1, with what is below it shaded, to stand beside its figures."""
    span = len(shares) - 1
    height = [f"{_STRIP - (_STRIP - 2) * share:.3g}" for share in shares]
    points = "L".join(f"{100 * at / span:.3g} {y}" for at, y in enumerate(height))
    foot = _STRIP + 2  # the sides and the foot of the shape lie outside the picture
    return element(
        "svg",
        element("rect", width="100%", height="100%", class_="track"),
        element("path", d=f"M-2 {foot}V{height[0]}L{points}H102V{foot}"),
        class_="spark",
        viewBox=f"0 0 100 {_STRIP}",
        preserveAspectRatio="none",
        aria_hidden="true",
    )


def meter(share: float | None) -> Html:
    """Return a bar filled to *share*, 0 to 1, to stand beside its figure; empty for None."""
    filled = element("rect", width=_share(100 * (share or 0)), height="100%")
    track = element("rect", width="100%", height="100%", class_="track")
    return element("svg", track, filled, class_="meter", aria_hidden="true")


def _nice(value: int) -> int:
    """The least of 2, 4, 6, 8, 10, 12, 16, 20, 30, 40, 60, 80, 100, 120 … that is not below *value*; all are even."""
    step = 1
    while value > 10 * step:
        step *= 10
    tops = (tenths * step for tenths in (12, 16, 20, 30, 40, 60, 80, 100))
    return next(top // 10 for top in tops if top % 20 == 0 and top // 10 >= value)


def _y(value: int, top: int) -> str:
    return _round(_ROOM + _HEIGHT * (1 - value / top))


def _share(value: float) -> str:
    return f"{_round(value)}%"


def _round(value: float) -> str:
    return f"{value:.2f}".rstrip("0").rstrip(".")
