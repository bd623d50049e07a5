"""No page takes more than seconds, whatever its bytes."""

from __future__ import annotations

import random
import time

import pytest

from newsspider.extraction import extract
from newsspider.page.screen import screened

BYTES = 3_000_000
ARTICLE = b"<title>Harbour opened</title><h1>Harbour opened</h1>" + b"".join(
    b"<p>The harbour opened near the council after winter number %d was over and done with.</p>" % n
    for n in range(12)
)
PAGES = {
    "paragraphs": b"<p>x ",
    "cells": b"<tr><td>1<td>2",
    "lists": b"<ul><li>",
    "inline": b"<b><i>",
    "less": b"<",
    "quotations": '<p>« He said "we saw it" to John Smith. '.encode(),
    "text": b"<p>The council said \xc2\xabyes we can\xc2\xbb on Monday 12 March, the mayor told the press. ",
    "attributes": b"<b " + b" ".join(b"%x" % n for n in range(700)) + b">x</b>",
    "json": b'<script type="application/ld+json">[{"@type":"NewsArticle","headline":"H"}]</script>',
}


@pytest.mark.parametrize("name", PAGES)
def test_a_page_of_one_thing_is_read_in_seconds(name: str) -> None:
    page = ARTICLE + PAGES[name] * (BYTES // len(PAGES[name]))
    began = time.process_time()
    assert extract(page, "https://a.example/2026/03/10/x/").headline == "Harbour opened"
    assert time.process_time() - began < 5


def test_bytes_of_no_language_are_read_in_seconds() -> None:
    high = bytes(range(128, 256))
    page = ARTICLE + random.Random(1).randbytes(BYTES).translate(high * 2)
    began = time.process_time()
    extract(page, "https://a.example/x")
    assert time.process_time() - began < 5


def test_what_is_read_of_a_page() -> None:
    assert screened(ARTICLE) is ARTICLE
    assert screened(b"<p>" * 60_000) == b"<p>" * 50_000
    assert len(screened(b"<p>" + b"a" * 2_000_000)) == 1_500_003
    script = b"<script>" + b"a" * 2_000_000 + b"</script><p>text"
    assert screened(script) == script
    assert screened(script + b"a " * 1_000_000)[:-1].endswith(b"a a a ")
    assert len(screened(script + b"a " * 1_000_000)) < len(script) + 1_500_000
