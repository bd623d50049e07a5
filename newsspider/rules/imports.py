"""Lists of sites kept elsewhere (OPML, CSV, plain text) as a sources file."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from lxml import etree

from newsspider.errors import UsageError
from newsspider.text.urls import absolute, host

_HOME = ("url", "htmlurl", "home", "homepage", "website", "site", "link", "address")
_FEED = ("feed", "feed_url", "xmlurl", "rss", "feedurl")
_COPIED = ("publisher", "language", "timezone")
_NOT_NAME = re.compile(r"[^a-z0-9._-]+")


@dataclass(slots=True)
class Source:
    """A site of a list. *url*: its home page; *feeds*: absolute addresses; *facts*: other keys of a sources file."""

    url: str
    feeds: list[str] = field(default_factory=list)
    facts: dict[str, str] = field(default_factory=dict)


def imported(path: Path) -> str:
    """Return the list at *path* as the text of a sources file, sites in its order, each host once.

    ``.opml`` and ``.xml`` are read as OPML: the ``xmlUrl`` and ``htmlUrl`` of each outline. ``.csv`` and ``.tsv`` have a
    heading line, with a column ``url`` or ``feed`` and, if they like, ``publisher``, ``language``, ``timezone``. Anything
    else has one address a line; ``#`` begins a comment. Raises UsageError for what cannot be read, or holds no address.
    """
    try:
        text = path.read_bytes()
    except OSError as error:
        raise UsageError(f"{path}: cannot be read: {error.strerror}") from None
    kind = path.suffix.lower()
    if kind in {".opml", ".xml"}:
        rows = _outlines(text, path)
    elif kind in {".csv", ".tsv"}:
        rows = _columns(_text(text, path), path, "\t" if kind == ".tsv" else ",")
    else:
        rows = ({"url": line} for line in _lines(_text(text, path)))
    sources = _sources(rows)
    if not sources:
        raise UsageError(
            f"{path}: no http(s) address found; give one a line, a CSV with a column 'url', or OPML"
        )
    return "\n".join(_tables(sources))


def _text(data: bytes, path: Path) -> str:
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise UsageError(f"{path}: not UTF-8; save the file as UTF-8") from None


def _lines(text: str) -> Iterator[str]:
    for line in text.splitlines():
        if words := line.partition("#")[0].strip() if line.lstrip().startswith("#") else line.strip():
            yield words


def _outlines(data: bytes, path: Path) -> Iterator[dict[str, str]]:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, recover=True)
    root = etree.fromstring(data, parser) if data.strip() else None
    if root is None:
        raise UsageError(f"{path}: no OPML; export the list of subscriptions once more")
    for outline in root.iter("outline"):
        yield {str(name).lower(): str(value) for name, value in outline.attrib.items()}


def _columns(text: str, path: Path, delimiter: str) -> Iterator[dict[str, str]]:
    if delimiter == "," and ";" in text.partition("\n")[0]:
        delimiter = ";"
    rows = csv.DictReader(io.StringIO(text), delimiter=delimiter)
    names = {(name or "").strip().lower() for name in rows.fieldnames or ()}
    if not names & {*_HOME, *_FEED}:
        raise UsageError(f"{path}: no column 'url' or 'feed'; name the columns in the first line")
    for row in rows:
        yield {(k or "").strip().lower(): v.strip() for k, v in row.items() if isinstance(v, str)}


def _sources(rows: Iterable[dict[str, str]]) -> list[Source]:
    """One source a host; further rows of a host add their feeds."""
    found: dict[str, Source] = {}
    for row in rows:
        home, feed = (_address(row, keys) for keys in (_HOME, _FEED))
        at = home or (absolute(feed, "/") if feed else None)
        if not at:
            continue
        source = found.setdefault(host(at), Source(at))
        if feed and feed not in source.feeds:
            source.feeds.append(feed)
        source.facts |= {key: row[key] for key in _COPIED if row.get(key)}
    return list(found.values())


def _address(row: dict[str, str], keys: Iterable[str]) -> str | None:
    text = next((row[key] for key in keys if row.get(key)), "")
    if text and "://" not in text and re.match(r"[\w-]+(?:\.[\w-]+)+(?:[:/]|$)", text):
        text = f"https://{text}"
    return absolute(text, text) if text.startswith(("http://", "https://")) else None


def _tables(sources: list[Source]) -> Iterator[str]:
    names: set[str] = set()
    for source in sources:
        base = site_name(host(source.url))
        name = next(n for n in (base, *(f"{base}-{i}" for i in range(2, len(sources) + 2))) if n not in names)
        names.add(name)
        lines = [f"[site.{toml_string(name) if '.' in name else name}]", f"url = {toml_string(source.url)}"]
        lines += [f"{key} = {toml_string(value)}" for key, value in source.facts.items()]
        if source.feeds:
            lines.append(f"feeds = [{', '.join(map(toml_string, source.feeds))}]")
        yield "\n".join([*lines, ""])


def site_name(text: str) -> str:
    """Return *text* as the name of a site: small letters, digits, ``.``, ``_`` and ``-``."""
    return _NOT_NAME.sub("-", text.lower()).strip("-._") or "site"


def toml_string(text: str) -> str:
    """Return *text* as a TOML basic string, which JSON's is, but for the control characters neither allows."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")
