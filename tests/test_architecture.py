"""What the repository promises of itself, beyond the import contracts of ``make check``."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
MODULES = sorted((ROOT / "newsspider").rglob("*.py"))


def _python(code: str) -> str:
    return subprocess.run(
        [sys.executable, "-c", code], check=True, capture_output=True, text=True
    ).stdout.strip()


def test_import_is_light() -> None:
    heavy = [
        "scrapy",
        "twisted",
        "itemloaders",
        "bs4",
        "dateparser",
        "chardet",
        "numpy",
        "warcio",
        "tldextract",
        "requests",
        "pandas",
    ]
    loaded = _python("import sys, newsspider; newsspider.extract; print(*sys.modules)").split()
    assert not set(heavy) & set(loaded)


def test_extracting_loads_no_scrapy() -> None:
    page = (
        "b'<html><body><h1>Un pont</h1><article><p>La ville ferme le pont lundi.</p></article></body></html>'"
    )
    loaded = _python(
        f"import sys, newsspider; newsspider.extract({page}, 'https://a.example/1'); print(*sys.modules)"
    )
    assert not {"scrapy", "twisted", "itemloaders", "numpy"} & set(loaded.split())


@pytest.mark.parametrize("path", MODULES, ids=lambda p: str(p.relative_to(ROOT)))
def test_every_module_says_what_it_holds(path: Path) -> None:
    assert ast.get_docstring(ast.parse(path.read_text(encoding="utf-8")))


def test_every_public_name_of_the_package_exists() -> None:
    import newsspider

    assert all(hasattr(newsspider, name) for name in newsspider.__all__)


def _imports(path: Path) -> set[str]:
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found |= {node.module} | {f"{node.module}.{alias.name}" for alias in node.names}
    return found


def test_every_module_is_used() -> None:
    imported = set[str]().union(*(_imports(path) for path in MODULES))
    started = (
        "newsspider.cli.",
        "newsspider.crawl.",
        "newsspider.regions.fit",
        "newsspider.regions.ablation",
        "newsspider.quotes.calibrate",
    )  # by a command, by Scrapy, by hand
    names = {".".join(p.relative_to(ROOT).with_suffix("").parts) for p in MODULES if p.stem != "__init__"}
    assert not {name for name in names - imported if not name.startswith(started)}


@pytest.mark.parametrize("path", MODULES, ids=lambda p: str(p.relative_to(ROOT)))
def test_nothing_is_left_open(path: Path) -> None:
    assert not re.search(r"\b(TODO|FIXME|XXX|NotImplementedError)\b", path.read_text(encoding="utf-8"))


def test_constraints_pin_versions_and_hold_no_address() -> None:
    lines = (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines()
    pins = [line for line in lines if line and not line.startswith("#")]
    assert pins
    assert all(re.fullmatch(r"[A-Za-z0-9._-]+==[A-Za-z0-9.+!]+( ; .+)?", pin) for pin in pins)
