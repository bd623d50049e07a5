"""``new-site``: from some pages of a site to a table for the sources file, and a test of it."""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

from newsspider.archive.captures import captures
from newsspider.cli.command import Command
from newsspider.cli.pages import address_of, read_file
from newsspider.cli.site_proposal import propose, table
from newsspider.cli.site_samples import Saved
from newsspider.cli.site_test import expectation, write
from newsspider.errors import FetchError, UsageError

_SAMPLES = 3  # articles asked of a site whose home page is given
_WARC = (".warc", ".warc.gz")
_SETTINGS = "newsspider.crawl.settings"


def _add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "pages",
        nargs="+",
        metavar="URL|FILE|WARC",
        help="articles, or a home page, a WARC file, a folder of them",
    )
    parser.add_argument("--url", help="address of the one saved page; default: the one it declares")
    parser.add_argument(
        "--host", help="the site, where there are pages of several; default: the one with most articles"
    )
    parser.add_argument(
        "--save", type=Path, metavar="DIR", help="write the rule, its pages and a pytest file there"
    )


def _run(options: argparse.Namespace) -> int:
    if options.url and len(options.pages) > 1:
        raise UsageError(
            "--url goes with one saved page; leave it out where the pages declare their addresses"
        )
    found = [saved for name in options.pages for saved in _saved(name, options.url)]
    proposal = propose(found, options.host)
    if options.save:
        written = write(proposal, options.save)
        sys.stdout.write("".join(f"{path}\n" for path in written))
        return 0
    sys.stdout.write(table(proposal))
    for sample in proposal.samples:
        told = expectation(sample, "")
        sys.stdout.write(_comment(sample.saved.url))
        for key in ("headline", "first", "last", "authors", "day"):
            sys.stdout.write(_comment(f"  {key}: {told[key]}"))
    return 0


def _comment(text: str) -> str:
    """*text* as a line that TOML passes over: it allows no control characters even there."""
    return "# " + "".join(c if c.isprintable() else " " for c in text) + "\n"


def _saved(name: str, url: str | None) -> Iterator[Saved]:
    """Yield the pages that an argument names."""
    if name.startswith(("http://", "https://")):
        yield from _fetched(name)
    elif Path(name).is_dir():
        files = sorted(p for p in Path(name).rglob("*.warc*") if p.name.endswith(_WARC))
        if not files:
            raise UsageError(f"{name}: no WARC file in this folder; give one with captures, or saved pages")
        yield from (saved for file in files for saved in _captured(file))
    elif name.endswith(_WARC):
        yield from _captured(Path(name))
    else:
        html = read_file(name)
        yield Saved(address_of(html, argparse.Namespace(url=url, file=name)), html, {}, None)


def _captured(file: Path) -> Iterator[Saved]:
    for taken in captures(file):
        if taken.status == 200:
            yield Saved(taken.url, taken.body, taken.headers, taken.fetched_at)


def _fetched(url: str) -> list[Saved]:
    """Crawl in a process of its own: one article, or some of the site whose home page is given. Robots are obeyed, and
    addresses guarded, as in any crawl."""
    home = urlsplit(url).path in {"", "/"} and not urlsplit(url).query
    spider = ["news", "-a", f"max={_SAMPLES}"] if home else ["article"]
    with tempfile.TemporaryDirectory() as folder:
        words = [
            sys.executable,
            "-m",
            "scrapy",
            "crawl",
            *spider,
            "-a",
            f"url={url}",
            "-a",
            f"out={folder}/out",
            "--quiet",
        ]
        environment = {**os.environ, "SCRAPY_SETTINGS_MODULE": _SETTINGS}
        done = subprocess.run(words, check=False, capture_output=True, text=True, env=environment)  # noqa: S603 - our own program
        found = [saved for file in sorted(Path(folder).rglob("*.warc*")) for saved in _captured(file)]
    if not found:
        why = done.stderr.strip().splitlines()
        raise FetchError(f"{url}: nothing fetched; {why[-1] if why else 'see scrapy crawl article'}")
    return found


COMMANDS = (
    Command(
        "new-site",
        "Propose the table of a site for a sources file from some of its articles, each selector checked on all of them, and "
        "a test of it.",
        "newsspider new-site page.html --save rules/courrier",
        _add_arguments,
        _run,
    ),
)
