"""Traps cost little, and no article is lost beside them."""

from __future__ import annotations

import random
from collections.abc import Callable
from pathlib import Path

import pytest
from site_server import Answer, Site, article, crawl, lines

from newsspider.crawl.worth import CERTAIN, FRUITLESS_PAGES, Worth

GOOD = [f"/2026/03/{n % 28 + 1:02}/a-good-story-number-{n}/" for n in range(30)]


def test_a_form_that_brings_nothing_is_given_up_but_not_what_was_named() -> None:
    worth = Worth()
    for n in range(FRUITLESS_PAGES):
        assert not worth.hopeless("https://a.example/cal/x-9", "page", "section-page")
        worth.note(f"https://a.example/cal/x-{n}", "page", fruitful=False)
    assert worth.hopeless("https://a.example/cal/x-999", "page", "section-page")
    assert not worth.hopeless("https://a.example/cal/x-999", "page", "feed")
    assert not worth.hopeless("https://a.example/news/x-999", "page", "section-page")
    worth.note("https://a.example/cal/y", "page", fruitful=True)
    assert not worth.hopeless("https://a.example/cal/x-999", "page", "section-page")


def test_a_parameter_that_makes_no_difference_is_left_out_after_two_proofs() -> None:
    worth = Worth()
    for n in range(CERTAIN):
        assert worth.plain("https://a.example/b?v=1&view=2") == "https://a.example/b?v=1&view=2"
        worth.same(f"https://a.example/{n}?view=9&v=5", f"https://a.example/{n}?v=5")
    assert worth.plain("https://a.example/b?v=1&view=2") == "https://a.example/b?v=1"
    assert worth.plain("https://a.example/b?view=2") == "https://a.example/b"
    assert worth.plain("https://b.example/b?view=2") == "https://b.example/b?view=2"


def test_what_names_an_article_is_never_left_out() -> None:
    worth = Worth()
    for n in range(9):
        worth.same(f"https://a.example/story?id={n}", "https://a.example/story?id=77")
    assert worth.plain("https://a.example/story?id=3") == "https://a.example/story?id=3"


def _links(paths: list[str]) -> str:
    return "".join(f"<li><a href='{path}'>{path}</a></li>" for path in paths)


def _calendar(site: Site, path: str) -> Answer:
    month = int(path.rsplit("=", 1)[-1])
    days = [f"/calendar?day={month * 100 + d}" for d in range(31)]
    return _list([*days, f"/calendar?month={month + 1}"])


def _facets(site: Site, path: str) -> Answer:
    dice = random.Random(path)
    return _list([f"/browse?colour={dice.randrange(99)}&size={dice.randrange(99)}" for _ in range(40)])


def _growing(site: Site, path: str) -> Answer:
    return _list([f"{path}more/", f"{path}again/", f"{path}section/"])


def _session(site: Site, path: str) -> Answer:
    found = path.partition("?")[0]
    sid = f"{random.randrange(16**12):012x}"
    if found in GOOD:
        return Answer(article(GOOD.index(found)))
    return _list([f"{good}?zid={sid}" for good in GOOD] + [f"/part-{n}/?zid={sid}" for n in range(9)])


def _endless(site: Site, path: str) -> Answer:
    dice = random.Random(path)
    stories = [f"/events/a-market-day-of-the-town-{dice.randrange(10**6)}" for _ in range(20)]
    return _list([*stories, f"/events/list-{dice.randrange(10**6)}/"])


def _list(paths: list[str]) -> Answer:
    return Answer(f"<html lang=en><title>List</title><body><ul>{_links(paths)}</ul></body></html>".encode())


TRAPS: dict[str, tuple[str, Callable[[Site, str], Answer]]] = {
    "calendar": ("/calendar?month=1", _calendar),
    "facets": ("/browse?colour=1&size=1", _facets),
    "growing path": ("/more/", _growing),
    "session": ("/part-1/?zid=0", _session),
    "endless": ("/events/list-1/", _endless),
}


@pytest.mark.parametrize("name", TRAPS)
def test_a_trap_costs_at_most_200_fetches_and_no_article(name: str, site: Site, tmp_path: Path) -> None:
    entry, answer = TRAPS[name]
    for n, path in enumerate(GOOD):
        site.article(path, n)
    news = ["/news/", "/news/page/2/", "/news/page/3/"]
    for n, path in enumerate(news):
        following = news[n + 1 : n + 2]
        more = "".join(f"<a rel=next href='{x}'>Next</a>" for x in following)
        site.pages[path] = Answer(
            f"<html lang=en><title>News</title><body>{_links(GOOD[10 * n : 10 * n + 10])}{more}".encode()
        )
    site.pages["/"] = _list([entry, news[0]])
    start = entry.partition("?")[0].rstrip("0123456789").removesuffix("list-")
    missing = Answer(b"<title>no</title>", 404)
    site.otherwise = lambda site, path: answer(site, path) if path.startswith((start, *GOOD)) else missing
    ran = crawl("news", "-a", f"url={site.url}/", "-a", f"out={tmp_path / 'o'}")
    assert ran.code == 0
    assert {line["url"].partition("?")[0] for line in lines(tmp_path / "o")} == {site.url + x for x in GOOD}
    assert len(lines(tmp_path / "o")) == len(GOOD)
    useful = {"/", "/robots.txt", *GOOD, *news}
    assert len([path for path in site.paths() if path not in useful]) <= 200


def test_25_addresses_of_one_story_cost_few_fetches_and_give_one_record(site: Site, tmp_path: Path) -> None:
    story = "/2026/03/10/a-story-of-many-addresses"
    queries = [
        "",
        "?",
        "?utm_source=a",
        "?utm_medium=b&utm_campaign=c",
        "?fbclid=1",
        "?gclid=2",
        "?amp",
        "?amp=1",
    ]
    queries += [f"?view={n}" for n in range(6)] + [f"?from=box{n}" for n in range(4)]
    paths = [story + query for query in queries]
    paths += [
        f"{story}/",
        f"{story}/amp/",
        f"{story}/#comments",
        f"{story}?view=1&from=box1",
        f"{story}/?utm_term=x",
    ]
    paths += [f"{story};jsessionid=ABC", f"{story}/index.html"]
    assert len(paths) == 25
    site.otherwise = lambda _, path: Answer(article(1)) if path.startswith(story) else Answer(b"no", 404)
    site.pages["/"] = _list(paths)
    assert crawl("news", "-a", f"url={site.url}/", "-a", f"out={tmp_path / 'o'}").code == 0
    assert len(lines(tmp_path / "o")) == 1
    assert len([path for path in site.paths() if path.startswith(story)]) <= 12
