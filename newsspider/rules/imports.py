"""Lists of sites kept elsewhere (OPML, CSV, plain text) as a sources file."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from lxml import etree

from newsspider.errors import UsageError
from newsspider.rules.check import TAKEN, Check, language, text, timezone
from newsspider.text.urls import absolute, host
from newsspider.text.xml import harmless

_HOME = ("url", "htmlurl", "home", "homepage", "website", "site", "link", "address")
_FEED = ("feed", "feed_url", "xmlurl", "rss", "feedurl")
_COPIED: Mapping[str, Check] = {"publisher": text, "language": language, "timezone": timezone}
_NOT_NAME = re.compile(r"[^a-z0-9._-]+")
_COMMENT = re.compile(r"(?:^|\s)#.*")
_NO_SCHEME = re.compile(r"[\w-]+(?:\.[\w-]+)+(?:[:/]|$)")
_MOST = 50_000_000  # bytes of a list that are read
_SHOWN = 80  # characters of what is left out

_Row = tuple[int, dict[str, str]]  # line of the file, from 1, and its values by name in small letters


@dataclass(slots=True)
class Source:
    """A site of a list. *url*: its home page; *line*: that names it first, from 1; *guessed*: whether its scheme, or all
    of it, was not in the list; *feeds*: absolute addresses; *facts*: other keys of a sources file."""

    url: str
    line: int
    guessed: bool
    feeds: list[str] = field(default_factory=list)
    facts: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Imported:
    """*text*: a sources file. *left_out*: what of the list is not in it, or merged into a site it has, one line each, with
    file and line."""

    text: str
    left_out: tuple[str, ...]


def imported(path: Path) -> Imported:
    """Return the list at *path* as a sources file, sites in its order, each host once, and what it leaves out.

    ``.opml`` and ``.xml`` are read as OPML: the ``xmlUrl`` and ``htmlUrl`` of each outline. ``.csv`` and ``.tsv`` have a
    heading line, with a column ``url`` or ``feed`` and, if they like, ``publisher``, ``language``, ``timezone``. Anything
    else has one address a line; ``#`` at its start or after a blank begins a comment. An address that is not http(s) or
    has a blank in it is left out, and so is a language or time zone that a sources file may not hold. Of several addresses
    of a host the first that has its scheme is taken. Raises UsageError
    for what cannot be read, or holds no address.
    """
    try:
        data = path.read_bytes()
    except OSError as error:
        raise UsageError(f"{path}: cannot be read: {error.strerror}; check the path") from None
    kind = path.suffix.lower()
    if kind in {".opml", ".xml"}:
        rows = _outlines(data, path)
    elif kind in {".csv", ".tsv"}:
        rows = _columns(_text(data, path), path, "\t" if kind == ".tsv" else ",")
    else:
        rows = _lines(_text(data, path))
    left_out: list[str] = []
    sources = _sources(rows, left_out)
    if not sources:
        raise UsageError(
            f"{path}: no http(s) address found; give one a line, a CSV with a column 'url', or OPML"
        )
    return Imported("\n".join(_tables(sources)), tuple(f"{path}:{line}" for line in left_out))


def _text(data: bytes, path: Path) -> str:
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise UsageError(f"{path}: not UTF-8; save the file as UTF-8") from None


def _lines(lines: str) -> Iterator[_Row]:
    for number, line in enumerate(lines.splitlines(), 1):
        if words := _COMMENT.sub("", line).strip():
            yield number, {"url": words}


def _outlines(data: bytes, path: Path) -> Iterator[_Row]:
    """The outlines that hold no others: those that do are folders, unless they have an address."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, recover=True)
    try:
        plain = harmless(data, _MOST)
        root = etree.fromstring(plain, parser) if plain.strip() else None
    except etree.XMLSyntaxError:  # in spite of recover, where there is nothing to recover
        root = None
    if root is None:
        raise UsageError(f"{path}: no OPML; export the list of subscriptions once more")
    for outline in root.iter("outline"):
        row = {str(name).lower(): str(value).strip() for name, value in outline.attrib.items()}
        if outline.find("outline") is None or row.keys() & {*_HOME, *_FEED}:
            yield outline.sourceline or 1, row


