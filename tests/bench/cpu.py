"""CPU of the tools on the same pages in the same run, and of lxml's bare parse."""

from __future__ import annotations

import statistics
import sys
from contextlib import ExitStack

from tests.bench.pages import Bench, Page
from tests.bench.predictions import PEERS
from tests.bench.workers import Worker

OURS = ("newsspider", "newsspider, body")
THEIRS = (*PEERS, "trafilatura, fast")
FLOOR = "lxml"
ROUNDS = 2
PAGES = 60


def sample(bench: Bench, count: int = PAGES) -> list[Page]:
    """Return *count* pages, evenly spread over the sets with a known body or known fields."""
    pages = bench.pages("aeb", "fundus", "fields")
    return [pages[i * len(pages) // count] for i in range(count)]


def medians(pages: list[Page], peers: str) -> dict[str, float]:
    """Return each tool's median CPU a page, in ms, with *peers* the interpreter of the others.

    Tools take turns on a page, so that all see the same machine, each in a process of its own, so that none
    warms another's caches. Each round has new processes, and a page counts with its best round.
    """
    python = {FLOOR: sys.executable, **dict.fromkeys(OURS, sys.executable), **dict.fromkeys(THEIRS, peers)}
    best: dict[tuple[str, Page], float] = {}
    for _ in range(ROUNDS):
        with ExitStack() as stack:
            workers = {tool: stack.enter_context(Worker(path, tool)) for tool, path in python.items()}
            for number, page in enumerate(pages):
                for tool in _turns(list(workers), number):
                    ms = workers[tool].ask(page)["ms"]
                    best[tool, page] = min(ms, best.get((tool, page), ms))
    return {tool: statistics.median(best[tool, page] for page in pages) for tool in python}


def _turns(tools: list[str], number: int) -> list[str]:
    """Return every tool, beginning with another one on every page."""
    start = number % len(tools)
    return tools[start:] + tools[:start]
