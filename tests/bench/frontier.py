"""What the frontier takes of disk and memory: ``python -m tests.bench.frontier`` prints it as JSON, for 100,000 addresses."""

from __future__ import annotations

import json
import resource
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from newsspider.state.frontier import Entry, Frontier
from newsspider.state.ledger import Ledger
from tests.bench.tables import markdown

FEW, MANY = 10_000, 100_000
_AT_ONCE = 1000
_ADDRESS = "https://news.example/2026/03/31/the-orchard-of-the-print-promised-courts"


def table() -> str:
    """Return a table of the figures, measured in a process of its own."""
    command = [sys.executable, "-m", "tests.bench.frontier"]
    figures = json.loads(subprocess.run(command, capture_output=True, check=True, text=True).stdout)
    rows = [[name, f"{value:.1f}"] for name, value in figures.items()]
    return markdown(["", "figure"], rows)


def figures() -> dict[str, float]:
    """Return bytes on disk, and MB of memory that MANY addresses take more than FEW: all waiting, then all done."""
    with TemporaryDirectory() as folder:
        ledger = Ledger(Path(folder))
        frontier = Frontier(ledger, "news")
        empty = _bytes(ledger)
        _push(ledger, frontier, 0, FEW)
        few = _memory()
        _push(ledger, frontier, FEW, MANY)
        waiting, on_disk = _memory(), _bytes(ledger)
        while leases := frontier.pop(_AT_ONCE):
            for lease in leases:
                frontier.done(lease.id)
            ledger.commit()
        done = {"bytes on disk of an address that waits": (on_disk - empty) / MANY,
                "bytes on disk of one that is done": (_bytes(ledger) - empty) / MANY,
                f"MB of memory that {MANY:,} that wait take more than {FEW:,}": waiting - few,
                "MB, when they are done": _memory() - few}  # fmt: skip
        ledger.close()
    return done


def _push(ledger: Ledger, frontier: Frontier, start: int, end: int) -> None:
    source = "https://news.example/sitemap.xml"
    for first in range(start, end, _AT_ONCE):
        frontier.push(
            Entry(f"{_ADDRESS}-{n}", priority=-n, site="news.example", via="sitemap", origin=source)
            for n in range(first, first + _AT_ONCE)
        )
        ledger.commit()


def _bytes(ledger: Ledger) -> int:
    """The pages of the state file that are in use."""
    count, free, size = (
        ledger.execute(f"PRAGMA {name}").fetchone()[0]
        for name in ("page_count", "freelist_count", "page_size")
    )
    return int((count - free) * size)


def _memory() -> float:
    """What this process has in memory now, in MB; its peak would be that of the process it was forked from."""
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * resource.getpagesize() / 2**20


if __name__ == "__main__":
    sys.stdout.write(json.dumps(figures()) + "\n")
