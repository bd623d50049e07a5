"""``newsspider new-site URL``: pages fetched as any crawl fetches them, asked of a real server."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from site_server import ROOT, Answer, Ran, Site

from newsspider.rules.load import load


def new_site(url: str) -> Ran:
    words = [sys.executable, "-m", "newsspider.cli", "new-site", url]
    done = subprocess.run(words, cwd=ROOT, capture_output=True, text=True, timeout=60, check=False)
    return Ran(done.returncode, done.stdout, done.stderr)


def test_an_article_is_fetched_with_robots_obeyed(site: Site, tmp_path: Path) -> None:
    site.robots("User-agent: *\nDisallow: /private/\n")
    site.article(
        "/2026/03/bridge-opens", 3, head='<link rel="alternate" type="application/rss+xml" href="/rss">'
    )
    ran = new_site(f"{site.url}/2026/03/bridge-opens")
    assert (ran.code, ran.err) == (0, "")
    file = tmp_path / "sources.toml"
    file.write_text(ran.out, encoding="utf-8")
    (rule,) = load(file).sites
    assert (rule.url, rule.feeds) == (f"{site.url}/", (f"{site.url}/rss",))
    assert (rule.layouts[0].headline, rule.layouts[0].authors) == (("h1",), ("p.byline",))
    assert site.paths() == ["/robots.txt", "/2026/03/bridge-opens"]
    ran = new_site(f"{site.url}/private/bridge-opens")
    assert (ran.code, ran.out, ran.err.count("\n")) == (3, "", 1)
    assert "robots" in ran.err
    assert "/private/bridge-opens" not in site.paths()


def test_a_home_page_leads_to_some_articles(site: Site) -> None:
    site.pages["/"] = Answer(
        b'<html lang="en"><link rel="alternate" type="application/rss+xml" href="/rss"><h1>Home</h1>'
    )
    paths = ["/2026/03/bridge-opens-at-last", "/2026/03/harbour-closes-again"]
    for seed, path in enumerate(paths):
        site.article(path, seed)
    site.feed("/rss", paths)
    ran = new_site(f"{site.url}/")
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.startswith("# From 2 pages;")


def test_a_host_that_does_not_answer_is_one_line_and_exit_code_3() -> None:
    ran = new_site("http://127.0.0.1:9/a")
    assert (ran.code, ran.out, ran.err.count("\n")) == (3, "", 1)
