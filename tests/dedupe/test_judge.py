"""Verdicts: new, unchanged, updated, copy, duplicate, gone."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from hashlib import blake2b
from pathlib import Path
from typing import Any

import orjson
import pytest

from newsspider.archive.record import Facts, judged, record
from newsspider.archive.schema import check, schema
from newsspider.dedupe.judge import Judge
from newsspider.dedupe.verdict import Kind, Verdict
from newsspider.model import Article, Author, Block, Capture, RelatedLink, Stamp
from newsspider.state.ledger import Ledger
from newsspider.state.pages import Pages
from newsspider.text.normalize import fold

START = datetime(2026, 3, 11, 13, 0, tzinfo=UTC)
BODY = (
    "The harbour of Tarn was closed on Monday after a crane fell across the northern quay, the port said. "
    "Nobody was hurt, but nine ships must wait at anchor until engineers have cut the steel apart, which may "
    "take until Friday. The crane, built forty years ago, was due to be replaced next spring, said its owner."
)
OTHER = (
    "A small library in the hills above Oderin has lent its last book, ending a service that began before the "
    "railway came. Its shelves went to three schools; its cat, the librarian said, has chosen the bakery, and "
    "the reading room will be let to a maker of violins who promised to leave the stove where it stands."
)


class Desk:
    """Runs of a crawl, one page at a time."""

    def __init__(self, root: Path) -> None:
        self.ledger = Ledger(root)
        self.judge = Judge(self.ledger)
        self.run = 0

    def next_run(self) -> None:
        """Begin another run, an hour later."""
        self.run += 1

    def line(self, url: str, body: str | None = BODY, *, etag: str = "1", **fields: Any) -> dict[str, Any]:
        """The record of a page."""
        at = START + timedelta(hours=self.run)
        capture = Capture(url, b"x", {"ETag": etag}, 200, at, url)
        blocks = (Block("paragraph", 0, len(body)),) if body else ()
        fields = {"headline": "Crane falls in Tarn", "completeness": "complete" if body else "none"} | fields
        article = Article(url=url, body=body, body_blocks=blocks, fetched_at=at, **fields)
        return record(article, Facts(f"20260311T{13 + self.run}0000Z-000000", "news"), capture=capture)

    def meet(self, url: str, body: str | None = BODY, **fields: Any) -> Verdict:
        """Judge a page and remember it."""
        line = self.line(url, body, **fields)
        verdict = self.judge.judge(line)
        if verdict.kind.dropped:
            self.judge.seen(line, verdict)
        else:
            assert check(judged(line, verdict.revision, verdict.dedup)) == []
            self.judge.keep(line, verdict)
        return verdict


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    desk = Desk(tmp_path)
    yield desk
    desk.ledger.close()


def test_first_sight_is_new(desk: Desk) -> None:
    verdict = desk.meet("https://a.example/1")
    assert verdict.kind is Kind.NEW
    assert verdict.revision == {
        "number": 1,
        "change": "new",
        "first_seen_at": "2026-03-11T13:00:00Z",
        "previous_text_sha256": None,
        "changed_fields": [],
        "similarity": None,
    }
    assert verdict.dedup["cluster_id"] == desk.line("https://a.example/1")["id"]
    assert verdict.dedup["relation"] is None


def test_the_schema_names_the_fingerprint_that_is_made(desk: Desk) -> None:
    made = desk.meet("https://a.example/1").dedup["fingerprint"]
    meaning = schema()["properties"]["dedup"]["properties"]["fingerprint"]["description"]
    assert f"'{made.partition(':')[0]}:" in meaning


def test_judging_remembers_nothing(desk: Desk) -> None:
    line = desk.line("https://a.example/1")
    assert desk.judge.judge(line) == desk.judge.judge(line)


def test_again_in_the_same_run_is_a_duplicate(desk: Desk) -> None:
    desk.meet("https://a.example/1")
    assert desk.meet("http://www.a.example/1/?utm_source=x").kind is Kind.DUPLICATE
    assert desk.meet("https://a.example/1", OTHER).kind is Kind.DUPLICATE


def test_cosmetic_changes_are_none(desk: Desk) -> None:
    desk.meet("https://a.example/1", headline="It’s “down”", keywords=("a",))
    desk.next_run()
    card = RelatedLink(None, "More", None, None, "related", 0, None)
    verdict = desk.meet(
        "https://a.example/1",
        BODY.replace(" the ", "  the\u00a0"),
        headline='It\'s "down" ',
        keywords=("b",),
        related_links=(card,),
        etag="2",
    )
    assert verdict.kind is Kind.UNCHANGED
    state = Pages(desk.ledger).get("a.example/1")
    assert state
    assert (state.etag, state.fetched_at, state.changed_at, state.revision) == (
        "2",
        "2026-03-11T14:00:00Z",
        "2026-03-11T13:00:00Z",
        1,
    )


def test_a_change_is_the_next_revision_and_names_its_fields(desk: Desk) -> None:
    first = desk.meet("https://a.example/1", authors=(Author("Ilo Bern"),))
    desk.next_run()
    longer = BODY + " Two more cranes of the same make will be looked at on Tuesday."
    second = desk.meet("https://a.example/1", longer, headline="Crane falls: port shut", keywords=("port",))
    assert second.kind is Kind.UPDATED
    assert second.revision["number"] == 2
    assert second.revision["change"] == "updated"
    assert second.revision["first_seen_at"] == "2026-03-11T13:00:00Z"
    assert second.revision["previous_text_sha256"] == first.dedup["text_sha256"]
    assert second.revision["changed_fields"] == ["headline", "body", "authors", "keywords"]
    assert 0.7 < second.revision["similarity"] < 1
    assert second.dedup["relation"] is None
    desk.next_run()
    assert desk.meet("https://a.example/1", longer, headline="Crane falls: port shut").kind is Kind.UNCHANGED
    assert desk.meet("https://a.example/1", BODY).revision["number"] == 3


def test_two_hours_ago_is_no_change(desk: Desk) -> None:
    for hours in (0, 1):
        at = START - timedelta(hours=2 - hours)
        stamp = Stamp(at, "2026-03-11", "2 hours ago", "+00:00", "assumed", "visible-text")
        verdict = desk.meet("https://a.example/1", published=stamp)
        desk.next_run()
    assert verdict.kind is Kind.UNCHANGED


@pytest.mark.parametrize(
    ("url", "relation"),
    [("https://b.example/x", "exact"), ("https://a.example/other", "exact")],
)
def test_the_same_words_elsewhere_are_a_copy(desk: Desk, url: str, relation: str) -> None:
    original = desk.line("https://a.example/1")["id"]
    desk.meet("https://a.example/1")
    copy = desk.meet(url, BODY.replace("\n", " ").replace(",", " –"), headline="Elsewhere")
    assert copy.kind is Kind.COPY
    assert copy.revision["change"] == "new"
    assert copy.dedup | {"duplicate_of": original, "cluster_id": original} == copy.dedup
    assert (copy.dedup["relation"], copy.dedup["similarity"]) == (relation, 1.0)


@pytest.mark.parametrize(("host", "relation"), [("a.example", "near"), ("b.example", "syndicated")])
def test_nearly_the_same_words_are_a_copy(desk: Desk, host: str, relation: str) -> None:
    desk.meet("https://a.example/1")
    copy = desk.meet(f"https://{host}/2", "TARN – " + BODY.replace("forty", "fifty") + " (AP)")
    assert copy.kind is Kind.COPY
    assert copy.dedup["relation"] == relation
    assert 0.8 < copy.dedup["similarity"] < 1


def test_an_excerpt_is_a_copy_of_its_own_kind(desk: Desk) -> None:
    desk.meet("https://a.example/1", f"{BODY} {OTHER}")
    copy = desk.meet("https://b.example/2", BODY[: BODY.index(" The crane")])
    assert (copy.kind, copy.dedup["relation"], copy.dedup["similarity"]) == (Kind.COPY, "excerpt", 1.0)


def test_the_agency_is_named_whatever_the_verdict(desk: Desk) -> None:
    for url, agency in (
        ("https://a.example/1", "AFP"),
        ("https://b.example/1", "Reuters"),
        ("https://c.example/1", None),
    ):
        assert desk.meet(url, agency=agency).dedup["agency"] == agency


def test_copies_name_the_earliest(desk: Desk) -> None:
    ids = [desk.line(f"https://{host}.example/1")["id"] for host in "abc"]
    for host in "abc":
        last = desk.meet(f"https://{host}.example/1", BODY + f" This is {host} news.")
    assert (last.dedup["duplicate_of"], last.dedup["cluster_id"]) == (ids[0], ids[0])


def test_an_update_of_the_earliest_is_no_copy_of_its_copies(desk: Desk) -> None:
    desk.meet("https://a.example/1")
    desk.meet("https://b.example/1")
    desk.next_run()
    update = desk.meet("https://a.example/1", BODY + " Work has begun.")
    assert update.kind is Kind.UPDATED
    assert update.dedup["duplicate_of"] is None
    again = desk.meet("https://b.example/1", BODY + " Work has begun, at last.")
    assert again.dedup["duplicate_of"] == desk.line("https://a.example/1")["id"]


@pytest.mark.parametrize("body", ["Watch the video above.", None, "", "…"])
def test_notices_and_empty_bodies_are_no_copies(desk: Desk, body: str | None) -> None:
    desk.meet("https://a.example/1", body, completeness="complete" if body is not None else "none")
    again = desk.meet("https://b.example/2", body, completeness="complete" if body is not None else "none")
    assert again.kind is Kind.NEW


def test_other_texts_are_new(desk: Desk) -> None:
    desk.meet("https://a.example/1")
    assert desk.meet("https://a.example/2", OTHER).kind is Kind.NEW


def test_texts_without_spaces(desk: Desk) -> None:
    text = "港の発表によると、月曜日に北の岸壁でクレーンが倒れ、港は閉鎖された。けが人はなかったという。" * 2
    desk.meet("https://a.example/1", text)
    assert desk.meet("https://b.example/2", text.replace("月曜日", "火曜日")).kind is Kind.COPY


def test_amp_and_print_pages_are_the_article(desk: Desk) -> None:
    desk.meet("https://a.example/1", canonical_url="https://a.example/1")
    for path in ("amp-1", "print/1"):
        verdict = desk.meet(f"https://a.example/{path}", canonical_url="https://a.example/1")
        assert verdict.kind is Kind.DUPLICATE
        assert verdict.same_as == desk.line("https://a.example/1")["id"]
    desk.next_run()
    changed = desk.meet("https://a.example/amp-1", BODY + " More.", canonical_url="https://a.example/1")
    assert changed.kind is Kind.DUPLICATE
    assert Pages(desk.ledger).get("a.example/amp-1") is not None


def test_an_amp_page_met_first_stands_for_the_article(desk: Desk) -> None:
    desk.meet("https://a.example/amp-1", canonical_url="https://a.example/1")
    assert Pages(desk.ledger).is_due("a.example/1", START)
    assert desk.meet("https://a.example/1", canonical_url="https://a.example/1").kind is Kind.DUPLICATE
    desk.next_run()
    assert desk.meet("https://a.example/1", canonical_url="https://a.example/1").kind is Kind.DUPLICATE


def test_a_canonical_address_that_lies_is_not_believed(desk: Desk) -> None:
    desk.meet("https://a.example/", headline="Home", canonical_url="https://a.example/")
    other = desk.meet("https://a.example/2", OTHER, headline="Library", canonical_url="https://a.example/")
    assert other.kind is Kind.NEW


def test_gone(desk: Desk) -> None:
    first = desk.meet("https://a.example/1")
    desk.next_run()
    line = desk.line("https://a.example/1", None, headline=None)
    verdict = desk.judge.gone(line)
    assert verdict
    assert {"headline", "body"} <= set(verdict.revision["changed_fields"])
    assert verdict.kind is Kind.UPDATED
    assert verdict.revision | {"number": 2, "change": "gone"} == verdict.revision
    assert verdict.revision["previous_text_sha256"] == first.dedup["text_sha256"]
    assert check(judged(line, verdict.revision, verdict.dedup)) == []
    desk.judge.keep(line, verdict)
    assert desk.judge.gone(line) is None
    desk.next_run()
    assert desk.meet("https://a.example/1").revision | {"number": 3, "change": "updated"}


def test_gone_before_it_was_seen(desk: Desk) -> None:
    assert desk.judge.gone(desk.line("https://a.example/1", None)) is None


def test_a_page_without_body_is_gone_once(desk: Desk) -> None:
    desk.meet("https://a.example/1", None)
    desk.next_run()
    line = desk.line("https://a.example/1", None, headline=None)
    verdict = desk.judge.gone(line)
    assert verdict
    assert (verdict.revision["change"], "body" in verdict.revision["changed_fields"]) == ("gone", False)
    desk.judge.keep(line, verdict)
    assert desk.judge.gone(line) is None


def test_a_page_emptied_is_gone(desk: Desk) -> None:
    desk.meet("https://a.example/1")
    desk.next_run()
    assert desk.meet("https://a.example/1", None).revision["change"] == "gone"


def test_the_same_page_with_other_parameters_is_a_duplicate(desk: Desk) -> None:
    desk.meet("https://a.example/crane?view=4")
    same = desk.meet("https://a.example/crane")
    assert (same.kind, same.same_as) == (Kind.DUPLICATE, desk.line("https://a.example/crane?view=4")["id"])
    assert desk.meet("https://a.example/crane?from=box").kind is Kind.DUPLICATE
    assert desk.meet("https://a.example/crane?id=2", headline="Another headline").kind is Kind.COPY
    assert desk.meet("https://a.example/quay").kind is Kind.COPY


STUB = "Please watch the video above to see the whole story of today, and subscribe to our newsletter for more of it."


def test_a_parameter_that_chooses_the_article_makes_another_one_whatever_the_text(desk: Desk) -> None:
    desk.meet("https://a.example/view?id=1", STUB, headline="Video")
    assert desk.meet("https://a.example/view?id=2", STUB, headline="Video").kind is Kind.COPY
    assert desk.meet("https://a.example/view?ID=3&from=box", STUB, headline="Video").kind is Kind.COPY
    desk.next_run()
    assert desk.meet("https://a.example/view?id=2", OTHER, headline="Video").kind is Kind.UPDATED


def test_an_alias_whose_text_becomes_another_is_an_article(desk: Desk) -> None:
    desk.meet("https://a.example/view?film=1", STUB, headline="Video")
    assert desk.meet("https://a.example/view?film=2", STUB, headline="Video").kind is Kind.DUPLICATE
    desk.next_run()
    other = desk.meet("https://a.example/view?film=2", OTHER, headline="Video")
    assert (other.kind, other.revision["number"]) == (Kind.NEW, 1)


def test_an_amp_page_without_its_text_is_known_by_the_headline(desk: Desk) -> None:
    desk.meet("https://a.example/1", canonical_url="https://a.example/1")
    for path, headline, kind in (
        ("amp-1", "Crane falls in Tarn", Kind.DUPLICATE),
        ("amp-2", "Home", Kind.NEW),
    ):
        amp = desk.meet(
            f"https://a.example/{path}", "Read on.", headline=headline, canonical_url="https://a.example/1"
        )
        assert amp.kind is kind


def known_as_in_0_1_0(desk: Desk, url: str, body: str) -> None:
    """Have the state know a page by the hash of its body that 0.1.0 made, which counted counters."""
    state = Pages(desk.ledger).get(url)
    assert state
    hashed = blake2b(orjson.dumps(fold(body)), digest_size=6).hexdigest()
    Pages(desk.ledger).put(replace(state, fields={**state.fields, "body": hashed}))


@pytest.mark.parametrize("body", [BODY, f"{BODY}\n\n1,204 views"])
def test_a_page_known_to_an_older_version_gets_no_revision_for_that(desk: Desk, body: str) -> None:
    desk.meet("https://a.example/1", body)
    known_as_in_0_1_0(desk, "a.example/1", body)
    desk.next_run()
    assert desk.meet("https://a.example/1", body).kind is Kind.UNCHANGED
    desk.next_run()
    assert desk.meet("https://a.example/1", body.replace("1,204", "1,317")).kind is Kind.UNCHANGED
    desk.next_run()
    changed = desk.meet("https://a.example/1", body.replace("nine ships", "ten ships"))
    assert changed.revision["changed_fields"] == ["body"]


def test_a_change_of_a_page_known_to_an_older_version_is_seen(desk: Desk) -> None:
    desk.meet("https://a.example/1")
    known_as_in_0_1_0(desk, "a.example/1", BODY)
    desk.next_run()
    again = desk.meet("https://a.example/1", BODY, headline="Crane falls: port shut", keywords=("port",))
    assert again.revision["changed_fields"] == ["headline", "keywords"]
    known_as_in_0_1_0(desk, "a.example/1", BODY)
    desk.next_run()
    assert "body" in desk.meet("https://a.example/1", OTHER).revision["changed_fields"]
