"""What of a page seen again makes a revision: its news, and not the furniture around it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from newsspider import extract
from newsspider.archive.record import Facts, record
from newsspider.dedupe.judge import Judge
from newsspider.dedupe.verdict import Kind, Verdict
from newsspider.model import Capture
from newsspider.state.ledger import Ledger

START = datetime(2026, 3, 11, 13, 0, tzinfo=UTC)
URL = "https://a.example/2026/03/11/harbour-closed"
LEAD = "The harbour of Tarn was closed on Monday after a crane fell across the northern quay, the port said."
SECOND = (
    "Nobody was hurt, but nine ships must wait at anchor until engineers have cut the steel apart, which may "
    "take until Friday, according to Mila Ostrand, who leads the port."
)
THIRD = (
    "The crane, built forty years ago, was due to be replaced next spring, said its owner, Halden Lifting."
)
FOURTH = (
    "Fishing boats may use the southern quay in the meantime, the town added in a statement on its website."
)
PAGE = f"""<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>Harbour closed after crane falls | Tarn Courier</title>
<meta property="og:type" content="article"><meta property="og:site_name" content="Tarn Courier">
<meta property="article:published_time" content="2026-03-11T09:00:00Z"></head><body>
<header><a href="/">Tarn Courier</a><nav><ul><li><a href="/news">News</a></li><li><a href="/sport">Sport</a></li>
<li><a href="/weather">Weather</a></li></ul></nav></header>
<main><article><h1>Harbour closed after crane falls</h1>
<p class="byline">By <a rel="author" href="/by/ilo-bern">Ilo Bern</a></p>
<p class="meta"><time datetime="2026-03-11T09:00:00Z">11 March 2026</time></p>
<p>{LEAD}</p>
<p>{SECOND}</p>
<p>{THIRD}</p>
<p>{FOURTH}</p>
</article></main>
<footer><p>© 2026 Tarn Courier. All rights reserved.</p><a href="/imprint">Imprint</a></footer></body></html>"""
RELATED = (
    '<aside class="related"><h3>Related stories</h3><ul><li><a href="/2026/03/{day}/ferry">Ferry to run {day} '
    'times a day from spring</a></li><li><a href="/2026/03/09/market">Fish market opens its doors</a></li></ul></aside>'
)


def after(anchor: str, more: str) -> str:
    assert anchor in PAGE
    return PAGE.replace(anchor, anchor + "\n" + more)


BYLINE, DAY, LAST = "Ilo Bern</a></p>", "11 March 2026</time></p>", f"<p>{FOURTH}</p>"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return tmp_path


def seen_twice(root: Path, first: str, second: str) -> Verdict:
    """The verdict on *second*, an hour after *first*."""
    ledger = Ledger(root)
    judge = Judge(ledger)
    for hour, page in enumerate((first, second)):
        at, html = START + timedelta(hours=hour), page.encode()
        article = extract(html, URL, fetched_at=at)
        assert article.body
        assert LEAD.split(maxsplit=1)[0] in article.body
        facts = Facts(f"20260311T{13 + hour}0000Z-000000", "news")
        line = record(article, facts, capture=Capture(URL, html, {}, 200, at, URL))
        verdict = judge.judge(line)
        if not verdict.kind.dropped:
            judge.keep(line, verdict)
    ledger.close()
    return verdict


COSMETIC = {
    "views": (after(DAY, '<p class="views">1,204 views</p>'), after(DAY, '<p class="views">9,877 views</p>')),
    "views, a bare count": (
        after(DAY, '<span class="view-count">1 204</span>'),
        after(DAY, '<span class="view-count">1 377</span>'),
    ),
    "comments": (
        after(DAY, '<a href="#comments">3 comments</a>'),
        after(DAY, '<a href="#comments">41 comments</a>'),
    ),
    "comments below": (PAGE, after(LAST, '<div id="comments"><h3>2 comments</h3><p>First! What a mess.</p></div>')),
    "shares": (
        after(DAY, '<div class="share"><span>12</span> shares</div>'),
        after(DAY, '<div class="share"><span>340</span> shares</div>'),
    ),
    "a count in a paragraph": (after(BYLINE, "<p>1,204 views</p>"), after(BYLINE, "<p>9,877 views</p>")),
    "a count that comes": (PAGE, after(f"<p>{LEAD}</p>", "<p>3 comments</p>")),
    "updated, in the text": (
        after(BYLINE, "<p>Last updated: 14:32</p>"),
        after(f"<p>{LEAD}</p>", "<p>Updated 2 hours ago</p>"),
    ),
    "updated, in French": (
        after(BYLINE, "<p>Mis à jour il y a 3 minutes</p>"),
        after(BYLINE, "<p>Mis à jour il y a 1 heure</p>"),
    ),
    "likes, in French": (after(LAST, "<p>12 partages</p>"), after(LAST, "<p>57 partages</p>")),
    "updated minutes ago": (
        after(DAY, '<p class="updated">Updated 3 minutes ago</p>'),
        after(DAY, '<p class="updated">Updated 1 hour ago</p>'),
    ),
    "reading time": (PAGE, after(DAY, '<p class="reading-time">3 min read</p>')),
    "related stories change": (after(LAST, RELATED.format(day=10)), after(LAST, RELATED.format(day=11))),
    "related stories come": (PAGE, after(f"<p>{SECOND}</p>", RELATED.format(day=11))),
    "read also": (
        PAGE,
        after(f"<p>{SECOND}</p>", '<p><strong>Read also: <a href="/2026/03/11/ferry">Ferry to run again</a></strong></p>'),
    ),
    "an advertisement": (
        PAGE,
        after(f"<p>{SECOND}</p>", '<div class="ad-slot"><p>Advertisement</p><a href="/ads/1">Sofas, half price</a></div>'),
    ),
    "newsletter": (
        PAGE,
        after(LAST, '<div class="newsletter"><p>Sign up to our newsletter</p><form><input name="mail"></form></div>'),
    ),
    "white space": (PAGE, PAGE.replace("<p>", "<p>\n   ").replace("quay, the", "quay,&nbsp; the")),
    "quotation marks": (PAGE.replace("Halden Lifting", '"Halden Lifting"'), PAGE.replace("Halden Lifting", "“Halden Lifting”")),
    "markup": (PAGE, PAGE.replace("Mila Ostrand", "<em>Mila Ostrand</em>").replace("<main>", '<main class="v2">')),
    "scripts and styles": (PAGE, PAGE.replace("</head>", "<style>p{margin:0}</style><script>var build=7</script></head>")),
    "menus and footer": (PAGE, PAGE.replace('<li><a href="/sport">', '<li><a href="/live">Live</a></li><li><a href="/sport">').replace("© 2026", "© 2027")),
}  # fmt: skip

REAL = {
    "a figure": (PAGE, PAGE.replace("nine ships", "eleven ships"), "body"),
    "a figure in digits": (PAGE.replace("nine", "9"), PAGE.replace("nine", "11"), "body"),
    "a result": (
        after(f"<p>{LEAD}</p>", "<p>Tarn 2, Oderin 1</p>"),
        after(f"<p>{LEAD}</p>", "<p>Tarn 3, Oderin 1</p>"),
        "body",
    ),
    "a decimal": (PAGE.replace("nine", "1.5"), PAGE.replace("nine", "15"), "body"),
    "a name": (PAGE, PAGE.replace("Mila Ostrand", "Mila Ostrander"), "body"),
    "a paragraph more": (PAGE, after(LAST, "<p>Two more cranes of that make will be looked at on Tuesday.</p>"), "body"),
    "a paragraph less": (PAGE, PAGE.replace(f"<p>{THIRD}</p>", ""), "body"),
    "the headline": (PAGE, PAGE.replace("Harbour closed", "Harbour open again"), "headline"),
    "an author": (PAGE, PAGE.replace("Ilo Bern</a>", 'Ilo Bern</a> and <a rel="author" href="/by/ada-lund">Ada Lund</a>'), "authors"),
    "a correction": (
        PAGE,
        after(LAST, "<p><em>Correction: an earlier version of this article said the crane was fifty years old.</em></p>"),
        "body",
    ),
    "a correction, in French": (
        PAGE,
        after(LAST, "<p>Rectificatif : une version précédente de cet article donnait à la grue cinquante ans.</p>"),
        "body",
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", COSMETIC)
def test_furniture_makes_no_revision(root: Path, name: str) -> None:
    verdict = seen_twice(root, *COSMETIC[name])
    assert (verdict.kind, dict(verdict.revision)) == (Kind.UNCHANGED, {})


@pytest.mark.parametrize("name", REAL)
def test_news_makes_a_revision(root: Path, name: str) -> None:
    first, second, field = REAL[name]
    verdict = seen_twice(root, first, second)
    assert verdict.kind is Kind.UPDATED
    assert (verdict.revision["number"], verdict.revision["change"]) == (2, "updated")
    assert field in verdict.revision["changed_fields"]


def live(*entries: str) -> str:
    posts = "".join(
        f'<div class="live-post"><time datetime="2026-03-11T{10 + n}:00:00Z">{10 + n}:00</time><p>{text}</p></div>'
        for n, text in enumerate(entries)
    )
    return PAGE.replace(LAST, LAST + posts)


def test_a_live_blog_that_grows_makes_a_revision_each_time(root: Path) -> None:
    first = "Divers have gone down to look at the keel of the freighter that lies nearest to the quay."
    second = "The first ship has left the harbour by the southern channel, towed by two tugs from Oderin."
    verdict = seen_twice(root, live(first), live(first, second))
    assert verdict.kind is Kind.UPDATED
    assert "body" in verdict.revision["changed_fields"]
    assert 0.5 < verdict.revision["similarity"] < 1
