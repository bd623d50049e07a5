"""Is an archive whole? Every line right, every capture where its line says, every file as it was described."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from functools import partial
from pathlib import Path

from newsspider.archive.files import article_files, stem
from newsspider.archive.jsonl import Broken, read_jsonl
from newsspider.archive.local import own_files
from newsspider.archive.package import RUNS
from newsspider.integrity.checked_records import Found, warc_records
from newsspider.integrity.losses import lost_revisions
from newsspider.integrity.met import Lines, chain_flaws
from newsspider.integrity.problem import Problem
from newsspider.integrity.verify_captures import capture_problems, is_captures
from newsspider.integrity.verify_files import Known, file_problems, snapshot
from newsspider.integrity.verify_lines import BESIDE, Line, TextHash, article_problems, judged_lines
from newsspider.integrity.verify_state import state_problems


class Verification:
    """A walk through an archive's directory, or one file of lines. *counts*: of ``lines``, ``captures``, ``files``.

    *text_hash*: gives the hash that ``dedup.text_sha256`` should be, None leaves it. *quick*: leaves the captures.
    Reads every byte; memory stays flat, what has to be remembered of a line lies in a temporary file. UsageError where
    there is nothing at *path*, or no archive.
    """

    def __init__(self, path: str | Path, text_hash: TextHash | None = None, *, quick: bool = False) -> None:
        self.counts: Counter[str] = Counter()
        self._root = Path(path)
        self._text_hash = text_hash
        self._quick = quick
        self._files = article_files(self._root)

    def problems(self) -> Iterator[Problem]:
        """Yield what is wrong, file by file; nothing where the archive is whole."""
        with closing(Lines()) as met:
            if self._root.is_dir():
                yield from self._archive(met)
            else:
                yield from self._articles(self._root, None, Known(), met)
                yield from self._chains(met)

    def _archive(self, met: Lines) -> Iterator[Problem]:
        with snapshot(self._root) as (state, reader):
            yield from file_problems(self._root, state)
            yield from self._lines(state, met)
            if reader:
                yield from state_problems(self._root, self._files, met, reader)
        if not self._quick:
            yield from self._captures(state, met)

    def _lines(self, state: Known, met: Lines) -> Iterator[Problem]:
        for file in self._files:
            yield from self._articles(file, stem(self._root, file), state, met)
        for name, judge in BESIDE.items():
            if (self._root / name).is_file():
                self.counts["files"] += 1
                for line in judged_lines(self._root / name, judge, state.stop(name)):
                    yield from told(name, line)
        yield from self._chains(met)

    def _articles(self, file: Path, own: str | None, state: Known, met: Lines) -> Iterator[Problem]:
        name = file.relative_to(self._root).as_posix() if own else file.name
        self.counts["files"] += 1
        judge = partial(article_problems, own=own, text_hash=self._text_hash)
        for line in judged_lines(file, judge, state.stop(name)):
            yield from told(name, line)
            if isinstance(line, Line) and not line.wrong:
                self.counts["lines"] += 1
                met.add(line.record, name, line.number)

    def _chains(self, met: Lines) -> Iterator[Problem]:
        """A file alone may hold later revisions only."""
        lost = lost_revisions(self._root) if self._root.is_dir() else None
        days = {stem(self._root, file) for file in self._files} if self._root.is_dir() else ()
        rebuilt = was_rebuilt(self._root)
        for lines in met.articles():
            for flaw in chain_flaws(lines, lost, days, rebuilt=rebuilt):
                yield Problem(flaw.line.file, str(flaw.line.line), flaw.what)

    def _captures(self, state: Known, met: Lines) -> Iterator[Problem]:
        """Of captures that were put into the archive, only those are looked at that lines name."""
        own = {name for name, _ in own_files(self._root) if name.endswith(".warc.gz")}
        for name in sorted(own | set(met.warc_files())):
            if not is_captures(self._root, name):
                first = next(met.named(name))
                what = f"is no file of captures that is there, and lines lead into it, first {first.file}:{first.line}"
                yield Problem(name, "", what)
                continue
            self.counts["files"] += 1
            records = self._counted(
                warc_records(self._root / name, state.stop(name) if name in own else None)
            )
            for problem, line in capture_problems(name, records, met.named(name)):
                if line or name in own:
                    yield problem

    def _counted(self, records: Iterator[Found | Broken]) -> Iterator[Found | Broken]:
        for record in records:
            self.counts["captures"] += isinstance(record, Found) and record.kind in {"response", "revisit"}
            yield record


def was_rebuilt(root: Path) -> bool:
    """Whether lines of the archive have been made anew from captures."""
    file = root / RUNS
    return file.is_file() and any(line.get("spider") == "rebuild" for line in read_jsonl(file))


def told(name: str, line: Line | Broken) -> Iterator[Problem]:
    """Yield what is wrong with a line of the file of this *name*, or with what lies between lines."""
    if isinstance(line, Line):
        yield from (Problem(name, str(line.number), what) for what in line.wrong)
    elif line.cut:
        yield Problem(
            name,
            f"byte {line.begin}",
            "the last batch is cut off; what it held beyond its whole lines is lost",
        )
    else:
        yield Problem(name, f"byte {line.begin}", f"damaged ({line.why}); the lines of that batch are lost")
