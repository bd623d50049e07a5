"""Each spider's own way in, and the arguments they share."""

from __future__ import annotations

import gzip
import json
import sqlite3
from pathlib import Path

import pytest
from site_server import Answer, Site, article, crawl, failures, lines, title


def test_feed_archives_what_the_feed_lists_and_no_more(site: Site, tmp_path: Path) -> None:
    paths = [f"/2026/03/0{n}/story/" for n in (1, 2, 3)]
    for n, path in enumerate(paths, 1):
        site.article(path, n, more="<a href=/2026/03/09/not-listed/>Another story</a>")
    site.article("/2026/03/09/not-listed/", 9)
    site.feed("/feed.xml", paths)
    ran = crawl("feed", "-a", f"url={site.url}/feed.xml", "-a", f"out={tmp_path}", "-a", "keep=none")
    assert ran.code == 0, ran.err
    found = lines(tmp_path)
    assert sorted(line["headline"] for line in found) == sorted(title(n) for n in (1, 2, 3))
    assert {line["provenance"]["discovered_via"] for line in found} == {"feed"}
    assert {line["provenance"]["discovered_from"] for line in found} == {f"{site.url}/feed.xml"}
    assert {line["provenance"]["warc_file"] for line in found} == {None}
    assert not (tmp_path / "warc").exists()


def test_sitemap_reads_an_index_and_the_shared_arguments_choose(site: Site, tmp_path: Path) -> None:
    index = "".join(
        f"<sitemap><loc>{site.url}/{n}.xml</loc></sitemap>" for n in ("posts", "category-sitemap")
    )
    site.pages["/index.xml"] = Answer(f"<sitemapindex>{index}</sitemapindex>".encode(), headers={})
    paths = {n: f"/world/2026/03/{n + 1:02}/story-{n}/" for n in range(1, 10)}
    for n, path in paths.items():
        site.article(path, n)
    site.article("/sport/2026/03/06/match/", 5)
    site.sitemap("/posts.xml", [*paths.values(), "/sport/2026/03/06/match/", "/tag/a-b-c-d/", "/login"])
    ran = crawl(
        *("sitemap", "-a", f"url={site.url}/index.xml", "-a", f"out={tmp_path}", "-a", "include=/world/"),
        *("-a", "exclude=story-4", "-a", "since=2026-03-03", "-a", "until=2026-03-08"),
    )
    assert ran.code == 0, ran.err
    assert sorted(line["headline"] for line in lines(tmp_path)) == sorted(title(n) for n in (2, 3, 5, 6, 7))
    assert not {"/category-sitemap.xml", "/tag/a-b-c-d/", "/login", paths[4]} & set(site.paths())


@pytest.mark.parametrize("spider", ["feed", "sitemap"])
def test_a_page_in_place_of_a_list_ends_with_3_and_an_empty_list_does_not(
    spider: str, site: Site, tmp_path: Path
) -> None:
    site.article("/a-story-of-one-page", 1)
    ran = crawl(spider, "-a", f"url={site.url}/a-story-of-one-page", "-a", f"out={tmp_path}")
    assert (ran.code, ran.out, ran.err.count("\n")) == (3, "", 1)
    assert ran.err.startswith(f"no {spider} at {site.url}/a-story-of-one-page; give the address of a")
    getattr(site, spider)("/empty.xml", [])
    assert crawl(spider, "-a", f"url={site.url}/empty.xml", "-a", f"out={tmp_path}").code == 0


def test_patterns_and_days_that_leave_everything_out_are_told(site: Site, tmp_path: Path) -> None:
    paths = [f"/2026/03/0{n}/story/" for n in (1, 2, 3)]
    for n, path in enumerate(paths, 1):
        site.article(path, n)
    site.feed("/feed.xml", [*paths, paths[0]])
    words = ("feed", "-a", f"url={site.url}/feed.xml", "-a", f"out={tmp_path}")
    told = "no article: include, exclude, since, until left out 3"
    assert crawl(*words, "-a", "include=/sport/").out.splitlines()[-1] == told
    assert crawl(*words, "-a", "since=2026-06-01").out.splitlines()[-1] == told
    assert "left out" not in crawl(*words, "-a", "include=/03/02/").out


