"""What a crawl keeps of pages that came again, came cut off, or came in great number."""

from __future__ import annotations

import gzip
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from site_server import Answer, Ran, Site, article, crawl, failures, lines
from warcio.archiveiterator import ArchiveIterator

from newsspider.archive.captures import capture_at, stored_captures
from newsspider.archive.record import Place

Heads = list[tuple[str, Any]]


def records(out: Path) -> Iterator[tuple[str, Any]]:
    """The records of an archive's captures, with their digests checked."""
    for file in sorted(out.glob("warc/*/*.warc.gz")):
        with file.open("rb") as data:
            for record in ArchiveIterator(data, check_digests="raise"):
                record.content_stream().read()
                yield record.rec_type, record.rec_headers


def fetch(site: Site, folder: Path, *words: str) -> Ran:
    """Crawl all pages of *site* into ``out`` of *folder*."""
    urls = folder / "urls.txt"
    urls.write_text("".join(f"{site.url}{path}\n" for path in sorted(site.pages)))
    return crawl("article", "-a", f"urls={urls}", "-a", f"out={folder / 'out'}", *words)


@pytest.fixture(scope="module")
def revisited(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """An archive of three runs over a page with a validator, one without, and one whose bytes change once."""
    site, folder = Site(), tmp_path_factory.mktemp("revisited")
    site.article("/2026/03/plain.html", 1)
    site.article("/2026/03/tagged.html", 2, etag=True)
    site.pages["/2026/03/touched.html"] = Answer(article(3), then=Answer(article(3) + b"<!-- 2 -->"))
    for _ in range(3):
        assert fetch(site, folder).code == 0
    yield folder / "out"
    site.stop()


def of(out: Path, page: str, kind: str) -> list[Any]:
    return [head for found, head in records(out) if found == kind and page in head["WARC-Target-URI"]]


@pytest.mark.parametrize(
    ("page", "profile"), [("plain", "identical-payload-digest"), ("tagged", "server-not-modified")]
)
def test_a_page_that_came_again_is_not_stored_again(revisited: Path, page: str, profile: str) -> None:
    [line] = [line for line in lines(revisited) if page in line["url"]]
    [response], revisits = (of(revisited, page, kind) for kind in ("response", "revisit"))
    assert len(revisits) == 2
    for revisit in revisits:
        assert revisit["WARC-Profile"] == f"http://netpreserve.org/warc/1.1/revisit/{profile}"
        assert revisit["WARC-Refers-To"] == f"<{line['provenance']['warc_record_id']}>"
        assert revisit["WARC-Refers-To"] == response["WARC-Record-ID"]
        assert revisit["WARC-Refers-To-Target-URI"] == line["url"]
        assert revisit["WARC-Refers-To-Date"] == response["WARC-Date"]
        assert revisit["WARC-Payload-Digest"] == response["WARC-Payload-Digest"]


def test_every_line_leads_to_a_body(revisited: Path) -> None:
    found = [line["provenance"] for line in lines(revisited)]
    places = [Place(*(p[f"warc_{name}"] for name in ("file", "offset", "record_id"))) for p in found]
    taken = [capture_at(revisited, place) for place in places]
    assert sorted(capture.body for capture in taken if capture) == sorted(map(article, (1, 2, 3)))


def test_new_bytes_of_the_same_article_are_what_the_next_visit_is_held_against(revisited: Path) -> None:
    assert len([line for line in lines(revisited) if "touched" in line["url"]]) == 1
    responses, [revisit] = (of(revisited, "touched", kind) for kind in ("response", "revisit"))
    assert [response["WARC-Record-ID"] for response in responses][1:] == [revisit["WARC-Refers-To"]]


def test_the_address_of_the_server_and_the_first_record_are_named(revisited: Path) -> None:
    heads = [head for kind, head in records(revisited) if kind != "warcinfo"]
    infos = {head["WARC-Record-ID"] for kind, head in records(revisited) if kind == "warcinfo"}
    assert {head["WARC-IP-Address"] for head in heads} == {"127.0.0.1"}
    assert {head["WARC-Warcinfo-ID"] for head in heads} == infos


def test_a_page_cut_off_is_a_capture_and_no_article(site: Site, tmp_path: Path) -> None:
    packed = gzip.compress(article(1))
    zipped = {"Content-Type": "text/html", "Content-Encoding": "gzip"}
    site.pages["/2026/03/plain.html"] = Answer(article(1)[:800], missing=9)
    site.pages["/2026/03/zipped.html"] = Answer(packed[:800], headers=zipped, missing=len(packed) - 800)
    ran = fetch(site, tmp_path, "-s", "NEWSSPIDER_WARC_BYTES=1000")
    out = tmp_path / "out"
    assert ran.code == 3
    assert lines(out) == []
    assert set(failures(out).values()) == {"connect"}
    assert [h["WARC-Truncated"] for k, h in records(out) if k == "response"] == ["disconnect"] * 2
    files = sorted(out.glob("warc/*/*"))
    assert [file.name[-14:] for file in files] == ["-00000.warc.gz", "-00001.warc.gz"]
    for file in files:
        [stored] = stored_captures(file)
        assert stored.capture.truncated == "disconnect"
        assert len(stored.capture.body) > 500
        assert article(1).startswith(stored.capture.body)


def test_a_page_cut_off_once_is_tried_again(site: Site, tmp_path: Path) -> None:
    site.pages["/2026/03/one.html"] = Answer(article(1)[:800], missing=9, then=Answer(article(1)))
    assert fetch(site, tmp_path, "-s", "RETRY_TIMES=1").code == 0
    assert len(lines(tmp_path / "out")) == 1
    assert [h["WARC-Truncated"] for k, h in records(tmp_path / "out") if k == "response"] == [None]
