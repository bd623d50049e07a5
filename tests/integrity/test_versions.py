"""Lines and schemas of other versions: no damage, and never moved."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from lines import archive, line, repaired, wrong

from newsspider.archive.files import article_files, read_articles
from newsspider.archive.schema import SCHEMA_FILE, is_newer, schema, schema_bytes
from newsspider.errors import OutputError
from newsspider.model import SCHEMA_VERSION


def written(root: Path, **changes: Any) -> None:
    """An archive of one article of this version, and one with *changes*."""
    with archive(root) as opened:
        opened.write(line(0, opened._run.run_id))
        opened.write(line(1, opened._run.run_id) | changes)


def test_the_schema_names_its_version() -> None:
    assert schema()["$id"] == f"urn:newsspider:schema:article:{SCHEMA_VERSION}"
    assert schema()["properties"]["schema_version"]["enum"][-1] == SCHEMA_VERSION
    assert line()["schema_version"] == SCHEMA_VERSION


@pytest.mark.parametrize("version", ["1.0", "0.9"])
def test_the_schema_of_another_version_is_no_damage(tmp_path: Path, version: str) -> None:
    written(tmp_path, schema_version="1.0")
    older = schema_bytes().replace(b'article:1.1"', f'article:{version}"'.encode())
    (tmp_path / SCHEMA_FILE).write_bytes(older)
    assert wrong(tmp_path) == []
    assert repaired(tmp_path) == []
    assert (tmp_path / SCHEMA_FILE).read_bytes() == older


@pytest.mark.parametrize("data", [b"", b"[]", b'{"$id": 3}', schema_bytes()[:-9], schema_bytes() + b" "])
def test_a_damaged_schema_is_written_anew(tmp_path: Path, data: bytes) -> None:
    written(tmp_path)
    (tmp_path / SCHEMA_FILE).write_bytes(data)
    assert wrong(tmp_path) == [f"{SCHEMA_FILE}: is not the one of this newsspider; --repair writes it anew"]
    assert repaired(tmp_path) == [f"{SCHEMA_FILE}: written anew"]
    assert wrong(tmp_path) == []


@pytest.mark.parametrize("version", ["1.9", "1.10.2"])
def test_a_line_of_a_newer_version_stays(tmp_path: Path, version: str) -> None:
    rights = line()["rights"] | {"later": [1]}
    written(tmp_path, schema_version=version, later=None, rights=rights)
    before = article_files(tmp_path)[0].read_bytes()
    assert wrong(tmp_path) == []
    assert repaired(tmp_path) == []
    assert article_files(tmp_path)[0].read_bytes() == before


def test_a_line_that_only_a_newer_version_reads_is_left_to_it(tmp_path: Path) -> None:
    written(tmp_path, schema_version="2.0", links={"of": "another form"})
    before = article_files(tmp_path)[0].read_bytes()
    for walk in (wrong, repaired):
        with pytest.raises(
            OutputError, match=r"courrier/2026/03/11: schema 2\.0: written by a newer newsspider; update"
        ):
            walk(tmp_path)
    assert article_files(tmp_path)[0].read_bytes() == before


@pytest.mark.parametrize("version", [None, 2.0, "x", "2", "0.9", "1.9x", "9" * 10_000 + ".0"])
def test_what_is_no_version_is_wrong(tmp_path: Path, version: object) -> None:
    assert not is_newer(version)
    written(tmp_path, schema_version=version)
    assert "schema_version must be" in wrong(tmp_path)[0]
    assert repaired(tmp_path)
    [left] = read_articles(article_files(tmp_path)[0])
    assert left["schema_version"] == SCHEMA_VERSION
