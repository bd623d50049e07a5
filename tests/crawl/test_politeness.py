"""What a host sees of us: robots.txt first, no more than two requests at a time, half a second between them."""

from __future__ import annotations

import subprocess
from pathlib import Path

from site_server import ROOT, Answer, Site, command, crawl, failures, lines


def _articles(site: Site, count: int, tmp_path: Path) -> Path:
    paths = [f"/2026/03/10/story-number-{n}/" for n in range(count)]
    for n, path in enumerate(paths):
        site.article(path, n)
    file = tmp_path / "urls.txt"
    file.write_text("\n".join(site.url + path for path in paths))
    return file


def _gaps(site: Site) -> list[float]:
    return [later - sooner for sooner, later in zip(site.times, site.times[1:], strict=False)]


def test_as_it_comes_half_a_second_lies_between_two_requests(site: Site, tmp_path: Path) -> None:
    file = _articles(site, 3, tmp_path)
    words = command("article", "-a", f"urls={file}", "-a", f"out={tmp_path / 'o'}")
    words = words[: words.index("-s")]
    subprocess.run(words, cwd=ROOT, capture_output=True, timeout=60, check=True)
    assert site.paths()[0] == "/robots.txt"
    assert min(_gaps(site)) > 0.45  # measured where they arrive: the way there takes time, too
    assert len(lines(tmp_path / "o")) == 3


def test_no_more_than_two_requests_are_in_flight(site: Site, tmp_path: Path) -> None:
    file = _articles(site, 8, tmp_path)
    for answer in site.pages.values():
        answer.seconds = 0.1
    assert crawl("article", "-a", f"urls={file}", "-a", f"out={tmp_path / 'o'}").code == 0
    assert site.most == 2


def test_a_longer_crawl_delay_is_kept_up_to_a_limit(site: Site, tmp_path: Path) -> None:
    site.robots("User-agent: newsspider\nCrawl-delay: 60\n")
    file = _articles(site, 3, tmp_path)
    limit = ("-s", "NEWSSPIDER_MAX_CRAWL_DELAY=0.4")
    assert crawl("article", "-a", f"urls={file}", "-a", f"out={tmp_path / 'o'}", *limit).code == 0
    assert min(_gaps(site)[2:]) > 0.35


def test_a_robots_txt_that_fails_disallows_everything(site: Site, tmp_path: Path) -> None:
    site.pages["/robots.txt"] = Answer(b"oops", 503)
    file = _articles(site, 1, tmp_path)
    ran = crawl("article", "-a", f"urls={file}", "-a", f"out={tmp_path / 'o'}")
    assert ran.code == 3
    assert ran.err.splitlines()[-1].startswith("nothing could be fetched (robots): ")
    assert site.paths() == ["/robots.txt"]
    assert failures(tmp_path / "o") == {"/2026/03/10/story-number-0/": "robots"}


def test_rules_for_us_win_over_those_for_all(site: Site, tmp_path: Path) -> None:
    site.robots(
        "User-agent: *\nDisallow: /\n\nUser-agent: newsspider\nDisallow: /2026/03/10/story-number-1/\n"
    )
    file = _articles(site, 2, tmp_path)
    assert crawl("article", "-a", f"urls={file}", "-a", f"out={tmp_path / 'o'}").code == 0
    assert len(lines(tmp_path / "o")) == 1
    assert failures(tmp_path / "o") == {"/2026/03/10/story-number-1/": "robots"}


def test_robots_txt_can_be_left_aside_by_who_may(site: Site, tmp_path: Path) -> None:
    site.robots("User-agent: *\nDisallow: /\n")
    file = _articles(site, 1, tmp_path)
    assert (
        crawl("article", "-a", f"urls={file}", "-a", f"out={tmp_path / 'o'}", "-s", "ROBOTSTXT_OBEY=0").code
        == 0
    )
    (line,) = lines(tmp_path / "o")
    assert line["provenance"]["robots_allowed"] is None


def test_who_asks_to_slow_down_is_asked_more_slowly_and_not_again(site: Site, tmp_path: Path) -> None:
    file = _articles(site, 4, tmp_path)
    for path in [path for path in site.pages if path.endswith(("-0/", "-1/"))]:
        site.pages[path] = Answer(b"slow down", 429, {"Retry-After": "1"})
    assert crawl("article", "-a", f"urls={file}", "-a", f"out={tmp_path / 'o'}").code == 0
    assert sorted(set(site.paths())) == sorted(site.paths())
    assert max(_gaps(site)) > 0.9
    assert set(failures(tmp_path / "o").values()) == {"blocked"}
