"""``sources``: a sources file made from a list of sites, and what its sites offer."""

from __future__ import annotations

import argparse
import subprocess
import sys
from pathlib import Path

from newsspider.cli.command import Command
from newsspider.rules.imports import imported
from newsspider.rules.load import load


def _add_arguments(parser: argparse.ArgumentParser) -> None:
    actions = parser.add_subparsers(
        title="actions", required=True, metavar="ACTION", parser_class=type(parser)
    )
    check = actions.add_parser(
        "check", help="ask each site for robots.txt, feeds, sitemaps, theme; archive nothing"
    )
    check.add_argument("path", type=Path, metavar="SOURCES", help="a sources file")
    check.set_defaults(act=_check)
    make = actions.add_parser("import", help="print a sources file made from OPML, CSV or a text file")
    make.add_argument("path", type=Path, metavar="FILE", help=".opml, .csv, .tsv, or one address a line")
    make.set_defaults(act=_import)


def _run(options: argparse.Namespace) -> int:
    code: int = options.act(options)
    return code


def _check(options: argparse.Namespace) -> int:
    """Survey in a process of its own: nothing but ``newsspider.crawl`` knows Scrapy."""
    load(options.path)  # mistakes are told before anything is started
    words = [sys.executable, "-m", "newsspider.crawl.survey", str(options.path)]
    return subprocess.run(words, check=False).returncode  # noqa: S603 - our own program


def _import(options: argparse.Namespace) -> int:
    """What of the list is left out is told on standard error, so that the sources file can go to a file."""
    made = imported(options.path)
    sys.stderr.writelines(f"newsspider: {line}\n" for line in made.left_out)
    sys.stdout.write(made.text)
    return 0


COMMANDS = (
    Command(
        "sources",
        "Make a sources file from a list of sites (import), or tell what its sites offer a crawl (check).",
        "newsspider sources import subscriptions.opml > sources.toml",
        _add_arguments,
        _run,
    ),
)
