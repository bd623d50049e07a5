"""What a body is by its first bytes."""

from __future__ import annotations

import pytest

from newsspider.crawl.signatures import no_page


@pytest.mark.parametrize(
    ("body", "named"),
    [
        (b"%PDF-1.4\n1 0 obj", "PDF"),
        (b"\x89PNG\r\n\x1a\n<html>", "PNG"),
        (b"\xff\xd8\xff\xe0<html>", "JPEG"),
        (b"GIF89a<html>", "GIF"),
        (b"PK\x03\x04", "zip"),
        (b"\x1f\x8b\x08", "gzip"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "office"),
        (b"\x00\x00\x00\x18ftypmp42", "film"),
        (b'\n{"a": 1}', "JSON"),
        (b"var a = 1 < 2;", "script"),
    ],
)
def test_what_is_no_page_has_a_name(body: bytes, named: str) -> None:
    assert named in (no_page(body) or "")


@pytest.mark.parametrize("body", [b"", b" \n ", b"<p>x", b"Some words, then <b>bold</b>", b"<!-- x --><p>"])
def test_what_may_be_a_page_has_none(body: bytes) -> None:
    assert no_page(body) is None
