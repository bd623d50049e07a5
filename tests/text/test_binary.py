from __future__ import annotations

import gzip
import random

import pytest

from newsspider.extraction import extract
from newsspider.flattened import extract_text
from newsspider.text.binary import is_binary

NOISE = random.Random(7).randbytes(30_000)
BINARIES = {
    "png": b"\x89PNG\r\n\x1a\n" + NOISE,
    "jpeg": b"\xff\xd8\xff\xe0" + NOISE,
    "pdf": b"%PDF-1.7\n" + b"1 0 obj << /Type /Catalog >> endobj\n" * 300,
    "gzip": gzip.compress(b"<html><body><p>Un pont ferme.</p></body></html>" + NOISE),
    "noise": NOISE,
}


@pytest.mark.parametrize("data", BINARIES.values(), ids=BINARIES)
def test_no_article_is_read_from_what_is_no_text(data: bytes) -> None:
    article = extract(data, "https://courrier.example/1")
    assert (article.headline, article.body, article.kind) == (None, None, "unknown")
    assert "not-text" in article.warnings


@pytest.mark.parametrize("data", BINARIES.values(), ids=BINARIES)
def test_no_article_is_read_from_a_dump_that_is_no_text(data: bytes) -> None:
    article = extract_text(data.decode("cp1252", "replace"))
    assert (article.headline, article.body, article.warnings) == (None, None, ("not-text",))


@pytest.mark.parametrize(
    "text", ["", "Un pont.", "Мост закрыт.\n\n" * 50, "a\x00b" + "texte " * 200, "日本語" * 100]
)
def test_text_is_text(text: str) -> None:
    assert not is_binary(text)


def test_bytes_without_markup_say_so() -> None:
    assert "no-markup" in extract(b'{"a": 1}', "https://courrier.example/1").warnings
