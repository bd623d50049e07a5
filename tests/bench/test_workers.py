"""A worker is a process that reads pages on request."""

from __future__ import annotations

import gzip
import sys
from importlib.metadata import version
from pathlib import Path

import pytest

from tests.bench.pages import Page
from tests.bench.workers import Worker

HTML = b"<html><head><title>A bridge</title></head><body><h1>The bridge closes on Monday</h1><article><p>The town of Verlac closes the bridge for three months, its mayor said on Friday.</p></article></body></html>"


@pytest.fixture
def page(tmp_path: Path) -> Page:
    path = tmp_path / "page.html.gz"
    path.write_bytes(gzip.compress(HTML))
    return Page(path, "https://a.example/bridge")


def test_a_worker_reads_a_page(page: Page) -> None:
    with Worker(sys.executable, "newsspider") as worker:
        answer = worker.ask(page)
    assert answer["prediction"]["headline"] == "The bridge closes on Monday"
    assert (answer["error"], answer["ms"] > 0, answer["memory"] > 1) == (None, True, True)


def test_a_worker_tells_the_version_of_its_tool() -> None:
    with Worker(sys.executable, "lxml") as worker:
        assert worker.version == version("lxml")


def test_a_page_that_a_tool_raises_on_has_no_prediction(tmp_path: Path) -> None:
    path = tmp_path / "empty.html.gz"
    path.write_bytes(gzip.compress(b""))
    with Worker(sys.executable, "lxml") as worker:
        answer = worker.ask(Page(path, "https://a.example/"))
    assert (answer["prediction"], answer["error"]) == ({}, "ParserError: Document is empty")


def test_a_tool_that_is_not_there_is_told() -> None:
    with pytest.raises(RuntimeError, match="ended early"):
        Worker(sys.executable, "no such tool")
