"""``schema`` and ``stats``: what lies in an archive."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from pathlib import Path

import orjson

from newsspider.analysis.dictionary import markdown, tables_markdown
from newsspider.archive.schema import schema_bytes
from newsspider.archive.summary import SiteSummary, stats
from newsspider.cli.command import Command
from newsspider.errors import UsageError


def _add_schema_arguments(parser: argparse.ArgumentParser) -> None:
    form = parser.add_mutually_exclusive_group()
    form.add_argument("--markdown", action="store_true", help="as a data dictionary to read")
    form.add_argument("--tables", action="store_true", help="the columns of the tables made from it")


def _schema(options: argparse.Namespace) -> int:
    page = tables_markdown() if options.tables else markdown() if options.markdown else ""
    sys.stdout.buffer.write(page.encode() or schema_bytes())
    return 0


def _add_stats_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("path", type=Path, metavar="DIR", help="an archive")
    parser.add_argument("--json", action="store_true", help="one JSON object a site")


def _stats(options: argparse.Namespace) -> int:
    found = stats(existing(options.path))
    if options.json:
        for site in found:
            sys.stdout.buffer.write(orjson.dumps(asdict(site)) + b"\n")
        return 0
    sys.stdout.write("\n".join(" ".join(f"{cell:>9}" for cell in row) for row in _rows(found)) + "\n")
    return 0


def _rows(found: Sequence[SiteSummary]) -> Iterator[tuple[str, ...]]:
    """The cells of the table: a heading, then a line a site, its name last since it may be long."""
    yield ("articles", "revisions", "gone", "copies", "dated", "signed", "quotes", "from", "to  ", "site")
    for site in found:
        counts = (site.articles, site.revisions, site.gone, site.copies)
        shares = (f"{site.dated_share:.0%}", f"{site.signed_share:.0%}")
        yield (*map(str, counts), *shares, str(site.quotes), site.first, site.last, site.site)


def existing(path: Path) -> Path:
    """Return *path*; UsageError where nothing is there."""
    if not path.exists():
        raise UsageError(f"{path}: no such file or directory; give the output directory of a crawl")
    return path


COMMANDS = (
    Command(
        "schema",
        "Print the JSON Schema of a record.",
        "newsspider schema --markdown",
        _add_schema_arguments,
        _schema,
    ),
    Command(
        "stats",
        "Count an archive: articles, revisions and copies a site, and how often each field is filled.",
        "newsspider stats output",
        _add_stats_arguments,
        _stats,
    ),
)
