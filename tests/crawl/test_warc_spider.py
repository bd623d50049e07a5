"""``scrapy crawl warc`` over the files of another crawler."""

from __future__ import annotations

import gzip
from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import orjson
from site_server import article, crawl, failures, lines, runs

from newsspider.archive.warc import pack, warcinfo
from newsspider.archive.zstd_frames import zstd
from newsspider.crawl.items import ArticleItem
from newsspider.crawl.spool import Spool
from newsspider.model import Capture

AT = datetime(2026, 3, 20, 12, tzinfo=UTC)


def page(number: int, **changes: object) -> Capture:
    """The capture of an article."""
    url = f"https://courrier.example/2026/03/{number}.html"
    taken = Capture(url, article(number), {"Content-Type": "text/html"}, 200, AT, url)
    return replace(taken, **changes)  # type: ignore[arg-type]


def write(path: Path, given: Iterable[Capture]) -> Path:
    members = [
        warcinfo(path.name, "x", None, AT),
        *(pack(capture, {"Accept": "*/*"}).data for capture in given),
    ]
    if path.suffix == ".zst":
        members = [zstd.compress(gzip.decompress(member)) for member in members]
    path.write_bytes(b"".join(members))
    return path


def test_of_all_answers_whole_web_pages_are_read(tmp_path: Path) -> None:
    given = [
        page(1),
        page(2, status=404),
        page(3, headers={"Content-Type": "application/json"}),
        page(4, headers={}),
        page(5, headers={"content-type": "text/plain"}, body=b"Just words."),
        page(6, truncated="length"),
        page(7, truncated="disconnect"),
        page(8, url="https://courrier.example/amp/8", body=_amp(1)),
    ]
    file = write(tmp_path / "CC-NEWS.warc.zst", given)
    ran = crawl("warc", "-a", f"path={file}", "-a", f"out={tmp_path / 'out'}")
    assert (ran.code, ran.err) == (0, "")
    found = lines(tmp_path / "out")
    assert [line["url"] for line in found] == [page(1).url, page(4).url]
    assert {line["provenance"]["warc_file"] for line in found} == {None}
    assert failures(tmp_path / "out") == {"/2026/03/6.html": "too-large", "/2026/03/7.html": "connect"}
    counts = runs(tmp_path / "out")[-1]["counts"]
    assert (counts["addresses"], counts["articles"], counts["duplicates"], counts["failures"]) == (5, 2, 1, 2)


def _amp(number: int) -> bytes:
    link = f'<link rel=canonical href="{page(number).url}">'.encode()
    return article(number).replace(b"<title>", link + b"<title>", 1)


def test_captures_of_one_page_are_its_revisions_once(tmp_path: Path) -> None:
    later = page(1, body=article(1, more="The council voted again, and this time it agreed."))
    given = [
        page(1),
        replace(later, fetched_at=AT + timedelta(days=2)),
        page(1, fetched_at=AT + timedelta(days=1)),
    ]
    write(tmp_path / "a.warc.gz", given[:2])
    write(tmp_path / "b.warc.gz", given[2:])
    for _ in range(2):
        assert crawl("warc", "-a", f"path={tmp_path}", "-a", f"out={tmp_path / 'out'}").code == 0
        found = sorted(lines(tmp_path / "out"), key=lambda line: line["fetched_at"])
        assert [line["revision"]["number"] for line in found] == [1, 2]
        assert [line["revision"]["change"] for line in found] == ["new", "updated"]


def test_a_spool_gives_items_back_in_order() -> None:
    items = [ArticleItem(id=str(number), body="é\n" * number) for number in range(3)]
    with Spool() as spool:
        for item in items:
            spool.add(item)
        assert list(spool) == items
    assert orjson.dumps(items[2].to_record())
