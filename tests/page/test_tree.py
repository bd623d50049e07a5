"""The page lxml cannot read, read by the tolerant reader: as far as it goes, and in its time."""

from __future__ import annotations

import resource
import subprocess
import sys

import pytest

import newsspider
from newsspider.page.tree import parse, text_of

URL = "https://quay.example/a"


@pytest.mark.parametrize("page", ["<![>", "<![><![", "<!", "<!--", "<?", "</", "<![CDATA[", "<!x<![>"])
def test_what_no_reader_takes_is_an_empty_page(page: str) -> None:
    assert text_of(parse(page)).strip(" <!-?[/ACDT") in {"", "x"}
    assert newsspider.extract(page.encode(), URL).body is None


def test_a_comment_that_never_ends_hides_nothing_behind_what_is_rescued() -> None:
    assert "The ferry is back" in text_of(parse("<p>The ferry is back.</p><!-- and then " * 3))


@pytest.mark.parametrize("piece", ["<!--", "<?", "<![CDATA[", "<!-- -->", "<!--a>"])
def test_what_is_never_closed_takes_no_minutes(piece: str) -> None:
    code = f"from newsspider.page.tree import parse; parse({piece!r} * 300_000)"
    done = subprocess.run(
        [sys.executable, "-c", code],
        check=False,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_CPU, (5, 6)),
    )
    assert done.returncode == 0
