"""Elements that are never closed, so that each holds all that follow, are read in time that grows with the page."""

from __future__ import annotations

import time

import pytest

from newsspider.extraction import extract

TEXT = (
    "<p>The ferry that was sold for scrap in the spring came back to the harbour on Monday morning.</p>" * 4
)


@pytest.mark.parametrize(
    "piece",
    [
        '<div class="card"><a href="/news/2026/{0}-the-ferry-comes-back"><div>Title number {0} of all</div>',
        '<span class="author"><b>By Ada Quill {0}</b> ',
        '<div class="byline"><span>Ada Quill {0}</span>',
        '<section class="related"><h3>Related {0}</h3><ul><li>',
        '<time datetime="2026-05-01"><span class="date">1 May 2026 ',
    ],
    ids=["card", "author", "byline", "related", "time"],
)
def test_elements_never_closed(piece: str) -> None:
    page = f"<h1>The ferry comes back</h1>{TEXT}" + "".join(map(piece.format, range(3000)))
    started = time.process_time()
    article = extract(page.encode(), "https://quay.example/news/2026/the-ferry-comes-back-at-last")
    assert time.process_time() - started < 5
    assert article.headline == "The ferry comes back"
