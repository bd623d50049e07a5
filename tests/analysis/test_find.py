"""One article out of an archive."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from lines import line

from newsspider.analysis.find import revision, revisions
from newsspider.archive.jsonl import encode
from newsspider.errors import UsageError


def revised(number: int, change: str, article: int = 1, **changes: Any) -> dict[str, Any]:
    record = line(article, **changes)
    record["revision"] = {**record["revision"], "number": number, "change": change}
    record["revision_id"] = f"{record['id']}.{number}"
    return record


ID = line(1)["id"]
LINKING = line(
    2, links=[{"url": "https://courrier.example/1", "text": None, "char_start": None, "char_end": None}]
)
LINKING["links"][0] |= {"internal": True, "target_id": ID}


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Three revisions out of order, the last one gone, and an article that links to them."""
    records = [LINKING, revised(2, "updated"), revised(1, "new"), revised(3, "gone", body=None)]
    file = tmp_path / "x.jsonl"
    file.write_bytes(
        b"".join(map(encode, records)) + b"not json " + ID.encode() + b'\n{"id":"' + ID.encode() + b'"}\n'
    )
    return file


@pytest.mark.parametrize(
    "wanted",
    [ID, ID + ".2", "https://courrier.example/1", "http://www.courrier.example/1/?utm_source=x#top"],
)
def test_all_revisions_in_order(path: Path, wanted: str) -> None:
    assert [record["revision"]["number"] for record in revisions(path, wanted)] == [1, 2, 3]


def test_the_revision_named_or_the_last_with_a_text(path: Path) -> None:
    numbers = [revision(path, wanted)["revision"]["number"] for wanted in (ID + ".1", ID + ".3", ID)]
    assert numbers == [1, 3, 2]


def test_other_addresses_of_the_record_find_it(tmp_path: Path) -> None:
    record = line(5, canonical_url="https://courrier.example/le-pont")
    record["provenance"] |= {"redirects": ["https://short.example/é"]}
    (tmp_path / "x.jsonl").write_bytes(encode(record) + encode(line(6)))
    for wanted in ("https://courrier.example/le-pont", "https://short.example/é"):
        assert revision(tmp_path / "x.jsonl", wanted)["id"] == record["id"]


def test_an_address_of_two_articles_is_not_guessed(tmp_path: Path) -> None:
    home = "https://courrier.example/home"
    (tmp_path / "x.jsonl").write_bytes(b"".join(encode(line(n, canonical_url=home)) for n in (1, 2)))
    with pytest.raises(UsageError, match=r"2 articles name .*; give an id: art_"):
        revisions(tmp_path / "x.jsonl", home)


@pytest.mark.parametrize(
    ("wanted", "told"),
    [
        ("art_1", "is no article's id"),
        ("pont", "is no article's id"),
        ("art_" + "0" * 32, "holds no article art_0"),
        ("https://courrier.example/none", "holds no article https"),
        (ID + ".9", r"has no revision 9; its last one is art_[0-9a-f]+\.3"),
    ],
)
def test_what_is_not_there_is_told(path: Path, wanted: str, told: str) -> None:
    with pytest.raises(UsageError, match=told):
        revision(path, wanted)
