"""A sources file becomes rules, or every mistake in it is told with its line."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from newsspider.errors import UsageError
from newsspider.rules.load import builtin, load
from newsspider.rules.site import Layout

GOOD = """
[site.exemple-info]
url = "https://www.exemple.info/"
publisher = "Exemple Info"
language = "fr"
timezone = "Europe/Paris"
theme = "tagdiv-newspaper"
feeds = "https://www.exemple.info/feed/"
include = ["/20[0-9]{2}/"]
body = "div.texte"
drop = [
  "div.pub",   # a list over several lines
]

[[site.exemple-info.layout]]
until = 2024-03-01
body = ["div.corps"]

[[site.exemple-info.layout]]
until = 2020-01-01
body = ["td.corps"]

[site."second.example"]
url = "https://second.example"
hosts = ["second.example", "m.deux.example"]
"""


def write(folder: Path, text: str | bytes) -> Path:
    path = folder / "sources.toml"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


def mistakes(folder: Path, text: str | bytes) -> list[str]:
    path = write(folder, text)
    with pytest.raises(UsageError) as caught:
        load(path)
    return [line.removeprefix(f"{path}:") for line in str(caught.value).splitlines()]


def test_a_site_is_found_by_its_hosts(tmp_path: Path) -> None:
    rules = load(write(tmp_path, GOOD))
    site = rules.site("https://exemple.info/2026/03/pont.html")
    assert site is not None
    assert site.name == "exemple-info"
    assert (site.language, site.timezone, site.theme) == ("fr", "Europe/Paris", "tagdiv-newspaper")
    assert site.feeds == ("https://www.exemple.info/feed/",)
    second = rules.site("http://deux.example/a")
    assert second is not None
    assert second.hosts == ("second.example", "deux.example")
    assert rules.site("https://third.example/") is None


def test_the_layout_of_the_day_of_capture(tmp_path: Path) -> None:
    site = load(write(tmp_path, GOOD)).sites[0]
    assert site.layout(None) == Layout(body=("div.texte",), drop=("div.pub",))
    assert site.layout(datetime(2024, 3, 1, tzinfo=UTC)).body == ("div.texte",)
    assert site.layout(datetime(2024, 2, 29, tzinfo=UTC)).body == ("div.corps",)
    assert site.layout(datetime(2019, 2, 28, tzinfo=UTC)).until == date(2020, 1, 1)


def test_the_built_in_themes_come_with_the_file(tmp_path: Path) -> None:
    assert load(write(tmp_path, GOOD)).themes == builtin().themes


def test_a_byte_order_mark_is_no_mistake(tmp_path: Path) -> None:
    assert load(write(tmp_path, b"\xef\xbb\xbf" + GOOD.encode())).sites[0].name == "exemple-info"


SITE = '[site.fix]\nurl = "https://fix.example/"\n'


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (SITE + 'bdy = "div"', "3: site.fix.bdy: unknown key; did you mean 'body'?"),
        (SITE + "body = 3", "3: site.fix.body: must be a text in quotes"),
        (SITE + 'body = ["div", ""]', "3: site.fix.body: is empty; write a text, or leave it out"),
        (
            SITE + 'language = "french!"',
            "3: site.fix.language: 'french!' is not a language code such as 'fr'",
        ),
        (
            SITE + 'timezone = "Europe/Pari"',
            "3: site.fix.timezone: unknown time zone 'Europe/Pari'; write a name such as 'Europe/Paris'",
        ),
        (
            SITE + 'theme = "tagdiv-newspapr"',
            "3: site.fix.theme: unknown theme 'tagdiv-newspapr'; did you mean 'tagdiv-newspaper'?",
        ),
        (
            SITE + 'feeds = ["ftp://fix.example/"]',
            "3: site.fix.feeds: 'ftp://fix.example/' is not an address that begins with http:// or https://",
        ),
        (SITE + 'hosts = "a/b"', "3: site.fix.hosts: 'a/b' is not a host name such as 'www.example.org'"),
        ("[site.fix]\n", "1: site.fix: url is missing; give the site's home page"),
        ("", "1: site: no site; write at least one table [site.NAME]"),
        ("[site]\nfix = 1", "2: site.fix: write it as a table: [site.fix]"),
        ("[sites.fix]\n" + SITE, "1: sites: unknown key; did you mean 'site'?"),
        (
            SITE + "[[site.fix.layout]]\nuntil = '2024-01-01'",
            "4: site.fix.layout[0].until: must be a day without quotes, such as 2024-03-01",
        ),
        (
            SITE + "[[site.fix.layout]]\nbody = 'div'",
            "3: site.fix.layout[0]: until is missing; give the day after the layout's last, such as 2024-03-01",
        ),
        (
            SITE + '[site.two]\nurl = "http://www.fix.example/"',
            "3: site.two.hosts: 'fix.example' belongs to site 'fix' already",
        ),
        (SITE + "layout = 1", "3: site.fix.layout: write it as [[site.NAME.layout]]"),
        (SITE + "layout = [1]", "3: site.fix.layout[0]: write it as [[site.NAME.layout]]"),
        (SITE.encode() + b"publisher = 'caf\xe9'\n", "3: not UTF-8; save the file as UTF-8"),
        (SITE + "body = [", "3: not TOML: invalid value"),
        (SITE + "publisher = Fix", "3: not TOML: invalid value"),
        (SITE + SITE, "3: not TOML: cannot declare ('site', 'fix') twice"),
    ],
)
def test_a_mistake_is_told_with_line_and_key(tmp_path: Path, text: str | bytes, told: str) -> None:
    assert told in mistakes(tmp_path, text)


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ('body = "div..x"', "is not a CSS selector"),
        ('body = "svg|a"', "is not a CSS selector: Undefined namespace prefix"),
        ('include = "(a"', "is not a regular expression"),
    ],
)
def test_a_broken_pattern_is_told(tmp_path: Path, line: str, why: str) -> None:
    assert why in mistakes(tmp_path, SITE + line)[0]


def test_a_bad_name_is_told(tmp_path: Path) -> None:
    assert (
        "1: site.Fix: a site's name has small letters" in mistakes(tmp_path, SITE.replace("fix]", "Fix]"))[0]
    )


@pytest.mark.parametrize("name", ["warc", "logs", "sources", "quarantine"])
def test_a_name_that_an_archive_has_taken_is_told(tmp_path: Path, name: str) -> None:
    [told] = mistakes(tmp_path, SITE.replace("fix]", f"{name}]"))
    assert f"an archive keeps other things in its folder '{name}'; give the site another name" in told


def test_a_dot_in_a_name_without_quotes_is_told(tmp_path: Path) -> None:
    told = mistakes(tmp_path, SITE.replace("fix]", "fix.example]"))
    assert any("must be in quotes" in line for line in told)


def test_every_mistake_is_told_in_the_order_of_the_file(tmp_path: Path) -> None:
    told = mistakes(tmp_path, SITE + "zzz = 1\nbody = [\n  1,\n]\nlanguage = 2")
    assert [line.split(":")[0] for line in told] == ["3", "4", "7"]


def test_a_missing_file_is_told(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="cannot be read: No such file"):
        load(tmp_path / "none.toml")
