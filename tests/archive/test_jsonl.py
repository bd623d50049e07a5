"""Lines of strict JSON."""

from __future__ import annotations

import gzip
import json
import math
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsspider.archive.jsonl import encode, member, read_jsonl

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


def test_members_read_as_one_file(tmp_path: Path) -> None:
    file = tmp_path / "x.jsonl.gz"
    file.write_bytes(member([b'{"a":1}\n', b'{"a":2}\n']) + member([b'{"a":3}\n']))
    assert [r["a"] for r in read_jsonl(file)] == [1, 2, 3]
    assert member([b"x"]) == member([b"x"])


@pytest.mark.parametrize(
    ("data", "warning"),
    [
        (b'{"a":1}\n{"a"', "last line is cut off"),
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


def test_a_damaged_member_ends_the_file(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    file = tmp_path / "x.jsonl.gz"
    file.write_bytes(member([b'{"a":1}\n']) + b"not gzip" + member([b'{"a":2}\n']))
    assert list(read_jsonl(file)) == [{"a": 1}]
    assert "damaged" in caplog.text


def test_an_empty_file_and_one_that_is_not_there(tmp_path: Path) -> None:
    file = tmp_path / "x.jsonl.gz"
    file.touch()
    assert list(read_jsonl(file)) == []
    with pytest.raises(FileNotFoundError):
        list(read_jsonl(tmp_path / "none.jsonl"))


def test_plain_gzip_reads_what_we_write(tmp_path: Path) -> None:
    assert gzip.decompress(member([encode({"a": "é"})])).decode() == '{"a":"é"}\n'
