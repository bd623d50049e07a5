"""Is an archive whole? Every line valid, every span in its place, every capture where its line says."""

from __future__ import annotations

import gzip
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import orjson

from newsspider.archive.files import article_files, intact
from newsspider.archive.jsonl import whole_lines
from newsspider.archive.package import DESCRIPTOR
from newsspider.archive.schema import check


def check_archive(path: str | Path) -> list[str]:
    """Return what is wrong with an archive's directory, or one file of lines; empty where nothing is.

    Each problem names its file and line. Reads every line, the first bytes of every capture a line names,
    and the sizes in ``datapackage.json``. UsageError where there is nothing at *path*.
    """
    root = Path(path)
    problems = []
    revisions: set[str] = set()
    for file in article_files(root):
        name = file.relative_to(root).as_posix() if root.is_dir() else file.name
        if not intact(file):
            problems.append(f"{name}: is cut off or damaged; its whole lines can still be read")
        problems += [f"{name}:{problem}" for problem in _lines(file, root, revisions)]
    return problems + (list(_described(root)) if root.is_dir() else [])


def _lines(file: Path, root: Path, revisions: set[str]) -> Iterator[str]:
    for number, line in enumerate(whole_lines(file), 1):
        try:
            record = orjson.loads(line)
        except orjson.JSONDecodeError as error:
            yield f"{number}: is no JSON ({error})"
            continue
        problems = check(record)
        yield from (f"{number}: {problem}" for problem in problems)
        if problems:
            continue
        if record["revision_id"] in revisions:
            yield f"{number}: revision_id {record['revision_id']} was there before"
        revisions.add(record["revision_id"])
        if root.is_dir():
            yield from (f"{number}: {problem}" for problem in _capture(record["provenance"], root))


def _capture(provenance: dict[str, Any], root: Path) -> Iterator[str]:
    name, offset, record_id = (provenance[key] for key in ("warc_file", "warc_offset", "warc_record_id"))
    if name is None:
        return
    file = root / name
    if not file.is_file():
        yield f"warc_file {name} is not there"
    elif f"<{record_id}>".encode() not in _head(file, offset):
        yield f"no capture {record_id} at byte {offset} of {name}"


def _head(file: Path, offset: int) -> bytes:
    """The headers of the WARC record at *offset*; empty where there is none."""
    with file.open("rb") as raw:
        raw.seek(offset)
        try:
            with gzip.open(raw) if file.suffix == ".gz" else raw as data:
                return data.read(1 << 12).partition(b"\r\n\r\n")[0]
        except (OSError, EOFError, zlib.error):
            return b""


def _described(root: Path) -> Iterator[str]:
    file = root / DESCRIPTOR
    if not file.is_file():
        return
    try:
        named = [(str(r["path"]), int(r["bytes"])) for r in orjson.loads(file.read_bytes())["resources"]]
    except (ValueError, KeyError, TypeError):
        yield f"{DESCRIPTOR}: is damaged"
        return
    for path, known in named:
        size = (root / path).stat().st_size if (root / path).is_file() else 0
        if size < known:
            yield f"{path}: has {size} of the {known} bytes {DESCRIPTOR} names"
