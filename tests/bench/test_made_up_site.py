"""The made-up site leads to all its articles, and newsspider reads them."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from newsspider import extract
from tests.bench.crawl import FETCH_ONLY, WAYS, ours
from tests.bench.crawl import site as served
from tests.bench.made_up_site import ON_A_LIST, SECTIONS, MadeUpSite
from tests.bench.made_up_words import title

URL = "http://a.example"


@pytest.fixture(scope="module")
def site() -> MadeUpSite:
    return MadeUpSite(URL, 700)


def text(site: MadeUpSite, path: str) -> str:
    found = site.page(path)
    assert found, path
    return found[1].decode()


def articles(site: MadeUpSite) -> set[str]:
    return {site.path(number) for number in range(site.count)}


def test_sitemaps_list_every_article(site: MadeUpSite) -> None:
    maps = re.findall(rf"<loc>{URL}(.*?)</loc>", text(site, "/sitemap.xml"))
    listed = [path for name in maps for path in re.findall(rf"<loc>{URL}(.*?)</loc>", text(site, name))]
    assert set(listed) == articles(site)
    assert len(listed) == site.count


def test_lists_lead_to_every_article(site: MadeUpSite) -> None:
    found: set[str] = set()
    for name in SECTIONS:
        path = f"/{name}"
        while path:
            page = text(site, path)
            cards = re.findall(r'<h2><a href="(/2026/[^"]+)"', page.partition("<aside")[0])
            assert len(cards) <= ON_A_LIST
            found |= set(cards)
            path = "".join(re.findall(r'href="([^"]+)">Older articles', page))
    assert found == articles(site)


def test_newsspider_reads_an_article(site: MadeUpSite) -> None:
    html = text(site, site.path(7))
    article = extract(html.encode(), URL + site.path(7))
    body = re.findall(r'<div class="article-body">(.*?)</div>', html)[0]
    assert article.body == "\n\n".join(re.findall(r"<p>(.*?)</p>", body))
    assert (article.headline, len(article.quotes)) == (title(7), 2)


def test_a_page_has_as_many_links_as_real_ones_have(site: MadeUpSite) -> None:
    links = re.findall(r'<a [^>]*href="(/[^"]*)"', text(site, site.path(600)))
    assert 110 <= len(links) <= 140
    assert 80 <= len(set(links)) <= 100


def test_feeds_list_the_newest_and_all_posts(site: MadeUpSite) -> None:
    newest = re.findall(rf"<link>{URL}(/2026.*?)</link>", text(site, "/feed/"))
    assert newest == [site.path(number) for number in range(30)]
    posts = [json.loads(text(site, f"/wp-json/wp/v2/posts?per_page=100&page={n}")) for n in range(1, 8)]
    assert {post["link"].removeprefix(URL) for page in posts for post in page} == articles(site)
    assert site.page("/wp-json/wp/v2/posts?page=8") is None


@pytest.mark.parametrize("way", WAYS.values())
def test_newsspider_finds_every_article_by_one_way_alone(tmp_path: Path, way: str) -> None:
    with served(150, way) as url:
        assert ours(FETCH_ONLY, url, tmp_path / "archive").articles == 150


def test_no_two_articles_are_alike(site: MadeUpSite) -> None:
    pages = {text(site, path).partition("<h1")[2] for path in articles(site)}
    assert len(pages) == site.count


@pytest.mark.parametrize("path", ["/admin", "/2026", "/local/page/none", "/sitemap.html"])
def test_what_is_not_there_is_not_there(site: MadeUpSite, path: str) -> None:
    assert site.page(path) is None
