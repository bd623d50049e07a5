"""Tags with very many attributes, before the parser sees them."""

from __future__ import annotations

import time

import pytest

from newsspider.page.screen import screened
from newsspider.page.tree import parse

TEXT = b"<p>The ferry comes back.</p>"


def attributes(count: int, value: bytes = b"=1") -> bytes:
    return b" ".join(b"data-n%d%b" % (i, value) for i in range(count))


@pytest.mark.parametrize("value", [b"", b"=1", b'="<"', b"='>'", b'="a=1 b=2"'])
def test_a_tag_is_cut_down_to_500_attributes(value: bytes) -> None:
    page = b"<h1>A</h1><div " + attributes(30_000, value) + b">" + TEXT
    started = time.process_time()
    root = parse(page.decode())
    assert time.process_time() - started < 2
    assert len(root.find(".//div").attrib) == 500
    assert root.findtext(".//p") == "The ferry comes back."


def test_quotation_marks_that_open_no_value() -> None:
    page = (
        b'<meta charset=koi8-r"><p class="a"b\'>'
        + TEXT
        + b"<div "
        + attributes(30_000, b'=">"')
        + b">"
        + TEXT
    )
    assert len(screened(page)) < 40_000


@pytest.mark.parametrize("noise", [b" ", b"/", b'"', b"=", b"a ", b"='", b"<"])
def test_noise_in_a_tag_takes_linear_time(noise: bytes) -> None:
    started = time.process_time()
    screened(b"<div " + noise * 300_000 + b"a=b " * 21_000 + b">" + TEXT)
    assert time.process_time() - started < 2


@pytest.mark.parametrize("end", [b"", b' x="', b" x='never closed"])
def test_a_tag_that_never_ends(end: bytes) -> None:
    assert len(screened(TEXT + b"<div " + attributes(30_000) + end)) < 40_000


@pytest.mark.parametrize(
    "page",
    [
        b"",
        b"<",
        TEXT * 10_000,
        b"<p>" + b"word = word " * 10_000 + b"</p>",
        b"<script>" + b"a=1;b>2;" * 20_000 + b"</script>" + TEXT,
        b'<img alt="' + b"a=1 " * 30_000 + b'">' + TEXT,
        b"<div " + attributes(900) + b">" + TEXT,
        b"x" * 100_000,
    ],
    ids=["empty", "mark", "tags", "text", "script", "value", "some", "no-markup"],
)
def test_all_else_stays_as_it_is(page: bytes) -> None:
    assert screened(page) == page
