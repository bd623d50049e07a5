"""Pages that come with status 200 and are no articles: each is told by its name, and none is archived."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from site_server import Answer, Ran, Site, crawl, failures, lines, runs

_CARDS = "".join(
    f"<li><a href=/2026/03/01/story-{n}-of-the-day/>Another story, number {n}</a>" for n in range(9)
)
_PAID = json.dumps(
    {"@type": "NewsArticle", "headline": "For subscribers", "datePublished": "2026-03-09", "isAccessibleForFree": False}
)  # fmt: skip
_TEASER = "The council met on Monday and spoke about the bridge for two hours, before it voted. " * 3
PAGES = {
    "/2026/03/02/a-page-that-is-gone/": f"<title>Page not found</title><h1>Page not found</h1><ul>{_CARDS}</ul>",
    "/2026/03/03/a-form-for-consent/": "<h1>Before you continue</h1><p>We and our partners store data</p><b>Accept all</b> <b>Reject all</b>",
    "/2026/03/04/a-wall-for-robots/": "<title>Just a moment...</title><p>Checking your browser</p>",
    "/2026/03/05/nothing-at-all/": "",
    "/2026/03/11/a-server-that-failed/": "<title>500 Internal Server Error</title><h1>Internal Server Error</h1>",
    "/2026/03/12/a-server-not-set-up/": "<title>Welcome to nginx!</title><h1>Welcome to nginx!</h1><p>If you see this page, the nginx web server is successfully installed and working.</p>",
    "/2026/03/13/a-notice-only/": "<h1>The mayor closes the bridge</h1><p>To continue reading, subscribe. Already a subscriber? Log in.</p>",
    "/2026/03/14/consent-or-a-subscription/": "<h1>Mit Werbung weiterlesen</h1><p>Besuchen Sie uns mit Werbung und Tracking.</p><b>Akzeptieren und weiter</b><p>Pur-Abo für 4 Euro</p>",
    "/2026/03/15/a-document/": "%PDF-1.4 1 0 obj (The mayor said)",
    "/2026/03/16/a-script/": "function a(){return 'The mayor said that the bridge is closed'}\n" * 100,
    "/accounts/login/?next=/2026/03/06/sent-to-log-in/": "<title>Log in</title><h1>Log in</h1><form><input type=password></form>",
    "/2026/03/09/for-subscribers-only/": f'<script type="application/ld+json">{_PAID}</script><h1>For subscribers</h1>',
    "/2026/03/10/with-a-teaser/": f'<script type="application/ld+json">{_PAID}</script><h1>For subscribers</h1><p>{_TEASER}</p>',
}
TOLD = {
    "/2026/03/02/a-page-that-is-gone/": ("not-article", "soft 404"),
    "/2026/03/03/a-form-for-consent/": ("consent-wall", "consent"),
    "/2026/03/04/a-wall-for-robots/": ("blocked", "robots"),
    "/2026/03/05/nothing-at-all/": ("not-article", "empty"),
    "/2026/03/11/a-server-that-failed/": ("not-article", "server failed"),
    "/2026/03/12/a-server-not-set-up/": ("not-article", "nothing to show yet"),
    "/2026/03/13/a-notice-only/": ("paywall", "subscription"),
    "/2026/03/14/consent-or-a-subscription/": ("consent-wall", "consent"),
    "/2026/03/15/a-document/": ("not-html", "PDF"),
    "/2026/03/16/a-script/": ("not-html", "script"),
    "/2026/03/06/sent-to-log-in/": ("not-article", "log in"),
    "/2026/03/07/sent-home/": ("not-article", "home page"),
    "/2026/03/09/for-subscribers-only/": ("paywall", "subscription"),
}


@pytest.fixture(scope="module")
def ran(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Ran, Path]]:
    site = Site()
    site.pages = {path: Answer(html.encode()) for path, html in PAGES.items()}
    site.pages["/"] = Answer(f"<h1>The Daily Something</h1><ul>{_CARDS}</ul>".encode())
    site.pages["/2026/03/06/sent-to-log-in/"] = Answer(
        status=302, headers={"Location": "/accounts/login/?next=/2026/03/06/sent-to-log-in/"}
    )
    site.pages["/2026/03/07/sent-home/"] = Answer(status=302, headers={"Location": "/"})
    site.article("/2026/03/08/a-good-one/", 8)
    addresses = tmp_path_factory.mktemp("truth") / "addresses.txt"
    good = "/2026/03/08/a-good-one/", "/2026/03/10/with-a-teaser/"
    addresses.write_text("".join(f"{site.url}{path}\n" for path in (*TOLD, *good)))
    out = addresses.parent / "archive"
    done = crawl(
        "article",
        "-a",
        f"urls={addresses}",
        "-a",
        f"out={out}",
        "-s",
        f"ALLOW_PRIVATE_HOSTS={site.url[7:].partition(':')[0]}",
    )
    yield done, out
    site.stop()


def test_each_has_its_cause(ran: tuple[Ran, Path]) -> None:
    told = [json.loads(line) for line in (ran[1] / "failures.jsonl").read_bytes().splitlines()]
    assert failures(ran[1]) == {path: cause for path, (cause, _) in TOLD.items()}
    for failure in told:
        assert TOLD["/" + failure["url"].split("/", 3)[3]][1] in failure["message"]
        assert failure["http_status"] == 200
        assert failure["stage"] == ("fetch" if failure["cause"] == "not-html" else "extract")
    assert len(told) == len(TOLD)


def test_what_is_an_article_is_archived(ran: tuple[Ran, Path]) -> None:
    found = {line["url"].split("/", 3)[3]: line for line in lines(ran[1])}
    assert set(found) == {"2026/03/08/a-good-one/", "2026/03/10/with-a-teaser/"}
    teaser = found["2026/03/10/with-a-teaser/"]
    assert (teaser["access"], teaser["completeness"]) == ("paywalled", "truncated")


def test_every_address_is_accounted_for(ran: tuple[Ran, Path]) -> None:
    counts = runs(ran[1])[-1]["counts"]
    assert counts["addresses"] == counts["articles"] + counts["failures"] == len(TOLD) + 2
    assert counts["failures"] == sum(n for name, n in counts.items() if name.startswith("failures/"))
