"""What is known of a page, and when it is looked at again."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from newsspider.model import instant
from newsspider.state.ledger import Ledger
from newsspider.state.pages import Pages, PageState, recheck_after
from newsspider.text.urls import article_id

START = datetime(2026, 3, 11, 13, 0, tzinfo=UTC)
KEY = "a.example/x"
STATE = PageState(
    id=article_id(KEY),
    url="https://a.example/x",
    site="a",
    revision=2,
    etag='"1"',
    last_modified="Wed, 11 Mar 2026 13:00:00 GMT",
    html_sha256="sha256:00",
    text_sha256="sha256:11",
    fields={"body": "abc"},
    first_seen_at="2026-03-11T13:00:00Z",
    fetched_at="2026-03-11T13:00:00Z",
    changed_at="2026-03-11T13:00:00Z",
    run_id="20260311T130000Z-000000",
    warc_file="warc/a/x.warc.gz",
    warc_offset=7,
    warc_record_id="urn:uuid:1",
)


@pytest.fixture
def pages(tmp_path: Path) -> Iterator[Pages]:
    ledger = Ledger(tmp_path)
    yield Pages(ledger)
    ledger.close()


def test_a_state_comes_back_whole(pages: Pages) -> None:
    pages.put(STATE)
    assert pages.get(KEY) == STATE
    assert pages.by_id(STATE.id) == STATE
    other = replace(STATE, gone=True, same_as=article_id("a.example/y"), etag=None)
    pages.put(other)
    assert pages.get(KEY) == other


def test_a_page_never_seen(pages: Pages) -> None:
    assert pages.get(KEY) is None
    assert pages.is_due(KEY, START)
    pages.touched(KEY, START)
    assert pages.get(KEY) is None


def test_touched_keeps_validators_it_is_not_given(pages: Pages) -> None:
    pages.put(STATE)
    pages.touched(KEY, START + timedelta(hours=2), etag='"2"')
    state = pages.get(KEY)
    assert state
    assert (state.etag, state.last_modified) == ('"2"', STATE.last_modified)
    assert (state.fetched_at, state.changed_at) == ("2026-03-11T15:00:00Z", STATE.changed_at)


@pytest.mark.parametrize(
    ("age", "wait"),
    [
        (timedelta(0), timedelta(hours=1)),
        (timedelta(hours=6), timedelta(hours=6)),
        (timedelta(hours=25), timedelta(days=1)),
        (timedelta(days=7), timedelta(days=7)),
        (timedelta(days=900), timedelta(days=7)),
    ],
)
def test_older_pages_are_looked_at_less_often(pages: Pages, age: timedelta, wait: timedelta) -> None:
    assert recheck_after(age) == wait
    fetched = START + age
    pages.put(replace(STATE, fetched_at=instant(fetched) or ""))
    assert not pages.is_due(KEY, fetched + wait - timedelta(seconds=1))
    assert pages.is_due(KEY, fetched + wait)


def test_due_gives_the_longest_due_first_and_nothing_gone(pages: Pages) -> None:
    for number, hours in enumerate([2, 0, 1]):
        at = instant(START + timedelta(hours=hours)) or ""
        pages.put(
            replace(STATE, id=article_id(str(number)), url=f"u{number}", first_seen_at=at, fetched_at=at)
        )
    pages.put(replace(STATE, id=article_id("gone"), gone=True))
    pages.put(replace(STATE, id=article_id("b"), site="b"))
    now = START + timedelta(days=2)
    assert [state.url for state in pages.due("a", now)] == ["u1", "u2", "u0"]
    assert [state.url for state in pages.due("a", now, limit=1)] == ["u1"]
    assert pages.due("a", START) == []


def test_an_alias_leads_to_its_article_and_is_due_at_once(pages: Pages) -> None:
    pages.put(STATE)
    pages.alias(article_id("a.example/amp"), "https://a.example/amp", STATE)
    alias = pages.get("a.example/amp")
    assert alias
    assert (alias.same_as, alias.etag, alias.revision) == (STATE.id, None, 0)
    assert pages.is_due("a.example/amp", START)
    pages.alias(STATE.id, "https://a.example/x", STATE)
    assert pages.get(KEY) == STATE


def test_how_many_of_many_are_known(pages: Pages) -> None:
    for n in range(0, 1200, 2):
        pages.put(replace(STATE, id=article_id(f"a.example/{n}")))
    assert pages.known(f"a.example/{n}" for n in range(1200)) == 600
    assert pages.known(["a.example/2", "a.example/2", "a.example/3"]) == 1
    assert pages.known([]) == 0
