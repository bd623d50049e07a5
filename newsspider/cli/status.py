"""``status``: how each site of an archive fares."""

from __future__ import annotations

import argparse
import sys
from datetime import UTC, datetime
from pathlib import Path

from newsspider.archive.health import SiteHealth, health
from newsspider.cli.archives import existing
from newsspider.cli.command import Command


def _add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("path", type=Path, metavar="DIR", help="an archive")
    parser.add_argument("--quiet", action="store_true", help="print alarms only")


def _status(options: argparse.Namespace) -> int:
    now = datetime.now(UTC)
    found = health(existing(options.path), now)
    if not options.quiet:
        width = max((len(site.site) for site in found), default=4)
        sys.stdout.write(f"{'site':{width}}  {'looked at':>16}  {'7 days':>6}  {'usual':>6}\n")
        sys.stdout.writelines(_line(site, width) for site in found)
    for site in found:
        sys.stdout.writelines(f"ALARM {site.site}: {alarm}\n" for alarm in site.alarms)
    return 1 if any(site.alarms for site in found) else 0


def _line(site: SiteHealth, width: int) -> str:
    usual = "-" if site.usual is None else f"{site.usual:.0f}"
    looked = f"{site.looked_at:%Y-%m-%d %H:%M}" if site.looked_at else "never"
    return f"{site.site:{width}}  {looked:>16}  {site.week:>6}  {usual:>6}\n"


COMMANDS = (
    Command(
        "status",
        "Tell how each site of an archive fares: last looked at, articles of the last 7 days and of a usual week, and "
        "alarms where articles or fields have fallen off; exit code 1 where there is one.",
        "newsspider status output --quiet",
        _add_arguments,
        _status,
    ),
)
