"""How right the links between made-up texts are, and ours of them: recall, precision, time, bytes."""

from __future__ import annotations

import json
import resource
import time
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from hashlib import sha256
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory

from newsspider.dedupe.index import TextIndex
from newsspider.dedupe.reading import read_body
from newsspider.state.ledger import STATE_FILE, Ledger
from tests.bench.dedupe_texts import COPIES, MadeUp, Writer

COMMIT = 50  # texts
CHUNK = 500  # texts written at a time, so that writing them does not warm or cool the caches of every reading


@dataclass
class Figures:
    """Counts by how a text was made: *linked* to its story, *right* and *wrong* pairs named; CPU *seconds* of
    all texts, *size* in bytes of the index, 0 where it is in memory, *memory*: peak of the process in MB."""

    made: Counter[str] = field(default_factory=Counter)
    linked: Counter[str] = field(default_factory=Counter)
    right: Counter[str] = field(default_factory=Counter)
    wrong: Counter[str] = field(default_factory=Counter)
    seconds: float = 0.0
    size: int = 0
    memory: float = 0.0

    def note(self, text: MadeUp, stories: Iterable[int]) -> None:
        """Count *text*, said to be a copy of texts of these *stories*."""
        named = list(stories)
        self.made[text.how] += 1
        self.linked[text.how] += text.how in COPIES and text.story in named
        self.right[text.how] += named.count(text.story)
        self.wrong[text.how] += len(named) - named.count(text.story)

    def recall(self, *how: str) -> float:
        """Share of the copies made in these ways, or in any, that are linked to a text of their story."""
        return sum(self.linked[h] for h in how or COPIES) / sum(self.made[h] for h in how or COPIES)

    def to_json(self) -> str:
        """Return it as text, for another process."""
        return json.dumps(vars(self))

    @classmethod
    def from_json(cls, text: str) -> Figures:
        """Return what `to_json` gave."""
        values = json.loads(text)
        return cls(**{name: Counter(v) if isinstance(v, dict) else v for name, v in values.items()})

    @property
    def precision(self) -> float:
        """Share of the pairs named that are right; 1 where none is."""
        named = self.right.total() + self.wrong.total()
        return self.right.total() / named if named else 1.0


def measure(texts: Iterable[MadeUp], ledger: Ledger) -> Figures:
    """Put *texts* through the index of *ledger*, with all it costs: reading, finding, keeping, committing."""
    index, figures = TextIndex(ledger), Figures()
    stories: dict[bytes, int] = {}
    left = iter(texts)
    while chunk := list(islice(left, CHUNK)):
        start = time.process_time()
        found = [linked(index, text, ledger) for text in chunk]
        figures.seconds += time.process_time() - start
        for text, (own, earlier) in zip(chunk, found, strict=True):
            stories[own] = text.story
            figures.note(text, [stories[earlier]] if earlier else [])
    return figures


def linked(index: TextIndex, text: MadeUp, ledger: Ledger) -> tuple[bytes, bytes | None]:
    """Take *text* into the index; return its id there, and that of its earlier copy."""
    number = sha256(str(text.number).encode()).hexdigest()[:32]
    incoming = read_body(f"art_{number}", text.domain, text.body).text
    assert incoming
    match = index.find(incoming)
    index.keep(incoming, match.text if match else None)
    if text.number % COMMIT == 0:
        ledger.commit()
    return incoming.id, match.text.id if match else None


def ours(count: int, seed: int = 1) -> Figures:
    """Return the figures of so many made-up texts, in a new index."""
    with TemporaryDirectory() as folder:
        ledger = Ledger(Path(folder))
        figures = measure(Writer(count, seed).texts(), ledger)
        ledger.close()
        figures.size = (Path(folder) / STATE_FILE).stat().st_size
    figures.memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024  # Linux gives kB
    return figures
