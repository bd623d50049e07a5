"""What ``newsspider status`` says of an archive whose sites fare differently."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from newsspider.archive.archive import Archive, Outcome, Run
from newsspider.archive.failures import Cause, Failure, Stage
from newsspider.archive.health import SiteHealth, health
from newsspider.archive.package import new_run_id
from newsspider.archive.record import Facts, judged, record
from newsspider.cli.main import main
from newsspider.dedupe.judge import Judge
from newsspider.errors import OutputError, UsageError
from newsspider.extraction import extract
from newsspider.model import Capture

NOW = datetime(2026, 3, 31, 12, 0, tzinfo=UTC)
PAGE = """<html lang="en"><title>Day {n}</title><article><h1>The council of day {n} meets</h1>{byline}
<p>The council of Verlac met on day {n}, spoke of the bridge for {n} minutes, and went home without a vote.</p>
</article></html>"""


def archive(root: Path, site: str, days_ago: Iterable[float], byline: str = "") -> None:
    """Archive an article of *site* for each of so many days before NOW."""
    run = Run(new_run_id(NOW), "news", NOW)
    open_ = Archive.open(str(root), run)
    judge = Judge(open_.ledger)
    for n, ago in enumerate(sorted(days_ago, reverse=True)):
        at, url = NOW - timedelta(days=ago), f"https://{site}/{ago}"
        body = PAGE.format(n=f"{n}-{site}-{ago}", byline=byline).encode()
        line = record(extract(body, url, fetched_at=at), Facts(run.run_id, "news", site), capture=Capture(
            url, body, {"Content-Type": "text/html"}, 200, at, url))  # fmt: skip
        verdict = judge.judge(line)
        line = judged(line, verdict.revision, verdict.dedup)
        open_.write(line)
        judge.keep(line, verdict)
    open_.close(Outcome.FINISHED)


def of(root: Path, site: str) -> SiteHealth:
    return next(found for found in health(root, NOW) if found.site == site)


SIGNED = '<p class="byline">By <a rel="author" href="/jane">Jane Porter</a></p>'
FOUR_WEEKS = [7.5 + n / 2 for n in range(54)]  # two a day
ONE_WEEK = [0.1 + n / 2 for n in range(13)]


def test_a_site_that_fares_well_has_no_alarm(tmp_path: Path) -> None:
    archive(tmp_path, "well.example", [*ONE_WEEK, *FOUR_WEEKS], SIGNED)
    found = of(tmp_path, "well.example")
    assert (found.week, found.alarms) == (13, ())
    assert found.usual == pytest.approx(14, abs=1)
    assert found.looked_at == NOW - timedelta(days=0.1)


def test_a_field_that_is_no_longer_found_is_an_alarm(tmp_path: Path) -> None:
    archive(tmp_path, "broken.example", FOUR_WEEKS, SIGNED)
    archive(tmp_path, "broken.example", ONE_WEEK)
    assert of(tmp_path, "broken.example").alarms == ("0% signed; 100% before: has its layout changed?",)


def test_articles_that_no_longer_come_are_an_alarm(tmp_path: Path) -> None:
    archive(tmp_path, "thin.example", [0.5, 1.5, *FOUR_WEEKS])
    assert of(tmp_path, "thin.example").alarms == ("2 articles in 7 days; 14 a week before",)


def test_a_site_nobody_looks_at_is_an_alarm(tmp_path: Path) -> None:
    archive(tmp_path, "left.example", [3.5, 4.5])
    found = of(tmp_path, "left.example")
    assert (found.usual, found.alarms) == (None, ("not looked at for 3 days",))


def test_a_new_site_is_held_against_nothing(tmp_path: Path) -> None:
    archive(tmp_path, "new.example", [0.5, 1.5, 2.5])
    assert of(tmp_path, "new.example").alarms == ()


def test_a_site_that_never_answered_is_an_alarm(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    archive(tmp_path, "well.example", ONE_WEEK)
    run = Run(
        new_run_id(NOW), "news", NOW, config_sha256="sha256:" + "a" * 64, arguments={"sites": "two.toml"}
    )
    open_ = Archive.open(str(tmp_path), run)
    open_.keep_sources(run.config_sha256, b'[site."well.example"]\n[site.silent]\n[site.refused]\n')
    for site, stage, days in (
        ("refused", Stage.DISCOVER, 30),
        ("by-address.example", Stage.DISCOVER, 1),
        ("long-ago.example", Stage.DISCOVER, 30),
        ("one-page.example", Stage.FETCH, 1),
        ("well.example", Stage.DISCOVER, 1),
    ):
        at = NOW - timedelta(days=days)
        open_.write_failure(Failure(f"http://{site}/", site, stage, Cause.DNS, None, "no such host", at))
    open_.close(Outcome.FINISHED)
    never = "nothing of it was ever archived"
    assert [(site.site, site.looked_at is None, site.alarms) for site in health(tmp_path, NOW)] == [
        ("by-address.example", True, (f"{never}; its last failure: dns",)),
        ("refused", True, (f"{never}; its last failure: dns",)),
        ("silent", True, (never,)),
        ("well.example", False, ()),
    ]
    assert main(["status", str(tmp_path)]) == 1
    out = capsys.readouterr().out
    assert ["refused", "never", "0", "-"] in [line.split() for line in out.splitlines()]
    assert f"ALARM silent: {never}\n" in out


def test_what_is_no_archive(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="is no archive"):
        health(tmp_path, NOW)


def test_an_archive_without_its_state(tmp_path: Path) -> None:
    (tmp_path / "runs.jsonl").touch()
    with pytest.raises(
        OutputError, match=r"state\.sqlite: not found; 'newsspider verify .* --repair' makes it anew"
    ):
        health(tmp_path, NOW)


def test_a_damaged_state_is_told_in_a_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    archive(tmp_path, "well.example", [0.5])
    state = tmp_path / "state.sqlite"
    state.write_bytes(b"x" * state.stat().st_size)
    assert main(["status", str(tmp_path)]) == 5
    (line,) = capsys.readouterr().err.splitlines()
    assert "cannot be read" in line
    assert "newsspider verify" in line


def test_the_command_exits_with_1_where_there_is_an_alarm(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    archive(tmp_path, "left.example", [3.5])
    assert main(["status", str(tmp_path)]) == 1
    told = capsys.readouterr().out
    assert told.splitlines()[0].split() == ["site", "looked", "at", "7", "days", "usual"]
    assert main(["status", "--quiet", str(tmp_path)]) == 1
    assert capsys.readouterr().out.startswith("ALARM left.example: not looked at for ")
