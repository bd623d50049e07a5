"""Quotation marks: which stretches of a body stand between a pair of them.

A stack per paragraph reads the marks from left to right. What a mark may do is decided by its shape and by its
neighbours (`role`); what it does, by the stack. Marks of a quotation inside a quotation only keep the stack in
step. A quotation runs into the next paragraph where that one repeats the opening mark, or closes it late.
"""

from __future__ import annotations

from collections.abc import Generator, Iterator
from dataclasses import dataclass, field

from newsspider.quotes.shapes import (
    CLOSERS,
    CLOSING,
    DOUBLE,
    OPENING,
    SINGLE,
    Mark,
    Marked,
    by_paragraph,
    closers_left,
    marks_in,
    plain_pairs,
    trimmed,
)
from newsspider.quotes.single import Singles

_MAX_DEPTH = 4
_MAX_PARAGRAPHS = 60


@dataclass(slots=True)
class _Open:
    """An opening mark that waits for its partner: its *shape* and the offsets before and after it."""

    shape: str
    at: int
    after: int
    printed: str


def marked_spans(body: str) -> list[Marked]:
    """Return the stretches of *body* between quotation marks, in text order, none inside another.

    Linear in the length of *body*. Apostrophes, decades, feet and inches open nothing; a mark that never
    closes gives a span only where it opens a whole paragraph of speech.
    """
    return list(_Scanner(body).run())


