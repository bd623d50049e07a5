"""The invented sites of ``fixtures/``: every field of every page, and that the fixtures themselves hold together."""

from __future__ import annotations

import gzip
import json
import re
from datetime import datetime
from functools import cache
from html import unescape
from pathlib import Path
from urllib.parse import urljoin

import pytest

from newsspider.extraction import extract
from newsspider.rules.load import load

FIXTURES = Path(__file__).parents[1] / "fixtures"
CAPTURES = sorted(FIXTURES.glob("*/*/capture.json"))
PAGES = [c.parent for c in CAPTURES if json.loads(c.read_bytes())["status"] == 200]
SITES = sorted({page.parent for page in PAGES})
NOT_ARTICLES = {"index", "unknown"}


def name(page: Path) -> str:
    return f"{page.parent.name}/{page.name}"


def read(page: Path, file: str) -> dict:
    return json.loads((page / file).read_bytes())


def articles(pages: list[Path]) -> list[Path]:
    return [page for page in pages if read(page, "expected.json")["kind"] not in NOT_ARTICLES]


@cache
def record(page: Path) -> dict:
    capture = read(page, "capture.json")
    html = (page / "page.html").read_bytes()
    fetched_at = datetime.fromisoformat(capture["fetched_at"])
    rules = load(FIXTURES / "sources.toml")
    article = extract(html, capture["url"], capture["headers"], fetched_at=fetched_at, rules=rules)
    return article.to_record()


def shaped(found: list, expected: list) -> list:
    """*found* with the keys that *expected* names; the order of related links says nothing."""
    if not (expected or found) or not isinstance((expected or found)[0], dict):
        return found
    if "teaser" in (found or [{}])[0]:
        found = sorted(found, key=link_order)
    plain = [expected[min(i, len(expected) - 1)] if expected else item for i, item in enumerate(found)]
    return [{key: item[key] for key in keys} for item, keys in zip(found, plain, strict=True)]


def link_order(link: dict) -> tuple[str, str, str]:
    return link["kind"], link["url"] or "", link["title"]


@pytest.mark.parametrize(
    ("page", "field"),
    [
        pytest.param(page, field, id=f"{name(page)}:{field}")
        for page in PAGES
        for field in read(page, "expected.json")
    ],
)
def test_field(page: Path, field: str) -> None:
    expected, found = read(page, "expected.json")[field], record(page)[field]
    if field == "related_links":
        expected = sorted(expected, key=link_order)
    assert (shaped(found, expected) if isinstance(expected, list) else found) == expected


def text_of(page: Path) -> str:
    """What stands between the tags, white space squeezed, whatever the page's labels say of its encoding."""
    html = (page / "page.html").read_bytes()
    try:
        text = html.decode()
    except UnicodeDecodeError:
        text = html.decode(
            {"uk": "windows-1251"}.get(read(page, "expected.json")["language"], "windows-1252")
        )
    return " ".join(unescape(re.sub(r"<[^<>]*>", "", text)).split())


def test_enough_sites_and_pages() -> None:
    assert len(SITES) >= 4
    assert len(PAGES) >= 40


@pytest.mark.parametrize("capture", CAPTURES, ids=lambda c: name(c.parent))
def test_page_has_its_three_files(capture: Path) -> None:
    assert {"page.html", "capture.json", "expected.json"} == {f.name for f in capture.parent.iterdir()}
    stored = json.loads(capture.read_bytes())
    assert stored["url"].startswith(f"http://{capture.parent.parent.name}/")
    assert datetime.fromisoformat(stored["fetched_at"]).utcoffset() is not None
    assert ("Location" in stored["headers"]) == (300 <= stored["status"] < 400)


@pytest.mark.parametrize("page", articles(PAGES), ids=name)
def test_expected_text_stands_on_the_page(page: Path) -> None:
    expected, text = read(page, "expected.json"), text_of(page)
    people = [author["name"] for author in expected.get("authors", [])]
    paragraphs = (expected.get("body") or "").split("\n\n")
    for wanted in [expected["headline"], expected.get("subheadline") or "", *people, *paragraphs]:
        assert wanted in text


@pytest.mark.parametrize("page", articles(PAGES), ids=name)
def test_quotes_and_links_stand_in_the_body(page: Path) -> None:
    expected = read(page, "expected.json")
    body, start = expected.get("body") or "", 0
    for quote in expected.get("quotes", []):
        start = body.index(quote["text"], start)
    assert all(link["text"] in body for link in expected.get("links", []))


@pytest.mark.parametrize("site", SITES, ids=lambda s: s.name)
def test_site_has_robots_feed_and_sitemap(site: Path) -> None:
    served = read(site, "served.json")
    assert all((site / entry["file"]).is_file() for entry in served.values())
    assert {"robots.txt", "feed.xml", "sitemap.xml"} <= {entry["file"] for entry in served.values()}
    assert "Sitemap: " in (site / "robots.txt").read_text(encoding="utf-8")


@pytest.mark.parametrize("page", articles(PAGES), ids=name)
def test_article_can_be_found(page: Path) -> None:
    url, canonical = read(page, "capture.json")["url"], read(page, "expected.json").get("canonical_url")
    if canonical in {None, url}:
        assert url in addresses(page.parent)
    else:
        assert canonical in {read(other, "capture.json")["url"] for other in PAGES}


@cache
def addresses(site: Path) -> frozenset[str]:
    """Every address in the feed, the sitemaps and the home page of a site."""
    files = [site / entry["file"] for entry in read(site, "served.json").values()]
    data = [gzip.decompress(f.read_bytes()) if f.suffix == ".gz" else f.read_bytes() for f in files]
    data.append((site / "home" / "page.html").read_bytes())
    found = re.findall(rb"""<loc>([^<]+)|<link>([^<]+)|href=["']([^"']+)""", b"\n".join(data))
    return frozenset(urljoin(f"http://{site.name}/", "".join(m.decode() for m in match)) for match in found)
