"""Arguments to commands.

Exit codes: 0 fine, 1 ``verify`` or ``rebuild`` found something wrong or ``status`` has an alarm, 2 misuse, 3
nothing could be fetched (``sources check``, ``new-site``), 4 some sites gave nothing (``sources check``), 5 the output failed, 130 interrupted.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from typing import NoReturn

from newsspider.cli import (
    archives,
    cite,
    export,
    history,
    new_site,
    pages,
    quotes,
    rebuild,
    report,
    schedule,
    sources,
    status,
    verify,
)
from newsspider.errors import NewsspiderError, OutputError, UsageError
from newsspider.model import SOFTWARE

COMMANDS = (  # in the order of --help
    *pages.COMMANDS,
    *verify.COMMANDS,
    *archives.COMMANDS,
    *rebuild.COMMANDS,
    *quotes.COMMANDS,
    *export.COMMANDS,
    *cite.COMMANDS,
    *history.COMMANDS,
    *sources.COMMANDS,
    *new_site.COMMANDS,
    *schedule.COMMANDS,
    *status.COMMANDS,
    *report.COMMANDS,
)


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        raise UsageError(f"{message}; see '{self.prog} --help'")


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; *argv* without the program's name, None takes the process's. Returns the exit code."""
    try:
        options = _parser().parse_args(argv)
        code: int = options.run(options)
        sys.stdout.flush()
    except NewsspiderError as error:
        sys.stderr.write(f"newsspider: {error}\n")
        return error.exit_code
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except OSError as error:
        sys.stderr.write(f"newsspider: the output cannot be written: {error.strerror or error}\n")
        return OutputError.exit_code
    except KeyboardInterrupt:
        return 130
    return code


def _parser() -> argparse.ArgumentParser:
    parser = _Parser(prog="newsspider", description="Read saved news pages and look into an archive.")
    parser.add_argument("--version", action="version", version=SOFTWARE.replace("/", " "))
    commands = parser.add_subparsers(title="commands", required=True, metavar="COMMAND", parser_class=_Parser)
    for command in COMMANDS:
        made = commands.add_parser(
            command.name, help=command.what, description=command.what, epilog=f"example: {command.example}"
        )
        command.arguments(made)
        made.set_defaults(run=command.run)
    return parser
