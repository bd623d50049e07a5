"""Lists of sites from elsewhere become a sources file that loads."""

from __future__ import annotations

from pathlib import Path

import pytest

from newsspider.cli.main import main
from newsspider.errors import UsageError
from newsspider.rules.imports import imported, site_name
from newsspider.rules.load import load
from newsspider.rules.site import SiteRule

OPML = """<?xml version="1.0" encoding="UTF-8"?><opml version="2.0"><body><outline text="Presse">
<outline text="Le Verlac" type="rss" xmlUrl="https://www.verlac.example/feed/" htmlUrl="https://www.verlac.example/"/>
<outline text="Le Verlac, sport" xmlUrl="https://www.verlac.example/sport/feed/"/>
<outline text="Novyny" xmlUrl="https://novyny.example/rss.xml"/></outline></body></opml>"""


def sites(tmp_path: Path, name: str, text: str) -> tuple[SiteRule, ...]:
    (tmp_path / name).write_text(text, encoding="utf-8")
    (tmp_path / "sources.toml").write_text(imported(tmp_path / name).text, encoding="utf-8")
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
        (
            "list.csv",
            b'url,publisher\nhttps://a.example/,"A\n',
            r"list\.csv:2: unexpected end of data; look for a quote",
        ),
        ("list.csv", b"url\n" + b"a" * 131073, r"list\.csv:2: field larger than field limit"),
        ("list.csv", b"u" * 131073, r"list\.csv:1: field larger than field limit"),
    ],
)
def test_what_holds_no_site(tmp_path: Path, name: str, text: bytes, why: str) -> None:
    (tmp_path / name).write_bytes(text)
    with pytest.raises(UsageError, match=why):
        imported(tmp_path / name)


def test_a_list_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"none\.txt: cannot be read: .*; check the path"):
        imported(tmp_path / "none.txt")


def left_out(tmp_path: Path, name: str, text: str) -> list[str]:
    (tmp_path / name).write_text(text, encoding="utf-8")
    return [line.removeprefix(f"{tmp_path / name}:") for line in imported(tmp_path / name).left_out]


def test_lines_left_out_are_told(tmp_path: Path) -> None:
    text = "# ours\nhttps://a.example/ # daily\nhello\nhttps://b.example/ B Post\nftp://c.example/\n"
    assert left_out(tmp_path, "list.txt", text) == [
        "3: 'hello' is no http(s) address; left out",
        "4: 'https://b.example/ B Post' is no http(s) address; left out",
        "5: 'ftp://c.example/' is no http(s) address; left out",
    ]
    (only,) = sites(tmp_path, "list.txt", text)
    assert only.url == "https://a.example/"


def test_a_fragment_begins_no_comment(tmp_path: Path) -> None:
    assert left_out(tmp_path, "list.txt", "https://a.example/#news\n") == []


def test_rows_and_values_left_out_are_told(tmp_path: Path) -> None:
    text = (
        "url,feed,publisher,language,timezone\nhttps://a.example/,/rss,A,French,Europe/Nowhere\n,,B,,\n"
        "https://b.example/,,B,pt-BR,Europe/Kyiv\n"
    )
    assert left_out(tmp_path, "list.csv", text) == [
        "2: '/rss' is no http(s) address; left out",
        "2: 'French' is not a language code such as 'fr'; left out",
        "2: unknown time zone 'Europe/Nowhere'; write a name such as 'Europe/Paris'; left out",
        "3: no address; left out",
    ]
    first, second = sites(tmp_path, "list.csv", text)
    assert (first.publisher, first.language, first.timezone) == ("A", None, None)
    assert (second.language, second.timezone) == ("pt-BR", "Europe/Kyiv")


def test_sites_of_one_host_are_merged_and_told(tmp_path: Path) -> None:
    text = "127.0.0.1:8911\nhttp://127.0.0.1:8911/\nhttp://127.0.0.1:8912/\nb.example\n"
    assert left_out(tmp_path, "list.txt", text) == [
        "2: 'http://127.0.0.1:8911/' has the host of line 1; merged with it, in place of 'https://127.0.0.1:8911'",
        "3: 'http://127.0.0.1:8912/' has the host of line 1; merged with it, 'http://127.0.0.1:8911/' is kept",
    ]
    assert [site.url for site in sites(tmp_path, "list.txt", text)] == [
        "http://127.0.0.1:8911/",
        "https://b.example",
    ]


def test_a_home_page_told_later_takes_the_place_of_one_guessed_from_a_feed(tmp_path: Path) -> None:
    text = "url,feed\n,https://a.example/news/rss\nhttp://a.example/news/,\n"
    (only,) = sites(tmp_path, "list.csv", text)
    assert (only.url, only.feeds) == ("http://a.example/news/", ("https://a.example/news/rss",))


def test_an_outline_without_an_address_is_told_but_no_folder(tmp_path: Path) -> None:
    note = '<outline text="a note"/>\n<outline text="Novyny"'
    assert left_out(tmp_path, "list.opml", OPML.replace('<outline text="Novyny"', note)) == [
        "4: no address; left out"
    ]


def test_the_first_column_with_an_address_counts(tmp_path: Path) -> None:
    text = "site,link\nLe Verlac,https://verlac.example/\n"
    assert left_out(tmp_path, "list.csv", text) == []


def test_a_scheme_in_capitals(tmp_path: Path) -> None:
    (only,) = sites(tmp_path, "list.txt", "HTTP://A.example/x\n")
    assert only.url == "http://A.example/x"


def test_a_host_beyond_ascii_is_named_as_in_dns(tmp_path: Path) -> None:
    (only,) = sites(tmp_path, "list.txt", "https://bücher.example/\nhttps://xn--bcher-kva.example/\n")
    assert (only.name, only.url) == ("xn--bcher-kva.example", "https://bücher.example/")


def test_no_site_is_named_as_a_folder_of_the_archive() -> None:
    assert [site_name(host) for host in ("warc", "Logs.", "warc.example")] == [
        "warc-site",
        "logs-site",
        "warc.example",
    ]


def test_lines_may_end_as_on_an_old_mac(tmp_path: Path) -> None:
    assert left_out(tmp_path, "list.csv", "url\rhttps://a.example/\r") == []


def test_the_command_tells_on_standard_error(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "list.txt").write_text("a.example\nhello\n")
    assert main(["sources", "import", str(tmp_path / "list.txt")]) == 0
    told = capsys.readouterr()
    assert told.err == f"newsspider: {tmp_path / 'list.txt'}:2: 'hello' is no http(s) address; left out\n"
    assert told.out == '[site."a.example"]\nurl = "https://a.example"\n'