def test_max_is_a_number_of_articles_and_not_of_requests(site: Site, tmp_path: Path) -> None:
    paths = [f"/2026/03/10/story-number-{n}/" for n in range(12)]
    for n, path in enumerate(paths):
        site.article(path, n)
    for path in paths[:4]:
        site.pages[path] = Answer(b"<html><body><form>Vote <input></form></body></html>")
    site.feed("/feed.xml", paths)
    ran = crawl("feed", "-a", f"url={site.url}/feed.xml", "-a", f"out={tmp_path}", "-a", "max=3")
    assert ran.code == 0, ran.err
    assert len(lines(tmp_path)) == 3
    assert set(failures(tmp_path).values()) == {"not-article"}
    assert len([p for p in site.paths() if "story" in p]) == 7


PLAIN = """<html><body><article><h1>Ferry to the quarry island returns</h1>
<p>The ferry to the quarry island sailed again on Monday, after eleven weeks in the yard at Olmsund.</p>
<p>Its engine had failed in a storm in December, with forty people and two lorries on board.</p>
<p>Nobody was hurt, but the islanders had to do with a fishing boat, which took six of them at a time.</p>
<p>The county paid for the repair and for a second engine, which the captain had asked for since spring.</p>
<p>Tickets cost what they cost before; the last boat leaves the island at half past nine.</p></article></body></html>
"""
ERROR = b"""<html><body><article><h1>Page not found</h1><p>The page that you were looking for is not here any more, or has
never been here, or it has moved to some other place on this site without telling anybody.</p><p>Please go back to the
home page, or use the search above, and if that does not help then write to our readers' desk, which answers on every
working day between eight and four.</p></article></body></html>"""


def test_a_page_the_user_named_is_archived_without_any_metadata(site: Site, tmp_path: Path) -> None:
    site.pages["/n/plain.html"] = Answer(PLAIN.encode())
    site.pages["/n/error.html"] = Answer(ERROR)
    site.pages["/n/form.html"] = Answer(b"<html><body><h1>Vote</h1><form>Yes <input></form></body></html>")
    urls = tmp_path / "urls.txt"
    urls.write_text("\n".join(site.url + path for path in site.pages))
    site.feed("/feed.xml", list(site.pages))
    for words in (("article", "-a", f"urls={urls}"), ("feed", "-a", f"url={site.url}/feed.xml")):
        out = tmp_path / words[0]
        assert crawl(*words, "-a", f"out={out}").code == 0
        (line,) = lines(out)
        assert (line["url"], line["kind"]) == (f"{site.url}/n/plain.html", "unknown")
        assert line["body"].startswith("The ferry to the quarry island sailed")
        assert failures(out) == {"/n/error.html": "not-article", "/n/form.html": "not-article"}


def test_a_list_is_archived_only_where_it_is_named_itself(site: Site, tmp_path: Path) -> None:
    site.pages["/"] = Answer(PLAIN.encode())
    site.feed("/feed.xml", ["/"])
    assert crawl("article", "-a", f"url={site.url}/", "-a", f"out={tmp_path / 'a'}").code == 0
    assert [line["kind"] for line in lines(tmp_path / "a")] == ["index"]
    assert crawl("feed", "-a", f"url={site.url}/feed.xml", "-a", f"out={tmp_path / 'f'}").code == 0
    assert lines(tmp_path / "f") == []


