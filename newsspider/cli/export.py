"""``export``: an archive as tables for other tools."""

from __future__ import annotations

import argparse
from pathlib import Path

from newsspider.analysis.export import FORMS, export
from newsspider.cli.archives import existing
from newsspider.cli.command import Command


def _add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("path", type=Path, metavar="DIR", help="an archive, or one of its files of lines")
    forms = parser.add_mutually_exclusive_group(required=True)
    for name, form in FORMS.items():
        forms.add_argument(f"--{name}", dest="form", action="store_const", const=name, help=form.what)
    parser.add_argument(
        "-o", dest="out", type=Path, required=True, metavar="OUT", help="file or directory to write"
    )
    parser.add_argument("--force", action="store_true", help="replace an earlier export of that name")


def _run(options: argparse.Namespace) -> int:
    export(existing(options.path), options.out, options.form, force=options.force)
    return 0


COMMANDS = (
    Command(
        "export",
        "Write an archive as tables: articles, quotes, links, related, failures and runs, with the types of the schema.",
        "newsspider export output --parquet -o tables",
        _add_arguments,
        _run,
    ),
)
