"""What docs/analysis.md shows runs, and prints what stands below it."""

from __future__ import annotations

import re
import shlex
import shutil
import subprocess
import sys
from contextlib import chdir, redirect_stdout
from io import BytesIO, TextIOWrapper
from pathlib import Path

import pytest

from newsspider.analysis.dictionary import tables_markdown
from newsspider.cli.main import main

ROOT = Path(__file__).parents[1]
PAGE = (ROOT / "docs/analysis.md").read_text(encoding="utf-8")
# A block, and what it prints where the page shows that.
BLOCKS = re.findall(r"```(python|sh)\n(.*?)```\n(?:\n```\n(.*?)```\n)?", PAGE, re.DOTALL)
_INSTANT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")


@pytest.fixture(scope="module")
def place(demo: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A directory like a checkout in which the demo was run."""
    made = tmp_path_factory.mktemp("analysis")
    shutil.copytree(demo / "output", made / "output")
    shutil.copy(ROOT / "scrapy.cfg", made)
    (made / "fixtures").symlink_to(ROOT / "fixtures")
    return made


def test_every_block_prints_what_the_page_shows(place: Path) -> None:
    """One after the other: the later ones look at what the earlier ones made."""
    assert len(BLOCKS) == 8
    for kind, code, shown in BLOCKS:
        out = TextIOWrapper(BytesIO(), encoding="utf-8")
        with chdir(place), redirect_stdout(out):
            if kind == "python":
                exec(compile(code, "docs/analysis.md", "exec"), {"__name__": "__main__"})
            else:
                for words in map(shlex.split, code.splitlines()):
                    _run(words)
        out.flush()
        printed = out.buffer.getvalue().decode()
        assert _without_instants(printed) == _without_instants(shown), f"the block\n{code}\nprints\n{printed}"


def _run(words: list[str]) -> None:
    if words[0] == "newsspider":
        assert main(words[1:]) == 0
    else:
        subprocess.run([sys.executable, "-m", *words], check=True, capture_output=True, timeout=60)


def _without_instants(text: str) -> list[str]:
    return [_INSTANT.sub("…", line).rstrip() for line in text.splitlines()]


def test_the_page_on_the_tables_has_their_columns() -> None:
    """Made by ``newsspider schema --tables``."""
    page = (ROOT / "docs/tables.md").read_text(encoding="utf-8")
    assert page.endswith(tables_markdown())
