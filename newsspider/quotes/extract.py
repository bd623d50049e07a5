"""The quotations of a body: marks, then speakers, then kinds."""

from __future__ import annotations

from newsspider.model import Quote
from newsspider.quotes.marks import marked_spans


def extract_quotes(body: str, language: str | None) -> list[Quote]:
    """Return the quotations of *body* in text order."""
    return [
        Quote(
            i, body[s.start : s.end], s.start, s.end, s.marks, "direct" if s.end - s.start > 30 else "mixed"
        )
        for i, s in enumerate(marked_spans(body))
    ]
