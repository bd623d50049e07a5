"""No page takes more than seconds, whatever its bytes."""

from __future__ import annotations

import random
import time

import pytest

from newsspider.extraction import extract
from newsspider.page.page import Page
from newsspider.page.screen import screened
from newsspider.rules.site import Rules

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
    "attributes of short tags": b"<b " + b" ".join(b"%x" % n for n in range(500)) + b">x</b>",
    "json": b'<script type="application/ld+json">[{"@type":"NewsArticle","headline":"H"}]</script>',
}


@pytest.mark.parametrize("name", PAGES)
def test_a_page_of_one_thing_is_read_in_seconds(name: str) -> None:
    page = ARTICLE + PAGES[name] * (BYTES // len(PAGES[name]))
    began = time.process_time()
    assert extract(page, "https://a.example/2026/03/10/x/").headline == "Harbour opened"
    assert time.process_time() - began < 5


@pytest.mark.parametrize("field", ["author", "image", "publisher"])
def test_references_in_json_ld_are_read_in_seconds(field: str) -> None:
    node = '{"@id":"#%d","@type":"NewsArticle","headline":"Harbour opened","%s":{"@id":"#-"}}'
    nodes = ",".join(node % (n, field) for n in range(20_000))
    began = time.process_time()
    page = ARTICLE + f'<script type="application/ld+json">[{nodes}]</script>'.encode()
    assert extract(page, "https://a.example/2026/03/10/x/").headline == "Harbour opened"
    assert time.process_time() - began < 5


def test_how_many_authors_are_read() -> None:
    letters = "abcdefghij"
    names = ",".join(f'"Jane D{a}{b}{c}"' for a in letters for b in letters for c in letters)
    linked = f'<script type="application/ld+json">{{"@type":"NewsArticle","headline":"Harbour opened","author":[{names}]}}</script>'
    found = extract(ARTICLE + linked.encode(), "https://a.example/2026/03/10/x/")
    assert len(found.authors) == 500


def test_how_many_scripts_are_read() -> None:
    script = '<script type="application/ld+json">{"@type":"Thing","name":"%d"}</script>'
    page = "".join(script % n for n in range(600))
    read = Page(page.encode(), "https://a.example/x", {}, None, Rules()).linked_data
    assert len(read.nodes) == 500
    assert read.warnings == ("bad-json-ld",)


def test_how_many_attributes_are_read() -> None:
    tag = b"<b " + b"a " * 900 + b">"
    assert screened(tag * 1000) == tag * 332
    assert screened(tag * 100) == tag * 100
    scripts = b"<script>1</script>" * 90_000
    assert screened(scripts).count(b"<script>") == 50_000


def test_a_list_of_links_in_one_block_is_read_in_seconds() -> None:
    links = b"".join(
        b'<a href="/2026/03/%d/a-story">A story that has the number %d</a>' % (n, n) for n in range(12_000)
    )
    began = time.process_time()
    found = extract(ARTICLE + b"<div class=related>" + links + b"</div>", "https://a.example/2026/03/10/x/")
    assert time.process_time() - began < 5
    assert found.related_links
    assert all(link.teaser is None for link in found.related_links)


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
