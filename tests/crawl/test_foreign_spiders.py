"""Scrapy's own commands in the project: they look at pages, and leave archives alone."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from site_server import Answer, Site

WORDS = [
    (["fetch", "--nolog"], "<h1>Hello</h1>"),
    (["shell", "--nolog", "-c", "response.css('h1::text').get()"], "Hello"),
]


@pytest.mark.parametrize(("words", "shown"), WORDS, ids=[words[0] for words, _ in WORDS])
def test_a_page_is_shown_and_nothing_is_archived(
    words: list[str], shown: str, site: Site, tmp_path: Path
) -> None:
    site.pages["/"] = Answer(b"<h1>Hello</h1>")
    environment = {**os.environ, "SCRAPY_SETTINGS_MODULE": "newsspider.crawl.settings"}
    ran = subprocess.run(
        [sys.executable, "-m", "scrapy", words[0], f"{site.url}/", *words[1:], "-s", "ALLOW_PRIVATE_HOSTS=127.0.0.1"],
        cwd=tmp_path,
        env=environment,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )  # fmt: skip
    assert (ran.returncode, ran.stderr) == (0, "")
    assert ran.stdout.strip().splitlines()[-1] == shown
    assert list(tmp_path.iterdir()) == []
