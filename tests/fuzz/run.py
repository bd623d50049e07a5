"""Reads spoiled pages and says which of them went wrong.

    python tests/fuzz/run.py [--count 10000] [--seed 0] [--workers 2]

The pages are those of ``fixtures/``, spoiled as ``mutations.py`` has it. Each is read in a child process under limits
(``worker.py``). Exit code 1 where a page raised, took too long, or took too much memory; ``--seed N --count 1`` reads
that page again.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

WORKER = Path(__file__).with_name("worker.py")
_SHARE = 250  # pages a child reads, before another takes its place


@dataclass(frozen=True, slots=True)
class Result:
    """*read*: pages told of; *slowest*: CPU seconds of the slowest; *failures*: a line for each page gone wrong."""

    read: int
    slowest: float
    failures: tuple[str, ...]


def fuzz(first: int, count: int, workers: int = 1) -> Result:
    """Read the pages of *count* seeds from *first* on, in *workers* processes at a time."""
    shares = [(at, min(at + _SHARE, first + count)) for at in range(first, first + count, _SHARE)]
    with ThreadPoolExecutor(workers) as pool:
        told = [line for lines in pool.map(lambda share: list(_told(*share)), shares) for line in lines]
    failures = tuple(_failure(line) for line in told if line["error"])
    return Result(len(told), max(line["seconds"] for line in told), failures)


def _told(first: int, last: int) -> Iterator[dict[str, Any]]:
    """Yield what is told of each seed; a child that ends early is begun again behind the page that ended it."""
    while first < last:
        done = subprocess.run(
            [sys.executable, str(WORKER), str(first), str(last)], capture_output=True, text=True, check=False
        )
        lines = [json.loads(line) for line in done.stdout.splitlines()]
        yield from (line for line in lines if "begun" not in line)
        begun = [line["begun"] for line in lines if "begun" in line]
        if done.returncode == 0:
            return
        if not begun:
            raise RuntimeError(f"the worker does not start: {done.stderr}")
        error = f"ended by signal {-done.returncode}: too slow, or out of memory\n{done.stderr[-500:]}"
        yield {"seed": begun[-1], "page": "?", "done": [], "seconds": 0.0, "error": error}
        first = begun[-1] + 1


def _failure(line: dict[str, Any]) -> str:
    return f"seed {line['seed']}: {line['page']} after {', '.join(line['done']) or '?'}\n{line['error']}"


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--count", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--workers", type=int, default=2)
    given = parser.parse_args()
    result = fuzz(given.seed, given.count, given.workers)
    print(*result.failures, sep="\n")
    print(
        f"{result.read} pages, {len(result.failures)} failed, the slowest took {result.slowest:.2f} s of CPU"
    )
    return 1 if result.failures else 0


if __name__ == "__main__":
    sys.exit(main())
