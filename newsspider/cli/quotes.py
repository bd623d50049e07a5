"""``quotes``: the quotations of an archive as a table, as CSV or as lines of JSON."""

from __future__ import annotations

import argparse
import csv
import io
import sys
from collections.abc import Iterable, Iterator
from dataclasses import fields
from pathlib import Path
from typing import Any, Final

import orjson

from newsspider.analysis.export_csv import safe
from newsspider.cli.command import Command
from newsspider.cli.quotations import Row, Wanted, as_dict, known_name, quotations, repeated
from newsspider.errors import UsageError
from newsspider.rules.check import language as not_a_language

_WIDTH: Final = 72  # characters of a quotation in the table
_NAME: Final = 26  # characters of a speaker there


def _add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "path", type=Path, metavar="DIR|FILE", help="an archive, or one of its files of lines"
    )
    parser.add_argument(
        "--speaker", metavar="NAME", help="only this person's: full or family name, in any spelling or script"
    )
    parser.add_argument("--language", metavar="CODE", help="only of articles in this language: fr, en, uk …")
    parser.add_argument(
        "--repeated",
        action="store_true",
        help="only what several articles quote in the same words, once each",
    )
    parser.add_argument("--all", action="store_true", help="scare quotes and titles in quotation marks, too")
    parser.add_argument(
        "--format", choices=("table", "csv", "jsonl"), default="table", help="table by default"
    )


def _run(options: argparse.Namespace) -> int:
    if options.speaker is not None and not known_name(options.speaker):
        raise UsageError(f"--speaker {options.speaker!r} holds no name; give one, like --speaker 'Ann Lee'")
    if options.language is not None and not_a_language(options.language.lower()):
        raise UsageError(
            f"--language {options.language!r} is not a language code; give one, like --language fr"
        )
    wanted = Wanted(options.speaker, options.language, options.all)
    rows = (repeated if options.repeated else quotations)(options.path, wanted)
    writer = {"table": _table, "csv": _csv, "jsonl": _jsonl}[options.format]
    for text in writer(rows, shared=options.repeated):
        sys.stdout.buffer.write(text)
    return 0


def _jsonl(rows: Iterable[Row], *, shared: bool) -> Iterator[bytes]:
    for row in rows:
        yield orjson.dumps(as_dict(row, shared=shared), option=orjson.OPT_APPEND_NEWLINE)


def _csv(rows: Iterable[Row], *, shared: bool) -> Iterator[bytes]:
    names = [f.name for f in fields(Row) if shared or f.name not in {"articles", "urls"}]
    yield _csv_line(names)
    for row in rows:
        cells = as_dict(row, shared=shared)
        if shared:
            cells["urls"] = " ".join(cells["urls"])
        yield _csv_line([safe(cell) if isinstance(cell := cells[name], str) else cell for name in names])


def _csv_line(cells: Iterable[Any]) -> bytes:
    line = io.StringIO()
    csv.writer(line).writerow(cells)
    return line.getvalue().encode()


def _table(rows: Iterable[Row], *, shared: bool) -> Iterator[bytes]:
    """Yield a heading and a line a quotation, the address last since it may be long."""
    count = f"{'articles':>8}  " if shared else ""
    yield f"{'date':10}  {count}{'speaker':{_NAME}}  {'quotation':{_WIDTH}}  url\n".encode()
    for row in rows:
        count = f"{row.articles:8}  " if shared else ""
        name = _short(row.speaker_full or row.speaker or "", _NAME)
        text = _short(row.text, _WIDTH)
        yield f"{row.date}  {count}{name:{_NAME}}  {text:{_WIDTH}}  {row.url}\n".encode()


def _short(text: str, width: int) -> str:
    """Return *text* on one line, without signs that steer a terminal, cut to *width* characters."""
    line = "".join(c if c.isprintable() else " " for c in " ".join(text.split()))
    return line if len(line) <= width else line[: width - 1] + "…"


COMMANDS = (
    Command(
        "quotes",
        "List who said what in an archive: each quotation of its articles with speaker, date and address.",
        "newsspider quotes output --speaker 'Ann Lee' --format csv",
        _add_arguments,
        _run,
    ),
)
