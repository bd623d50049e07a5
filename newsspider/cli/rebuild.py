"""``rebuild``: the lines of an archive made anew from its captures, without network."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any, Final

from newsspider.archive.archive import Archive
from newsspider.archive.files import article_files, sources_file
from newsspider.archive.jsonl import read_jsonl
from newsspider.archive.package import RUNS, Outcome, Run, new_run_id
from newsspider.archive.rebuild import Rebuilder, Rebuilt, Result
from newsspider.archive.rebuild_files import Counts, rebuild
from newsspider.cli.archives import existing
from newsspider.cli.command import Command
from newsspider.dedupe.reading import read
from newsspider.errors import UsageError
from newsspider.extraction import extract
from newsspider.model import Article, Capture
from newsspider.rules.load import builtin, load
from newsspider.rules.site import Rules

SPIDERS: Final = frozenset({"news", "article", "feed", "sitemap", "warc", "demo"})
"""Spiders whose items are what was extracted; one of your own may have refined them."""
_WIDTH: Final = 60  # characters of a value that --diff shows
_KEPT: Final = (Result.UNKEPT, Result.MISSING, Result.REFINED, Result.NO_RULES, Result.INVALID)


def _add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("path", type=Path, metavar="DIR", help="an archive")
    parser.add_argument(
        "--sources",
        type=Path,
        metavar="FILE",
        help="rules of sites, in place of those the lines were read with",
    )
    parser.add_argument("--diff", action="store_true", help="print each field of each line that changes")
    parser.add_argument(
        "--refined", action="store_true", help="lines of spiders of your own, too; what they refined is lost"
    )
    parser.add_argument("--write", action="store_true", help="put the new lines in place of the old ones")


def _rebuild(options: argparse.Namespace) -> int:
    root = existing(options.path)
    if not root.is_dir():
        raise UsageError(f"{root}: is a file; give the output directory of a crawl")
    article_files(root)  # which refuses what is no archive, before anything is written there
    rebuilder = Rebuilder(root, _extractor(root, options.sources), read, None if options.refined else SPIDERS)
    tell = _print_changes if options.diff else _print_nothing
    counts = _written(options, rebuilder, tell) if options.write else rebuild(root, rebuilder, tell)
    sys.stdout.writelines(f"{line}\n" for line in _summary(root, counts, written=options.write))
    return 1 if counts.damaged or counts.lines[Result.MISSING] or counts.lines[Result.INVALID] else 0


def _written(options: argparse.Namespace, rebuilder: Rebuilder, tell: Callable[[Rebuilt], None]) -> Counts:
    """Put the new lines in place, as a run of its own."""
    now = datetime.now(UTC)
    given = {"sources": str(options.sources)} if options.sources else {}
    with Archive.open(options.path, Run(new_run_id(now), "rebuild", now, arguments=given)) as archive:
        counts = rebuild(options.path, rebuilder, tell, archive)
        told = {"lines": counts.lines.total(), "rebuilt": counts.lines[Result.CHANGED]}
        archive.close(Outcome.FINISHED, told)
    return counts


def _extractor(root: Path, sources: Path | None) -> Callable[[Capture, Mapping[str, Any]], Article | None]:
    """How captures are read: by the rules of *sources*, or else by those the line was read with."""
    given = load(sources) if sources else None
    ruled = _ruled_runs(root)

    @cache
    def rules_of(config: str | None, *, ruled: bool) -> Rules | None:
        file = root / sources_file(config) if config else None
        if file and file.is_file():
            return load(file)
        return None if ruled else builtin()

    def extracted(capture: Capture, provenance: Mapping[str, Any]) -> Article | None:
        rules = given or rules_of(provenance["config_sha256"], ruled=provenance["run_id"] in ruled)
        if rules is None:
            return None
        return extract(capture.body, capture.url, capture.headers, fetched_at=capture.fetched_at, rules=rules)

    return extracted


def _ruled_runs(root: Path) -> frozenset[str]:
    """The runs that had a sources file."""
    file = root / RUNS
    runs = read_jsonl(file) if file.is_file() else ()
    return frozenset(run["run_id"] for run in runs if "sites" in run["arguments"] or run["spider"] == "demo")


def _print_nothing(_: Rebuilt) -> None:
    """What is told of a line without --diff."""


def _print_changes(found: Rebuilt) -> None:
    for change in found.changes:
        values = f"{_short(change.old)} -> {_short(change.new)}"
        sys.stdout.write(f"{found.line['revision_id']} {change.field}: {values}\n")


def _short(value: Any) -> str:
    text = " ".join(repr(value).split())
    return text if len(text) <= _WIDTH else text[: _WIDTH - 1] + "…"


def _summary(root: Path, counts: Counts, *, written: bool) -> Iterator[str]:
    same, changed = counts.lines[Result.SAME], counts.lines[Result.CHANGED]
    yield f"{root}: {counts.lines.total()} lines, {same} the same, {changed} changed"
    width = max(map(len, counts.fields), default=0)
    yield from (f"  {name:{width}}  {count:>6}" for name, count in counts.fields.most_common())
    yield from (
        f"kept as they are: {counts.lines[kind]} {kind.value}" for kind in _KEPT if counts.lines[kind]
    )
    yield from (
        f"{name}: is damaged and left as it is; 'newsspider verify' tells where" for name in counts.damaged
    )
    if written:
        yield f"{counts.written} file{'s' * (counts.written != 1)} written"
    elif counts.fields:
        yield "nothing written; --write puts the new lines in place"


COMMANDS = (
    Command(
        "rebuild",
        "Extract the articles of an archive again from its captures, without network, and tell what changes; with "
        "--write put the new lines in place. Exit code 1 where a capture or a line is damaged.",
        "newsspider rebuild output --diff",
        _add_arguments,
        _rebuild,
    ),
)
