"""``scrapy crawl demo`` against what was written by hand of each fixture page."""

from __future__ import annotations

import json
import os
from collections import Counter
from pathlib import Path

import pytest
from site_server import ROOT, Ran, crawl, failures, lines

from newsspider.cli.main import main
from newsspider.cli.verify import text_hash
from newsspider.crawl.demo_server import DemoServer, Served, read_fixtures
from newsspider.integrity.verify import Verification

NO_ARTICLE = {None, "index", "unknown"}


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> tuple[Ran, Path]:
    out = tmp_path_factory.mktemp("demo")
    return crawl("demo", "-a", f"out={out}"), out


def _articles() -> set[str]:
    """Addresses of the fixture pages that are articles, other addresses of the same ones left out."""
    found = {}
    for page in ROOT.glob("fixtures/*/*/expected.json"):
        facts = json.loads((page.parent / "capture.json").read_bytes())
        expected = json.loads(page.read_bytes())
        if facts.get("status", 200) == 200 and expected.get("kind") not in NO_ARTICLE:
            found[facts["url"]] = expected.get("canonical_url")
    return {url for url, canonical in found.items() if canonical in {None, url} or canonical not in found}


def test_all_fixture_articles_and_only_they_are_archived(demo: tuple[Ran, Path]) -> None:
    ran, out = demo
    assert ran.code == 0, ran.err
    assert ran.err == ""
    counted = Counter(line["url"] for line in lines(out))
    assert set(counted) == _articles()
    assert set(counted.values()) == {1}


def test_the_table_has_a_line_a_site_and_one_for_all(demo: tuple[Ran, Path]) -> None:
    rows = [row.split() for row in demo[0].out.splitlines()]
    sites = {line["site"] for line in lines(demo[1])}
    assert len(sites) >= 4
    assert [row[0] for row in rows[1 : len(sites) + 1]] == sorted(sites)
    assert rows[len(sites) + 1][0] == "all"
    assert int(rows[len(sites) + 1][2]) == len(lines(demo[1]))


def test_the_archive_is_sound(demo: tuple[Ran, Path]) -> None:
    assert list(Verification(demo[1], text_hash).problems()) == []


def test_rebuilt_from_its_captures_every_line_is_the_same(
    demo: tuple[Ran, Path], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["rebuild", str(demo[1])]) == 0
    count = len(lines(demo[1]))
    assert capsys.readouterr().out == f"{demo[1]}: {count} lines, {count} the same, 0 changed\n"


def test_failures_are_told(demo: tuple[Ran, Path]) -> None:
    assert "http-4xx" in failures(demo[1]).values()


def test_a_second_run_adds_no_line(demo: tuple[Ran, Path]) -> None:
    before = lines(demo[1])
    again = crawl("demo", "-a", f"out={demo[1]}")
    assert again.code == 0, again.err
    assert lines(demo[1]) == before


def test_without_fixtures_one_line_says_so(tmp_path: Path) -> None:
    from newsspider.crawl import arguments
    from newsspider.errors import UsageError

    here = Path.cwd()
    os.chdir(tmp_path)
    try:
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(arguments, "__file__", str(tmp_path / "a" / "b" / "c.py"))
            with pytest.raises(UsageError, match="no fixtures/ folder here"):
                arguments.parse("demo", {})
    finally:
        os.chdir(here)


def test_a_page_is_served_with_its_status_and_headers(tmp_path: Path) -> None:
    page = tmp_path / "a.example" / "one"
    page.mkdir(parents=True)
    (page / "page.html").write_bytes(b"\xe9")
    facts = {"url": "http://a.example/one?x=1", "status": 203, "headers": {"Content-Type": "text/html"}}
    (page / "capture.json").write_text(json.dumps(facts))
    (tmp_path / "a.example" / "robots.txt").write_bytes(b"ok")
    (tmp_path / "a.example" / "served.json").write_text('{"/robots.txt": {"file": "robots.txt"}}')
    assert read_fixtures(tmp_path) == {
        "a.example/robots.txt": Served(200, {}, b"ok"),
        "a.example/one?x=1": Served(203, {"Content-Type": "text/html"}, b"\xe9"),
    }


def test_a_validator_that_matches_is_not_modified() -> None:
    served = Served(200, {"ETag": '"1"', "Last-Modified": "Tue, 10 Mar 2026 12:00:00 GMT"}, b"x")
    assert served.matches({"If-None-Match": '"0", "1"'})
    assert not served.matches({"If-None-Match": '"2"', "If-Modified-Since": "Tue, 10 Mar 2026 12:00:00 GMT"})
    assert served.matches({"If-Modified-Since": "Tue, 10 Mar 2026 12:00:00 GMT"})
    assert not served.matches({})


def test_the_server_frees_its_port() -> None:
    server = DemoServer({})
    server.start()
    assert server.url.startswith("http://127.0.0.1:")
    server.stop()
