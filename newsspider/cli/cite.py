"""``cite``: an article with the evidence of its capture, as text, BibTeX or JSON-LD."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from newsspider.analysis.cite import as_bibtex, as_text
from newsspider.analysis.find import revision
from newsspider.analysis.jsonld import encode_jsonld
from newsspider.cli.archives import existing
from newsspider.cli.command import Command


def _add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "id", metavar="ID", help="an article's id (art_…), a revision's (art_….2), or an address"
    )
    parser.add_argument("path", type=Path, metavar="DIR", help="the archive that holds it")
    form = parser.add_mutually_exclusive_group()
    form.add_argument("--bibtex", action="store_true", help="as an entry for BibTeX or Biber")
    form.add_argument("--jsonld", action="store_true", help="as schema.org NewsArticle, with the text")


def _run(options: argparse.Namespace) -> int:
    record = revision(existing(options.path), options.id)
    if options.jsonld:
        sys.stdout.buffer.write(encode_jsonld(record, indent=True))
    else:
        text = as_bibtex(record) if options.bibtex else as_text(record) + "\n"
        sys.stdout.buffer.write(text.encode())
    return 0


COMMANDS = (
    Command(
        "cite",
        "Cite an article of an archive: authors, headline, day and address with capture time, hashes and WARC record.",
        "newsspider cite https://news.example/a-bridge output --bibtex",
        _add_arguments,
        _run,
    ),
)
