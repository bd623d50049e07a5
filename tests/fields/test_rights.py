"""What a page states about reuse."""

from __future__ import annotations

import json

import pytest

from newsspider.fields.rights import rights
from newsspider.model import Rights
from newsspider.page.page import Page
from newsspider.rules.site import Rules


def read(head: str = "", body: str = "", headers: dict[str, str] | None = None) -> Rights:
    html = f"<html><head>{head}</head><body><p>x</p>{body}</body></html>"
    return rights(Page(html.encode(), "https://quay.example/a", headers or {}, None, Rules()))


def test_nothing_said() -> None:
    assert read() == Rights(None, None, (), None)


def test_licence() -> None:
    address = "https://creativecommons.org/licenses/by/4.0/"
    assert read(f'<link rel="license" href="{address}">').license_url == address
    assert read(body=f'<a rel="nofollow license" href="{address}">CC</a>').license_url == address
    node = json.dumps({"@type": "NewsArticle", "headline": "h", "license": {"@id": address}})
    assert read(f'<script type="application/ld+json">{node}</script>').license_url == address
    assert read('<link rel="license" href="mailto:x@quay.example">').license_url is None


def test_copyright_line() -> None:
    assert read(body="<footer><p>© 2026 The Quay</p></footer>").copyright == "© 2026 The Quay"
    assert read('<meta name="copyright" content="The Quay">', "<p>© 2026 Other</p>").copyright == "The Quay"
    assert read(body=f"<p>© {'word ' * 90}</p>").copyright is None
    assert (
        read(body="<p>She held the copyright of none of it, and so on.</p><p>Menu</p>").copyright is not None
    )


def test_robots_of_meta_and_header_once_each() -> None:
    head = '<meta name="robots" content="Index, Follow,max-snippet:-1"><meta name="googlebot" content="index,NOARCHIVE">'
    found = read(head, headers={"X-Robots-Tag": "otherbot: noarchive, unavailable_after: 25 Jun 2027"})
    assert found.robots_meta == (
        "index",
        "follow",
        "max-snippet:-1",
        "noarchive",
        "unavailable_after: 25 jun 2027",
    )


@pytest.mark.parametrize(
    ("head", "headers", "expected"),
    [
        ('<meta name="tdm-reservation" content="1">', {}, True),
        ('<meta name="tdm-reservation" content="0">', {}, False),
        ('<meta name="tdm-reservation" content="maybe">', {}, None),
        ("", {"TDM-Reservation": "1"}, True),
        ('<meta name="robots" content="index, noai">', {}, True),
        ("", {"X-Robots-Tag": "noimageai"}, True),
        ('<meta name="robots" content="index">', {}, None),
    ],
)
def test_mining(head: str, headers: dict[str, str], *, expected: bool | None) -> None:
    assert read(head, headers=headers).tdm_reserved is expected
