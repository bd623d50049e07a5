"""Captures as WARC/1.1 records.

A page is a request, a metadata and a response record, in this order, so that who reads the file once knows
all of a capture when its response comes. A page that came again as it was has a revisit record in place of
the response: it names the response that holds the body. The body is stored after content decoding: as
Common Crawl does, the headers that no longer describe it are kept under ``X-Crawler-`` names.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final
from urllib.parse import urlsplit

from newsspider.archive.record import Place
from newsspider.archive.warc_format import (
    Fields,
    digest,
    fields,
    http_head,
    new_id,
    one_line,
    record,
    status_line,
)
from newsspider.model import SOFTWARE, Capture, instant

_DECODED: Final = ("content-encoding", "transfer-encoding", "content-length")
_PROFILE: Final = "http://netpreserve.org/warc/1.1/revisit/"


@dataclass(frozen=True, slots=True)
class Packed:
    """Records of one capture, compressed. *data*: their bytes, one member after another; *offset*: of the
    response or revisit record in them; *record_id*: that one's, without angle brackets."""

    data: bytes
    offset: int
    record_id: str


@dataclass(frozen=True, slots=True)
class Original:
    """The response record that holds a body: its id without angle brackets, address, time and digest, as its
    own head has them."""

    record_id: str
    url: str
    date: str
    payload_digest: str


def file_name(site: str, run_id: str, number: int) -> str:
    """Return the path of a run's *number*-th file of *site*, relative to the archive."""
    return f"warc/{site}/{run_id}-{number:05d}.warc.gz"


def warcinfo(
    path: str, run_id: str, user_agent: str | None, at: datetime, record_id: str | None = None
) -> bytes:
    """Return the record that opens a file and says which program and run made it.

    *record_id*: what the file's other records name as their ``WARC-Warcinfo-ID``; None for one of its own.
    """
    told = [
        ("software", SOFTWARE),
        ("format", "WARC File Format 1.1"),
        ("conformsTo", "http://iipc.github.io/warc-specifications/specifications/warc-format/warc-1.1/"),
        ("isPartOf", run_id),
        *([("http-header-user-agent", user_agent)] if user_agent else []),
    ]
    head = [
        ("WARC-Filename", path.rpartition("/")[2]),
        ("WARC-Date", instant(at) or ""),
        ("Content-Type", "application/warc-fields"),
    ]
    return record("warcinfo", record_id or new_id(), head, fields(told))


def pack(
    capture: Capture,
    request_headers: Mapping[str, str] | None,
    notes: Fields = (),
    *,
    warcinfo_id: str | None = None,
) -> Packed:
    """Return the records of *capture*: its request, what is noted of it, its response.

    *request_headers*: as sent; None or empty where unknown, and then no request is written. *notes*: fields
    for the metadata record, beside the address asked for and the redirects. *warcinfo_id*: of the record
    that opens the file.
    """
    block = http_head(status_line(capture.status), _headers(capture)) + capture.body
    head = [
        ("Content-Type", "application/http; msgtype=response"),
        ("WARC-Payload-Digest", digest(capture.body)),
        ("WARC-Block-Digest", digest(block)),
        *([("WARC-Truncated", capture.truncated)] if capture.truncated else []),
    ]
    own_id, common = new_id(), _common(capture, warcinfo_id)
    before = _before(capture, request_headers, notes, common, own_id)
    return _packed(before, record("response", own_id, [*common, *head], block), own_id)


def pack_revisit(
    capture: Capture,
    of: Original,
    request_headers: Mapping[str, str] | None,
    notes: Fields = (),
    *,
    warcinfo_id: str | None = None,
) -> Packed:
    """Return the records of a *capture* whose body is that *of* an earlier one, which is not stored again.

    A status of 304 says that the server told so; with any other the bodies are the same.
    """
    block = http_head(status_line(capture.status), _headers(capture))
    told = capture.status == 304
    head = [
        ("WARC-Profile", _PROFILE + ("server-not-modified" if told else "identical-payload-digest")),
        ("WARC-Refers-To", f"<{of.record_id}>"),
        ("WARC-Refers-To-Target-URI", one_line(of.url)),
        ("WARC-Refers-To-Date", of.date),
        ("WARC-Payload-Digest", of.payload_digest),
        ("Content-Type", "application/http; msgtype=response"),
        ("WARC-Block-Digest", digest(block)),
    ]
    own_id, common = new_id(), _common(capture, warcinfo_id)
    before = _before(capture, request_headers, notes, common, own_id)
    return _packed(before, record("revisit", own_id, [*common, *head], block), own_id)


def placed(packed: Packed, path: str, at: int) -> Place:
    """Return the place of a capture whose records begin at byte *at* of *path*."""
    return Place(path, at + packed.offset, packed.record_id)


def _packed(before: bytes, main: bytes, own_id: str) -> Packed:
    return Packed(before + main, len(before), own_id.strip("<>"))


def _common(capture: Capture, warcinfo_id: str | None) -> Fields:
    """The fields that all records of one capture have."""
    return [
        ("WARC-Target-URI", one_line(capture.url)),
        ("WARC-Date", instant(capture.fetched_at) or ""),
        *([("WARC-Warcinfo-ID", warcinfo_id)] if warcinfo_id else []),
        *([("WARC-IP-Address", capture.ip_address)] if capture.ip_address else []),
    ]


def _before(
    capture: Capture, sent: Mapping[str, str] | None, notes: Fields, common: Fields, own_id: str
) -> bytes:
    """The request, where it is known, and the metadata record."""
    request = _request(capture, sent, common, own_id) if sent else b""
    return request + _metadata(capture, notes, common, own_id)


def _request(capture: Capture, headers: Mapping[str, str], common: Fields, response_id: str) -> bytes:
    parts = urlsplit(capture.url)
    target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    block = http_head(f"GET {one_line(target)} HTTP/1.1", [("Host", parts.netloc), *headers.items()])
    head = [
        *common,
        ("WARC-Concurrent-To", response_id),
        ("Content-Type", "application/http; msgtype=request"),
        ("WARC-Block-Digest", digest(block)),
    ]
    return record("request", new_id(), head, block)


def _metadata(capture: Capture, notes: Fields, common: Fields, response_id: str) -> bytes:
    told: Iterable[tuple[str, str]] = (
        ("requestedUrl", capture.requested_url),
        *(("redirectedFrom", url) for url in capture.redirects),
        *notes,
    )
    head = [
        *common,
        ("WARC-Concurrent-To", response_id),
        ("WARC-Refers-To", response_id),
        ("Content-Type", "application/warc-fields"),
    ]
    return record("metadata", new_id(), head, fields(told))


def _headers(capture: Capture) -> Iterator[tuple[str, str]]:
    """The response's headers, those of its coding set apart, with the length of the body as it is stored."""
    for name, value in capture.headers.items():
        yield (f"X-Crawler-{name}" if name.lower() in _DECODED else name, value)
    if capture.body or any(name.lower() in _DECODED for name in capture.headers):
        yield ("Content-Length", str(len(capture.body)))
