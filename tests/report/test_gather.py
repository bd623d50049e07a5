"""What a report counts, against a count of its own over the same lines, and against ``stats`` and ``quotes``."""

from __future__ import annotations

import gzip
from collections import Counter
from datetime import date, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from from_schema import RECORDS
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from lines import line as a_line
from made_up import NOW, Counted

from newsspider.archive.files import article_files
from newsspider.archive.jsonl import encode, read_jsonl
from newsspider.archive.summary import stats
from newsspider.cli.quotations import Wanted, quotations
from newsspider.errors import UsageError
from newsspider.report.facts import FIELDS, Report
from newsspider.report.gather import gather
from newsspider.report.page import page

PHASES = [Phase.explicit, Phase.reuse, Phase.generate]  # to make a record smaller takes minutes


def records(root: Path) -> list[dict[str, Any]]:
    return [record for file in article_files(root) for record in read_jsonl(file)]


def saved(root: Path, *lines: dict[str, Any], day: str = "2026/03/11") -> Path:
    """An archive of these lines on one day."""
    path = root / "site" / f"{day}.jsonl.gz"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(gzip.compress(b"".join(map(encode, lines))))
    return root


def revised(line: dict[str, Any], number: int, change: str = "updated", **changes: Any) -> dict[str, Any]:
    revision = line["revision"] | {"number": number, "change": change, "changed_fields": ["headline"]}
    return line | {"revision": revision, "revision_id": f"{line['id']}.{number}"} | changes


def test_totals_are_those_written(report: Report, made: tuple[Path, Counted]) -> None:
    written = made[1]
    assert report.articles == written.articles == sum(site.articles for site in report.sites)
    assert report.copies.total == written.copies == sum(n for _, n in report.copies.relations)
    assert report.revisions.lines == written.revisions
    assert report.speakers.quotes == written.quotes == sum(site.quotes for site in report.sites)
    assert report.failures.total == written.failures == sum(n for _, n in report.failures.causes)
    assert report.runs.total == written.runs
    assert report.left_out == 0


def test_sites_agree_with_stats(report: Report, made: tuple[Path, Counted]) -> None:
    day = list(FIELDS).index("published_date")
    of_report = {s.name: (s.articles, s.gone, s.revisions, str(s.first), s.filled[day]) for s in report.sites}
    assert of_report == {s.site: (s.articles, s.gone, s.revisions, s.first, s.dated) for s in stats(made[0])}


def test_quotations_agree_with_the_command(report: Report, made: tuple[Path, Counted]) -> None:
    names = Counter(row.speaker_full for row in quotations(made[0], Wanted()))
    for speaker in report.speakers.top:
        assert speaker.quotes == sum(names[name] for name in (speaker.name, *speaker.spellings))
    spellings = ("Taras Holubenko", "Taras Holoubenko", "Тарас Голубенко")
    assert report.speakers.top[0].quotes == sum(names[name] for name in spellings)


def test_days_add_up_to_articles(report: Report) -> None:
    for series in (report.archived, report.published):
        assert series is not None
        rows = [row for _, row in series.sites]
        assert list(series.total) == [
            sum(column) + o for *column, o in zip(*rows, series.others, strict=True)
        ]
        shown = sum(series.total) + series.undated + series.earlier + series.later
        assert shown == report.articles


def test_articles_of_a_day(report: Report, made: tuple[Path, Counted]) -> None:
    assert report.published is not None
    assert report.published.unit == "day"
    at = report.published.starts.index(date(2026, 4, 14))
    days = [r["published_date"] for r in records(made[0]) if r["revision"]["number"] == 1]
    assert report.published.total[at] == days.count("2026-04-14")


def test_a_field_that_fell_and_one_that_came_back(report: Report) -> None:
    lost, back = sorted(report.falls, key=lambda fall: fall.field, reverse=True)
    assert (lost.site, lost.field) == ("ledger-01.example", "published_date")
    assert lost.before > 0.9
    assert max(lost.share, lost.now) < 0.5
    assert (back.site, back.field, back.now) == ("visnyk-02.example", "authors", 1.0)
    assert abs(lost.monday - (NOW - timedelta(days=50)).date()) <= timedelta(days=8)


