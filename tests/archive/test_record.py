"""One line of the archive, and whether it follows the schema."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from lines import RUN_ID, article, capture, line

from newsspider.archive.record import Facts, Place, file_record, judged, record, site_name
from newsspider.archive.schema import check, keys, schema
from newsspider.model import SOFTWARE, Article

EXAMPLES = Path(__file__).parents[3] / "shared/design/articles.example.jsonl"
FACTS = Facts(RUN_ID, "news", site="courrier", robots_allowed=True, discovered_via="feed")


def test_a_record_follows_the_schema_in_its_order() -> None:
    made = record(article(), FACTS, capture=capture(), place=Place("warc/a.warc.gz", 7, "urn:uuid:1"))
    assert check(made) == []
    assert tuple(made) == keys()
    assert tuple(made["provenance"]) == keys("provenance")
    assert tuple(made["quotes"][0]) == keys("quotes")
    for name in ("rights", "extraction", "revision", "dedup"):
        assert tuple(made[name]) == keys(name)


def test_what_the_crawl_knows_is_in_provenance() -> None:
    provenance = record(article(), FACTS, capture=capture(), place=Place("warc/a.warc.gz", 7, "urn:uuid:1"))[
        "provenance"
    ]
    assert (
        provenance
        | {
            "requested_url": "https://courrier.example/0?utm_source=x",
            "redirects": ["https://courrier.example/0/old"],
            "http_status": 200,
            "etag": '"1"',
            "last_modified": "Wed, 11 Mar 2026 13:00:00 GMT",
            "warc_file": "warc/a.warc.gz",
            "warc_offset": 7,
            "capture": "http",
            "robots_allowed": True,
            "discovered_via": "feed",
            "software": SOFTWARE,
        }
        == provenance
    )


def test_an_article_of_nothing_still_makes_a_line() -> None:
    made = record(Article(), FACTS, capture=capture())
    assert check(made) == []
    assert (made["url"], made["domain"], made["fetched_at"]) == (
        "https://courrier.example/0",
        "courrier.example",
        "2026-03-11T23:59:30Z",
    )


@pytest.mark.parametrize(("status", "told"), [(200, 200), (599, 599), (0, None), (999, None)])
def test_a_status_no_server_may_send_is_none(status: int, told: int | None) -> None:
    made = record(article(), FACTS, capture=replace(capture(), status=status))
    assert (made["provenance"]["http_status"], check(made)) == (told, [])


def test_a_page_from_a_file_has_every_key() -> None:
    made = file_record(replace(article(), url=None, fetched_at=None))
    assert tuple(made) == keys()
    assert tuple(made["provenance"]) == keys("provenance")
    assert made["provenance"]["capture"] == "file"
    assert made["provenance"]["run_id"] is None
    assert json.loads(json.dumps(made)) == made


def test_a_verdict_enters_the_line() -> None:
    made = judged(line(), {"number": 3}, {"agency": "x"})
    assert made["revision_id"] == made["id"] + ".3"
    assert (made["revision"], made["dedup"]) == ({"number": 3}, {"agency": "x"})


@pytest.mark.parametrize(
    ("name", "site"),
    [
        ("courrier.example", "courrier.example"),
        ("Le Monde!", "le-monde-"),
        ("--é", "unknown"),
        ("", "unknown"),
    ],
)
def test_site_names(name: str, site: str) -> None:
    assert site_name(name) == site


@pytest.mark.skipif(not EXAMPLES.is_file(), reason="the design's examples are not here")
def test_the_examples_of_the_design_are_valid() -> None:
    for text in EXAMPLES.read_text("utf-8").splitlines():
        assert check(json.loads(text)) == []


def _broken(change: Callable[[dict[str, Any]], object]) -> dict[str, Any]:
    made = line()
    change(made)
    return made


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        (lambda r: r.update(quotes=None), "quotes"),
        (lambda r: r.update(published_at="None"), "published_at"),
        (lambda r: r.update(published_at="2026-03-11T13:05:00"), "published_at"),
        (lambda r: r.update(published_at="2026-03-11T13:05:00+01:00"), "published_at"),
        (lambda r: r.update(more=1), "properties"),
        (lambda r: r.pop("section"), "section"),
        (lambda r: r.update(authors="Lia Marn"), "authors"),
        (lambda r: r.update(word_count="12"), "word_count"),
        (lambda r: r["provenance"].pop("etag"), "provenance"),
        (lambda r: r["quotes"][0].update(char_start=3), r"quotes\[0\]\.text is not body\[3:5\]"),
        (lambda r: r.update(body=r["body"] + "."), "body_blocks joined"),
        (lambda r: r["body_blocks"].pop(), "body_blocks joined"),
        (lambda r: r.update(revision_id=r["id"] + ".2"), "revision_id"),
        (lambda r: r.update(completeness="none"), "completeness"),
        (lambda r: r.update(published_date="2026-02-30"), "published_date"),
    ],
)
def test_a_mistake_is_named(change: Callable[[dict[str, Any]], object], problem: str) -> None:
    assert check(line()) == []
    [told] = check(_broken(change))
    assert re.search(problem, told)


def test_one_span_of_a_link_without_the_other() -> None:
    link = {"url": "https://a.example", "text": "x", "char_start": 1, "char_end": None, "internal": False}
    link["target_id"] = "art_" + "0" * 32
    assert check(line(links=[link])) == ["links[0] has one of char_start and char_end without the other"]


def test_what_is_no_object() -> None:
    assert check([]) == ["data must be object"]


def test_the_schema_names_every_group() -> None:
    assert len(keys()) == len(schema()["properties"]) == 43
