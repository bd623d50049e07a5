"""An archive as tables in one of the forms analysts use: written whole under a temporary name, then put in place."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from glob import escape
from pathlib import Path
from shutil import rmtree
from tempfile import TemporaryDirectory
from typing import Final

from newsspider.analysis.export_csv import write_csv
from newsspider.analysis.export_duckdb import write_duckdb, write_parquet
from newsspider.analysis.export_package import write_package
from newsspider.analysis.history_page import MARK
from newsspider.analysis.jsonld import write_jsonld
from newsspider.analysis.tables import tables
from newsspider.archive.files import article_files
from newsspider.archive.package import DESCRIPTOR
from newsspider.errors import OutputError, UsageError


@dataclass(frozen=True, slots=True)
class Form:
    """*write*: from an archive's path to a place that is not there; *folder*: whether that is a directory."""

    what: str
    write: Callable[[Path, Path], None]
    folder: bool


FORMS: Final[Mapping[str, Form]] = {
    "parquet": Form("Parquet files, a table each, into the directory OUT", write_parquet, folder=True),
    "csv": Form("CSV files, a table each, into the directory OUT", write_csv, folder=True),
    "duckdb": Form("a DuckDB database file", write_duckdb, folder=False),
    "datapackage": Form("CSV files with a Frictionless descriptor", write_package, folder=True),
    "jsonld": Form("schema.org NewsArticle, a line of JSON-LD an article", write_jsonld, folder=False),
}

_SUFFIX: Final = ".exporting"
_RANDOM: Final = 8  # letters that tempfile puts into a name
_BEFORE: Final = "before"  # within the temporary directory, the export that is replaced
# What files begin with that are written here, and at which byte: of DuckDB, of JSON-LD, of a history.
_MARKS: Final = ((8, b"DUCK"), (0, b'{"@context":"https://schema.org"'), (0, MARK.encode()))


def export(path: Path, out: Path, form: str, *, force: bool = False) -> None:
    """Write the archive at *path* (its directory, or one of its files) to *out* in one of `FORMS`.

    *out* is there whole or not at all. *force*: replace an earlier export at *out*, never anything else. UsageError
    where *path* is no archive, *out* is taken or a library is missing; OutputError where *out* cannot be written.
    """
    article_files(path)
    with whole(out, folder=FORMS[form].folder, force=force) as made:
        FORMS[form].write(path, made)


@contextmanager
def whole(out: Path, *, folder: bool, force: bool) -> Iterator[Path]:
    """Give a temporary place beside *out*; what the block writes there becomes *out* when the block ends well.

    UsageError where *out* is taken: by anything without *force*, with it by what no export has written. OutputError
    where the disk refuses.
    """
    _clear(out)
    _refuse(out, folder=folder, force=force)
    try:
        with (
            TemporaryDirectory(prefix=f".{out.name}-", suffix=_SUFFIX, dir=out.parent) as place,
            _held(Path(place)),
        ):
            made = Path(place) / out.name
            yield made
            _sync(made)
            if folder and out.exists():
                out.rename(Path(place) / _BEFORE)
            made.rename(out)
    except OSError as error:
        raise OutputError(
            f"{out}: cannot be written: {error.strerror or error}; nothing of it is kept"
        ) from None


def _clear(out: Path) -> None:
    """Remove what killed exports to *out* left beside it; put back the export before, where it was to be replaced."""
    if not out.name:
        return
    for place in out.parent.glob(f".{escape(out.name)}-{'?' * _RANDOM}{_SUFFIX}"):
        with suppress(OSError), _held(place):
            if not out.exists() and (place / _BEFORE).is_dir():
                (place / _BEFORE).rename(out)
            rmtree(place)


@contextmanager
def _held(place: Path) -> Iterator[None]:
    """Lock a directory while it is in use; the kernel takes that back from a dead process. OSError where it is."""
    fd = os.open(place, os.O_RDONLY)
    try:
        fcntl.flock(fd, fcntl.LOCK_EX | fcntl.LOCK_NB)
        yield
    finally:
        os.close(fd)


def _refuse(out: Path, *, folder: bool, force: bool) -> None:
    if not out.name:
        raise UsageError(f"{out}: is no name for an export; give one, like -o export")
    if not out.exists():
        return
    if not force:
        raise UsageError(f"{out}: is there already; give another name, or --force to replace it")
    if out.is_dir() != folder:
        raise UsageError(f"{out}: is {'a directory' if not folder else 'a file'}; give another name")
    if not folder and not _is_ours(out):
        raise UsageError(f"{out}: is no earlier export; give another name")
    if folder and (strange := {entry.name for entry in out.iterdir()} - _ours()):
        raise UsageError(f"{out}: holds {min(strange)}, which is of no export; give another name")


def _is_ours(file: Path) -> bool:
    """Whether a file begins as those written here do, or is empty, as the lines of no articles are."""
    with file.open("rb") as opened:
        begin = opened.read(max(at + len(mark) for at, mark in _MARKS))
    marked = any(begin.startswith(mark, at) for at, mark in _MARKS)
    return marked or (not begin and not file.name.startswith("."))


def _ours() -> set[str]:
    return {f"{name}.{ending}" for name in tables() for ending in ("csv", "parquet")} | {DESCRIPTOR}


def _sync(made: Path) -> None:
    for file in made.iterdir() if made.is_dir() else (made,):
        fd = os.open(file, os.O_RDONLY)
        try:
            os.fsync(fd)
        finally:
            os.close(fd)
