"""``verify``: whether an archive is whole, and mended where it is not."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from newsspider.cli.archives import existing
from newsspider.cli.command import Command
from newsspider.dedupe.fingerprint import plain, text_sha256
from newsspider.dedupe.judge import Judge
from newsspider.dedupe.reading import read
from newsspider.dedupe.verdict import Kind, Verdict
from newsspider.errors import UsageError
from newsspider.integrity.mend import mend
from newsspider.integrity.mend_state import Remember
from newsspider.integrity.verify import Verification
from newsspider.rules.load import load
from newsspider.state.ledger import Ledger


def _add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("path", type=Path, metavar="DIR|FILE", help="an archive, or a sources file (.toml)")
    parser.add_argument("--repair", action="store_true", help="mend what can be, then verify")
    parser.add_argument("--quick", action="store_true", help="leave the captures unread")


def _verify(options: argparse.Namespace) -> int:
    if options.path.suffix == ".toml":
        return _sources(options.path)
    if options.repair:
        _repair(existing(options.path))
    return _report(options.path, quick=options.quick)


def _sources(path: Path) -> int:
    rules = load(path)
    sys.stdout.write(f"{path}: {len(rules.sites)} site{'s' * (len(rules.sites) != 1)}, nothing wrong\n")
    return 0


def _repair(path: Path) -> None:
    if not path.is_dir():
        raise UsageError(f"{path}: is no directory; --repair takes an archive's")
    for done in mend(path, text_hash, remembering):
        sys.stdout.write(f"{done}\n")


def _report(path: Path, *, quick: bool) -> int:
    """Print a line for each problem, as it is met, and one that sums up."""
    walk = Verification(existing(path), text_hash, quick=quick)
    wrong = 0
    for problem in walk.problems():
        sys.stdout.write(f"{problem}\n")
        wrong += 1
    counts = ", ".join(f"{walk.counts[name]} {name}" for name in ("lines", "captures", "files"))
    advice = "; --repair mends what can be" if wrong and path.is_dir() else ""
    sys.stdout.write(f"{path}: {counts}; {wrong or 'nothing'} wrong{advice}\n")
    return 1 if wrong else 0


def text_hash(body: str | None) -> str | None:
    """Return the ``text_sha256`` of a body."""
    return text_sha256(plain(body))


def remembering(ledger: Ledger) -> Remember:
    """Return what makes a ledger know an archived record, as the run that archived it did."""
    judge = Judge(ledger)

    def remember(record: Mapping[str, Any]) -> None:
        judge.keep(record, Verdict(Kind.NEW, record["revision"], record["dedup"], None, read(record)))

    return remember


COMMANDS = (
    Command(
        "verify",
        "Verify an archive: every line against the schema, offsets, hashes and revisions, every capture and its digests, "
        "every file as it was described; or a sources file. Exit code 1 where something is wrong.",
        "newsspider verify output",
        _add_arguments,
        _verify,
    ),
)
