"""Checking and summing up an archive."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from lines import AT, RUN_ID, archive, article, capture, line

from newsspider.archive.check import check_archive
from newsspider.archive.dictionary import markdown
from newsspider.archive.files import article_files
from newsspider.archive.jsonl import encode
from newsspider.archive.packing import member
from newsspider.archive.readers import read
from newsspider.archive.record import Facts, Place, judged, record
from newsspider.archive.schema import schema
from newsspider.archive.summary import stats
from newsspider.errors import UsageError

REVISION = {
    "number": 2,
    "change": "updated",
    "first_seen_at": "2026-03-11T00:00:00Z",
    "previous_text_sha256": None,
    "changed_fields": [],
    "similarity": None,
}


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """An archive of two articles with captures."""
    with archive(tmp_path) as opened:
        for number in range(2):
            place = opened.write_capture(capture(), "courrier")
            opened.write(line(number, place=place))
    return tmp_path


def rewrite(root: Path, *lines: bytes) -> None:
    article_files(root)[0].write_bytes(member(list(lines)))


def test_a_whole_archive_has_no_problems(root: Path) -> None:
    assert check_archive(root) == []


def test_a_line_that_breaks_the_schema_is_named(root: Path) -> None:
    rewrite(root, encode(line(0)), encode(line(1, word_count="x")), b"{nonsense\n")
    problems = check_archive(root)
    assert [p.split(" ")[0] for p in problems[:2]] == [
        "courrier/2026/03/11.jsonl.gz:2:",
        "courrier/2026/03/11.jsonl.gz:3:",
    ]
    assert "word_count" in problems[0]
    assert "is no JSON" in problems[1]


def test_a_revision_twice(root: Path) -> None:
    rewrite(root, encode(line(0)), encode(line(0)))
    assert any("was there before" in problem for problem in check_archive(root))


@pytest.mark.parametrize(
    ("place", "problem"),
    [
        (Place("warc/none.warc.gz", 0, "urn:uuid:1"), "warc_file warc/none.warc.gz is not there"),
        (Place("datapackage.json", 3, "urn:uuid:1"), "no capture urn:uuid:1 at byte 3"),
        (Place("courrier/2026/03/11.jsonl.gz", 10**9, "urn:uuid:1"), "no capture"),
    ],
)
def test_a_capture_that_is_not_where_the_line_says(root: Path, place: Place, problem: str) -> None:
    rewrite(root, encode(line(0, place=place)))
    assert any(problem in told for told in check_archive(root))


def test_a_file_shorter_than_described(root: Path) -> None:
    rewrite(root, encode(line(0)))
    assert any("datapackage.json names" in problem for problem in check_archive(root))


@pytest.mark.parametrize("data", [b"", b"{nonsense", b"[]", b"{}", b'{"resources": [{"path": "x"}]}'])
def test_a_damaged_descriptor(root: Path, data: bytes) -> None:
    (root / "datapackage.json").write_bytes(data)
    assert check_archive(root) == ["datapackage.json: is damaged"]


def test_one_file_alone(root: Path) -> None:
    assert check_archive(article_files(root)[0]) == []
    with pytest.raises(UsageError, match="not found"):
        check_archive(root / "none")


def test_sums_a_site(root: Path) -> None:
    bare = record(
        replace(article(5), authors=(), published=None),
        Facts(RUN_ID, "news", site="autre"),
    )
    with archive(root) as opened:
        opened.write(judged(line(0, fetched_at="2026-03-13T00:00:00Z"), REVISION, line()["dedup"]))
        opened.write(bare)
    autre, courrier = stats(root)
    assert (autre.site, autre.articles, autre.dated_share, autre.signed_share) == ("autre", 1, 0.0, 0.0)
    assert (courrier.lines, courrier.articles, courrier.revisions, courrier.quotes) == (3, 2, 1, 2)
    assert (courrier.dated_share, courrier.signed_share) == (1.0, 1.0)
    assert (courrier.first, courrier.last) == (AT.date().isoformat(), "2026-03-13")


def test_articles_that_are_gone_count_in_no_share(root: Path) -> None:
    gone = line(0, fetched_at="2026-03-13T00:00:00Z", published_date=None, authors=[])
    with archive(root) as opened:
        opened.write(judged(gone, REVISION | {"change": "gone"}, line()["dedup"]))
    [courrier] = stats(root)
    assert (courrier.articles, courrier.gone, courrier.dated, courrier.signed) == (2, 1, 1, 1)
    assert (courrier.dated_share, courrier.signed_share) == (1.0, 1.0)


def test_sums_nothing(tmp_path: Path) -> None:
    with archive(tmp_path):
        pass
    assert stats(tmp_path) == []
    assert check_archive(tmp_path) == []


def test_what_is_no_archive_is_told(tmp_path: Path) -> None:
    (tmp_path / "index.html").write_text("<p>Oui")
    for path in (tmp_path, tmp_path / "index.html"):
        for reader in (stats, check_archive):
            with pytest.raises(UsageError, match="is no archive; give the output directory of a crawl"):
                reader(path)


def test_a_line_that_is_no_article_is_left_out_of_the_sum(
    root: Path, caplog: pytest.LogCaptureFixture
) -> None:
    rewrite(root, encode(line(0)), b'{"id":"art_1"}\n')
    assert [site.lines for site in stats(root)] == [1]
    assert len(read(root, "pandas")) == 1
    assert "a line without access is left out" in caplog.text


def test_the_dictionary_has_every_field() -> None:
    page = markdown()
    assert page.count("\n") == 2 + 125
    for name in schema()["properties"]:
        assert f"| `{name}` |" in page
    assert "| `quotes[].char_start` | integer | no |" in page
    assert "| `revision.similarity` | number | yes |" in page
    assert "| `keywords` | list of string | no |" in page


def test_the_page_on_the_record_has_the_dictionary_of_this_schema() -> None:
    assert (Path(__file__).parents[2] / "docs/record.md").read_text("utf-8").endswith(markdown())
