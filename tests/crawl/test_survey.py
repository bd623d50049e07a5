"""``newsspider sources check``: what a site offers, asked of a real server."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from site_server import ROOT, Answer, Ran, Site

HOME = b"""<html lang="fr"><title>Verlac</title><meta name="tdm-reservation" content="1">
<link rel="alternate" type="application/rss+xml" href="/rss"><link rel="https://api.w.org/" href="/wp-json/"><p>Bonjour."""


def check(tmp_path: Path, *urls: str) -> Ran:
    file = tmp_path / "sources.toml"
    file.write_text("".join(f'[site.s{n}]\nurl = "{url}"\n' for n, url in enumerate(urls)))
    words = [sys.executable, "-m", "newsspider.cli", "sources", "check", str(file)]
    done = subprocess.run(words, cwd=ROOT, capture_output=True, text=True, timeout=60, check=False)
    return Ran(done.returncode, done.stdout, done.stderr)


def test_a_site_tells_what_it_has(site: Site, tmp_path: Path) -> None:
    site.pages["/"] = Answer(HOME)
    site.robots(f"User-agent: *\nDisallow: /private/\nSitemap: {site.url}/map.xml\n")
    site.sitemap("/map.xml", ["/one/", "/two/"])
    site.feed("/rss", ["/one/"])
    ran = check(tmp_path, f"{site.url}/", "http://localhost:9/")
    assert (ran.code, ran.err) == (4, "newsspider: nothing of 1 of 2 sites: s1\n")
    first, second = ran.out.strip().split("\n\n")
    assert [line.split(None, 1) for line in first.splitlines()] == [
        ["s0", f"{site.url}/"],
        ["robots", "found"],
        ["feeds", f"{site.url}/rss (1 addresses)"],
        ["sitemaps", f"{site.url}/map.xml (2 addresses)"],
        ["posts", "listed by WordPress"],
        ["language", "fr"],
        ["theme", "none known"],
        ["time", "zone  not stated"],
        ["mining", "reserved"],
    ]
    name, failed = second.splitlines()
    assert name == "s1  http://localhost:9/"
    assert failed.startswith("  FAILED     connect: ")
    assert not (tmp_path / "output").exists()


def test_a_mistake_in_the_file_is_told_before_anything_is_asked(tmp_path: Path) -> None:
    ran = check(tmp_path, "ftp://a.example/")
    assert ran.code == 2
    assert "not an address" in ran.err