@dataclass(slots=True)
class _Scanner:
    """Reads one body; *stack* holds the open marks, *inner* closed spans inside a mark that may never close."""

    body: str
    stack: list[_Open] = field(default_factory=list)
    inner: list[Marked] = field(default_factory=list)
    paragraphs: int = 1

    def run(self) -> Iterator[Marked]:
        """Yield the spans of the whole body."""
        found = marks_in(self.body)
        parted = list(by_paragraph(self.body, found)) if found else []
        for index, (start, end, here) in enumerate(parted):
            if not (here or self.stack):
                continue
            if not self.stack and plain_pairs(here):
                yield from self._pairs(here)
                continue
            yield from self._paragraph(start, end, here)
            if self.stack:
                begin, _, following = parted[index + 1] if index + 1 < len(parted) else (0, 0, [])
                if self._runs_on(begin, following):
                    self.paragraphs += 1
                    del self.stack[1:]
                else:
                    yield from self._give_up(start, end)

    def _pairs(self, marks: list[Mark]) -> Iterator[Marked]:
        """Yield what stands between plain pairs of marks."""
        for opened, closed in zip(marks[::2], marks[1::2], strict=True):
            start, end = trimmed(self.body, opened.end, closed.at)
            if start < end:
                yield Marked(start, end, opened.printed + closed.printed)

    def _paragraph(self, start: int, end: int, marks: list[Mark]) -> Iterator[Marked]:
        singles = Singles(self.body, end, [(m.at, m.shape) for m in marks])
        repeated = bool(self.stack) and bool(marks) and self._at_start(start, marks[0].at)
        closers = closers_left(marks)
        skip_to = 0
        for index, mark in enumerate(marks):
            if mark.at < skip_to or (index == 0 and repeated):
                continue
            if mark.shape in SINGLE:
                skip_to = yield from self._single(mark, singles, end)
            else:
                yield from self._double(mark, closers[index])

    def _at_start(self, start: int, at: int) -> bool:
        return self.paragraphs > 1 and not self.body[start:at].strip() and bool(self.stack)

    def _single(self, mark: Mark, singles: Singles, end: int) -> Generator[Marked, None, int]:
        """Yield a span in single marks and return where it ends; 0 where the mark is an apostrophe."""
        if self.stack:
            if self._closes_low(mark, end):
                yield from self._close(0, mark)
            return 0
        partner = singles.partner(mark.at)
        if partner is None:
            return 0
        span = trimmed(self.body, mark.end, partner)
        if span[0] < span[1]:
            yield Marked(*span, mark.printed + self.body[partner])
        return partner + 1

    def _closes_low(self, mark: Mark, end: int) -> bool:
        """Whether a single mark ends what is open: its own partner, or the last mark of the paragraph."""
        if mark.shape in CLOSERS[self.stack[-1].shape]:
            return len(self.stack) == 1 and mark.role != "open"
        last = not self.body[mark.end : end].strip(" .")
        return last and mark.role != "open" and self.body[mark.at - 1] != "s" and len(self.stack) == 1

    def _double(self, mark: Mark, closers_left: int) -> Iterator[Marked]:
        depth = self._depth_closed(mark)
        if depth is not None:
            yield from self._close(depth, mark)
        elif self._opens(mark, closers_left):
            yield from self._push(mark, closers_left)

    def _depth_closed(self, mark: Mark) -> int | None:
        """Return the place in the stack that *mark* closes, or None where it closes nothing."""
        for depth in range(len(self.stack) - 1, -1, -1):
            if mark.shape in CLOSERS[self.stack[depth].shape] and self._may_close(mark):
                return depth
        mismatched = mark.shape in DOUBLE and mark.shape not in OPENING and mark.role == "close"
        return len(self.stack) - 1 if self.stack and mismatched else None

    def _may_close(self, mark: Mark) -> bool:
        if mark.shape in CLOSING:
            return True
        german = mark.shape == "“" and self.stack[-1].shape == "„"
        if mark.shape in OPENING and not german:
            inverted = self.stack[-1].shape in CLOSING
            return mark.role == "close" or (inverted and mark.role == "both")
        return mark.role != "open"

    def _opens(self, mark: Mark, closers_left: int) -> bool:
        if mark.shape in OPENING:
            return True
        if mark.shape == '"':
            digit = self.body[mark.at - 1 : mark.at].isdigit()
            return not digit and (mark.role == "open" or (mark.role == "both" and not self.stack))
        return not self.stack and mark.role != "close" and closers_left > 0

    def _push(self, mark: Mark, closers_left: int) -> Iterator[Marked]:
        same = [o for o in self.stack if mark.shape == o.shape]
        if same and closers_left <= len(same):
            yield from self._flush()
        if len(self.stack) < _MAX_DEPTH:
            self.stack.append(_Open(mark.shape, mark.at, mark.end, mark.printed))

    def _close(self, depth: int, mark: Mark) -> Iterator[Marked]:
        opened = self.stack[depth]
        del self.stack[depth:]
        start, end = trimmed(self.body, opened.after, mark.at)
        if start == end:
            return
        span = Marked(start, end, opened.printed + mark.printed, self.paragraphs)
        if self.stack:
            self.inner.append(span)
            return
        self.inner.clear()
        self.paragraphs = 1
        yield span

    def _flush(self) -> Iterator[Marked]:
        """Forget marks that never close; yield the spans that stood whole behind the first of them."""
        last = -1
        for span in sorted(self.inner, key=lambda s: (s.start, -s.end)):
            if span.start >= last:
                last = span.end
                yield span
        self.stack.clear()
        self.inner.clear()
        self.paragraphs = 1

    def _runs_on(self, start: int, following: list[Mark]) -> bool:
        """Whether the open quotation goes on in the next paragraph: opened again at its start, or closed there."""
        if not following or self.paragraphs >= _MAX_PARAGRAPHS:
            return False
        first, opened = following[0], self.stack[0]
        if not self.body[start : first.at].strip():
            return first.shape == opened.shape or (opened.shape == "«" and first.shape == "»")
        doubles = [m for m in following if m.shape in DOUBLE]
        late = bool(doubles) and doubles[0].shape in CLOSERS[opened.shape] and doubles[0].role == "close"
        return late and doubles[0].shape not in OPENING

    def _give_up(self, start: int, end: int) -> Iterator[Marked]:
        opened = self.stack[0]
        whole = not self.body[start : opened.at].strip() or self.paragraphs > 1
        first, last = trimmed(self.body, opened.after, end)
        if (
            whole
            and not self.inner
            and opened.shape in DOUBLE
            and last - first > 20
            and self.body[last - 1] in ".!?…"
        ):
            yield Marked(first, last, opened.printed, self.paragraphs)
            self.inner.clear()
        yield from self._flush()
