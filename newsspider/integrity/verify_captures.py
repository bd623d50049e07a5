"""Is each capture where a line says it lies, and is it that of the line?"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from newsspider.archive.jsonl import Broken
from newsspider.integrity.checked_records import Found
from newsspider.integrity.met import Named
from newsspider.integrity.problem import Problem
from newsspider.text.urls import url_key


def is_captures(root: Path, name: str) -> bool:
    """Whether a file of the archive is there, and one whose records are gzip members."""
    return name.endswith(".warc.gz") and (root / name).is_file()


def capture_problems(
    name: str, records: Iterator[Found | Broken], named: Iterator[Named]
) -> Iterator[tuple[Problem, Named | None]]:
    """Yield what is wrong with a file of captures, given its *records*, and the lines that name them, both by offset.

    With the line whose capture is lost, None where no line's is.
    """
    line = next(named, None)
    for found in records:
        begin = found.begin if isinstance(found, Broken) else found.offset
        while line and line.offset < begin:
            yield _missing(line), line
            line = next(named, None)
        if isinstance(found, Broken):
            meaning = "the last record is cut off" if found.cut else f"damaged ({found.why})"
            yield Problem(name, f"byte {begin}", f"{meaning}; its capture is lost"), None
            continue
        if found.wrong:
            yield Problem(name, f"byte {begin}", found.wrong), None
        while line and line.offset == begin:
            if what := _mismatch(found, line):
                yield Problem(line.file, str(line.line), what), line
            line = next(named, None)
    while line:
        yield _missing(line), line
        line = next(named, None)


def _missing(line: Named) -> Problem:
    what = f"no capture {line.record_id} at byte {line.offset} of {line.warc_file}"
    return Problem(line.file, str(line.line), what)


def _mismatch(found: Found, line: Named) -> str:
    """Why a record is not the capture that a line names; "" where it is."""
    if found.wrong:
        return f"its capture at byte {line.offset} of {line.warc_file} is damaged"
    if found.head.get("warc-record-id", "").strip("<>") != line.record_id:
        return _missing(line).what
    if found.kind != "response":
        what = found.kind or "record of no kind"
        return f"its capture at byte {line.offset} of {line.warc_file} is a {what}, which has no body"
    address = found.head.get("warc-target-uri", "").strip("<>")
    if address != line.url and url_key(address) != url_key(line.url):
        return f"its capture at byte {line.offset} of {line.warc_file} is of {address}"
    if found.html and line.html and found.html != line.html:
        return (
            f"provenance.html_sha256 is not the hash of its capture at byte {line.offset} of {line.warc_file}"
        )
    return ""
