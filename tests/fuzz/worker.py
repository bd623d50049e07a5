"""Reads spoiled pages one after the other under limits of time and memory, a line of JSON about each.

    python worker.py FIRST LAST        seeds, LAST not included

The system ends the process where one page takes more than ``SECONDS`` of CPU: the seed that was begun and not told of is
the one to blame.
"""

from __future__ import annotations

import json
import resource
import sys
import time
import traceback
from datetime import UTC, datetime
from pathlib import Path
from random import Random

from mutations import mutated

from newsspider.extraction import extract
from newsspider.model import Article

SECONDS = 5  # of CPU, for one page
MEGABYTES = 256  # of address space that one page may take
FIXTURES = Path(__file__).parents[2] / "fixtures"
PAGES = sorted((*FIXTURES.glob("*/*/page.html"), *FIXTURES.glob("classes/*.html")))
_HEADERS = (
    {},
    {"Content-Type": "text/html; charset=utf-8"},
    {"content-type": "text/html;charset=x-unknown"},
    {"Content-Type": "\xff"},
)
_URLS = (
    "https://quay.example/news/2026/05/a-ferry-comes-back/",
    "http://quay.example/?p=7",
    "https://quay.example/%ff/\u00e9?q=%",
)


def main() -> None:
    first, last = map(int, sys.argv[1:])
    extract(PAGES[0].read_bytes(), _URLS[0])  # what is loaded once is no page's doing
    for seed in range(first, last):
        print(json.dumps({"begun": seed}), flush=True)
        print(json.dumps(judged(seed)), flush=True)


def judged(seed: int) -> dict[str, object]:
    """What became of the page of *seed*: where it comes from, what was done to it, CPU seconds, the error or null."""
    rng = Random(seed)
    source = rng.choice(PAGES)
    html, done = mutated(source.read_bytes(), rng)
    url, headers = rng.choice(_URLS), rng.choice(_HEADERS)
    fetched_at = rng.choice((None, datetime(2026, 6, 1, tzinfo=UTC)))
    started = time.process_time()
    _limit()
    error = None
    try:
        check(extract(html, url, headers, fetched_at=fetched_at))
    except Exception:  # whatever it is, it is what is looked for
        error = traceback.format_exc()
    seconds = time.process_time() - started
    return {
        "seed": seed,
        "page": str(source.relative_to(FIXTURES)),
        "done": done,
        "seconds": seconds,
        "error": error,
    }


def check(article: Article) -> None:
    """Raise where the record does not hold together, or holds what JSON in UTF-8 cannot."""
    record = article.to_record()
    json.loads(json.dumps(record, ensure_ascii=False, allow_nan=False).encode("utf-8"))
    body = article.body or ""
    assert "\n\n".join(body[b.char_start : b.char_end] for b in article.body_blocks) == body
    assert all(body[q.char_start : q.char_end] == q.text for q in article.quotes)
    assert all(body[a.char_start : a.char_end] == a.text for a in article.links if a.char_start is not None)
    assert all(link.title for link in article.related_links)


def _limit() -> None:
    used = resource.getrusage(resource.RUSAGE_SELF)
    seconds = int(used.ru_utime + used.ru_stime) + SECONDS + 1
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, resource.RLIM_INFINITY))
    resource.setrlimit(resource.RLIMIT_AS, (_size() + MEGABYTES * 2**20, resource.RLIM_INFINITY))


def _size() -> int:
    """The address space in use, in bytes; a large number where the system does not tell."""
    status = Path("/proc/self/statm")
    pages = int(status.read_text().split()[0]) if status.exists() else 2**40
    return pages * resource.getpagesize()


if __name__ == "__main__":
    main()
