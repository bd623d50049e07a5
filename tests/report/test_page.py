"""The page itself: whole, escaped, small, and in a form that assistive technology reads."""

from __future__ import annotations

import re
from base64 import b64encode
from collections import Counter
from dataclasses import replace
from datetime import date, timedelta
from hashlib import sha256
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hostile import HOSTILE, hostile
from lxml import html
from made_up import NOW

from newsspider.archive.failures import Cause
from newsspider.archive.schema import schema
from newsspider.report import stories, trouble
from newsspider.report.facts import Report, Series, Site, Week
from newsspider.report.gather import gather
from newsspider.report.page import MARK, page
from newsspider.report.text_facts import Example, Speaker


@pytest.fixture(scope="module")
def text(report: Report) -> str:
    return page(report)


@pytest.fixture(scope="module")
def tree(text: str) -> Any:
    return html.document_fromstring(text)


@pytest.fixture
def attacked(tmp_path: Path) -> str:
    return page(gather(hostile(tmp_path / HOSTILE.replace("/", "")), NOW))


def test_it_begins_as_every_report_does(text: str) -> None:
    assert text.startswith(MARK)
    assert text.endswith("</html>\n")


def test_headings_go_down_one_by_one(tree: Any) -> None:
    levels = [int(h.tag[1]) for h in tree.iter("h1", "h2", "h3", "h4")]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))


def test_landmarks_and_language(tree: Any) -> None:
    assert tree.get("lang") == "en"
    assert [len(tree.findall(f".//{name}")) for name in ("header", "nav", "main", "footer")] == [1, 1, 1, 1]
    (title,) = tree.findall("head/title")
    assert title.text_content().strip()


def test_ids_are_unique_and_all_that_is_pointed_to_is_there(tree: Any) -> None:
    ids = Counter(tree.xpath("//@id"))
    assert not [one for one, count in ids.items() if count > 1]
    pointed = [one for many in tree.xpath("//@aria-labelledby") for one in many.split()]
    inner = [href[1:] for href in tree.xpath("//a/@href") if href.startswith("#")]
    assert len(inner) == 10
    assert set(pointed) | set(inner) <= set(ids)


def test_every_picture_has_words_or_stands_beside_its_figure(tree: Any) -> None:
    pictures = tree.findall(".//svg")
    assert len(pictures) > 50
    for svg in pictures:
        if svg.get("role") == "img":
            assert svg.findtext("title")
            assert svg.findtext("desc")
        else:
            assert svg.get("aria-hidden") == "true"
            assert re.search(r"\d", svg.xpath("string(ancestor::*[self::tr or self::summary][1])"))


def test_tables_have_captions_and_scopes_and_scroll_by_keyboard(tree: Any) -> None:
    tables = tree.findall(".//table")
    assert len(tables) >= 12
    for table in tables:
        assert table.findtext("caption/span")
        assert {th.get("scope") for th in table.findall("thead/tr/th")} == {"col"}
        width = len(table.findall("thead/tr/th"))
        for row in table.findall("tbody/tr"):
            assert (row[0].tag, row[0].get("scope"), len(row)) == ("th", "row", width)
        region = table.getparent()
        assert (region.get("role"), region.get("tabindex")) == ("region", "0")


def test_texts_of_other_languages_say_so(tree: Any) -> None:
    quotes = tree.findall(".//blockquote")
    assert quotes
    assert {quote.get("lang") for quote in quotes} <= {"fr", "en", "uk", "de", "ar", "es"}
    assert all(quote.get("dir") == "auto" for quote in quotes)


def test_nothing_is_fetched_and_no_script_runs(text: str, tree: Any) -> None:
    assert not tree.xpath("//script | //img | //link | //iframe | //object | //form | //base | //@style")
    assert not [name for node in tree.iter() for name in node.attrib if name.startswith("on")]
    assert "url(" not in text
    assert "@import" not in text
    policy = tree.xpath("string(//meta[@http-equiv='Content-Security-Policy']/@content)")
    style = re.findall(r"<style>(.*?)</style>", text, re.DOTALL)
    allowed = b64encode(sha256(style[0].encode()).digest()).decode()
    assert policy == f"default-src 'none'; style-src 'sha256-{allowed}'; base-uri 'none'; form-action 'none'"


def test_links_lead_to_the_web_only(tree: Any) -> None:
    out = [a for a in tree.iterfind(".//a") if not a.get("href").startswith("#")]
    assert len(out) > 50
    assert {a.get("rel") for a in out} == {"noopener noreferrer"}
    assert all(a.get("href").startswith("https://") for a in out)


def test_hostile_texts_stay_texts(attacked: str) -> None:
    tree = html.document_fromstring(attacked)
    assert not tree.xpath("//script | //img | //iframe | //svg//*[@onload]")
    assert not [name for node in tree.iter() for name in node.attrib if name.startswith("on")]
    assert not tree.xpath("//a[not(starts-with(@href, '#') or starts-with(@href, 'https://'))]")
    assert attacked.count("&lt;script&gt;") >= 8
    for node in tree.iterfind(".//*[@lang]"):
        assert re.fullmatch(r"[a-z]{2,3}(-\w+)*", node.get("lang"))


