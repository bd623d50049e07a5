"""Lines of strict JSON."""

from __future__ import annotations

import gzip
import json
import math
import random
import tracemalloc
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsspider.archive import jsonl
from newsspider.archive.files import intact
from newsspider.archive.jsonl import encode, read_jsonl
from newsspider.archive.packing import Packing, member, named
from newsspider.errors import UsageError

PACKED = (Packing.GZIP, Packing.ZSTD)
NAMES = ("gzip", "zstd")
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53), 2**53) | st.floats() | st.text(st.characters()),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(st.characters()), inner, max_size=3),
    max_leaves=8,
)


@settings(max_examples=150, deadline=None)
@given(st.dictionaries(st.text(st.characters()), VALUES, max_size=4))
def test_any_value_becomes_one_strict_line(record: dict[str, object]) -> None:
    data = encode(record)
    assert data.endswith(b"\n")
    assert data.count(b"\n") == 1

    def refuse(name: str) -> None:
        raise AssertionError(name)

    parsed = json.loads(data.decode("utf-8"), parse_constant=refuse)
    assert "\0" not in json.dumps(parsed, ensure_ascii=False).replace("\\u0000", "\0")


@pytest.mark.parametrize("bad", [chr(0), chr(0xD800), chr(0xDFFF)])
def test_what_never_gets_in_is_replaced_one_for_one(bad: str) -> None:
    assert json.loads(encode({"a": [f"x{bad}y"], bad: 1})) == {"a": ["x\ufffdy"], "\ufffd": 1}


def test_the_words_backslash_u0000_are_text(tmp_path: Path) -> None:
    assert json.loads(encode({"a": "\\u0000 é 🎈"})) == {"a": "\\u0000 é 🎈"}


def test_no_nan() -> None:
    assert encode({"a": math.nan, "b": math.inf}) == b'{"a":null,"b":null}\n'


@pytest.mark.parametrize("packing", Packing, ids=lambda packing: packing.value)
def test_members_read_as_one_file(tmp_path: Path, packing: Packing) -> None:
    file = tmp_path / f"x.jsonl{packing.suffix}"
    file.write_bytes(member([b'{"a":1}\n', b'{"a":2}\n'], packing) + member([b'{"a":3}\n'], packing))
    assert [r["a"] for r in read_jsonl(file)] == [1, 2, 3]
    assert member([b"x"], packing) == member([b"x"], packing)


@pytest.mark.parametrize(
    ("data", "warning"),
    [
        (b'{"a":1}\n{"a"', "a line is cut off"),
        (b'{"a":1}\n[2]\n', "a line that is no record"),
        (b'{"a":1}\nnull\n\xff\n', "a line that is no record"),
    ],
)
def test_what_is_no_whole_record_is_dropped_and_said(
    tmp_path: Path, caplog: pytest.LogCaptureFixture, data: bytes, warning: str
) -> None:
    file = tmp_path / "x.jsonl"
    file.write_bytes(data)
    assert list(read_jsonl(file)) == [{"a": 1}]
    assert warning in caplog.text


@pytest.mark.parametrize("packing", PACKED, ids=NAMES)
def test_a_damaged_batch_costs_itself(
    tmp_path: Path, caplog: pytest.LogCaptureFixture, packing: Packing
) -> None:
    file = tmp_path / f"x.jsonl{packing.suffix}"
    batches = [member([b'{"a":%d}\n' % n for n in range(at, at + 9)], packing) for at in (10, 20, 30)]
    spoiled = bytearray(batches[1])
    spoiled[len(spoiled) // 2] ^= 0x10
    for middle in (bytes(spoiled), b"neither", packing.magic + b"\x00" * 20):
        file.write_bytes(batches[0] + middle + batches[2])
        assert [r["a"] for r in read_jsonl(file)] == [*range(10, 19), *range(30, 39)]
        assert not intact(file)
    assert f"damaged at byte {len(batches[0])}" in caplog.text


@pytest.mark.parametrize("packing", Packing, ids=lambda packing: packing.value)
def test_a_file_cut_at_any_byte_gives_its_whole_lines(tmp_path: Path, packing: Packing) -> None:
    file = tmp_path / f"x.jsonl{packing.suffix}"
    batches = [
        member([encode({"a": n, "text": "é" * n}) for n in range(at, at + 3)], packing) for at in (0, 3)
    ]
    data, first = b"".join(batches), len(batches[0])
    for end in range(len(data)):
        file.write_bytes(data[:end])
        found = [record["a"] for record in read_jsonl(file)]
        assert found == list(range(len(found)))
        assert len(found) >= (3 if end >= first else 0)
        assert packing is Packing.NONE or intact(file) == (end in {0, first})


@pytest.mark.parametrize("packing", PACKED, ids=NAMES)
def test_a_line_without_end_takes_no_memory(
    tmp_path: Path, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch, packing: Packing
) -> None:
    monkeypatch.setattr(jsonl, "LONGEST", 1 << 20)
    monkeypatch.setattr(jsonl, "_HELD", 1 << 20)
    file = tmp_path / f"x.jsonl{packing.suffix}"
    bomb = member([b'{"a":"' + b" " * 60_000_000 + b'"}\n'], packing)
    file.write_bytes(member([b'{"a":1}\n'], packing) + bomb + member([b'{"a":2}\n'], packing))
    tracemalloc.start()
    assert [r["a"] for r in read_jsonl(file)] == [1, 2]
    most = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert most < 8_000_000
    assert "too long" in caplog.text
    assert not intact(file)


@pytest.mark.parametrize("packing", PACKED, ids=NAMES)
@pytest.mark.parametrize("longest", [jsonl.LONGEST, 50_000])
def test_a_large_damaged_batch_costs_no_line_of_the_next(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, packing: Packing, longest: int
) -> None:
    monkeypatch.setattr(jsonl, "LONGEST", longest)
    monkeypatch.setattr(jsonl, "_HELD", 1 << 17)
    noise = random.Random(1)
    lines = [encode({"a": n, "text": noise.randbytes(40_000).hex()}) for n in range(12)]
    large = bytearray(member(lines, packing))
    large[len(large) * 9 // 10] ^= 0xFF
    file = tmp_path / f"x.jsonl{packing.suffix}"
    file.write_bytes(bytes(large) + member([encode({"a": 100}), encode({"a": 101})], packing))
    found = [record["a"] for record in read_jsonl(file)]
    assert found[-2:] == [100, 101]
    assert found[:-2] == list(range(len(found) - 2))


def test_a_packing_nobody_knows_is_told() -> None:
    assert named("zstd") is Packing.ZSTD
    with pytest.raises(
        UsageError, match="NEWSSPIDER_COMPRESSION=brotli: unknown; choose one of none, gzip, zstd"
    ):
        named("brotli")


def test_an_empty_file_and_one_that_is_not_there(tmp_path: Path) -> None:
    file = tmp_path / "x.jsonl.gz"
    file.touch()
    assert list(read_jsonl(file)) == []
    with pytest.raises(FileNotFoundError):
        list(read_jsonl(tmp_path / "none.jsonl"))


def test_plain_gzip_reads_what_we_write(tmp_path: Path) -> None:
    assert gzip.decompress(member([encode({"a": "é"})])).decode() == '{"a":"é"}\n'
