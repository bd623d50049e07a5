"""Which files of a directory hold article lines, and whether they are whole."""

from __future__ import annotations

import logging
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

from newsspider.archive.jsonl import read_jsonl, whole_lines
from newsspider.archive.schema import keys
from newsspider.errors import UsageError

log = logging.getLogger(__name__)
# One of these is there where there are no articles (yet).
_OF_AN_ARCHIVE: Final = ("state.sqlite", "runs.jsonl", "failures.jsonl", "datapackage.json", "warc")


def article_files(path: Path) -> list[Path]:
    """Return the files of article lines under an archive's directory, or the one file given, sorted.

    Empty for an archive without articles. UsageError where there is nothing at *path*, or something that is
    neither an archive nor named ``.jsonl`` or ``.jsonl.gz``.
    """
    if path.is_file() and path.name.endswith((".jsonl", ".jsonl.gz")):
        return [path]
    if not path.exists():
        raise UsageError(f"{path}: not found; give an archive's directory or a .jsonl or .jsonl.gz file")
    found = (f for pattern in ("*.jsonl.gz", "*.jsonl") for f in path.glob(f"*/[0-9]*/[0-9]*/{pattern}"))
    files = sorted(found)
    if not files and not any((path / name).exists() for name in _OF_AN_ARCHIVE):
        raise UsageError(f"{path}: is no archive; give the output directory of a crawl")
    return files


def read_articles(path: Path) -> Iterator[dict[str, Any]]:
    """Yield the article records of a file; one that lacks a key is left out, and logged as a warning."""
    wanted = frozenset(keys())
    for record in read_jsonl(path):
        if wanted <= record.keys():
            yield record
        else:
            log.warning("%s: a line without %s is left out", path, min(wanted - record.keys()))


def intact(path: Path) -> bool:
    """Whether *path* reads to its end: every gzip member whole, the last line ended. Reads it through."""
    with path.open("rb") as file:
        chunks = iter(lambda: file.read(1 << 16), b"")
        if path.suffix == ".gz":
            return _members_end(chunks)
        last = b"\n"
        for chunk in chunks:
            last = chunk[-1:]
        return last == b"\n"


def _members_end(chunks: Iterator[bytes]) -> bool:
    inflater, within, last = zlib.decompressobj(wbits=31), False, b"\n"
    try:
        for chunk in chunks:
            data = chunk
            while data:
                last = inflater.decompress(data)[-1:] or last
                data, within = inflater.unused_data, not inflater.eof
                if inflater.eof:
                    inflater = zlib.decompressobj(wbits=31)
    except zlib.error:
        return False
    return not within and last == b"\n"


def mended(paths: list[Path], folder: Path) -> list[Path]:
    """Return *paths*, with a copy of the whole lines, made in *folder*, for each that does not read to its end.

    Never empty: where *paths* is, a file without lines.
    """
    whole = []
    for number, path in enumerate(paths):
        if intact(path):
            whole.append(path)
        else:
            copy = folder / f"{number}.jsonl"
            copy.write_bytes(b"".join(line + b"\n" for line in whole_lines(path)))
            whole.append(copy)
    if not whole:
        whole.append(folder / "empty.jsonl")
        whole[0].touch()
    return whole