def test_hostile_texts_are_all_shown(attacked: str) -> None:
    shown = html.document_fromstring(attacked).text_content()
    for what in (
        "title",
        "quote",
        "Speaker",
        "role",
        "site",
        "cause",
        "message",
        "spider",
        "outcome",
        "agency",
    ):
        assert f"{what} {HOSTILE}"[:55] in " ".join(shown.split()), what


def test_figures_of_the_page_are_those_counted(report: Report, tree: Any) -> None:
    told = {div.findtext("dt"): div.findtext("dd") for div in tree.iterfind(".//header/dl/div")}
    assert told["Articles"] == f"{report.articles:,}"
    assert told["Quotations"] == f"{report.speakers.quotes:,}"
    assert told["Alarms"] == "▲ 1"
    row = tree.xpath("//table[caption[@id='sites-table']]/tbody/tr")[0]
    site = report.sites[0]
    assert [cell.text_content() for cell in row][:3] == [site.name, f"{site.articles:,}", f"{site.quotes:,}"]
    days = tree.xpath("//table[caption[@id='published-figures']]/tbody/tr")
    assert report.published is not None
    assert [int(day[1].text_content()) for day in days] == list(report.published.total)
    chart = tree.xpath("//svg[@aria-labelledby='published-chart-title published-chart-desc']//g/title")
    assert len(chart) == sum(1 for total in report.published.total if total)


def test_what_is_still_down_needs_attention(tree: Any) -> None:
    (told,) = tree.xpath("//section[@id='attention']/ul[not(@class)]/li")
    assert "ledger-01.example" in told.text_content()
    assert "dated in the last week seen" in told.text_content()
    assert len(tree.xpath("//section[@id='fields']//td//b[@class='fell']")) == 2


def test_every_cause_and_relation_is_explained() -> None:
    relations = schema()["properties"]["dedup"]["properties"]["relation"]["enum"]
    assert {cause.value for cause in Cause} <= trouble.MEANINGS.keys()
    assert {relation for relation in relations if relation} <= stories.RELATIONS.keys()


def test_where_nothing_could_be_judged_no_alarms_are_counted(report: Report) -> None:
    assert "<dt>Alarms</dt><dd>–</dd>" in page(replace(report, health=None, unjudged="it is gone"))


def test_an_empty_archive_says_so(tmp_path: Path) -> None:
    (tmp_path / "runs.jsonl").touch()
    made = page(gather(tmp_path, NOW))
    for told in ("No article yet", "No article has a day", "Nobody is quoted", "No run is on record"):
        assert told in made


def test_a_hundred_thousand_articles_of_two_hundred_sites_are_less_than_a_megabyte(report: Report) -> None:
    size = len(page(_huge(report)).encode())
    assert 300_000 < size < 900_000


def _huge(report: Report) -> Report:
    """As much as a report can hold: all lists full, long headlines in a script of three bytes a letter."""
    starts = tuple(date(2024, 1, 1) + timedelta(days=n) for n in range(190))
    row = tuple(1000 + n for n in range(190))
    names = [f"a-rather-long-name-of-a-site-{n:03}.example" for n in range(200)]
    series = Series("day", starts, row, tuple((name, row) for name in names[:12]), row, 188, 5, 6, 7)
    weeks = tuple(
        Week(starts[0] + timedelta(weeks=n), 50, tuple(25 + (n * k) % 25 for k in range(6)))
        for n in range(100)
    )
    first, last = weeks[0].monday, weeks[-1].monday
    sites = tuple(
        Site(name, 500, 1, 20, 50, 900, 30, first, last, ("ja",), (499,) * 6, weeks) for name in names
    )
    long = Example("言" * 300, f"https://{names[0]}/{'x' * 250}", "題" * 180, names[0], "2024-01-01", "ja")
    speaker = Speaker("名 " * 40, ("別名 " * 20,) * 4, "役" * 100, 900, 800, tuple(names), (long,) * 3)
    clusters = tuple(
        replace(cluster, members=tuple(replace(cluster.members[0], article=long) for _ in range(8)))
        for cluster in (report.copies.clusters * 12)[:12]
    )
    changed = tuple(replace(one, article=long) for one in (report.revisions.most * 12)[:12])
    return replace(
        report,
        articles=100_000,
        sites=sites,
        archived=series,
        published=series,
        speakers=replace(report.speakers, top=(speaker,) * 25),
        copies=replace(report.copies, clusters=clusters),
        revisions=replace(report.revisions, most=changed, lost=(long,) * 10),
    )


def test_failures_are_told_as_attempts(tree: Any) -> None:
    """A page that fails in each of ten runs is ten lines."""
    assert "Failed attempts" in [dt.text_content() for dt in tree.iter("dt")]
    heads = [
        th.text_content()
        for one in ("sites-table", "causes")
        for th in tree.xpath(f"//*[@aria-labelledby='{one}']//th")
    ]
    assert "Failed attempts" in heads
    assert "Failures" not in heads
