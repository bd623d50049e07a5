"""Lists of sites from elsewhere become a sources file that loads."""

from __future__ import annotations

from pathlib import Path

import pytest

from newsspider.errors import UsageError
from newsspider.rules.imports import imported
from newsspider.rules.load import load
from newsspider.rules.site import SiteRule

OPML = """<?xml version="1.0" encoding="UTF-8"?><opml version="2.0"><body><outline text="Presse">
<outline text="Le Verlac" type="rss" xmlUrl="https://www.verlac.example/feed/" htmlUrl="https://www.verlac.example/"/>
<outline text="Le Verlac, sport" xmlUrl="https://www.verlac.example/sport/feed/"/>
<outline text="Novyny" xmlUrl="https://novyny.example/rss.xml"/></outline></body></opml>"""


def sites(tmp_path: Path, name: str, text: str) -> tuple[SiteRule, ...]:
    (tmp_path / name).write_text(text, encoding="utf-8")
    (tmp_path / "sources.toml").write_text(imported(tmp_path / name), encoding="utf-8")
    return load(tmp_path / "sources.toml").sites


def test_opml_gives_a_site_a_host_with_its_feeds(tmp_path: Path) -> None:
    verlac, novyny = sites(tmp_path, "list.opml", OPML)
    assert (verlac.name, verlac.url) == ("verlac.example", "https://www.verlac.example/")
    assert verlac.feeds == ("https://www.verlac.example/feed/", "https://www.verlac.example/sport/feed/")
    assert (novyny.url, novyny.feeds) == ("https://novyny.example/", ("https://novyny.example/rss.xml",))


@pytest.mark.parametrize("mark", [",", ";", "\t"])
def test_a_table_with_a_heading_line(tmp_path: Path, mark: str) -> None:
    rows = [
        ["URL", "feed", "publisher", "timezone", "note"],
        ["a.example/news", "", 'The "A" Post', "Europe/Kyiv", "x"],
        ["", "https://b.example/rss", "", "", ""],
        ["no address", "", "", "", ""],
    ]
    name = "list.tsv" if mark == "\t" else "list.csv"
    quoted = "\n".join(mark.join('"' + cell.replace('"', '""') + '"' for cell in row) for row in rows)
    first, second = sites(tmp_path, name, quoted)
    assert (first.url, first.publisher, first.timezone) == (
        "https://a.example/news",
        'The "A" Post',
        "Europe/Kyiv",
    )
    assert (second.url, second.feeds) == ("https://b.example/", ("https://b.example/rss",))


def test_one_address_a_line(tmp_path: Path) -> None:
    found = sites(tmp_path, "list.txt", "# ours\nhttps://a.example/\n\nb.example\nwww.a.example\nhello\n")
    assert [site.url for site in found] == ["https://a.example/", "https://b.example"]


@pytest.mark.parametrize(
    ("name", "text", "why"),
    [
        ("list.txt", b"nothing here\n", "no http"),
        ("list.csv", b"name,country\nA,fr\n", "no column 'url'"),
        ("list.opml", b"", "no OPML"),
        ("list.opml", b"<opml/>", "no http"),
        ("list.txt", b"\xff\xfe\x00", "not UTF-8"),
    ],
)
def test_what_holds_no_site(tmp_path: Path, name: str, text: bytes, why: str) -> None:
    (tmp_path / name).write_bytes(text)
    with pytest.raises(UsageError, match=why):
        imported(tmp_path / name)


def test_a_list_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"none\.txt: cannot be read"):
        imported(tmp_path / "none.txt")
