"""Recall, precision, time and bytes of the text index on made-up texts: python tests/dedupe/measure.py [N]."""

from __future__ import annotations

import sys
import time
from collections import Counter
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory

sys.path.insert(0, str(Path(__file__).parent))

from made_up import MadeUp, Writer

from newsspider.dedupe.index import TextIndex
from newsspider.dedupe.reading import ALONGSIDE, TELLING, Reading, read
from newsspider.state.ledger import Ledger


def reading(text: MadeUp) -> Reading:
    """What the judge would read of a record with this text."""
    record = dict.fromkeys((*TELLING, *ALONGSIDE))
    number = sha256(str(text.number).encode()).hexdigest()[:32]
    return read(record | {"id": f"art_{number}", "body": text.body, "domain": text.domain})


class Figures:
    """Counts of links made, right or wrong, by how a text was made."""

    def __init__(self) -> None:
        self.made: Counter[str] = Counter()
        self.linked: Counter[str] = Counter()
        self.wrong: Counter[str] = Counter()

    def note(self, text: MadeUp, story: int | None) -> None:
        """Count *text*, linked to the text of *story* or to none."""
        self.made[text.how] += 1
        if story == text.story:
            self.linked[text.how] += 1
        elif story is not None:
            self.wrong[text.how] += 1

    @property
    def recall(self) -> float:
        """Share of copies linked to their story."""
        copies = self.made.total() - self.made["original"] - self.made["follow-up"]
        return self.linked.total() / copies

    @property
    def precision(self) -> float:
        """Share of links that are right."""
        return self.linked.total() / (self.linked.total() + self.wrong.total())


def measure(texts: list[MadeUp], ledger: Ledger) -> tuple[Figures, float]:
    """Put *texts* through the index; return the figures and the CPU seconds it took."""
    index, figures, seconds = TextIndex(ledger), Figures(), 0.0
    stories: dict[bytes, int] = {}
    for text in texts:
        start = time.process_time()
        incoming = reading(text).text
        assert incoming
        match = index.find(incoming)
        index.keep(incoming, match.text if match else None)
        seconds += time.process_time() - start
        stories[incoming.id] = text.story
        figures.note(text, stories[match.text.id] if match else None)
    ledger.commit()
    return figures, seconds


def main() -> None:
    """Print the figures for N texts, 10,000 where none is given."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
    with TemporaryDirectory() as folder:
        ledger = Ledger(Path(folder))
        texts = list(Writer(count).texts())
        figures, seconds = measure(texts, ledger)
        ledger.close()
        size = sum(file.stat().st_size for file in Path(folder).iterdir())
    lines = [
        f"{count} texts: recall {figures.recall:.3f}, precision {figures.precision:.3f},",
        f"{seconds / count * 1000:.2f} ms CPU and {size / count:.0f} bytes a text",
    ]
    for how, made in sorted(figures.made.items()):
        right, wrong = figures.linked[how] / made, figures.wrong[how] / made
        lines.append(f"  {how:10} {made:6} linked {right:.3f} wrong {wrong:.3f}")
    sys.stdout.write("\n".join(lines) + "\n")


if __name__ == "__main__":
    main()
