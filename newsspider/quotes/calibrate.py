"""How far ``confidence`` is the share of right speakers: ``python -m newsspider.quotes.calibrate GOLD.jsonl ...``

A line of a gold file is ``{"lang", "text", "quotes": [{"start", "end", "kind", "speaker", "speaker_full"}]}``,
the offsets those of the words inside the marks. Counted are the quotations that both have as speech and that
are given a speaker; one is right where the last word of its name is in the gold's name, or the other way round.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any

from newsspider.errors import UsageError
from newsspider.model import Quote
from newsspider.quotes.extract import extract_quotes
from newsspider.quotes.names import name_words

EDGES = (0.0, 0.6, 0.75, 0.88, 0.925, 0.945, 0.96, 1.01)
_SPEECH = frozenset({"direct", "mixed"})
_OVERLAP = 0.8  # Jaccard, of characters; from here on two stretches are the same quotation


def outcomes(document: dict[str, Any]) -> Iterator[tuple[float, bool]]:
    """Yield confidence, and whether the speaker is right, for each quotation of a gold document."""
    gold = [quote for quote in document["quotes"] if quote["kind"] in _SPEECH]
    for quote in extract_quotes(document["text"], document["lang"]):
        if quote.kind in _SPEECH and quote.confidence is not None:
            same = next((g for g in gold if _overlap(quote, g) >= _OVERLAP), None)
            if same is not None:
                yield quote.confidence, _right(quote, same)


def reliability(found: Iterable[tuple[float, bool]]) -> list[tuple[float, float, int, float, float]]:
    """Return the bins of EDGES that hold any: from, to, quotations, mean confidence, share right."""
    pairs = list(found)
    rows = []
    for low, high in pairwise(EDGES):
        here = [(sure, right) for sure, right in pairs if low <= sure < high]
        if here:
            mean = sum(sure for sure, _ in here) / len(here)
            rows.append((low, min(high, 1.0), len(here), mean, sum(right for _, right in here) / len(here)))
    return rows


def main(paths: Sequence[str]) -> int:
    """Print the reliability of all files together; exit code 2 where none is given or one cannot be read."""
    try:
        found = [pair for document in _documents(paths) for pair in outcomes(document)]
    except UsageError as error:
        sys.stderr.write(f"calibrate: {error}\n")
        return error.exit_code
    sys.stdout.write("confidence    quotations  mean  right\n")
    for low, high, count, mean, right in reliability(found):
        sys.stdout.write(f"{low:.3f}-{high:.3f} {count:11}  {mean:.2f}   {right:.2f}\n")
    return 0


def _documents(paths: Sequence[str]) -> Iterator[dict[str, Any]]:
    if not paths:
        raise UsageError("give gold files, one JSON object a line")
    for path in paths:
        try:
            lines = Path(path).read_text(encoding="utf-8").splitlines()
            yield from (json.loads(line) for line in lines if line.strip())
        except (OSError, ValueError) as error:
            raise UsageError(f"{path}: cannot be read as lines of JSON ({error})") from None


def _overlap(quote: Quote, gold: dict[str, Any]) -> float:
    """Return the characters of both over the characters of either, 0 to 1."""
    shared = min(quote.char_end, gold["end"]) - max(quote.char_start, gold["start"])
    either = max(quote.char_end, gold["end"]) - min(quote.char_start, gold["start"])
    return max(0, shared) / either if either else 0.0


def _right(quote: Quote, gold: dict[str, Any]) -> bool:
    given = [name_words(name) for name in (quote.speaker, quote.speaker_full) if name]
    true = [name_words(gold[key]) for key in ("speaker", "speaker_full") if gold.get(key)]
    return any(g and t and (g[-1] in t or t[-1] in g) for g in given for t in true)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
