"""What the README and docs show is what newsspider does."""

from __future__ import annotations

import json
import os
import re
import shlex
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from newsspider.archive.files import article_files
from newsspider.archive.jsonl import read_jsonl
from newsspider.cli.main import COMMANDS
from newsspider.crawl import arguments, settings

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
DOCS = {path.name: path.read_text(encoding="utf-8") for path in sorted((ROOT / "docs").glob("*.md"))}
PYTHON = re.findall(r"```python\n(.*?)```", README, re.DOTALL)


@pytest.mark.parametrize("code", PYTHON, ids=lambda code: code.splitlines()[0])
def test_readme_python_runs(code: str, demo: Path) -> None:
    subprocess.run([sys.executable, "-c", code], cwd=demo, check=True, capture_output=True, timeout=120)


def test_readme_shows_what_the_demo_prints(demo: Path) -> None:
    (shown,) = re.findall(r"<!-- demo -->\n```\n(.*?)```\n<!-- /demo -->", README, re.DOTALL)
    assert _without_seconds(shown) == _without_seconds((demo / "printed.txt").read_text(encoding="utf-8"))


def _without_seconds(table: str) -> list[list[str]]:
    rows = [line.split() for line in table.strip().splitlines()]
    return [row[:-1] if row[:1] == ["all"] else row for row in rows]


def test_readme_shows_a_line_of_the_demo(demo: Path) -> None:
    (shown,) = [json.loads(code) for code in re.findall(r"```json\n(.*?)```", README, re.DOTALL)]
    lines = [line for path in article_files(demo / "output") for line in read_jsonl(path)]
    (record,) = [line for line in lines if line["url"] == shown["url"]]
    assert _as_shown(record, shown) == shown


def _as_shown(value: Any, shown: Any) -> Any:
    """*value* without the keys and the items of lists that *shown* leaves out."""
    if isinstance(shown, dict):
        return {key: _as_shown(value[key], shown[key]) for key in shown}
    if isinstance(shown, list):
        return [like for like in shown if any(_as_shown(item, like) == like for item in value)]
    return value


def _commands(text: str) -> list[list[str]]:
    shown = re.findall(r"^ {4}((?:newsspider|scrapy) .*)$", text, re.MULTILINE)
    blocks = re.findall(r"```(?:sh|console|bash)?\n(.*?)```", text, re.DOTALL)
    shown += [
        line for block in blocks for line in block.splitlines() if re.match(r"(newsspider|scrapy) ", line)
    ]
    return [shlex.split(line, comments=True) for line in shown]


ALL_COMMANDS = [words for text in (README, *DOCS.values()) for words in _commands(text)]


def test_there_are_commands_to_check() -> None:
    assert len(ALL_COMMANDS) > 8


@pytest.mark.parametrize("words", ALL_COMMANDS, ids=" ".join)
def test_every_command_shown_exists(words: list[str]) -> None:
    if words[0] == "newsspider":
        assert words[1] in {command.name for command in COMMANDS}
    elif words[1] == "crawl":
        given = [words[at + 1].partition("=")[0] for at, word in enumerate(words) if word == "-a"]
        assert set(given) <= {*arguments.OWN[words[2]], *arguments.COMMON}


def test_every_spider_argument_and_setting_is_documented() -> None:
    text = DOCS["crawl.md"]
    own = {name for name in dir(settings) if name.startswith("NEWSSPIDER_")}
    words = {*arguments.OWN, *arguments.COMMON, *own}
    assert not {word for word in words if f"`{word}`" not in text and f"`{word}=" not in text}


@pytest.mark.parametrize("name", sorted(DOCS))
def test_links_between_pages_lead_somewhere(name: str) -> None:
    for target in re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", DOCS[name]):
        assert (ROOT / "docs" / target).exists(), target


def test_links_of_the_readme_lead_somewhere() -> None:
    for target in re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", README):
        assert (ROOT / target).exists(), target


def test_no_page_holds_a_path_of_a_machine() -> None:
    for text in (README, *DOCS.values()):
        assert os.fspath(ROOT.parent) + "/" not in text