def test_alarms_are_those_of_status(report: Report) -> None:
    assert report.health is not None
    assert {site.site: site.alarms for site in report.health if site.alarms} == {
        "diario-05.example": ("not looked at for 8 days",)
    }


def test_one_person_in_three_spellings(report: Report) -> None:
    first = report.speakers.top[0]
    assert {first.name, *first.spellings} == {"Taras Holubenko", "Taras Holoubenko", "Тарас Голубенко"}
    assert len(first.examples) == 3
    assert len({example.text for example in first.examples}) == 3


def test_clusters_hold_the_earliest_first(report: Report) -> None:
    largest = report.copies.clusters[0]
    assert largest.size == max(cluster.size for cluster in report.copies.clusters)
    assert largest.members[0].relation is None
    assert {member.relation for member in largest.members[1:]} == {"syndicated"}
    assert all(of != by for of, by, _ in report.copies.pairs)


def test_an_article_counts_by_its_last_version(tmp_path: Path) -> None:
    first = a_line(1)
    report = gather(saved(tmp_path, first, revised(first, 2, quotes=[])), NOW)
    assert (report.articles, report.speakers.quotes, report.revisions.lines) == (1, 0, 1)


def test_what_went_keeps_its_headline(tmp_path: Path) -> None:
    first = a_line(1)
    gone = revised(first, 2, "gone", headline=None, body=None, published_date=None, quotes=[])
    report = gather(saved(tmp_path, first, gone), NOW)
    assert [example.text for example in report.revisions.lost] == ["Le pont 1"]
    assert (report.articles, report.sites[0].gone, report.revisions.gone) == (1, 1, 1)
    assert report.published is not None
    assert sum(report.published.total) == 1
    assert report.sites[0].share(0) is None


def test_lines_that_are_no_records_are_left_out(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    good = a_line(1)
    bad: list[dict[str, Any]] = [
        {"id": 1},
        good | {"quotes": None},
        good | {"fetched_at": "yesterday"},
        good | {"site": 5},
        good | {"revision": []},
        good | {"quotes": [{"kind": "direct", "text": 3, "speaker_full": None, "speaker_role": None}]},
    ]
    report = gather(saved(tmp_path, good, *bad), NOW)
    assert (report.articles, report.left_out) == (1, len(bad))
    assert "lines left out: 6" in caplog.text


def test_a_file_cut_off_counts_up_to_there(tmp_path: Path) -> None:
    root = saved(tmp_path, a_line(1))
    (path,) = article_files(root)
    path.write_bytes(path.read_bytes() + gzip.compress(encode(a_line(2)))[:200])
    assert gather(root, NOW).articles == 1


def test_one_file_has_no_state_to_judge_by(made: tuple[Path, Counted]) -> None:
    report = gather(article_files(made[0])[0], NOW)
    assert report.health is None
    assert report.failures.total == report.runs.total == 0


def test_an_archive_without_articles(tmp_path: Path) -> None:
    (tmp_path / "runs.jsonl").write_bytes(b'{"run_id": "r"}\nno json\n')
    report = gather(tmp_path, NOW)
    assert (report.articles, report.sites, report.archived, report.runs.total) == (0, (), None, 0)
    assert "state.sqlite: not found" in report.unjudged


@settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.too_slow], phases=PHASES)
@given(st.lists(RECORDS, max_size=3))
def test_whatever_follows_the_schema_is_counted_and_shown(records: list[dict[str, Any]]) -> None:
    with TemporaryDirectory() as folder:
        report = gather(saved(Path(folder), *records), NOW)
    assert report.left_out == sum(not in_the_calendar(record["fetched_at"]) for record in records)
    assert "</html>" in page(report)


def in_the_calendar(instant: str) -> bool:
    """The schema knows no month of less than 31 days."""
    try:
        return bool(date.fromisoformat(instant[:10]))
    except ValueError:
        return False


def test_a_day_that_no_calendar_has_is_none(tmp_path: Path) -> None:
    report = gather(saved(tmp_path, a_line(1) | {"published_date": "2026-02-30"}), NOW)
    assert (report.articles, report.left_out, report.published) == (1, 0, None)


def test_what_is_no_archive(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="is no archive"):
        gather(tmp_path, NOW)