def test_a_failed_feed_is_told(site: Site, tmp_path: Path) -> None:
    site.pages["/feed.xml"] = Answer(b"<html>moved</html>")
    ran = crawl("feed", "-a", f"url={site.url}/feed.xml", "-a", f"out={tmp_path}")
    assert ran.code == 3
    assert failures(tmp_path) == {"/feed.xml": "not-html"}


def test_sites_names_the_outlet_and_its_feeds(site: Site, tmp_path: Path) -> None:
    site.article("/2026/03/10/story/", 1)
    site.feed("/odd/place.xml", ["/2026/03/10/story/"])
    site.pages["/"] = Answer(b"<h1>Home</h1>")
    sites = tmp_path / "sources.toml"
    sites.write_text(
        f'[site.daily]\nurl = "{site.url}/"\nhosts = ["127.0.0.1"]\npublisher = "The Daily"\n'
        f'feeds = ["{site.url}/odd/place.xml"]\n'
    )
    out = tmp_path / "o"
    ran = crawl("news", "-a", f"sites={sites}", "-a", f"out={out}", "-O", f"{tmp_path / 'items.jsonl'}")
    assert ran.code == 0, ran.err
    (line,) = lines(out)
    assert (line["site"], line["publisher"]) == ("daily", "The Daily")
    assert (out / "daily").is_dir()
    assert list(json.loads((tmp_path / "items.jsonl").read_bytes())) == list(line)


def test_an_article_that_moved_says_so(site: Site, tmp_path: Path) -> None:
    site.article("/2026/03/10/here/", 1)
    site.pages["/2026/03/10/there/"] = Answer(status=301, headers={"Location": "/2026/03/10/here/"})
    ran = crawl("article", "-a", f"url={site.url}/2026/03/10/there/", "-a", f"out={tmp_path}")
    assert ran.code == 0, ran.err
    (line,) = lines(tmp_path)
    assert line["url"] == f"{site.url}/2026/03/10/here/"
    assert line["provenance"]["requested_url"] == f"{site.url}/2026/03/10/there/"
    assert line["provenance"]["redirects"] == [f"{site.url}/2026/03/10/there/"]


def test_a_print_page_stands_in_for_its_article_where_that_is_lost(site: Site, tmp_path: Path) -> None:
    """The lost article comes first, and last: either way its print page is archived, once."""
    for n, name in ((1, "lost-before"), (2, "lost-after")):
        head = f"<link rel=canonical href='{site.url}/2026/03/10/{name}/'>"
        site.article(f"/print/2026/03/10/the-{name}/", n, head=head)
    site.feed(
        "/feed.xml",
        [
            "/2026/03/10/lost-before/",
            "/print/2026/03/10/the-lost-before/",
            "/print/2026/03/10/the-lost-after/",
        ],
    )
    one = ("-s", "CONCURRENT_REQUESTS=1")
    ran = crawl("feed", "-a", f"url={site.url}/feed.xml", "-a", f"out={tmp_path}", *one)
    assert ran.code == 0, ran.err
    assert sorted(line["headline"] for line in lines(tmp_path)) == sorted([title(1), title(2)])
    assert failures(tmp_path) == {
        "/2026/03/10/lost-before/": "http-4xx",
        "/2026/03/10/lost-after/": "http-4xx",
    }


def test_an_amp_page_leads_to_its_article(site: Site, tmp_path: Path) -> None:
    head = f"<link rel=canonical href='{site.url}/2026/03/10/story/'>"
    site.article("/amp/2026/03/10/story/", 1, head=head)
    site.article("/2026/03/10/story/", 1)
    ran = crawl("article", "-a", f"url={site.url}/amp/2026/03/10/story/", "-a", f"out={tmp_path}")
    assert ran.code == 0, ran.err
    assert [line["url"] for line in lines(tmp_path)] == [f"{site.url}/2026/03/10/story/"]


