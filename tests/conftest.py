"""The demo's archive, made once for all tests that look into one."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
os.environ["ALLOW_PRIVATE_HOSTS"] = "127.0.0.1"  # where the sites of the tests are; no other private address


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A directory with the demo's archive under ``output``, and what the run printed in ``printed.txt``."""
    place = tmp_path_factory.mktemp("demo")
    command = [sys.executable, "-m", "scrapy", "crawl", "demo", "-a", f"out={place / 'output'}"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False, timeout=120)
    assert (done.returncode, done.stderr) == (0, "")
    (place / "printed.txt").write_text(done.stdout, encoding="utf-8")
    return place
