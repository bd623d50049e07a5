"""``.warc.zst`` files: with dictionaries, cut, damaged."""

from __future__ import annotations

import gzip
import tracemalloc
from itertools import accumulate, pairwise
from pathlib import Path

import pytest
from lines import AT, capture

from newsspider.archive.captures import captures, stored_captures
from newsspider.archive.warc import pack, warcinfo
from newsspider.archive.warc_records import records
from newsspider.archive.zstd_frames import zstd
from newsspider.model import Capture


def write(path: Path, *given: Capture) -> Path:
    """A WARC file of these captures, three records each."""
    sent = {"User-Agent": "newsspider"}
    path.write_bytes(warcinfo(path.name, "x", None, AT) + b"".join(pack(c, sent).data for c in given))
    return path


def as_zstd(path: Path, dictionary: str | None) -> tuple[Path, list[int]]:
    """The file again with a zstd frame a record, and where each of these begins."""
    starts = [offset for _, offset in records(path)]
    data = path.read_bytes()
    blocks = [gzip.decompress(data[a:b]) for a, b in pairwise([*starts, len(data)])]
    known = zstd.train_dict(blocks * 9, 900) if dictionary in {"plain", "packed"} else None
    content = known.dict_content if known else b"WARC/1.1\r\nWARC-Type: response\r\n" * 9
    head = b""
    if dictionary:
        known = known or zstd.ZstdDict(content, is_raw=True)
        held = zstd.compress(content) if dictionary == "packed" else content
        head = b"\x5d\x2a\x4d\x18" + len(held).to_bytes(4, "little") + held
    frames = [zstd.compress(block, zstd_dict=known) for block in blocks]
    new = path.with_suffix(".zst")
    new.write_bytes(head + b"".join(frames))
    return new, list(accumulate((len(frame) for frame in frames[:-1]), initial=len(head)))


@pytest.mark.parametrize("dictionary", [None, "plain", "packed", "raw"])
def test_zstd_with_and_without_dictionary(tmp_path: Path, dictionary: str | None) -> None:
    given = [capture(f"https://courrier.example/{n}", b"<p>Oui " * n) for n in range(40)]
    path, starts = as_zstd(write(tmp_path / "x.warc.gz", *given), dictionary)
    found = list(stored_captures(path))
    assert [stored.capture.body for stored in found] == [c.body for c in given]
    assert [stored.place.warc_offset for stored in found] == starts[3::3]


def test_every_cut_of_a_zstd_file_gives_the_captures_before_it(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    given = [capture(f"https://courrier.example/{n}", bytes([65 + n]) * 500) for n in range(3)]
    path, starts = as_zstd(write(tmp_path / "x.warc.gz", *given), "plain")
    data = path.read_bytes()
    for end in range(starts[4], len(data), 23):
        path.write_bytes(data[:end])
        assert [c.body for c in captures(path)] == [c.body for c in given][
            : sum(end >= s for s in starts[4::3])
        ]
    assert "cut off" in caplog.text


def test_a_damaged_zstd_file_ends_at_the_damage(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    path, starts = as_zstd(write(tmp_path / "x.warc.gz", capture(), capture()), None)
    data = bytearray(path.read_bytes())
    data[starts[6] : starts[6] + 9] = b"\xff" * 9
    path.write_bytes(data)
    assert len(list(captures(path))) == 1
    assert "damaged" in caplog.text


@pytest.mark.parametrize(
    "data", [b"\x5d\x2a\x4d\x18", b"\x5d\x2a\x4d\x18\xff\xff\xff\xffx", b"\x28\xb5\x2f\xfd"]
)
def test_a_zstd_file_of_a_few_bytes_has_no_captures(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "x.warc.zst").write_bytes(data)
    assert list(captures(tmp_path / "x.warc.zst")) == []


def peak(path: Path) -> tuple[int, bool]:
    """How many captures a file has, and whether reading them took less than 80 MB."""
    tracemalloc.start()
    found = len(list(captures(path)))
    largest = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return found, largest < 80 << 20


def test_a_bomb_for_a_dictionary_takes_no_memory(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    packer = zstd.ZstdCompressor()
    held = b"".join(packer.compress(bytes(1 << 20)) for _ in range(150)) + packer.flush()
    head = b"\x5d\x2a\x4d\x18" + len(held).to_bytes(4, "little") + held
    (tmp_path / "x.warc.zst").write_bytes(head + zstd.compress(b"WARC/1.0\r\n"))
    assert peak(tmp_path / "x.warc.zst") == (0, True)
    assert "too large" in caplog.text


def test_a_bomb_for_a_metadata_record_takes_no_memory(tmp_path: Path) -> None:
    path = write(tmp_path / "x.warc.gz", capture())
    size = 150 << 20
    head = f"WARC/1.0\r\nWARC-Type: metadata\r\nWARC-Record-ID: <urn:x>\r\nContent-Length: {size}\r\n"
    with path.open("ab") as file, gzip.GzipFile(fileobj=file, mode="wb", compresslevel=1) as packed:
        packed.write(f"{head}Content-Type: application/warc-fields\r\n\r\n".encode())
        for _ in range(150):
            packed.write(bytes(1 << 20))
        packed.write(b"\r\n\r\n")
    with path.open("ab") as file:
        file.write(write(tmp_path / "y.warc.gz", capture()).read_bytes())
    assert peak(path) == (2, True)
