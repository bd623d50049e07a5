"""One site with everything on it, crawled three times as a user would."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from site_server import Answer, Ran, Site, article, crawl, failures, lines, runs, title

from newsspider.model import SOFTWARE

LISTED = [f"/2026/03/{n:02}/story-{n}/" for n in range(1, 5)]


@dataclass
class Crawled:
    site: Site
    out: Path
    ran: Ran
    asked: list[str]


def _build(site: Site) -> None:
    site.robots(f"User-agent: *\nDisallow: /secret/\nSitemap: {site.url}/map.xml.gz\n")
    site.pages["/"] = Answer(
        b"<html><head><link rel=alternate type=application/rss+xml href=/feed.xml></head><body>"
        b"<h1>The Daily Something</h1><a href=/world/>World</a><a href=/login>Log in</a>"
        b"<a href='/2026/03/20/a-story-of-the-home-page/?share=facebook'>Share</a>"
        b"<a href='http://other.example/2026/03/20/not-of-this-site/'>Elsewhere</a>"
        b"<a href='/2026/03/20/a-story-of-the-home-page/?utm_source=home'>Read</a></body></html>"
    )
    site.pages["/world/"] = Answer(
        b"<html><body><h1>World</h1><a href=/2026/03/21/a-story-of-the-section/>x</a>"
        b"<a href=/world/page/2/>Older posts</a></body></html>"
    )
    site.pages["/world/page/2/"] = Answer(
        b"<html><body><h1>World</h1><a href=/2026/03/22/a-story-of-the-second-page/>x</a></body></html>"
    )
    site.article("/2026/03/20/a-story-of-the-home-page/", 20)
    site.article("/2026/03/21/a-story-of-the-section/", 21)
    site.article("/2026/03/22/a-story-of-the-second-page/", 22)
    for number, path in enumerate(LISTED, 1):
        site.article(path, number, etag=number == 1)
    site.article("/2026/03/05/moved-here/", 5)
    site.article("/secret/2026/03/06/hidden-story/", 6)
    amp = f"<link rel=canonical href='{site.url}{LISTED[1]}'>"
    site.article("/amp/2026/03/02/story-2/", 2, head=amp)
    site.pages["/2026/03/07/moved-away/"] = Answer(
        status=301, headers={"Location": "/2026/03/05/moved-here/"}
    )
    site.pages["/2026/03/08/round-and-round/"] = Answer(
        status=302, headers={"Location": "/2026/03/08/round-and-round/?"}
    )
    site.pages["/2026/03/09/broken-server/"] = Answer(b"oops", 500)
    site.pages["/2026/03/10/a-picture/"] = Answer(b"\x89PNG", headers={"Content-Type": "image/png"})
    site.pages["/2026/03/11/no-article-here/"] = Answer(
        b"<html><body><form>Vote <input></form></body></html>"
    )
    site.pages["/2026/03/12/too-large-a-page/"] = Answer(b"<p>x</p>" * 100_000)
    site.pages["/2026/03/13/inward/"] = Answer(status=302, headers={"Location": "http://127.1.2.3:6379/"})
    site.pages["/2026/03/14/captcha-wall/"] = Answer(b"<html>Please solve this captcha</html>", 403)
    site.feed("/feed.xml", [LISTED[0], "/amp/2026/03/02/story-2/", "/2026/03/07/moved-away/"])
    site.sitemap(
        "/map.xml.gz", [*LISTED, *(p for p in site.pages if p[:9] in {"/2026/03/", "/secret/2"})], zipped=True
    )


@pytest.fixture(scope="module")
def first(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Crawled]:
    site = Site()
    _build(site)
    site.pages["/2026/03/15/gone-story/"] = Answer(b"gone", 410)
    site.sitemap("/more.xml", ["/2026/03/15/gone-story/"])
    out = tmp_path_factory.mktemp("news") / "archive"
    ran = crawl("news", "-a", f"url={site.url}/", "-a", f"out={out}", "-s", "NEWSSPIDER_PAGE_MAXSIZE=500000")
    yield Crawled(site, out, ran, site.paths())
    site.stop()


def test_every_article_is_archived_once(first: Crawled) -> None:
    assert first.ran.code == 0, first.ran.err
    headlines = sorted(line["headline"] for line in lines(first.out))
    assert headlines == sorted(title(seed) for seed in (1, 2, 3, 4, 5, 20, 21, 22))


def test_an_amp_page_folds_into_its_article(first: Crawled) -> None:
    (line,) = [line for line in lines(first.out) if line["headline"] == title(2)]
    assert line["url"] == first.site.url + LISTED[1]


def test_each_failure_has_its_cause(first: Crawled) -> None:
    assert failures(first.out) == {
        "/secret/2026/03/06/hidden-story/": "robots",
        "/2026/03/08/round-and-round/": "redirect-loop",
        "/2026/03/09/broken-server/": "http-5xx",
        "/2026/03/10/a-picture/": "not-html",
        "/2026/03/11/no-article-here/": "not-article",
        "/2026/03/12/too-large-a-page/": "too-large",
        "/2026/03/13/inward/": "connect",
        "/2026/03/14/captcha-wall/": "blocked",
    }


def test_nothing_is_asked_for_that_need_not_be(first: Crawled) -> None:
    assert first.asked[0] == "/robots.txt"
    assert not [path for path in first.asked if "login" in path or "share=" in path or "secret" in path]
    assert "/2026/03/20/a-story-of-the-home-page/" in first.asked


def test_the_crawler_names_itself_and_keeps_no_cookies(first: Crawled) -> None:
    agents = {headers["User-Agent"] for _, headers in first.site.asked}
    assert len(agents) == 1
    assert agents.pop().startswith("newsspider/")
    assert not any("Cookie" in headers or "Referer" in headers for _, headers in first.site.asked)


def test_provenance_says_how_a_page_was_found_and_fetched(first: Crawled) -> None:
    (line,) = [line for line in lines(first.out) if line["headline"] == title(21)]
    told = line["provenance"]
    assert told["discovered_via"] in {"section-page", "sitemap"}
    assert told["discovered_from"].startswith(first.site.url)
    assert told["robots_allowed"] is True
    assert told["spider"] == "news"
    assert (first.out / told["warc_file"]).is_file()


def test_a_redirected_page_keeps_its_way(first: Crawled) -> None:
    (line,) = [line for line in lines(first.out) if line["headline"] == title(5)]
    assert line["url"] == first.site.url + "/2026/03/05/moved-here/"


def test_the_closing_table_counts(first: Crawled) -> None:
    head, row, causes = first.ran.out.splitlines()
    assert head.split()[:3] == ["site", "pages", "articles"]
    assert row.split()[0] == "127.0.0.1"
    assert row.split()[2] == "8"
    assert row.split()[6:9] == ["8", "100%", "100%"]
    assert causes.startswith("failures: ")
    assert first.ran.err == ""


def test_the_run_is_in_the_manifest(first: Crawled) -> None:
    run = runs(first.out)[0]
    assert run["outcome"] == "finished"
    assert run["counts"]["articles"] == 8
    assert run["counts"]["failures/robots"] == 1


def test_every_address_asked_for_is_accounted_for(first: Crawled) -> None:
    counts = runs(first.out)[0]["counts"]
    ends = ("lists", "guesses", "articles", "updated", "unchanged", "duplicates", "unwanted", "failures")
    assert counts["addresses"] == sum(counts[name] for name in ends)
    assert counts["addresses"] > 20
    assert counts["failures"] == sum(n for name, n in counts.items() if name.startswith("failures/"))


@pytest.fixture(scope="module")
def second(first: Crawled) -> Ran:
    first.site.asked.clear()
    return crawl("article", "-a", f"urls={_url_file(first)}", "-a", f"out={first.out}")


def _url_file(crawled: Crawled) -> Path:
    file = crawled.out.parent / "urls.txt"
    file.write_text("# our own\n\n" + "\n".join(line["url"] for line in lines(crawled.out)))
    return file


def test_a_second_run_adds_no_line_and_asks_conditionally(first: Crawled, second: Ran) -> None:
    assert second.code == 0, second.err
    assert len(lines(first.out)) == 8
    assert second.out.splitlines()[1].split()[4] == "8"
    asked = dict(first.site.asked)
    assert asked[LISTED[0]]["If-None-Match"] == first.site.pages[LISTED[0]].headers["ETag"]


def test_a_changed_article_is_its_next_revision_and_a_vanished_one_its_last(
    first: Crawled, second: Ran
) -> None:
    first.site.article(
        LISTED[2], 3, more="The council said on Friday that the bridge stays closed until spring."
    )
    first.site.pages[LISTED[3]] = Answer(b"<h1>Gone</h1>", 410)
    ran = crawl("article", "-a", f"urls={_url_file(first)}", "-a", f"out={first.out}")
    assert ran.code == 0, ran.err
    updates = {line["url"]: line["revision"] for line in lines(first.out) if line["revision"]["number"] == 2}
    assert updates[first.site.url + LISTED[2]]["change"] == "updated"
    assert "body" in updates[first.site.url + LISTED[2]]["changed_fields"]
    assert updates[first.site.url + LISTED[3]]["change"] == "gone"
    assert len(updates) == 2


def test_captures_read_again_give_the_same_articles(first: Crawled, tmp_path: Path) -> None:
    ran = crawl("warc", "-a", f"path={first.out / 'warc'}", "-a", f"out={tmp_path / 'again'}")
    assert ran.code == 0, ran.err
    again = {line["headline"]: line for line in lines(tmp_path / "again")}
    for line in lines(first.out):
        if line["revision"]["number"] == 1 and line["headline"] != title(3):
            twin = again[line["headline"]]
            assert {k: twin[k] for k in ("id", "body", "published_at", "fetched_at", "quotes")} == {
                k: line[k] for k in ("id", "body", "published_at", "fetched_at", "quotes")
            }
            assert twin["provenance"]["capture"] == "warc"
            assert twin["site"] == line["site"]
            assert twin["provenance"]["discovered_via"] == line["provenance"]["discovered_via"]


def test_the_article_builder_makes_different_pages() -> None:
    assert article(1) != article(2)


def test_max_holds_for_captures_too(first: Crawled, tmp_path: Path) -> None:
    ran = crawl(
        "warc", "-a", f"path={first.out}", "-a", f"out={tmp_path}", "-a", "max=2", "-a", "exclude=story-1/"
    )
    assert ran.code == 0, ran.err
    assert len(lines(tmp_path)) == 2


def test_a_wordpress_site_is_found_to_its_first_post_and_not_read_through_again(
    site: Site, tmp_path: Path
) -> None:
    paths = [f"/a-long-story-about-harbour-{n}/" for n in range(105)]
    for n, path in enumerate(paths):
        site.article(path, n)
    site.pages["/"] = Answer(b'<title>x</title><link rel="https://api.w.org/" href="/wp-json/"><p>Welcome.')
    for number, part in enumerate((paths[:100], paths[100:]), 1):
        posts = [
            {"link": site.url + p, "date_gmt": "2026-03-10T08:00:00", "modified_gmt": "2026-03-10T08:00:00"}
            for p in part
        ]
        fields = "per_page=100&_fields=link%2Cdate_gmt%2Cmodified_gmt" + "&page=2" * (number == 2)
        site.pages[f"/wp-json/wp/v2/posts?{fields}"] = Answer(json.dumps(posts).encode())
    words = ("news", "-a", f"url={site.url}/", "-a", f"out={tmp_path / 'o'}")
    assert crawl(*words).code == 0
    assert len(lines(tmp_path / "o")) == 105
    before = len(site.asked)
    assert crawl(*words).code == 0
    again = site.paths()[before:]
    assert sum("wp-json" in path for path in again) == 1
    assert not set(paths) & set(again)


def test_a_json_feed_that_nothing_declares(site: Site, tmp_path: Path) -> None:
    site.pages["/"] = Answer(b"<html><body><h1>The Daily Something</h1><p>Read us.</p></body></html>")
    paths = [f"/2026/03/{n:02}/story-{n}/" for n in (1, 2)]
    for n, path in enumerate(paths, 1):
        site.article(path, n)
    listed = [
        {"id": path, "url": site.url + path, "date_published": "2026-03-01T08:00:00Z"} for path in paths
    ]
    feed = {"version": "https://jsonfeed.org/version/1.1", "title": "The Daily Something", "items": listed}
    site.pages["/feed.json"] = Answer(json.dumps(feed).encode(), headers={"Content-Type": "application/json"})
    ran = crawl("news", "-a", f"url={site.url}/", "-a", f"out={tmp_path}")
    assert ran.code == 0, ran.err
    assert {line["provenance"]["discovered_from"] for line in lines(tmp_path)} == {f"{site.url}/feed.json"}
    assert len(lines(tmp_path)) == 2


def test_every_request_names_whom_to_write_to(site: Site, tmp_path: Path) -> None:
    site.article("/2026/03/01/story/", 1)
    words = ("article", "-a", f"url={site.url}/2026/03/01/story/", "-a", f"out={tmp_path}")
    assert crawl(*words, "-a", "contact=https://archive.example/bot").code == 0
    agent = f"{SOFTWARE} (+https://archive.example/bot)"
    assert {headers["User-Agent"] for _, headers in site.asked} == {agent}
    assert runs(tmp_path)[-1]["user_agent"] == agent


def _parts(site: Site, count: int) -> list[str]:
    """A section of so many parts, six articles each, and nothing else that leads to them."""
    paths = [f"/2026/03/{n % 28 + 1:02}/story-number-{n}/" for n in range(6 * count)]
    for n, path in enumerate(paths):
        site.article(path, n)
    for part in range(count):
        links = "".join(
            f"<li><a href={p}>The story told at length here</a>" for p in paths[part * 6 : part * 6 + 6]
        )
        further = f"<a href=/world/page/{part + 2}/ rel=next>Older</a>" if part < count - 1 else ""
        here = "/world/" if not part else f"/world/page/{part + 1}/"
        site.pages[here] = Answer(f"<h1>World</h1>{links}{further}".encode())
    site.pages["/"] = Answer(b"<h1>The Daily Something</h1><a href=/world/>World</a>")
    return paths


def test_a_run_with_a_limit_costs_later_ones_no_article(site: Site, tmp_path: Path) -> None:
    _parts(site, 4)
    words = ("news", "-a", f"url={site.url}/", "-a", f"out={tmp_path}")
    assert crawl(*words, "-a", "max=6").code == 0
    assert len(lines(tmp_path)) == 6
    assert crawl(*words).code == 0
    assert len(lines(tmp_path)) == 24
    site.asked.clear()
    assert crawl(*words).code == 0
    assert "/world/" in site.paths()
    assert "/world/page/3/" not in site.paths()


def test_a_run_with_a_limit_reads_no_lists_it_has_no_use_for(site: Site, tmp_path: Path) -> None:
    _parts(site, 12)
    assert crawl("news", "-a", f"url={site.url}/", "-a", f"out={tmp_path}", "-a", "max=5").code == 0
    assert len(lines(tmp_path)) == 5
    assert sum("/world/" in path for path in site.paths()) <= 4


def test_a_part_of_a_list_that_failed_is_read_by_the_next_run(site: Site, tmp_path: Path) -> None:
    _parts(site, 6)
    site.pages["/world/page/4/"] = Answer(b"oops", 500, then=site.pages["/world/page/4/"])
    words = ("news", "-a", f"url={site.url}/", "-a", f"out={tmp_path}")
    first = crawl(*words)
    assert "left to the next run: 1" in first.out
    assert len(lines(tmp_path)) == 18
    assert crawl(*words).code == 0
    assert len(lines(tmp_path)) == 36


def test_what_a_budget_left_goes_first_in_the_next_run(site: Site, tmp_path: Path) -> None:
    _parts(site, 5)
    words = ("news", "-a", f"url={site.url}/", "-a", f"out={tmp_path}", "-s", "NEWSSPIDER_SITE_PAGES=20")
    counts = []
    for _ in range(6):
        crawl(*words)
        counts.append(len(lines(tmp_path)))
    assert counts[-1] == 30, counts
