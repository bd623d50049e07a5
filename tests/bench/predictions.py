"""What every tool makes of the bench's pages, kept in ``.bench`` while nothing that it depends on changes."""

from __future__ import annotations

import hashlib
import json
import subprocess
import sys
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.bench.pages import Bench, Page
from tests.bench.workers import Worker

OURS = "newsspider"
CROSSVALIDATED = "newsspider, cross-validated"
PEERS = ("trafilatura", "trafilatura, precision", "readability-lxml", "newspaper4k")
_HERE = Path(__file__).parent
_ROOT = _HERE.parents[1]
_CACHE = _ROOT / ".bench"


@dataclass(frozen=True, slots=True)
class Result:
    """What a tool made of pages. *predictions*: by page; ours are records. *errors*: a line for each page that it
    raised on. *memory*: MB at the peak of the process that read them all, None where that says nothing."""

    predictions: dict[Page, dict[str, Any]]
    errors: list[str]
    memory: float | None


def results(bench: Bench, peers: str) -> dict[str, Result]:
    """Return what newsspider and the tools of the interpreter *peers* make of every page of *bench*.

    Two processes run at a time. Raises RuntimeError where one of them fails.
    """
    pages = bench.pages(*bench.rows)
    ours = [*_files(_ROOT / "newsspider"), _HERE / "tools.py"]
    jobs: dict[str, tuple[list[Path], Callable[[], Result]]] = {
        OURS: (ours, lambda: _read(OURS, sys.executable, pages)),
        CROSSVALIDATED: ([*ours, _HERE / "crossvalidated.py"], lambda: _crossvalidated(bench)),
    }
    for name in PEERS:
        jobs[name] = [_HERE / "tools.py", _HERE / "peers.txt"], lambda name=name: _read(name, peers, pages)
    with ThreadPoolExecutor(2) as pool:
        slowest_first = {name: pool.submit(_kept, name, *jobs[name], pages) for name in reversed(jobs)}
        return {name: slowest_first[name].result() for name in jobs}


def _files(folder: Path) -> Iterable[Path]:
    return sorted(path for path in folder.rglob("*") if path.suffix in {".py", ".toml", ".json"})


def _read(tool: str, python: str, pages: list[Page]) -> Result:
    """Return what *tool* makes of *pages* in one process."""
    predictions, errors, memory = {}, [], 0.0
    with Worker(python, tool) as worker:
        for page in pages:
            answer = worker.ask(page)
            predictions[page], memory = answer["prediction"], answer["memory"]
            if answer["error"]:
                errors.append(f"{page.path.name}: {answer['error']}")
    return Result(predictions, errors, memory)


def _crossvalidated(bench: Bench) -> Result:
    command = [sys.executable, "-m", "tests.bench.crossvalidated", str(bench.folder)]
    done = subprocess.run(command, cwd=_ROOT, capture_output=True, text=True, check=False)
    if done.returncode:
        raise RuntimeError(f"the cross-validation failed: {done.stderr.strip()[-300:]}")
    lines = map(json.loads, done.stdout.splitlines())
    return Result({Page(Path(path), url): record for path, url, record in lines}, [], None)


def _kept(tool: str, depends: list[Path], read: Callable[[], Result], pages: list[Page]) -> Result:
    """Return the result that an earlier run kept, or that of *read*, which is kept then."""
    key = hashlib.sha256(repr([(str(page.path), page.url) for page in pages]).encode())
    for path in depends:
        key.update(path.read_bytes())
    kept = _CACHE / f"{tool.replace(', ', '-')}-{key.hexdigest()[:16]}.json"
    if kept.exists():
        return _loaded(json.loads(kept.read_text(encoding="utf-8")))
    result = read()
    _CACHE.mkdir(exist_ok=True)
    for old in _CACHE.glob(f"{tool.replace(', ', '-')}-{'[0-9a-f]' * 16}.json"):
        old.unlink()
    kept.write_text(json.dumps(_dumped(result)), encoding="utf-8")
    return result


def _dumped(result: Result) -> dict[str, Any]:
    rows = [[str(page.path), page.url, prediction] for page, prediction in result.predictions.items()]
    return {"rows": rows, "errors": result.errors, "memory": result.memory}


def _loaded(data: dict[str, Any]) -> Result:
    rows = {Page(Path(path), url): prediction for path, url, prediction in data["rows"]}
    return Result(rows, data["errors"], data["memory"])
