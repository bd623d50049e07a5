"""Captures read back from WARC files, ours or another crawler's."""

from __future__ import annotations

import logging
import zlib
from collections.abc import Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, Final

from newsspider.archive.record import Place
from newsspider.errors import UsageError
from newsspider.model import Capture

log = logging.getLogger(__name__)
_OURS: Final = "x-crawler-"


@dataclass(frozen=True, slots=True)
class Stored:
    """A capture and where it lies. *notes*: fields of its metadata record, those written by the crawl."""

    capture: Capture
    place: Place
    notes: Mapping[str, str]


def captures(path: str | Path) -> Iterator[Capture]:
    """Yield the captures of a ``.warc`` or ``.warc.gz`` file, in order, bodies after content decoding.

    Responses to http(s) addresses only. A truncated or damaged tail ends the file and is logged as a
    warning. UsageError where the file is not there or is no WARC file.
    """
    return (stored.capture for stored in stored_captures(path))


def stored_captures(path: str | Path, root: Path | None = None) -> Iterator[Stored]:
    """Yield the captures of a file with their places; *root*: the archive that paths are relative to."""
    path = Path(path)
    name = path.relative_to(root).as_posix() if root else path.name
    about: list[tuple[str, str]] = []
    about_id = ""
    for record, offset in _records(path):
        head = record.rec_headers
        if record.rec_type == "metadata":
            about, about_id = _fields(record), head.get_header("WARC-Refers-To") or ""
        elif record.rec_type == "response" and record.http_headers is not None:
            record_id = head.get_header("WARC-Record-ID") or ""
            body = _body(path, record)
            if body is None:
                return
            fields = about if about_id == record_id else []
            capture = _capture(record, body, fields)
            if capture:
                notes = {k: v for k, v in fields if k not in {"requestedUrl", "redirectedFrom"}}
                yield Stored(capture, Place(name, offset, record_id.strip("<>")), notes)


def _records(path: Path) -> Iterator[tuple[Any, int]]:
    from warcio.archiveiterator import ArchiveIterator
    from warcio.exceptions import ArchiveLoadFailed
    from warcio.statusandheaders import StatusAndHeadersParserException

    try:
        file = path.open("rb")
    except OSError as error:
        raise UsageError(f"{path}: cannot be read ({error.strerror})") from None
    # warcio raises the last two of these where a file ends within the head of a record.
    broken = (
        ArchiveLoadFailed,
        StatusAndHeadersParserException,
        EOFError,
        zlib.error,
        AttributeError,
        ValueError,
    )
    with file, closing(ArchiveIterator(file)) as records:
        first = True
        while True:
            try:
                record = next(records, None)
            except broken:
                if first:
                    raise UsageError(f"{path}: is no WARC file") from None
                log.warning("%s: damaged after byte %d; the rest is left out", path, records.offset)
                return
            if record is None:
                return
            first = False
            yield record, records.offset


def _body(path: Path, record: Any) -> bytes | None:
    """The body after content decoding; None, with a warning, where the file ends within it."""
    raw = record.raw_stream
    body: bytes = record.content_stream().read()
    missing = getattr(raw, "limit", 0)
    if missing:
        log.warning("%s: the last record is cut off (%d bytes missing) and left out", path, missing)
        return None
    return body


def _capture(record: Any, body: bytes, fields: list[tuple[str, str]]) -> Capture | None:
    url = record.rec_headers.get_header("WARC-Target-URI") or ""
    url = url.strip("<>")
    if not url.startswith(("http://", "https://")):
        return None
    status = record.http_headers.get_statuscode()
    asked = next((value for name, value in fields if name == "requestedUrl"), url)
    return Capture(
        url=url,
        body=body,
        headers={n: v for n, v in record.http_headers.headers if not n.lower().startswith(_OURS)},
        status=int(status) if status and status.isdigit() else 0,
        fetched_at=datetime.fromisoformat(record.rec_headers.get_header("WARC-Date")),
        requested_url=asked,
        redirects=tuple(value for name, value in fields if name == "redirectedFrom"),
    )


def _fields(record: Any) -> list[tuple[str, str]]:
    """The ``name: value`` lines of a metadata record, in order; another crawler's JSON gives none."""
    if "warc-fields" not in (record.rec_headers.get_header("Content-Type") or ""):
        return []
    lines = record.content_stream().read().decode("utf-8", "replace").splitlines()
    pairs = (line.partition(": ") for line in lines)
    return [(name, value) for name, mark, value in pairs if mark]