def test_an_amp_page_stands_in_for_its_article_where_that_is_lost(site: Site, tmp_path: Path) -> None:
    head = f"<link rel=canonical href='{site.url}/2026/03/10/story/'>"
    site.article("/amp/2026/03/10/story/", 1, head=head)
    ran = crawl("article", "-a", f"url={site.url}/amp/2026/03/10/story/", "-a", f"out={tmp_path}")
    assert ran.code == 0, ran.err
    (line,) = lines(tmp_path)
    assert line["url"] == f"{site.url}/amp/2026/03/10/story/"
    assert site.paths()[1:] == ["/amp/2026/03/10/story/", "/2026/03/10/story/"]


def test_an_archived_article_is_looked_at_again_when_its_time_has_come(site: Site, tmp_path: Path) -> None:
    site.article("/2026/03/10/listed-once/", 1)
    site.pages["/"] = Answer(b"<a href=/2026/03/10/listed-once/>x</a>")
    words = ("news", "-a", f"url={site.url}/", "-a", f"out={tmp_path}")
    assert crawl(*words).code == 0
    site.pages["/"] = Answer(b"<h1>Nothing today</h1>")
    site.article(
        "/2026/03/10/listed-once/", 1, more="Later the council met once more and promised a new bridge."
    )
    assert crawl(*words).code == 0
    assert len(lines(tmp_path)) == 1
    with sqlite3.connect(tmp_path / "state.sqlite") as state:
        state.execute("UPDATE pages SET check_at = '2026-01-01T00:00:00Z'")
    state.close()
    assert crawl(*words).code == 0
    (_, again) = lines(tmp_path)
    assert again["revision"]["number"] == 2
    assert again["provenance"]["discovered_via"] == "recheck"


def test_a_compressed_page_in_another_charset_reads_the_same_from_its_capture(
    site: Site, tmp_path: Path
) -> None:
    page = article(1, more="Le café près de l’hôtel a rouvert à Noël.".replace("’", "'")).decode()
    headers = {"Content-Type": "text/html; charset=iso-8859-1", "Content-Encoding": "gzip"}
    site.pages["/2026/03/10/story/"] = Answer(gzip.compress(page.encode("latin-1")), headers=headers)
    out = tmp_path / "o"
    assert crawl("article", "-a", f"url={site.url}/2026/03/10/story/", "-a", f"out={out}").code == 0
    assert crawl("warc", "-a", f"path={out}", "-a", f"out={tmp_path / 'again'}").code == 0
    (line,), (again,) = lines(out), lines(tmp_path / "again")
    assert line["body"].endswith("Le café près de l'hôtel a rouvert à Noël.")
    assert line["provenance"]["charset"] in {"iso-8859-1", "windows-1252"}
    same = {k: v for k, v in line.items() if k != "provenance"}
    assert {k: v for k, v in again.items() if k != "provenance"} == same


def test_no_more_sitemaps_of_a_robots_txt_are_read_than_of_an_index(site: Site, tmp_path: Path) -> None:
    for n in range(9):
        site.article(f"/2026/03/10/story-number-{n}/", n)
        site.sitemap(f"/map-{n}.xml", [f"/2026/03/10/story-number-{n}/"])
    named = "".join(f"Sitemap: {site.url}/map-{n}.xml\n" for n in range(9))
    site.robots(named[: -len(f"Sitemap: {site.url}/map-8.xml\n")] + "#" * 512_000 + "\n" + named)
    few = ("-s", "NEWSSPIDER_MAX_SITEMAPS=3")
    ran = crawl("news", "-a", f"url={site.url}/", "-a", f"out={tmp_path / 'few'}", *few)
    assert ran.code == 0, ran.err
    asked = [path for path in site.paths() if "map" in path]
    assert sorted(asked) == ["/map-0.xml", "/map-1.xml", "/map-2.xml"]
    assert crawl("news", "-a", f"url={site.url}/", "-a", f"out={tmp_path / 'all'}").code == 0
    assert "/map-7.xml" in site.paths()
    assert "/map-8.xml" not in site.paths()
