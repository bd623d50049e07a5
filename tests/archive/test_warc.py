"""Captures out and in, and what other tools make of ours."""

from __future__ import annotations

import gzip
import io
import random
import subprocess
import sys
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import brotli
import orjson
import pytest
from lines import AT, archive, capture
from warcio.archiveiterator import ArchiveIterator
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from newsspider.archive.captures import LARGEST, capture_at, captures, stored_captures
from newsspider.archive.heads import head_at
from newsspider.archive.warc import pack, placed, warcinfo
from newsspider.archive.zstd_frames import zstd
from newsspider.errors import UsageError
from newsspider.model import Capture

SENT = {"User-Agent": "newsspider", "Accept": "text/html"}


def write(path: Path, *given: Capture) -> Path:
    """A WARC file of these captures."""
    data = warcinfo(path.name, "20260311T235900Z-0000aa", "newsspider", AT)
    path.write_bytes(data + b"".join(pack(c, SENT, [("discoveredVia", "feed")]).data for c in given))
    return path


def records(path: Path) -> Iterator[Any]:
    with path.open("rb") as file:
        yield from ArchiveIterator(file, check_digests="raise")


def test_a_capture_comes_back_whole(tmp_path: Path) -> None:
    given = capture(body="é\0\r\n".encode("utf-16"))
    [stored] = stored_captures(write(tmp_path / "x.warc.gz", given))
    length = {"Content-Length": str(len(given.body))}
    assert stored.capture == replace(given, headers={**given.headers, **length})
    assert stored.notes == {"discoveredVia": "feed"}


@pytest.mark.parametrize(
    "given",
    [
        capture(body=b""),
        replace(capture(), status=404),
        replace(capture(), status=599),
        replace(capture(), redirects=(), requested_url="https://courrier.example/0"),
        replace(capture(), url="https://courrier.example/caf\u00e9?q=\u20ac"),
        replace(capture(), fetched_at=datetime(2026, 3, 11, 1, 2, 3, 456789, tzinfo=UTC)),
        replace(capture(), headers={}),
    ],
)
def test_odd_captures_come_back_too(tmp_path: Path, given: Capture) -> None:
    [found] = captures(write(tmp_path / "x.warc.gz", given))
    assert (found.url, found.body, found.status) == (given.url, given.body, given.status)
    assert (found.fetched_at, found.requested_url, found.redirects) == (
        given.fetched_at,
        given.requested_url,
        given.redirects,
    )


def test_a_header_cannot_end_its_line(tmp_path: Path) -> None:
    given = replace(
        capture(), headers={"X-Evil": "a\r\nContent-Length: 0\r\n\r\nb\0c", "X": "caf\u00e9 \u20ac"}
    )
    [found] = captures(write(tmp_path / "x.warc.gz", given))
    assert found.headers["X-Evil"] == "a Content-Length: 0 b c"
    assert found.body == given.body


def test_headers_of_the_coded_body_are_kept_apart(tmp_path: Path) -> None:
    given = replace(capture(), headers={"Content-Encoding": "br", "content-length": "3", "ETag": "x"})
    path = write(tmp_path / "x.warc.gz", given)
    response = next(r.http_headers.headers for r in records(path) if r.rec_type == "response")
    assert response[:2] == [("X-Crawler-Content-Encoding", "br"), ("X-Crawler-content-length", "3")]
    assert next(captures(path)).headers == {"ETag": "x", "Content-Length": str(len(given.body))}


def test_warcio_reads_every_record_with_its_digests(tmp_path: Path) -> None:
    found = [
        (r.rec_type, r.content_stream().read()) for r in records(write(tmp_path / "x.warc.gz", capture()))
    ]
    assert [kind for kind, _ in found] == ["warcinfo", "request", "metadata", "response"]
    assert found[3][1] == capture().body


def test_fastwarc_reads_every_record_with_its_digests(tmp_path: Path) -> None:
    fastwarc = pytest.importorskip("fastwarc.warc")
    data = write(tmp_path / "x.warc.gz", capture(), capture("https://courrier.example/1")).read_bytes()
    iterator = fastwarc.ArchiveIterator(io.BytesIO(data), parse_http=False)
    found = [(r.headers["WARC-Type"], r.verify_block_digest()) for r in iterator]
    assert [name for name, right in found if right] == ["request", "response", "request", "response"]
    assert len(found) == 7


