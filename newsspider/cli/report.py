"""``report``: an archive as one page to open in a browser."""

from __future__ import annotations

import argparse
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from newsspider.archive.local import LocalStore
from newsspider.cli.archives import existing
from newsspider.cli.command import Command
from newsspider.errors import UsageError

_DEFAULT: Final = Path("report.html")


def _add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "path", type=Path, metavar="DIR|FILE", help="an archive, or one of its files of lines"
    )
    parser.add_argument(
        "-o", "--output", type=Path, metavar="FILE", default=_DEFAULT, help="report.html by default"
    )
    parser.add_argument("--force", action="store_true", help="replace FILE though it is no report")


def _run(options: argparse.Namespace) -> int:
    from newsspider.report.gather import gather
    from newsspider.report.page import page

    path, out = existing(options.path), options.output
    _refuse(out, force=options.force)
    made = page(gather(path, datetime.now(UTC))).encode()
    LocalStore(out.parent).replace(out.name, made)
    sys.stdout.write(f"{out}: open it in a browser\n")
    return 0


def _refuse(out: Path, *, force: bool) -> None:
    """UsageError where *out* may not be written: it is no name of a page, or somebody else's page."""
    from newsspider.report.page import MARK

    if out.suffix.lower() not in {".html", ".htm"}:
        raise UsageError(f"{out}: a report is a web page; give a name that ends in .html")
    if out.is_dir():
        raise UsageError(f"{out}: is a directory; give the name of a file, like {out / _DEFAULT}")
    if out.exists() and not force:
        with out.open("rb") as file:
            if file.read(len(MARK)) != MARK.encode():
                raise UsageError(
                    f"{out}: is there and is no report; give another name, or --force to replace it"
                )


COMMANDS = (
    Command(
        "report",
        "Make a page of an archive: articles by day and site, fields that fall off, who is quoted, copies, revisions, "
        "failures and runs, in one HTML file that needs no network.",
        "newsspider report output -o report.html",
        _add_arguments,
        _run,
    ),
)
