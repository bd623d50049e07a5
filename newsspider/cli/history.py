"""``history``: the revisions of an article, and what was changed from one to the next, word by word."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from newsspider.analysis.export import whole
from newsspider.analysis.find import revisions
from newsspider.analysis.history import Record, Step, as_marked_text, steps
from newsspider.analysis.history_page import page
from newsspider.analysis.terminal import one_line
from newsspider.cli.archives import existing
from newsspider.cli.command import Command


def _add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("id", metavar="ID", help="an article's id (art_…), or its address")
    parser.add_argument("path", type=Path, metavar="DIR", help="the archive that holds it")
    parser.add_argument("--diff", action="store_true", help="show what was changed in each revision")
    parser.add_argument(
        "--from", dest="first", type=int, metavar="N", help="show what was changed since revision N"
    )
    parser.add_argument("--to", dest="last", type=int, metavar="M", help="… up to revision M; the last one")
    parser.add_argument("--html", type=Path, metavar="FILE", help="write all of it as one HTML page")
    parser.add_argument("--force", action="store_true", help="replace an earlier page at FILE")


def _run(options: argparse.Namespace) -> int:
    found = revisions(existing(options.path), options.id)
    asked = options.first is not None or options.last is not None
    compared = steps(found, options.first, options.last) if asked or options.diff or options.html else []
    if options.html:
        with whole(options.html, folder=False, force=options.force) as made:
            made.write_text(page(found, compared), encoding="utf-8")
        return 0
    colours = sys.stdout.isatty() and not os.environ.get("NO_COLOR")
    for line in (*_table(found), *(text for step in compared for text in _step(step, colours=colours))):
        sys.stdout.buffer.write(line.encode() + b"\n")
    return 0


def _table(found: Sequence[Record]) -> Iterator[str]:
    yield one_line(next((r["headline"] for r in reversed(found) if r["headline"]), None))
    yield f"{one_line(found[-1]['url'])}  {found[-1]['id']}"
    yield f"{'revision':>8}  {'fetched_at':27}  {'change':7}  {'similar':>7}  changed_fields"
    for record in found:
        revision = record["revision"]
        similar = "" if revision["similarity"] is None else f"{revision['similarity']:.2f}"
        line = f"{revision['number']:>8}  {record['fetched_at']:27}  {revision['change']:7}  {similar:>7}"
        yield f"{line}  {', '.join(revision['changed_fields'])}".rstrip()


def _step(step: Step, *, colours: bool) -> Iterator[str]:
    older, newer = (record["revision"]["number"] for record in (step.older, step.newer))
    yield f"\nrevision {older} to {newer}"
    if "gone" in {step.older["revision"]["change"], step.newer["revision"]["change"]}:
        yield "the page was gone: there is no text to compare"
    elif not step.changes:
        yield "nothing of the text differs"
    for change in step.changes:
        yield f"\n{change.field}: {as_marked_text(change, colours=colours)}"


COMMANDS = (
    Command(
        "history",
        "List the revisions of an article, and show what was changed between them: [-old-]{+new+}, or as an HTML page.",
        "newsspider history https://news.example/a-bridge output --diff",
        _add_arguments,
        _run,
    ),
)
