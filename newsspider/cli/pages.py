"""``extract`` and ``explain``: from a saved page, a capture or a text to a record."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any, TypedDict

import orjson

from newsspider.archive.captures import captures
from newsspider.archive.record import file_record
from newsspider.archive.warc_records import SUFFIXES, records
from newsspider.cli.command import Command
from newsspider.errors import UsageError
from newsspider.extraction import Explanation, explain, extract
from newsspider.fields.language import normalized
from newsspider.flattened import extract_text
from newsspider.model import Article, Author, RelatedLink, Stamp, instant
from newsspider.page.decode import decode
from newsspider.page.metadata import Metadata
from newsspider.page.tree import parse
from newsspider.rules.load import builtin, load
from newsspider.rules.site import Rules
from newsspider.text.urls import absolute

_WIDTH = 100  # characters of a value that explain shows on its line


class _Known(TypedDict):
    fetched_at: datetime | None
    rules: Rules


def _extract(options: argparse.Namespace) -> int:
    if options.language and not options.text:
        raise UsageError("--language goes with --text; a page says its language itself")
    if options.language and normalized(options.language) is None:
        raise UsageError(f"--language {options.language}: no BCP 47 language tag; write it as fr or pt-BR")
    printed = False
    for article in _articles(options):
        sys.stdout.buffer.write(orjson.dumps(file_record(article)) + b"\n")
        printed = True
    if not printed:
        sys.stderr.write(f"newsspider: {options.file}: {_without_body(Path(options.file))}\n")
    return 0


def _without_body(path: Path) -> str:
    """What to tell of a WARC file of which nothing can be extracted."""
    revisits = sum(record.rec_type == "revisit" for record, _ in records(path))
    led = f"; {revisits} revisit{'s' * (revisits != 1)}, whose bodies lie in other files" if revisits else ""
    return f"no response with a body{led}"


def _explain(options: argparse.Namespace) -> int:
    html = read_file(options.file)
    found = explain(html, address_of(html, options), _headers(options), **_known(options))
    sys.stdout.write("\n".join(_lines(found)) + "\n")
    return 0


def _add_page_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", metavar="FILE", help="the saved page; - reads standard input")
    parser.add_argument("--url", help="address it was fetched from; default: the one it declares")
    parser.add_argument(
        "--header", action="append", default=[], metavar="'NAME: VALUE'", help="response header"
    )
    parser.add_argument("--fetched-at", metavar="TIME", help="ISO 8601 with offset; settles '2 hours ago'")
    parser.add_argument("--rules", type=Path, metavar="FILE", help="sources file with rules of sites")


def _add_extract_arguments(parser: argparse.ArgumentParser) -> None:
    _add_page_arguments(parser)
    parser.add_argument("--text", action="store_true", help="FILE is a page already flattened to plain text")
    parser.add_argument("--language", metavar="TAG", help="language of a text, BCP 47; default: detected")


def _articles(options: argparse.Namespace) -> Iterator[Article]:
    if options.text:
        text = decode(read_file(options.file), None).text
        yield extract_text(text, url=options.url, language=options.language)
        return
    if options.file.endswith(SUFFIXES):
        rules = _known(options)["rules"]
        for capture in captures(Path(options.file)):
            yield extract(
                capture.body, capture.url, capture.headers, fetched_at=capture.fetched_at, rules=rules
            )
        return
    html = read_file(options.file)
    yield extract(html, address_of(html, options), _headers(options), **_known(options))


def read_file(file: str) -> bytes:
    """Return what is in *file*, or on standard input for ``-``; UsageError where it cannot be read."""
    try:
        return sys.stdin.buffer.read() if file == "-" else Path(file).read_bytes()
    except FileNotFoundError:
        hint = "; to fetch a page: scrapy crawl article -a url=…" if "://" in file else "; check the path"
        raise UsageError(f"{file}: no such file{hint}") from None
    except OSError as error:
        raise UsageError(f"{file}: {error.strerror or error}; give a file that can be read") from None


def address_of(html: bytes, options: argparse.Namespace) -> str:
    """The address given, or the one the page declares for itself."""
    if options.url:
        if absolute(options.url, options.url) is None:
            raise UsageError(
                f"--url {options.url}: not an http(s) address; give the one the page was fetched from"
            )
        return str(options.url)
    metadata = Metadata.of(parse(decode(html, None).text).iter("meta", "link", "title"))
    declared = [link.get("href") for link in metadata.rel("canonical")] + metadata.all("og:url")
    for address in declared:
        if found := absolute(address or "", address):
            return found
    raise UsageError(f"{options.file} does not declare its address; give it with --url")


def _headers(options: argparse.Namespace) -> dict[str, str]:
    pairs = [header.partition(":") for header in options.header]
    for name, colon, value in pairs:
        if not colon or not name.strip():
            raise UsageError(f"--header {name + value!r}: write it as 'NAME: VALUE'")
    return {name.strip(): value.strip() for name, _, value in pairs}


def _known(options: argparse.Namespace) -> _Known:
    rules = load(options.rules) if options.rules else builtin()
    return {"fetched_at": _moment(options.fetched_at) if options.fetched_at else None, "rules": rules}


def _moment(text: str) -> datetime:
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        moment = None
    if moment is None or moment.tzinfo is None:
        raise UsageError(f"--fetched-at {text}: write it as 2026-03-11T13:05:00Z")
    return moment


def _lines(found: Explanation) -> Iterator[str]:
    for name, candidates in found.candidates.items():
        yield name
        for candidate in candidates:
            mark = "=" if candidate.value == getattr(found.article, name) else " "
            yield f"  {mark} {candidate.source:13} {candidate.where:28} {_short(_shown(candidate.value))}"
    yield f"body: {found.article.method}, confidence {found.article.confidence}"
    for region, reason, text in found.blocks:
        yield f"  {region:8} {reason:22} {_short(text)}"
    for warning in found.article.warnings:
        yield f"warning: {warning}"


def _shown(value: Any) -> Any:
    """A value as a person reads it: the names of authors, the raw text of a date and what it was taken for."""
    if isinstance(value, tuple):
        return ", ".join(str(_shown(item)) for item in value)
    if isinstance(value, Author):
        return value.name
    if isinstance(value, Stamp):
        return f"{instant(value.at) or value.date}  from {value.raw!r}"
    if isinstance(value, RelatedLink):
        return f"{value.kind}: {value.title}"
    return value


def _short(value: Any) -> str:
    text = " ".join(str(value).split())
    return text if len(text) <= _WIDTH else text[: _WIDTH - 1] + "…"


COMMANDS = (
    Command(
        "extract",
        "Print the record of a saved page, of every capture in a WARC file, or of a page flattened to text.",
        "newsspider extract page.html --url https://courrier.example/un-pont",
        _add_extract_arguments,
        _extract,
    ),
    Command(
        "explain",
        "Show every candidate of every field with its source, and why each block of the page is body or not.",
        "newsspider explain page.html --url https://courrier.example/un-pont",
        _add_page_arguments,
        _explain,
    ),
)
