from __future__ import annotations

from datetime import UTC, datetime
from time import process_time

import pytest
from lxml import html

from newsspider.discover.feeds import declared_feeds, looks_like_feed, read_feed
from newsspider.discover.found import Found, hint

FEED = "https://courrier.example/feed/"
RSS = """<?xml version="1.0" encoding="UTF-8"?><rss version="2.0"><channel><title>Courrier</title>
<link>https://courrier.example/</link>
<item><title>Un</title><link>https://courrier.example/2026/03/10/un/#commentaires</link>
<pubDate>Tue, 10 Mar 2026 13:00:00 +0100</pubDate></item>
<item><title>Deux</title><link>/2026/03/09/deux/</link></item>
<item><title>Un</title><link>https://courrier.example/2026/03/10/un/</link></item>
<item><title>Sans lien</title><guid isPermaLink="false">55</guid></item>
<item><title>Courriel</title><link>mailto:a@courrier.example</link></item></channel></rss>"""
ATOM = """<feed xmlns="http://www.w3.org/2005/Atom"><title>x</title><entry><title>T</title>
<link rel="self" href="https://courrier.example/api/1"/><link rel="alternate" href="https://courrier.example/q"/>
<published>2026-03-09T10:00:00Z</published><updated>2026-03-10T10:00:00Z</updated></entry></feed>"""
JSON = """{"version": "https://jsonfeed.org/version/1.1", "title": "x",
"items": [{"id": "1", "url": "https://courrier.example/j", "date_published": "2026-03-10T10:00:00Z"}]}"""


def test_rss_gives_each_address_once_and_absolute() -> None:
    assert [f.url for f in read_feed(RSS.encode(), FEED)] == [
        "https://courrier.example/2026/03/10/un/",
        "https://courrier.example/2026/03/09/deux/",
    ]


def test_rss_gives_the_date_of_publication() -> None:
    with_link = RSS.replace("#commentaires", "")
    first = read_feed(with_link[: with_link.rindex("<item><title>Un")].encode() + b"</channel></rss>", FEED)[
        0
    ]
    assert first.published == datetime(2026, 3, 10, 12, tzinfo=UTC)


def test_an_entry_knows_its_feed() -> None:
    assert {(f.via, f.source) for f in read_feed(RSS.encode(), FEED)} == {("feed", FEED)}


def test_atom_gives_the_page_and_both_dates() -> None:
    (entry,) = read_feed(ATOM.encode(), FEED)
    assert entry.url == "https://courrier.example/q"
    assert entry.published == datetime(2026, 3, 9, 10, tzinfo=UTC)
    assert entry.modified == datetime(2026, 3, 10, 10, tzinfo=UTC)


def test_json_feed_is_read() -> None:
    (entry,) = read_feed(JSON.encode(), FEED)
    assert entry.url == "https://courrier.example/j"


def test_a_feed_cut_short_gives_the_entries_it_holds() -> None:
    assert read_feed(RSS[:430].encode(), FEED)[0].url == "https://courrier.example/2026/03/10/un/"


@pytest.mark.parametrize(
    "body", [b"", b"  ", b"<html><body>no</body></html>", b"\xff\xfe\x00", b'{"x":', b"plain"]
)
def test_what_is_no_feed_has_no_entries(body: bytes) -> None:
    assert read_feed(body, FEED) == ()


def test_a_body_that_is_an_address_is_not_fetched() -> None:
    assert read_feed(b"http://127.0.0.1:9/feed", FEED) == ()


def test_a_feed_is_known_by_its_first_bytes() -> None:
    assert all(looks_like_feed(text.encode()) for text in (RSS, ATOM, JSON))
    assert not looks_like_feed(b"<html><head><link type='application/rss+xml'></head></html>")


def test_a_page_declares_its_feeds_but_not_those_of_comments() -> None:
    page = html.fromstring(
        "<html><head><link rel=alternate type=application/rss+xml href=/feed/>"
        "<link rel='alternate home' type='application/atom+xml; charset=utf-8' href=atom.xml>"
        "<link rel=alternate type=application/rss+xml href=/comments/feed/>"
        "<link rel=alternate type=application/json href=/feed.json>"
        "<link rel=alternate type=application/json href=/wp-json/wp/v2/pages/7>"
        "<link rel=alternate hreflang=en href=/en/><link rel=stylesheet href=a.css></head></html>"
    )
    assert declared_feeds(page, "https://courrier.example/x/") == (
        "https://courrier.example/feed/",
        "https://courrier.example/x/atom.xml",
        "https://courrier.example/feed.json",
    )


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2026-03-10T13:00:00+01:00", datetime(2026, 3, 10, 12, tzinfo=UTC)),
        ("2026-03-10", datetime(2026, 3, 10, tzinfo=UTC)),
        ("2026-03", datetime(2026, 3, 1, tzinfo=UTC)),
        ("2026", datetime(2026, 1, 1, tzinfo=UTC)),
        ("Tue, 10 Mar 2026 13:00:00 +0100", datetime(2026, 3, 10, 12, tzinfo=UTC)),
        ("Tue, 10 Mar 2026 13:00:00", datetime(2026, 3, 10, 13, tzinfo=UTC)),
        ("yesterday", None),
        ("99", None),
        ("", None),
        (None, None),
    ],
)
def test_a_date_of_a_feed_is_read_or_left(text: str | None, expected: datetime | None) -> None:
    assert hint(text) == expected


def test_freshness_is_the_newest_date_known() -> None:
    older, newer = datetime(2026, 3, 1, tzinfo=UTC), datetime(2026, 3, 2, tzinfo=UTC)
    assert Found("u", "feed", None, older, newer).freshness == newer.timestamp()
    assert Found("u", "feed").freshness == 0.0


def test_items_of_other_types_are_left_out() -> None:
    body = (
        b'{"version": "https://jsonfeed.org/version/1.1", "items": '
        b'[1, null, {"url": 3}, {"url": ["x"]}, {"id": {}}, {"url": "https://a.example/1", "date_published": 7}]}'
    )
    assert [entry.url for entry in read_feed(body, FEED)] == ["https://a.example/1"]
    assert read_feed(b'{"version": "https://jsonfeed.org/version/1.1", "items": 7}', FEED) == ()
    assert (
        read_feed(b'{"version": "https://jsonfeed.org/version/1.1", "items": ' + b"[" * 100_000, FEED) == ()
    )


@pytest.mark.parametrize("entry", [b"<item><link>https://a.example/%d</link></item>", b"<entry><link href='https://a.example/%d'/></entry>",
                                   b'{"url": "https://a.example/%d"},'])  # fmt: skip
def test_a_feed_without_end_is_read_to_its_five_thousandth_entry(entry: bytes) -> None:
    body = b"".join(entry % n for n in range(60_000))
    around = {b"<i": b'<rss version="2.0"><channel>%s</channel></rss>', b"<e": b'<feed xmlns="http://www.w3.org/2005/Atom">%s</feed>',
              b'{"': b'{"version": "https://jsonfeed.org/version/1.1", "items": [%s{}]}'}[entry[:2]]  # fmt: skip
    began = process_time()
    found = read_feed(around % body, FEED)
    assert process_time() - began < 2
    assert (len(found), found[0].url, found[-1].url) == (
        5000,
        "https://a.example/0",
        "https://a.example/4999",
    )
