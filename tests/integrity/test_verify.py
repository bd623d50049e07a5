"""Checking and summing up an archive."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from lines import AT, RUN_ID, archive, article, capture, line, wrong

from newsspider.analysis.dictionary import markdown
from newsspider.analysis.readers import read
from newsspider.archive.files import article_files
from newsspider.archive.jsonl import encode
from newsspider.archive.packing import member
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
            place = opened.write_capture(capture(f"https://courrier.example/{number}"), "courrier")
            opened.write(line(number, place=place))
    return tmp_path


def rewrite(root: Path, *lines: bytes) -> None:
    article_files(root)[0].write_bytes(member(list(lines)))


def test_a_whole_archive_has_no_problems(root: Path) -> None:
    assert wrong(root) == []


def on_lines(root: Path) -> list[str]:
    """The problems of lines, without the name of their file."""
    start = "courrier/2026/03/11.jsonl.gz:"
    return [
        problem.removeprefix(start) for problem in wrong(root) if re.match(re.escape(start) + r"\d", problem)
    ]


def changed(number: int = 0, **groups: dict[str, Any]) -> bytes:
    """A line with other values within its groups."""
    record = line(number)
    return encode(record | {name: record[name] | values for name, values in groups.items()})


SPAN = line()["quotes"][0]
HASH = "sha256:" + "0" * 64


@pytest.mark.parametrize(
    ("data", "problem"),
    [
        (encode(line(0, word_count="x")), "word_count"),
        (b"{nonsense\n", "is no strict JSON"),
        (b"[]\n", "is no JSON object"),
        (b"\xef\xbb\xbf" + encode(line()), "is no strict JSON"),
        (encode(line()).replace(b'"publisher":null', b'"publisher":NaN'), "is no strict JSON"),
        (encode(line()).replace(b"Le pont 0", b"Le pont \\ud800"), "is no strict JSON"),
        (encode(line()).replace(b"Le pont 0", b"Le pont \\u0000"), "holds a NUL"),
        (encode(line()).replace(b'{"schema', b'{"kind":"x","schema', 1), "has the key 'kind' twice"),
        (encode(line(quotes=[SPAN | {"char_start": 3}])), "quotes[0].text is not body[3:5]"),
        (encode(line(body="Autre.", word_count=1)), "body_blocks joined by a blank line are not body"),
        (encode(line(url_key="courrier.example/9")), "id is not the hash of url_key"),
        (encode(line(fetched_at="2026-03-12T00:00:00Z")), "belongs to courrier/2026/03/12"),
        (encode(line(site="autre")), "belongs to autre/2026/03/11"),
        (changed(dedup={"text_sha256": HASH}), "dedup.text_sha256 is not the hash of body"),
        (changed(revision={"change": "updated"}), "revision 1 has the change 'updated'"),
        (changed(revision={"changed_fields": ["body"]}), "revision 1 has changed_fields"),
        (changed(revision={"changed_fields": ["none"]}), "changed_fields names 'none'"),
    ],
)
def test_a_line_that_is_wrong_is_named(root: Path, data: bytes, problem: str) -> None:
    rewrite(root, encode(line(1)), data)
    told = on_lines(root)
    assert told[-1].startswith("2: ")
    assert problem in "".join(told)


def test_a_line_in_another_order_or_with_blanks_is_right(root: Path) -> None:
    mixed = dict(sorted(line(0).items(), reverse=True))
    rewrite(root, json.dumps(mixed, indent=None, ensure_ascii=True).encode() + b"\n")
    assert on_lines(root) == []


def test_two_revisions_agree(root: Path) -> None:
    first, second = line(0), line(0, headline="Le pont rouvre")
    right = REVISION | {"first_seen_at": first["fetched_at"], "changed_fields": ["headline"]}
    rewrite(root, encode(first), encode(judged(second, right, second["dedup"])))
    assert on_lines(root) == []
    for wrong_value, problem in (
        ({"changed_fields": ["body"]}, "2: changed_fields names 'body', which is as in art_"),
        ({"previous_text_sha256": HASH}, "2: revision.previous_text_sha256 is not the text hash of art_"),
        ({"first_seen_at": "2026-01-01T00:00:00Z"}, "2: revision.first_seen_at is not that of art_"),
        ({"number": 3}, "2: revision art_"),
    ):
        rewrite(root, encode(first), encode(judged(second, right | wrong_value, second["dedup"])))
        [told] = on_lines(root)
        assert told.startswith(problem)


def test_a_revision_twice(root: Path) -> None:
    rewrite(root, encode(line(0)), encode(line(0)))
    assert any("was there before" in problem for problem in wrong(root))


@pytest.mark.parametrize(
    ("place", "problem"),
    [
        (
            Place("warc/none.warc.gz", 0, "urn:uuid:1"),
            "warc/none.warc.gz: is no file of captures that is there, and lines lead into it, first courrier",
        ),
        (
            Place("datapackage.json", 3, "urn:uuid:1"),
            "datapackage.json: is no file of captures that is there, and lines lead into it",
        ),
    ],
)
def test_a_capture_that_is_not_where_the_line_says(root: Path, place: Place, problem: str) -> None:
    rewrite(root, encode(line(0, place=place)))
    assert any(problem in told for told in wrong(root))


def test_a_file_shorter_than_described(root: Path) -> None:
    rewrite(root, encode(line(0)))
    assert any("datapackage.json names" in problem for problem in wrong(root))


@pytest.mark.parametrize("data", [b"", b"{nonsense", b"[]", b"{}", b'{"resources": [{"path": "x"}]}'])
def test_a_damaged_descriptor(root: Path, data: bytes) -> None:
    (root / "datapackage.json").write_bytes(data)
    assert wrong(root) == ["datapackage.json: is damaged; --repair writes it anew"]


def test_one_file_alone(root: Path) -> None:
    assert wrong(article_files(root)[0]) == []
    with pytest.raises(UsageError, match="not found"):
        wrong(root / "none")


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
    assert wrong(tmp_path) == []


def test_what_is_no_archive_is_told(tmp_path: Path) -> None:
    (tmp_path / "index.html").write_text("<p>Oui")
    for path in (tmp_path, tmp_path / "index.html"):
        for reader in (stats, wrong):
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
