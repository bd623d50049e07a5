"""The made-up site leads to all its articles, and newsspider reads them."""

from __future__ import annotations

import re

import pytest

from newsspider import extract
from tests.bench.made_up_site import ON_A_LIST, SECTIONS, MadeUpSite

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
            cards = re.findall(r'<h2><a href="(/2026/[^"]+)"', page)
            assert len(cards) <= ON_A_LIST
            found |= set(cards)
            path = "".join(re.findall(r'rel="next" href="([^"]+)"', page))
    assert found == articles(site)


def test_newsspider_reads_an_article(site: MadeUpSite) -> None:
    html = text(site, site.path(7))
    article = extract(html.encode(), URL + site.path(7))
    body = re.findall(r'<div class="article-body">(.*?)</div>', html)[0]
    assert article.body == "\n\n".join(re.findall(r"<p>(.*?)</p>", body))
    assert (article.headline, len(article.quotes)) == (site.title(7), 2)


def test_no_two_articles_are_alike(site: MadeUpSite) -> None:
    pages = {text(site, path).partition("<h1")[2] for path in articles(site)}
    assert len(pages) == site.count


@pytest.mark.parametrize("path", ["/admin", "/2026", "/local/page/none", "/sitemap.html"])
def test_what_is_not_there_is_not_there(site: MadeUpSite, path: str) -> None:
    assert site.page(path) is None
