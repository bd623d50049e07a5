from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from newsspider.crawl.arguments import parse
from newsspider.errors import UsageError

HOME = "https://courrier.example/"
SITES = '[site.courrier]\nurl = "https://www.courrier.example/"\nhosts = ["courrier.example"]\n'


def test_what_is_given_is_read() -> None:
    found = parse(
        "news",
        {
            "url": HOME,
            "since": "2026-03-01",
            "until": "2026-03-31",
            "max": "5",
            "include": "/monde/",
            "keep": "none",
            "contact": "news@archive.example",
        },
    )
    assert found.urls == (HOME,)
    assert (found.since, found.until) == (date(2026, 3, 1), date(2026, 3, 31))
    assert (found.max, found.keep, found.out) == (5, "none", "output")
    assert found.contact == "news@archive.example"
    assert found.include
    assert found.include.search("https://courrier.example/monde/a")


@pytest.mark.parametrize(
    ("spider", "given", "line"),
    [
        ("news", {"stes": "x"}, "unknown argument 'stes'; did you mean 'sites'?"),
        ("feed", {"urls": "x"}, "feed takes no argument 'urls'; article does"),
        ("news", {"path": "x"}, "news takes no argument 'path'; warc does"),
        ("feed", {"url": HOME, "contact": "me"}, "contact=me: not an http(s) address or mail address"),
        ("news", {}, "news needs -a url=HOME or -a sites=FILE"),
        ("article", {"url": HOME, "urls": "x"}, "url and urls exclude each other; give one of them"),
        ("news", {"url": "ftp://a.example/"}, "url=ftp://a.example/: not an http(s) address"),
        ("news", {"url": "http://"}, "url=http://: not an http(s) address"),
        (
            "news",
            {"url": "a.example/x"},
            "url=a.example/x: not an http(s) address; did you mean 'https://a.example/x'?",
        ),
        ("news", {"url": "  "}, "url= is empty; give a value or leave it out"),
        (
            "news",
            {"url": HOME, "since": "10/03/2026"},
            "since=10/03/2026: not a date; write it as 2026-03-11",
        ),
        (
            "news",
            {"url": HOME, "until": "2026-02-30"},
            "until=2026-02-30: not a date; write it as 2026-03-11",
        ),
        (
            "news",
            {"url": HOME, "since": "2026-03-02", "until": "2026-03-01"},
            "since=2026-03-02 is after until=2026-03-01; swap them",
        ),
        ("news", {"url": HOME, "max": "0"}, "max=0: not a number above 0"),
        ("news", {"url": HOME, "max": "ten"}, "max=ten: not a number above 0"),
        ("news", {"url": HOME, "max": "²"}, "max=²: not a number above 0"),
        ("news", {"url": HOME, "keep": "wark"}, "keep=wark: no such choice; did you mean 'warc'?"),
        ("news", {"url": HOME, "keep": "foo"}, "keep=foo: no such choice; known: none, warc"),
        ("news", {"url": "http://a b/"}, "url=http://a b/: not an http(s) address"),
        ("news", {"url": "http://a..example/"}, "url=http://a..example/: not an http(s) address"),
        ("news", {"url": "http://a<b>/"}, "url=http://a<b>/: not an http(s) address"),
        (
            "news",
            {"url": "127.0.0.1:8765"},
            "url=127.0.0.1:8765: not an http(s) address; did you mean 'http://127.0.0.1:8765'?",
        ),
        (
            "news",
            {"url": "localhost:8000/a"},
            "url=localhost:8000/a: not an http(s) address; did you mean 'http://localhost:8000/a'?",
        ),
        ("news", {"sites": "nowhere.toml"}, "sites=nowhere.toml: no such file"),
        ("article", {"urls": "."}, "urls=.: is a directory"),
        ("warc", {"path": "nowhere"}, "path=nowhere: no such file or directory"),
    ],
)
def test_a_mistake_is_told_in_one_line(spider: str, given: dict[str, str], line: str) -> None:
    with pytest.raises(UsageError) as caught:
        parse(spider, given)
    assert str(caught.value) == line


@pytest.mark.parametrize(
    "url",
    [
        "https://новини.укр/стаття",
        "https://समाचार.भारत/",
        "http://[::1]:8000/a",
        "http://127.0.0.1:8000/a b",
        "https://xn--bcher-kva.example./",
        "http://under_score.example/",
    ],
)
def test_a_host_of_any_sort_is_taken(url: str) -> None:
    assert len(parse("article", {"url": url}).urls) == 1


def test_a_broken_pattern_is_told(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"^exclude=\(: not a regular expression: "):
        parse("news", {"url": HOME, "exclude": "("})


def test_a_file_of_addresses_is_read_line_by_line(tmp_path: Path) -> None:
    file = tmp_path / "urls.txt"
    file.write_bytes(
        b"\xef\xbb\xbf# mine\r\nhttps://a.example/1 \r\n\r\nhttps://a.example/2\r\nhttps://a.example/1\r\n"
    )
    assert parse("article", {"urls": str(file)}).urls == ("https://a.example/1", "https://a.example/2")
    file.write_text("https://a.example/1\nwww.a.example\n")
    with pytest.raises(UsageError, match=r"urls.txt:2: www.a.example: not an http"):
        parse("article", {"urls": str(file)})
    file.write_text("# none\n")
    with pytest.raises(UsageError, match="no address in it"):
        parse("article", {"urls": str(file)})
    file.write_bytes(b"https://a.example/\xff\n")
    with pytest.raises(UsageError, match="not UTF-8"):
        parse("article", {"urls": str(file)})


def test_a_mistake_in_the_sources_file_is_told_with_its_line(tmp_path: Path) -> None:
    file = tmp_path / "sources.toml"
    file.write_text(SITES + "lnguage = 'fr'\n")
    with pytest.raises(UsageError, match=r"sources.toml:4: site.courrier.lnguage: unknown key"):
        parse("news", {"sites": str(file)})


def test_the_scope_is_the_command_and_not_where_it_writes() -> None:
    one = parse("news", {"url": HOME, "out": "a", "max": "5"}).scope("news")
    assert one == parse("news", {"max": "5", "url": HOME, "out": "b"}).scope("news")
    assert one != parse("news", {"url": HOME, "max": "6"}).scope("news")


def test_the_configuration_hash_follows_the_rules_and_not_their_file(tmp_path: Path) -> None:
    one, two = tmp_path / "one.toml", tmp_path / "two.toml"
    one.write_text(SITES)
    two.write_text("# the same\n" + SITES)
    first = parse("news", {"sites": str(one)}).config_sha256()
    assert first == parse("news", {"sites": str(two)}).config_sha256()
    two.write_text(SITES + 'language = "fr"\n')
    assert first != parse("news", {"sites": str(two)}).config_sha256()
