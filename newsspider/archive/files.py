"""Which files of a directory hold article lines, packed or not, and whether they are whole."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

from newsspider.archive.jsonl import Broken, batches, read_jsonl, split, whole_lines
from newsspider.archive.packing import LINES
from newsspider.archive.schema import keys
from newsspider.errors import UsageError

log = logging.getLogger(__name__)
# One of these is there where there are no articles (yet).
_OF_AN_ARCHIVE: Final = ("state.sqlite", "runs.jsonl", "failures.jsonl", "datapackage.json", "warc")


def article_files(path: Path) -> list[Path]:
    """Return the files of article lines under an archive's directory, or the one file given, sorted.

    Empty for an archive without articles. UsageError where there is nothing at *path*, or something that is
    neither an archive nor named as a file of lines.
    """
    if path.is_file() and path.name.endswith(LINES):
        return [path]
    if not path.exists():
        raise UsageError(f"{path}: not found; give an archive's directory or a {', '.join(LINES)} file")
    found = (file for end in LINES for file in path.glob(f"*/[0-9]*/[0-9]*/*{end}"))
    files = sorted(found)
    if not files and not any((path / name).exists() for name in _OF_AN_ARCHIVE):
        raise UsageError(f"{path}: is no archive; give the output directory of a crawl")
    return files


def stem(root: Path, file: Path) -> str:
    """Return ``site/yyyy/mm/dd`` of an article file under *root*."""
    path = file.relative_to(root).as_posix()
    return path[: path.rindex(".jsonl")]


def day_of(site: str, fetched_at: str) -> str:
    """Return ``site/yyyy/mm/dd`` of a line's file."""
    return f"{site}/{fetched_at[:10].replace('-', '/')}"


def read_articles(path: Path) -> Iterator[dict[str, Any]]:
    """Yield the article records of a file; one that lacks a key is left out, and logged as a warning."""
    wanted = frozenset(keys())
    for record in read_jsonl(path):
        if wanted <= record.keys():
            yield record
        else:
            log.warning("%s: a line without %s is left out", path, min(wanted - record.keys()))


def intact(path: Path) -> bool:
    """Whether *path* reads to its end: every member whole, every line ended and none too long. Reads it through."""
    whole = True

    def chunks() -> Iterator[bytes]:
        nonlocal whole
        for part in batches(path):
            if isinstance(part, Broken):
                whole = False
                return
            yield part

    return all(line.endswith(b"\n") for line in split(chunks())) and whole


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
            with copy.open("wb") as out:
                out.writelines(line + b"\n" for line in whole_lines(path))
            whole.append(copy)
    if not whole:
        whole.append(folder / "empty.jsonl")
        whole[0].touch()
    return whole


def sources_file(config_sha256: str) -> str:
    """Return where an archive keeps the sources file of the runs with this ``config_sha256``."""
    return f"sources/{config_sha256.removeprefix('sha256:')[:16]}.toml"
