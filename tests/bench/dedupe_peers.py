"""What another tool finds among texts: ``python dedupe_peers.py TOOL FILE``, with the interpreter that has the tool.

*FILE* holds one JSON string a line, a text. Each is looked up, then kept. Printed is one JSON object: ``links``, for
each text the numbers of the earlier texts it is said to be a copy of; ``seconds`` of CPU; ``size``, bytes by
which the process grew; ``version``. Only the tool asked for is imported. All see the same runs of four words, take
what is alike by a half and, where they only name candidates, compare those by their own estimate.
"""

from __future__ import annotations

import json
import re
import resource
import sys
import time
from collections.abc import Callable
from importlib.metadata import version
from pathlib import Path
from typing import Any

ALIKE = 0.5
PERMUTATIONS = 128
Find = Callable[[int, str], list[int]]


def shingles(text: str) -> list[str]:
    """Return the runs of four words of *text*, in lower case."""
    words = re.findall(r"\w+", text.lower())
    return [" ".join(words[i : i + 4]) for i in range(max(1, len(words) - 3))]


def datasketch() -> Find:
    from datasketch import MinHash, MinHashLSH

    index, kept = MinHashLSH(threshold=ALIKE, num_perm=PERMUTATIONS), []

    def find(number: int, text: str) -> list[int]:
        sketch = MinHash(num_perm=PERMUTATIONS)
        sketch.update_batch([run.encode() for run in shingles(text)])
        found = [n for n in index.query(sketch) if kept[n].jaccard(sketch) >= ALIKE]
        index.insert(number, sketch)
        kept.append(sketch)
        return found

    return find


def rensa() -> Find:
    from rensa import RMinHash, RMinHashLSH

    index, kept = RMinHashLSH(threshold=ALIKE, num_perm=PERMUTATIONS, num_bands=32), []

    def find(number: int, text: str) -> list[int]:
        sketch = RMinHash(num_perm=PERMUTATIONS, seed=42)
        sketch.update(shingles(text))
        found = [n for n in index.query(sketch) if kept[n].jaccard(sketch) >= ALIKE]
        index.insert(number, sketch)
        kept.append(sketch)
        return found

    return find


def gaoya() -> Find:
    from gaoya.minhash import MinHashStringIndex

    index = MinHashStringIndex(
        jaccard_threshold=ALIKE, num_bands=42, band_size=3, lowercase=True, ngram_range=(4, 4)
    )

    def find(number: int, text: str) -> list[int]:
        found: list[int] = index.query(text)
        index.insert_document(number, text)
        return found

    return find


def simhash() -> Find:
    from simhash import Simhash, SimhashIndex

    index = SimhashIndex([], k=3)

    def find(number: int, text: str) -> list[int]:
        sketch = Simhash(shingles(text))
        found = [int(n) for n in index.get_near_dups(sketch)]
        index.add(str(number), sketch)
        return found

    return find


TOOLS: dict[str, Callable[[], Find]] = {
    "datasketch": datasketch,
    "rensa": rensa,
    "gaoya": gaoya,
    "simhash": simhash,
}


def run(tool: str, texts: list[str]) -> dict[str, Any]:
    """Put *texts* through *tool*."""
    find = TOOLS[tool]()
    before, start = _memory(), time.process_time()
    links = [list(find(number, text)) for number, text in enumerate(texts)]
    seconds = time.process_time() - start
    return {"links": links, "seconds": seconds, "size": _memory() - before, "version": version(tool)}


def _memory() -> int:
    """Bytes resident now; Linux says it in pages, in the second word."""
    return int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1]) * resource.getpagesize()


def main() -> None:
    """Read, measure, print."""
    tool, path = sys.argv[1:]
    with Path(path).open(encoding="utf-8") as file:
        texts = [json.loads(line) for line in file]
    print(json.dumps(run(tool, texts)))  # noqa: T201


if __name__ == "__main__":
    main()
