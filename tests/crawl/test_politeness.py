"""What a host sees of us: robots.txt first, no more than two requests at a time, half a second between them."""

from __future__ import annotations

import signal
import subprocess
import time
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from pathlib import Path

from site_server import ROOT, Answer, Site, command, crawl, failures, lines, runs

from newsspider.state.ledger import Ledger

RETRY = ("-s", "RETRY_TIMES=2")


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
    words = [*words[: words.index("-s")], *words[words.index("article") :]]
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


def test_who_asks_for_a_pause_gets_it_and_is_asked_again(site: Site, tmp_path: Path) -> None:
    file = _articles(site, 4, tmp_path)
    path = next(path for path in site.pages if path.endswith("-1/"))
    site.pages[path] = Answer(b"slow down", 429, {"Retry-After": "2"}, then=site.pages[path])
    assert crawl("article", "-a", f"urls={file}", "-a", f"out={tmp_path / 'o'}", *RETRY).code == 0
    assert site.paths().count(path) == 2
    refused = site.paths().index(path)
    assert site.times[refused + 2] - site.times[refused] > 1.9  # one more may have been on its way
    assert len(lines(tmp_path / "o")) == 4


def test_a_pause_as_a_date_beyond_the_runs_patience_leaves_the_host_to_the_next_run(
    site: Site, tmp_path: Path
) -> None:
    file = _articles(site, 4, tmp_path)
    late = format_datetime(datetime.now(UTC) + timedelta(hours=2), usegmt=True)
    path = next(path for path in site.pages if path.endswith("-0/"))
    page, site.pages[path] = site.pages[path], Answer(b"later", 503, {"Retry-After": late})
    ran = crawl("article", "-a", f"urls={file}", "-a", f"out={tmp_path / 'o'}", *RETRY)
    asked = len(site.paths())
    assert asked <= 4  # robots.txt, this page, and one more that was on its way
    assert "left to the next run: " in ran.out + ran.err
    site.pages[path] = page
    assert crawl("article", "-a", f"urls={file}", "-a", f"out={tmp_path / 'o'}").code == 3
    assert len(site.paths()) == asked  # the pause is not over
    ledger = Ledger(tmp_path / "o")
    ledger.execute("UPDATE holds SET until = 0")
    ledger.commit()
    ledger.close()
    assert crawl("article", "-a", f"urls={file}", "-a", f"out={tmp_path / 'o'}").code == 0
    assert len(lines(tmp_path / "o")) == 4


def test_who_only_ever_asks_for_pauses_is_given_up(site: Site, tmp_path: Path) -> None:
    file = _articles(site, 2, tmp_path)
    path = next(path for path in site.pages if path.endswith("-0/"))
    site.pages[path] = Answer(b"slow down", 429, {"Retry-After": "0"})
    assert crawl("article", "-a", f"urls={file}", "-a", f"out={tmp_path / 'o'}", *RETRY).code == 0
    assert site.paths().count(path) == 3
    assert failures(tmp_path / "o") == {path: "blocked"}


def test_a_site_gets_no_more_than_its_budget_and_the_rest_next_time(site: Site, tmp_path: Path) -> None:
    file = _articles(site, 6, tmp_path)
    few = ("-s", "NEWSSPIDER_SITE_PAGES=3")
    ran = crawl("article", "-a", f"urls={file}", "-a", f"out={tmp_path / 'o'}", *few)
    assert ran.code == 0
    assert 3 <= len(lines(tmp_path / "o")) <= 4
    assert crawl("article", "-a", f"urls={file}", "-a", f"out={tmp_path / 'o'}").code == 0
    assert len(lines(tmp_path / "o")) == 6


def test_a_host_without_robots_txt_that_answers_at_all_is_not_asked_for_pages(tmp_path: Path) -> None:
    file = tmp_path / "urls.txt"
    file.write_text("\n".join(f"http://127.0.0.1:9/2026/03/10/story-number-{n}/" for n in range(3)))
    ran = crawl("article", "-a", f"urls={file}", "-a", f"out={tmp_path / 'o'}")
    assert ran.code == 3
    assert "no robots.txt could be had" in ran.err
    assert set(failures(tmp_path / "o").values()) == {"connect"}


