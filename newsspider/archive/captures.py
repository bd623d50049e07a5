"""Captures read back from WARC files, ours or another crawler's."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final

from newsspider.archive.record import Place
from newsspider.archive.warc_records import record_at, records
from newsspider.model import Capture

log = logging.getLogger(__name__)
_OURS: Final = "x-crawler-"
_EMPTY_DATE: Final = "0001-01-01T00:00:00Z"
# Bytes of a body after content decoding: no crawl of ours keeps more, and a bomb holds much more.
LARGEST: Final = 1 << 26
_MOST_FIELDS: Final = 1 << 20  # bytes of a metadata record; what lies beyond is left out
Wanted = Callable[[int, Mapping[str, str]], bool]


@dataclass(frozen=True, slots=True)
class Stored:
    """A capture and where it lies. *notes*: fields of its metadata record, those written by the crawl."""

    capture: Capture
    place: Place
    notes: Mapping[str, str]


def captures(path: str | Path) -> Iterator[Capture]:
    """Yield the captures of a ``.warc``, ``.warc.gz`` or ``.warc.zst`` file, in order, bodies after content
    decoding.

    Responses to http(s) addresses only. A truncated or damaged tail ends the file and is logged as a
    warning. UsageError where the file is not there or is no WARC file.
    """
    return (stored.capture for stored in stored_captures(path))


def stored_captures(
    path: str | Path, root: Path | None = None, wanted: Wanted | None = None
) -> Iterator[Stored]:
    """Yield the captures of a file with their places; *root*: the archive that paths are relative to.

    *wanted* is asked with the status and the headers, names in lower case: a body it refuses is not read.
    """
    path = Path(path)
    name = path.relative_to(root).as_posix() if root else path.name
    about: list[tuple[str, str]] = []
    about_id = ""
    for record, offset in records(path):
        head = record.rec_headers
        if record.rec_type == "metadata":
            about, about_id = _fields(record), head.get_header("WARC-Refers-To") or ""
        elif _is_wanted(record, wanted):
            body = _body(record)
            if body is None:
                log.warning("%s: the last record is cut off and left out", path)
                return
            record_id = head.get_header("WARC-Record-ID") or ""
            fields = about if about_id == record_id else []
            capture = _capture(record, body, fields)
            if capture:
                notes = {k: v for k, v in fields if k not in {"requestedUrl", "redirectedFrom"}}
                yield Stored(capture, Place(name, offset, record_id.strip("<>")), notes)


def capture_at(root: Path, place: Place) -> Capture | None:
    """Return the capture whose response record lies at *place* in the archive under *root*, without what its
    metadata record tells: *requested_url* is its own address.

    None where that record does not lie there, or is damaged.
    """
    with record_at(root / place.warc_file, place.warc_offset) as record:
        if record is None or not _is_wanted(record, None):
            return None
        if (record.rec_headers.get_header("WARC-Record-ID") or "").strip("<>") != place.warc_record_id:
            return None
        body = _body(record)
        return None if body is None else _capture(record, body, [])


def _is_wanted(record: Any, wanted: Wanted | None) -> bool:
    """Whether a record is a response of a web server that is worth its body."""
    if record.rec_type != "response" or record.http_headers is None:
        return False
    address = (record.rec_headers.get_header("WARC-Target-URI") or "").lstrip("<")
    if not address.startswith(("http://", "https://")):
        return False
    if wanted is None:
        return True
    headers = {name.lower(): value for name, value in record.http_headers.headers}
    return wanted(_status(record), headers)


def _body(record: Any) -> bytes | None:
    """The body after content decoding; None where the file ends within it."""
    body: bytes = record.content_stream().read(LARGEST + 1)
    if len(body) <= LARGEST and getattr(record.raw_stream, "limit", None):
        return None
    return body


def _capture(record: Any, body: bytes, fields: list[tuple[str, str]]) -> Capture | None:
    """The capture; None where it has no time, or a body too large to be a page."""
    head = record.rec_headers
    url = head.get_header("WARC-Target-URI").strip("<>")
    fetched_at = _moment(head.get_header("WARC-Date") or "")
    if fetched_at is None or len(body) > LARGEST:
        log.warning("%s: left out: %s", url, "no WARC-Date" if fetched_at is None else "body too large")
        return None
    return Capture(
        url=url,
        body=body,
        headers={n: v for n, v in record.http_headers.headers if not n.lower().startswith(_OURS)},
        status=_status(record),
        fetched_at=fetched_at,
        requested_url=next((value for name, value in fields if name == "requestedUrl"), url),
        redirects=tuple(value for name, value in fields if name == "redirectedFrom"),
        ip_address=head.get_header("WARC-IP-Address"),
        truncated=head.get_header("WARC-Truncated"),
    )


def _status(record: Any) -> int:
    status = record.http_headers.get_statuscode()
    return int(status) if status and status.isdecimal() else 0


def _moment(text: str) -> datetime | None:
    """A WARC-Date, which WARC/1.1 lets be as short as the year; None for what is none."""
    try:
        found = datetime.fromisoformat(text + _EMPTY_DATE[max(4, len(text)) :])
    except ValueError:
        return None
    return found if found.tzinfo else found.replace(tzinfo=UTC)


def _fields(record: Any) -> list[tuple[str, str]]:
    """The ``name: value`` lines of a metadata record, in order; another crawler's JSON gives none."""
    if "warc-fields" not in (record.rec_headers.get_header("Content-Type") or ""):
        return []
    lines = record.content_stream().read(_MOST_FIELDS).decode("utf-8", "replace").splitlines()
    pairs = (line.partition(": ") for line in lines)
    return [(name, value) for name, mark, value in pairs if mark]