def _columns(table: str, path: Path, delimiter: str) -> Iterator[_Row]:
    if delimiter == "," and ";" in table.partition("\n")[0]:
        delimiter = ";"
    rows = csv.DictReader(io.StringIO(table, newline=""), delimiter=delimiter, strict=True)
    try:
        names = {(name or "").strip().lower() for name in rows.fieldnames or ()}
        if not names & {*_HOME, *_FEED}:
            raise UsageError(f"{path}: no column 'url' or 'feed'; name the columns in the first line")
        for row in rows:
            values = {(k or "").strip().lower(): v.strip() for k, v in row.items() if isinstance(v, str)}
            yield rows.line_num, values
    except csv.Error as error:
        at = rows.reader.line_num
        raise UsageError(
            f"{path}:{at}: {error}; look for a quote that is not closed or not doubled"
        ) from None


def _sources(rows: Iterable[_Row], left_out: list[str]) -> list[Source]:
    """One source a host; further rows of a host add their feeds. What is left out or merged is added to *left_out*."""
    found: dict[str, Source] = {}
    for number, row in rows:
        home, feed = (_address(row, keys) for keys in (_HOME, _FEED))
        left_out += [f"{number}: {why}; left out" for why in _refused(row, home, feed)]
        at = home or (absolute(feed, "/") if feed else None)
        if not at:
            continue
        guessed = not _is_told(row, home)
        source = found.setdefault(_ascii(host(at)), Source(at, number, guessed))
        if home and source.line != number and not (feed and home == source.url):
            left_out.append(f"{number}: {_merged(source, home, guessed=guessed)}")
        if feed and feed not in source.feeds:
            source.feeds.append(feed)
        source.facts |= {
            key: row[key] for key, check in _COPIED.items() if row.get(key) and not check(row[key])
        }
    return list(found.values())


def _merged(source: Source, home: str, *, guessed: bool) -> str:
    """Merge a further home page of a source's host, and return what became of it."""
    same, kept = f"{home!r} has the host of line {source.line}", source.url
    if source.guessed and not guessed:
        source.url, source.guessed = home, False
        return f"{same}; merged with it, in place of {kept!r}"
    return f"{same}; merged with it, {kept!r} is kept"


def _is_told(row: dict[str, str], home: str | None) -> bool:
    """Whether a home page stands in *row* as it is, with its scheme."""
    return home is not None and any("://" in row.get(key, "") and _http(row[key]) == home for key in _HOME)


def _refused(row: dict[str, str], home: str | None, feed: str | None) -> Iterator[str]:
    """Yield why something of *row* is left out."""
    given = [[row[key] for key in keys if row.get(key)] for keys in (_HOME, _FEED)]
    if not any(given):
        yield "no address"
    for texts, good in zip(given, (home, feed), strict=True):
        if texts and not good:
            yield f"{texts[0][:_SHOWN]!r} is no http(s) address"
    if home or feed:
        yield from (why for key, check in _COPIED.items() if row.get(key) and (why := check(row[key])))


def _address(row: dict[str, str], keys: Iterable[str]) -> str | None:
    """The first address under *keys*, its scheme in small letters; None where there is none."""
    return next((url for key in keys if (url := _http(row.get(key, "")))), None)


def _http(words: str) -> str | None:
    if not words or len(words.split()) > 1:
        return None
    if "://" not in words and _NO_SCHEME.match(words):
        words = f"https://{words}"
    scheme, mark, rest = words.partition("://")
    url = f"{scheme.lower()}{mark}{rest}"
    return absolute(url, url) if url.startswith(("http://", "https://")) else None


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


def site_name(name: str) -> str:
    """Return *name*, a host, as the name of a site: small letters, digits, ``.``, ``_`` and ``-``."""
    plain = _NOT_NAME.sub("-", _ascii(name).lower()).strip("-._") or "site"
    return f"{plain}-site" if plain in TAKEN else plain


def _ascii(name: str) -> str:
    """Return a host as DNS knows it (``xn--...``), or as it stands where that cannot be."""
    try:
        return name.encode("idna").decode("ascii")
    except UnicodeError:
        return name


def toml_string(words: str) -> str:
    """Return *words* as a TOML basic string, which JSON's is, but for the control characters neither allows."""
    return json.dumps(words, ensure_ascii=False).replace("\x7f", "\\u007f")