def test_an_address_takes_no_longer_than_it_may_with_all_its_tries(site: Site, tmp_path: Path) -> None:
    file = _articles(site, 1, tmp_path)
    path = next(path for path in site.pages if path.endswith("-0/"))
    site.pages[path].seconds = 3.0
    times = ("-s", "DOWNLOAD_TIMEOUT=0.8", "-s", "NEWSSPIDER_URL_SECONDS=1.2", "-s", "RETRY_TIMES=9")
    began = time.monotonic()
    assert crawl("article", "-a", f"urls={file}", "-a", f"out={tmp_path / 'o'}", *times).code == 3
    assert time.monotonic() - began < 20
    assert site.paths().count(path) == 2
    assert failures(tmp_path / "o") == {path: "timeout"}


def _hour(site: Site, count: int, tmp_path: Path) -> Path:
    """Articles of which all but the first two answer with a pause of an hour."""
    file = _articles(site, count, tmp_path)
    for path in [path for path in site.pages if not path.endswith(("-0/", "-1/"))]:
        site.pages[path] = Answer(b"later", 429, {"Retry-After": "3600"})
    return file


def test_what_is_queued_when_a_host_asks_for_a_long_pause_goes_to_the_next_run(
    site: Site, tmp_path: Path
) -> None:
    file = _hour(site, 8, tmp_path)
    slow = ("-s", "DOWNLOAD_DELAY=0.2", *RETRY)
    ran = crawl("article", "-a", f"urls={file}", "-a", f"out={tmp_path / 'o'}", *slow)
    assert ran.code == 0
    assert "left to the next run: 6" in ran.out
    assert failures(tmp_path / "o") == {}


def test_a_run_that_waits_out_a_pause_stops_when_it_is_told_to(site: Site, tmp_path: Path) -> None:
    file = _hour(site, 8, tmp_path)
    slow = ("-s", "DOWNLOAD_DELAY=0.2", "-s", "NEWSSPIDER_MAX_WAIT=9999", *RETRY)
    words = command("article", "-a", f"urls={file}", "-a", f"out={tmp_path / 'o'}", *slow)
    with subprocess.Popen(words, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as running:
        while len(site.asked) < 4 and running.poll() is None:
            time.sleep(0.05)
        time.sleep(0.5)
        running.send_signal(signal.SIGTERM)
        running.communicate(timeout=15)
        assert running.returncode == 0
    assert runs(tmp_path / "o")[-1]["outcome"] == "interrupted"


def test_a_run_held_by_a_long_crawl_delay_stops_when_it_is_told_to(site: Site, tmp_path: Path) -> None:
    site.robots("User-agent: *\nCrawl-delay: 120\n")
    file = _articles(site, 4, tmp_path)
    words = command("article", "-a", f"urls={file}", "-a", f"out={tmp_path / 'o'}")
    with subprocess.Popen(words, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as running:
        while not site.asked and running.poll() is None:
            time.sleep(0.05)
        time.sleep(1.0)
        running.send_signal(signal.SIGTERM)
        running.communicate(timeout=15)
    assert site.paths() == ["/robots.txt"]


def test_an_address_takes_no_longer_where_its_host_asks_for_pauses(site: Site, tmp_path: Path) -> None:
    file = _articles(site, 1, tmp_path)
    path = next(path for path in site.pages if path.endswith("-0/"))
    site.pages[path] = Answer(b"later", 503, {"Retry-After": "0"}, seconds=0.5)
    times = ("-s", "NEWSSPIDER_URL_SECONDS=0.8", "-s", "RETRY_TIMES=9")
    assert crawl("article", "-a", f"urls={file}", "-a", f"out={tmp_path / 'o'}", *times).code == 3
    assert site.paths().count(path) == 2
    assert failures(tmp_path / "o") == {path: "timeout"}


def test_no_cookie_is_sent_back(site: Site, tmp_path: Path) -> None:
    file = _articles(site, 3, tmp_path)
    paths = [path for path in site.pages if path.startswith("/2026")]
    for path in paths:
        site.pages[path].headers = {**site.pages[path].headers, "Set-Cookie": "reader=1; Path=/"}
    site.pages[paths[0]] = Answer(
        status=302, headers={"Location": "/moved/", "Set-Cookie": "reader=2; Path=/"}
    )
    site.article("/moved/", 9)
    assert crawl("article", "-a", f"urls={file}", "-a", f"out={tmp_path / 'o'}").code == 0
    assert len(lines(tmp_path / "o")) == 3
    assert not [headers for _, headers in site.asked if "Cookie" in headers]
