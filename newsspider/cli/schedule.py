"""``schedule``: a crawl as a line for cron, or as units for systemd."""

from __future__ import annotations

import argparse
import re
import shlex
import shutil
import sys
from pathlib import Path

from newsspider.cli.command import Command
from newsspider.errors import UsageError
from newsspider.rules.load import load

_CRON = """\
# newsspider; add it with: crontab -e
MAILTO={mail}
{minutes} * * * *  cd {folder} && {command}
"""
_SYSTEMD = """\
# ~/.config/systemd/user/newsspider.service
[Unit]
Description=Archive news
Wants=network-online.target
After=network-online.target

[Service]
Type=oneshot
WorkingDirectory={folder}
ExecStart={command}
# 75: the run before is still at work
SuccessExitStatus=75

# ~/.config/systemd/user/newsspider.timer; start it with: systemctl --user enable --now newsspider.timer
[Unit]
Description=Archive news every {every} minutes

[Timer]
OnCalendar={calendar}
RandomizedDelaySec=60
Persistent=true

[Install]
WantedBy=timers.target
"""

_CONTACT = re.compile(r"https?://[!-~]+\.[!-~]+|[!-?A-~]+@[a-zA-Z0-9.-]+")


def _add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--print", choices=("cron", "systemd"), required=True, dest="form", help="for which scheduler"
    )
    parser.add_argument(
        "--every", type=int, default=60, metavar="MINUTES", help="a divisor of 60; default: 60"
    )
    parser.add_argument(
        "--mail", default='""', metavar="ADDRESS", help="whom cron tells of trouble; default: nobody"
    )
    parser.add_argument(
        "--contact", metavar="ADDRESS", help="whom publishers may write to: a page or a mail address"
    )
    parser.add_argument("sources", type=Path, metavar="SOURCES", help="a sources file")
    parser.add_argument(
        "--out", type=Path, default=Path("output"), metavar="DIR", help="the archive; default: output"
    )


def _check(options: argparse.Namespace) -> None:
    """UsageError where a run of the schedule would fail."""
    every = options.every
    if not 1 <= every <= 60 or 60 % every:
        raise UsageError(f"--every {every}: give a divisor of 60, such as 15 or 60")
    if not options.sources.is_file():
        raise UsageError(f"{options.sources}: no such file; give a sources file (see docs/sources.md)")
    if options.out.exists() and not options.out.is_dir():
        raise UsageError(f"--out {options.out}: is no directory; give one, or a name that is free")
    if not options.mail.isprintable():
        raise UsageError(f"--mail {options.mail!r}: has a control character; give an address alone")
    if options.contact and not _CONTACT.fullmatch(options.contact):
        raise UsageError(f"--contact {options.contact}: give an http(s) address or a mail address")
    load(options.sources)  # mistakes are told now, not by cron at night


def _schedule(options: argparse.Namespace) -> int:
    _check(options)
    every = options.every
    sources, out = options.sources.resolve(), options.out.resolve()
    words = [_scrapy(), "crawl", "news", "-a", f"sites={sources}", "-a", f"out={out}", "--quiet"]
    if options.contact:
        words += ["-a", f"contact={options.contact}"]
    minutes, calendar = ("0", "hourly") if every == 60 else (f"*/{every}", f"*:0/{every}")
    form = _CRON if options.form == "cron" else _SYSTEMD
    command = _escaped(shlex.join(words), options.form)
    if options.form == "systemd":
        command = command.replace("$", "$$")  # a variable, even within quotes
    folder = _escaped(
        shlex.quote(str(_project())) if options.form == "cron" else str(_project()), options.form
    )
    told = form.format(
        mail=options.mail, minutes=minutes, calendar=calendar, every=every, folder=folder, command=command
    )
    sys.stdout.write(told)
    return 0


def _scrapy() -> str:
    """The ``scrapy`` of this environment, so that the schedule needs no activation."""
    beside = Path(sys.executable).with_name("scrapy")
    return str(beside) if beside.exists() else shutil.which("scrapy") or "scrapy"


def _project() -> Path:
    """The folder with scrapy.cfg at or above the present one; UsageError where there is none."""
    here = Path.cwd()
    for folder in (here, *here.parents):
        if (folder / "scrapy.cfg").is_file():
            return folder
    raise UsageError(f"{here}: no scrapy.cfg here or above; run this in the project's folder")


def _escaped(text: str, form: str) -> str:
    """Cron reads ``%`` as a line's end, systemd as a specifier."""
    return text.replace("%", r"\%" if form == "cron" else "%%")


COMMANDS = (
    Command(
        "schedule",
        "Print what makes a crawl of a sources file run by itself: a line for cron, or two units for systemd.",
        "newsspider schedule --print cron --every 15 sources.toml",
        _add_arguments,
        _schedule,
    ),
)
