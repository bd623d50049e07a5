from __future__ import annotations

import gzip
from pathlib import Path
from typing import Any

import pytest
from lines import line

from newsspider.archive.jsonl import encode
from newsspider.archive.survey import Survey, survey


def revised(record: dict[str, Any], number: int, change: str = "updated") -> dict[str, Any]:
    return record | {"revision": record["revision"] | {"number": number, "change": change}}


def copied(record: dict[str, Any], of: str) -> dict[str, Any]:
    return record | {"dedup": record["dedup"] | {"duplicate_of": of, "cluster_id": of}}


def surveyed(folder: Path, *records: Any) -> Survey:
    path = folder / "a.jsonl.gz"
    path.write_bytes(gzip.compress(b"".join(r if isinstance(r, bytes) else encode(r) for r in records)))
    return survey([path])


def test_first_versions_are_only_counted(tmp_path: Path) -> None:
    assert surveyed(tmp_path, line(1), line(2)) == Survey(lines=2)


def test_the_last_version_and_the_last_with_a_text(tmp_path: Path) -> None:
    one, two = line(1), line(2)
    found = surveyed(tmp_path, one, revised(one, 3), revised(one, 2), two, revised(two, 2, "gone"))
    assert found.last == {one["id"]: 3, two["id"]: 2}
    assert found.last_text == {one["id"]: 3}
    assert found.lines == 5


def test_copies_by_cluster(tmp_path: Path) -> None:
    one = line(1)
    found = surveyed(tmp_path, one, copied(line(2), one["id"]), copied(line(3), one["id"]))
    assert found.copies == {one["id"]: 2}


def test_a_text_cannot_pass_for_a_first_version(tmp_path: Path) -> None:
    """What the quick look looks for, said by an article."""
    said = '"revision":{"number":1,"duplicate_of":null'
    one = line(1) | {"headline": said}
    assert surveyed(tmp_path, revised(one, 2)).last == {one["id"]: 2}


@pytest.mark.parametrize(
    "broken",
    [
        b"no json\n",
        b"[]\n",
        {"id": 1},
        line(1) | {"revision": None},
        revised(line(1) | {"id": 5}, 2),
        line(1) | {"revision": {"number": "2", "change": "updated"}},
        line(1) | {"dedup": {"cluster_id": 7, "duplicate_of": "a"}},
        line(1) | {"dedup": {}},
    ],
)
def test_what_is_no_record_counts_for_nothing(
    tmp_path: Path, broken: Any, caplog: pytest.LogCaptureFixture
) -> None:
    assert surveyed(tmp_path, broken) == Survey()
    assert caplog.text == ""
