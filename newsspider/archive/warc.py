"""Captures as WARC/1.1 records, written so that each is a gzip member of its own.

A page is a request, a metadata and a response record, in this order, so that who reads the file once knows
all of a capture when its response comes. The body is stored after content decoding: as Common Crawl does,
the headers that no longer describe it are kept under ``X-Crawler-`` names. Format: ISO 28500:2017.
"""

from __future__ import annotations

from base64 import b32encode
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from gzip import compress
from hashlib import sha1
from http import HTTPStatus
from typing import Final
from urllib.parse import urlsplit
from uuid import uuid4

from newsspider.archive.record import Place
from newsspider.model import SOFTWARE, Capture, instant

# A gigabyte a file is what the WARC guidelines of the IIPC recommend.
ROTATE_AT: Final = 1 << 30
# gzip-6: 30 MB/s; 9 gains 1 % and takes twice as long.
_LEVEL: Final = 6
_DECODED: Final = ("content-encoding", "transfer-encoding", "content-length")
_Fields = Iterable[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Packed:
    """Records of one capture, compressed. *data*: their bytes, one member after another; *offset*: of the
    response record in them; *record_id*: the response's, without angle brackets."""

    data: bytes
    offset: int
    record_id: str


def file_name(site: str, run_id: str, number: int) -> str:
    """Return the path of a run's *number*-th file of *site*, relative to the archive."""
    return f"warc/{site}/{run_id}-{number:05d}.warc.gz"


def warcinfo(path: str, run_id: str, user_agent: str | None, at: datetime) -> bytes:
    """Return the record that opens a file and says which program and run made it."""
    fields = [
        ("software", SOFTWARE),
        ("format", "WARC File Format 1.1"),
        ("conformsTo", "http://iipc.github.io/warc-specifications/specifications/warc-format/warc-1.1/"),
        ("isPartOf", run_id),
        *([("http-header-user-agent", user_agent)] if user_agent else []),
    ]
    head = [
        ("WARC-Type", "warcinfo"),
        ("WARC-Record-ID", f"<urn:uuid:{uuid4()}>"),
        ("WARC-Filename", path.rpartition("/")[2]),
        ("WARC-Date", instant(at) or ""),
        ("Content-Type", "application/warc-fields"),
    ]
    return _record(head, _lines(fields))


def pack(capture: Capture, request_headers: Mapping[str, str] | None, notes: _Fields = ()) -> Packed:
    """Return the records of *capture*: its request, what is noted of it, its response.

    *request_headers*: as sent; None or empty where unknown, and then no request is written. *notes*: fields
    for the metadata record, beside the address asked for and the redirects.
    """
    response_id = f"<urn:uuid:{uuid4()}>"
    common = [("WARC-Target-URI", _one_line(capture.url)), ("WARC-Date", instant(capture.fetched_at) or "")]
    before = b""
    if request_headers:
        before += _request(capture, request_headers, common, response_id)
    before += _metadata(capture, notes, common, response_id)
    response = _response(capture, common, response_id)
    return Packed(before + response, len(before), response_id.strip("<>"))


def placed(packed: Packed, path: str, at: int) -> Place:
    """Return the place of a capture whose records begin at byte *at* of *path*."""
    return Place(path, at + packed.offset, packed.record_id)


def _request(capture: Capture, headers: Mapping[str, str], common: _Fields, response_id: str) -> bytes:
    parts = urlsplit(capture.url)
    target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    block = _http(f"GET {_one_line(target)} HTTP/1.1", [("Host", parts.netloc), *headers.items()])
    head = [
        ("WARC-Type", "request"),
        ("WARC-Record-ID", f"<urn:uuid:{uuid4()}>"),
        *common,
        ("WARC-Concurrent-To", response_id),
        ("Content-Type", "application/http; msgtype=request"),
        ("WARC-Block-Digest", _digest(block)),
    ]
    return _record(head, block)


def _metadata(capture: Capture, notes: _Fields, common: _Fields, response_id: str) -> bytes:
    fields = [
        ("requestedUrl", capture.requested_url),
        *(("redirectedFrom", url) for url in capture.redirects),
        *notes,
    ]
    head = [
        ("WARC-Type", "metadata"),
        ("WARC-Record-ID", f"<urn:uuid:{uuid4()}>"),
        *common,
        ("WARC-Concurrent-To", response_id),
        ("WARC-Refers-To", response_id),
        ("Content-Type", "application/warc-fields"),
    ]
    return _record(head, _lines(fields))


def _response(capture: Capture, common: _Fields, record_id: str) -> bytes:
    named = {name.lower() for name in capture.headers}
    headers = [
        (f"X-Crawler-{name}" if name.lower() in _DECODED else name, value)
        for name, value in capture.headers.items()
    ]
    if named.intersection(_DECODED) or capture.body:
        headers.append(("Content-Length", str(len(capture.body))))
    block = _http(f"HTTP/1.1 {capture.status} {_reason(capture.status)}", headers) + capture.body
    head = [
        ("WARC-Type", "response"),
        ("WARC-Record-ID", record_id),
        *common,
        ("Content-Type", "application/http; msgtype=response"),
        ("WARC-Payload-Digest", _digest(capture.body)),
        ("WARC-Block-Digest", _digest(block)),
    ]
    return _record(head, block)


def _record(head: _Fields, block: bytes) -> bytes:
    lines = b"WARC/1.1\r\n" + _lines([*head, ("Content-Length", str(len(block)))])
    return compress(lines + b"\r\n" + block + b"\r\n\r\n", _LEVEL, mtime=0)


def _http(first: str, headers: _Fields) -> bytes:
    lines = "".join(f"{_one_line(name)}: {_one_line(value)}\r\n" for name, value in headers)
    return f"{first}\r\n{lines}\r\n".encode("latin-1", "replace")


def _lines(fields: _Fields) -> bytes:
    return "".join(f"{name}: {_one_line(value)}\r\n" for name, value in fields).encode("utf-8", "replace")


def _one_line(value: str) -> str:
    """A header's value without the line ends and NULs that would end it early."""
    return value if value.isprintable() else " ".join(value.replace("\0", " ").split())


def _reason(status: int) -> str:
    try:
        return HTTPStatus(status).phrase
    except ValueError:
        return "Unknown"


def _digest(data: bytes) -> str:
    return "sha1:" + b32encode(sha1(data, usedforsecurity=False).digest()).decode()