def test_the_place_is_where_the_response_begins(tmp_path: Path) -> None:
    head = warcinfo("x", "20260311T235900Z-0000aa", None, AT)
    packed = pack(capture(), SENT)
    place = placed(packed, "x.warc.gz", len(head))
    data = gzip.decompress((head + packed.data)[place.warc_offset :])
    assert b"WARC-Type: response\r\nWARC-Record-ID: <%s>" % place.warc_record_id.encode() in data
    (tmp_path / "x.warc.gz").write_bytes(head + packed.data)
    assert next(stored_captures(tmp_path / "x.warc.gz", tmp_path)).place == place


def test_every_cut_gives_the_captures_before_it(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    given = [capture(f"https://courrier.example/{n}", bytes([65 + n]) * 500) for n in range(3)]
    path = write(tmp_path / "x.warc.gz", *given)
    data = path.read_bytes()
    ends = [
        data.index(b"\x1f\x8b", stored.place.warc_offset + 2) for stored in list(stored_captures(path))[:2]
    ]
    for end in range(ends[0], len(data), 13):
        path.write_bytes(data[:end])
        whole = 1 + (end >= ends[1])
        found = [c.body for c in captures(path)]
        assert found == [c.body for c in given[: len(found)]]
        assert len(found) >= whole
    assert caplog.text


def test_a_path_may_be_text(tmp_path: Path) -> None:
    path = str(write(tmp_path / "x.warc.gz", capture()))
    assert [c.body for c in captures(path)] == [s.capture.body for s in stored_captures(path)]


def test_uncompressed_and_cut(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    data = gzip.decompress(write(tmp_path / "x.warc.gz", capture(), capture()).read_bytes())
    path = tmp_path / "x.warc"
    path.write_bytes(data)
    assert len(list(captures(path))) == 2
    path.write_bytes(data[:-8])
    assert len(list(captures(path))) == 1
    assert "cut off" in caplog.text


def test_another_crawlers_file(tmp_path: Path) -> None:
    path = tmp_path / "x.warc.gz"
    body = gzip.compress(b"<p>Oui")
    head = [("Content-Encoding", "gzip"), ("Transfer-Encoding", "chunked"), ("Content-Type", "text/html")]
    with path.open("wb") as out:
        writer = WARCWriter(out)
        for url in ("https://a.example/", "dns:a.example"):
            chunked = b"%x\r\n%s\r\n0\r\n\r\n" % (len(body), body)
            http = StatusAndHeaders("200 OK", head, protocol="HTTP/1.1")
            record = writer.create_warc_record(
                url, "response", payload=io.BytesIO(chunked), length=len(chunked), http_headers=http
            )
            with record.raw_stream:
                writer.write_record(record)
    [found] = captures(path)
    assert (found.url, found.body, found.requested_url) == (
        "https://a.example/",
        b"<p>Oui",
        "https://a.example/",
    )


def test_no_file_and_no_warc_file(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="cannot be read"):
        next(captures(tmp_path / "none.warc"))
    (tmp_path / "x.warc").write_bytes(b"<html>" * 100)
    with pytest.raises(UsageError, match="is no WARC file"):
        next(captures(tmp_path / "x.warc"))
    (tmp_path / "empty.warc.gz").touch()
    assert list(captures(tmp_path / "empty.warc.gz")) == []


def test_a_revisit_needs_a_response_with_that_body(tmp_path: Path) -> None:
    again = replace(capture(), fetched_at=datetime(2026, 3, 12, tzinfo=UTC))
    with archive(tmp_path) as opened:
        place = opened.write_capture(capture(), "courrier")
        right = opened.write_revisit(again, "courrier", place)
        assert right is not None
        assert opened.write_revisit(replace(again, body=b"other"), "courrier", place) is None
        assert opened.write_revisit(again, "courrier", right) is None
        assert opened.write_revisit(again, "courrier", replace(place, warc_offset=0)) is None
        assert opened.write_revisit(again, "courrier", replace(place, warc_offset=7)) is None
        assert opened.write_revisit(again, "courrier", replace(place, warc_file="warc/none.warc.gz")) is None
        assert opened.write_revisit(again, "courrier", replace(place, warc_record_id="urn:x")) is None
        unmodified = replace(again, body=b"", status=304)
        assert opened.write_revisit(unmodified, "courrier", place) is not None
    found = [r for r in records(tmp_path / place.warc_file) if r.rec_type == "revisit"]
    assert [r.http_headers.get_statuscode() for r in found] == ["200", "304"]
    assert [stored.place for stored in stored_captures(tmp_path / place.warc_file, tmp_path)] == [place]
    head = head_at(tmp_path / right.warc_file, right.warc_offset)
    assert head["warc-refers-to-date"] == "2026-03-11T23:59:30Z"
    assert head["warc-refers-to"] == f"<{place.warc_record_id}>"


def test_server_and_truncation_come_back(tmp_path: Path) -> None:
    given = replace(capture(), ip_address="192.0.2.7", truncated="length")
    [found] = captures(write(tmp_path / "x.warc.gz", given))
    assert (found.ip_address, found.truncated) == ("192.0.2.7", "length")


@pytest.mark.parametrize(
    ("date", "read"),
    [
        ("2026-03-11T01:02:03Z", "2026-03-11T01:02:03+00:00"),
        ("2026-03", "2026-03-01T00:00:00+00:00"),
        ("2026-03-11T01:02:03", "2026-03-11T01:02:03+00:00"),
        ("yesterday", None),
        ("", None),
    ],
)
def test_dates_as_other_crawlers_write_them(tmp_path: Path, date: str, read: str | None) -> None:
    data = gzip.decompress(write(tmp_path / "x.warc.gz", capture()).read_bytes())
    (tmp_path / "x.warc").write_bytes(data.replace(b"2026-03-11T23:59:30Z", date.encode()))
    assert [c.fetched_at.isoformat() for c in captures(tmp_path / "x.warc")] == ([read] if read else [])


def test_bodies_that_are_not_wanted_are_not_read(tmp_path: Path) -> None:
    path = write(tmp_path / "x.warc.gz", capture(), replace(capture(), status=404, body=b"x"))
    asked: list[tuple[int, str]] = []

    def wanted(status: int, headers: Mapping[str, str]) -> bool:
        asked.append((status, headers["content-type"]))
        return status == 404

    assert [s.capture.body for s in stored_captures(path, wanted=wanted)] == [b"x"]
    assert asked == [(200, "text/html"), (404, "text/html")]


def test_a_bomb_is_left_out(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    bomb = gzip.compress(bytes(LARGEST + 1), 1)
    given = replace(capture(body=bomb), headers={})
    path = write(tmp_path / "x.warc.gz", given, capture())
    data = gzip.decompress(path.read_bytes()).replace(
        b"HTTP/1.1 200 OK\r\n", b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n", 1
    )
    length = len(bomb) + len(b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n" % len(bomb))
    data = data.replace(
        b"Content-Length: %d\r\n\r\nHTTP" % length, b"Content-Length: %d\r\n\r\nHTTP" % (length + 24), 1
    )
    (tmp_path / "x.warc").write_bytes(data)
    assert [c.body for c in captures(tmp_path / "x.warc")] == [capture().body]
    assert "too large" in caplog.text


def test_a_large_capture_is_read_whole_from_its_place(tmp_path: Path) -> None:
    given = capture(body=random.Random(1).randbytes(300_000))
    with archive(tmp_path) as opened:
        opened.write_capture(capture(), "courrier")
        place = opened.write_capture(given, "courrier")
    found = capture_at(tmp_path, place)
    assert found is not None
    assert found.body == given.body
    for wrong_place in (
        replace(place, warc_offset=place.warc_offset + 1),
        replace(place, warc_offset=1 << 40),
        replace(place, warc_offset=0),
        replace(place, warc_record_id="urn:x"),
        replace(place, warc_file="none.warc.gz"),
    ):
        assert capture_at(tmp_path, wrong_place) is None
    file = tmp_path / place.warc_file
    file.write_bytes(file.read_bytes()[:-1000])
    assert capture_at(tmp_path, place) is None


def test_the_indexer_of_pywb_finds_every_capture(tmp_path: Path) -> None:
    program = Path(sys.executable).with_name("cdxj-indexer")
    if not program.exists():
        pytest.skip("cdxj-indexer is not installed")
    again = replace(capture(), fetched_at=datetime(2026, 3, 12, tzinfo=UTC))
    with archive(tmp_path) as opened:
        place = opened.write_capture(capture(), "courrier", SENT)
        revisit = opened.write_revisit(again, "courrier", place, SENT)
        opened.write_revisit(replace(again, body=b"", status=304), "courrier", place, SENT)
        opened.write_capture(capture("https://courrier.example/1"), "courrier", SENT)
    assert revisit is not None
    ran = subprocess.run([program, tmp_path / place.warc_file], capture_output=True, check=True)
    found = [line.split(b" ", 2) for line in ran.stdout.splitlines()]
    assert [key for key, _, _ in found] == [b"example,courrier)/0"] * 3 + [b"example,courrier)/1"]
    facts = [orjson.loads(fields) for _, _, fields in found]
    assert [fact["mime"] for fact in facts] == ["text/html", "warc/revisit", "warc/revisit", "text/html"]
    assert [int(fact["offset"]) for fact in facts[:2]] == [place.warc_offset, revisit.warc_offset]
    assert len({fact["digest"] for fact in facts}) == 1


@pytest.mark.parametrize(
    "header",
    [
        b"Content-Encoding: gzip",
        b"Content-Encoding: br",
        b"Content-Encoding: zstd",
        b"Transfer-Encoding: chunked",
    ],
)
def test_a_body_that_was_decoded_while_its_headers_stayed(tmp_path: Path, header: bytes) -> None:
    plain = b"<p>Oui, dit-elle."
    http = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n%s\r\n\r\n%s" % (header, plain)
    head = (
        b"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: <https://courrier.example/>\r\n"
        b"WARC-Date: 2026-03-11T01:02:03Z\r\nWARC-Record-ID: <urn:x>\r\n"
        b"Content-Type: application/http; msgtype=response\r\nContent-Length: %d\r\n\r\n" % len(http)
    )
    (tmp_path / "x.warc").write_bytes(head + http + b"\r\n\r\n")
    assert [(c.url, c.body) for c in captures(tmp_path / "x.warc")] == [("https://courrier.example/", plain)]


@pytest.mark.parametrize("coding", ["gzip", "br", "zstd", "deflate"])
def test_bodies_as_they_were_sent(tmp_path: Path, coding: str) -> None:
    pack_ = {"gzip": gzip.compress, "br": brotli.compress, "zstd": zstd.compress, "deflate": zlib.compress}[
        coding
    ]
    bodies = [b"<p>Oui, dit-elle.", random.Random(1).randbytes(200_000), bytes(1_000_000)]
    given = [pack_(body) for body in bodies]
    (tmp_path / "x.warc").write_bytes(b"".join(_sent(body, coding) for body in given))
    assert [c.body for c in captures(tmp_path / "x.warc")] == bodies


def test_bombs_of_every_coding_are_left_out(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    bombs = {"br": brotli.compress(bytes(LARGEST * 3), quality=1), "zstd": zstd.compress(bytes(LARGEST * 3))}
    data = b"".join(_sent(body, coding) for coding, body in bombs.items())
    (tmp_path / "x.warc").write_bytes(data + _sent(gzip.compress(b"<p>Oui"), "gzip"))
    assert [c.body for c in captures(tmp_path / "x.warc")] == [b"<p>Oui"]
    assert caplog.text.count("too large") == 2


def _sent(body: bytes, coding: str) -> bytes:
    """A response record whose body is still coded."""
    http = b"HTTP/1.1 200 OK\r\nContent-Encoding: %s\r\n\r\n%s" % (coding.encode(), body)
    head = (
        b"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://courrier.example/\r\n"
        b"WARC-Date: 2026-03-11T01:02:03Z\r\nWARC-Record-ID: <urn:x>\r\n"
        b"Content-Type: application/http; msgtype=response\r\nContent-Length: %d\r\n\r\n" % len(http)
    )
    return head + http + b"\r\n\r\n"
