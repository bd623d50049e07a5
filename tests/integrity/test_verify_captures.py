"""Captures verified: their digests, their length, and whether they are those that lines name."""

from __future__ import annotations

import gzip
import zlib
from pathlib import Path
from typing import Any

import pytest
from lines import archive, capture, crawled, line, wrong

from newsspider.archive.warc_format import digest, http_head, new_id, record
from newsspider.integrity.checked_records import Found, warc_records
from newsspider.integrity.mend_files import ROOM, filler

URL = "https://courrier.example/0"
BODY = b"<p>Oui"
BLOCK = http_head("HTTP/1.1 200 OK", [("Content-Length", str(len(BODY)))]) + BODY
RIGHT = {
    "WARC-Target-URI": URL,
    "Content-Type": "application/http; msgtype=response",
    "WARC-Payload-Digest": digest(BODY),
    "WARC-Block-Digest": digest(BLOCK),
}


def read(path: Path, data: bytes) -> list[Any]:
    path.write_bytes(data)
    return list(warc_records(path))


def response(block: bytes = BLOCK, **head: str) -> bytes:
    told = RIGHT | {name.replace("_", "-"): value for name, value in head.items()}
    return record("response", new_id(), list(told.items()), block)


@pytest.mark.parametrize(
    ("data", "problem"),
    [
        (response(), ""),
        (response(WARC_Block_Digest="sha1:" + "A" * 32), "its WARC-Block-Digest is not that of its bytes"),
        (response(WARC_Payload_Digest="sha1:" + "A" * 32), "its WARC-Payload-Digest is not that of its body"),
        (response(WARC_Payload_Digest="md5:123"), ""),
        (response(BLOCK[:-1] + b"!", WARC_Payload_Digest=digest(BODY)), "its WARC-Block-Digest"),
        (response(b"no headers at all"), "holds no HTTP message"),
        (gzip.compress(b"neither a record\r\n\r\n"), "is no WARC record"),
        (gzip.compress(gzip.decompress(response())[:-2]), "is not as long as its Content-Length says"),
        (gzip.compress(gzip.decompress(response()) + b"x"), "is not as long as its Content-Length says"),
        (gzip.compress(b"WARC/1.1\r\nContent-Length: -1\r\n\r\n\r\n\r\n"), "is no WARC record"),
    ],
    ids=range(10),
)
def test_a_record_that_is_wrong_is_told(tmp_path: Path, data: bytes, problem: str) -> None:
    first = response()
    before, found, after = read(tmp_path / "x.warc.gz", first + data + response())
    assert (before.wrong, after.wrong) == ("", "")
    assert (found.offset, after.offset) == (len(first), len(first + data))
    assert found.wrong.startswith(problem)
    assert bool(found.wrong) == bool(problem)


def test_a_body_that_came_encoded_is_not_hashed(tmp_path: Path) -> None:
    block = http_head("HTTP/1.1 200 OK", [("Content-Encoding", "gzip")]) + gzip.compress(BODY)
    data = response(block, WARC_Block_Digest=digest(block), WARC_Payload_Digest=digest(BODY))
    [found] = read(tmp_path / "x.warc.gz", data)
    assert isinstance(found, Found)
    assert (found.html, found.wrong) == ("", "")


@pytest.mark.parametrize("size", [ROOM, ROOM + 1, 1000, 70_000])
def test_a_filler_has_its_size_and_is_a_record(tmp_path: Path, size: int) -> None:
    data = filler(size, "quarantine/warc/courrier/20260311T235900Z-0000aa-00000.warc.gz.byte-12345")
    assert len(data) == size
    unpacked = zlib.decompressobj(wbits=31)
    assert unpacked.decompress(data).startswith(b"WARC/1.1\r\nWARC-Type: metadata\r\n")
    assert (unpacked.eof, unpacked.unused_data) == (True, b"")
    first, filled, last = read(tmp_path / "x.warc.gz", response() + data + response())
    assert (first.wrong, filled.wrong, last.wrong) == ("", "", "")
    assert last.offset == filled.offset + size


def test_a_line_and_its_capture_agree(tmp_path: Path) -> None:
    with archive(tmp_path) as opened:
        places = [
            opened.write_capture(capture(f"https://courrier.example/{n}"), "courrier") for n in range(3)
        ]
        opened.write(line(0, place=places[0]))
        opened.write(line(1, place=places[2]))
        two = line(2, place=places[2])
        two["provenance"]["html_sha256"] = "sha256:" + "0" * 64
        opened.write(two)
    told = [problem for problem in wrong(tmp_path) if ".jsonl.gz:" in problem]
    at = f"at byte {places[2].warc_offset} of {places[2].warc_file}"
    assert told == [
        f"courrier/2026/03/11.jsonl.gz:2: its capture {at} is of https://courrier.example/2",
        f"courrier/2026/03/11.jsonl.gz:3: provenance.html_sha256 is not the hash of its capture {at}",
    ]


def test_every_line_of_a_file_of_captures_that_is_gone_is_no_line_of_its_own(tmp_path: Path) -> None:
    crawled(tmp_path, 8)
    [captures] = tmp_path.glob("warc/*/*")
    captures.unlink()
    told = [problem for problem in wrong(tmp_path) if "lines lead into it" in problem]
    name = captures.relative_to(tmp_path)
    first = "courrier/2026/03/11.jsonl.gz:1"
    assert told == [f"{name}: is no file of captures that is there, and lines lead into it, first {first}"]


def test_a_line_names_a_response_that_has_its_body(tmp_path: Path) -> None:
    with archive(tmp_path) as opened:
        first = opened.write_capture(capture(), "courrier")
        again = opened.write_revisit(capture(), "courrier", first)
        assert again is not None
        opened.write(line(0, place=first))
        opened.write(line(1, place=again))
    told = [problem for problem in wrong(tmp_path) if ".jsonl.gz:" in problem]
    at = f"at byte {again.warc_offset} of {again.warc_file}"
    assert told == [f"courrier/2026/03/11.jsonl.gz:2: its capture {at} is a revisit, which has no body"]
