"""The sections on failures and runs."""

from __future__ import annotations

from collections import Counter
from typing import Final

from newsspider.report.charts import Column, columns
from newsspider.report.facts import Report
from newsspider.report.log_facts import Failed, Failures, RunFacts
from newsspider.report.markup import Child, Html, element, link, site_name
from newsspider.report.section import Section, note, section, text, under
from newsspider.report.tables import behind, ranking, table
from newsspider.report.words import count, duration, instant, number, ticks

_RUNS: Final = 15  # in the table
_WELL: Final = "finished"
MEANINGS: Final = {
    "dns": "the host's name leads nowhere",
    "connect": "no connection",
    "timeout": "no answer in time",
    "tls": "no trusted encryption",
    "http-4xx": "the server says the page is not there, or not for us",
    "http-5xx": "the server failed",
    "robots": "robots.txt forbids it",
    "blocked": "the site took us for a robot and refused",
    "consent-wall": "only a wall of consent was shown",
    "paywall": "only subscribers are shown it",
    "decode": "its characters could not be told",
    "not-html": "no web page",
    "not-article": "a page, but no article",
    "extract": "the page could not be read",
    "too-large": "larger than allowed",
    "redirect-loop": "sent from one address to the next, without end",
}
"""What each cause of a failure means, in a few words."""


def failures(report: Report) -> Section:
    """Return the section on attempts that gave no article; a page that fails in each run is one a run."""
    found = report.failures
    if not found.total:
        return section("failures", "Failures", "Failures", text("No failure is on record."))
    meanings = ("What it means", *(MEANINGS.get(cause, "–") for cause, _ in found.causes))
    return section(
        "failures",
        "Failures",
        "Failures",
        note(
            f"{count(found.total, 'attempt')} to fetch or read a page failed; a page counts at each attempt."
        ),
        ranking("causes", "Failed attempts by cause", ("Cause", "Failed attempts"), found.causes, meanings),
        _by_site(found),
        ranking(
            "statuses", "Answers of servers that failed", ("HTTP status", "Failed attempts"), found.statuses
        )
        if found.statuses
        else None,
        behind("Latest failures", _latest(found.latest)),
    )


def _by_site(found: Failures) -> Html:
    causes = [cause for cause, _ in found.causes]
    rows = []
    for site, counts in found.sites:
        by_cause = Counter(dict(counts))
        cells = (number(by_cause[cause]) if by_cause[cause] else "–" for cause in causes)
        rows.append((site_name(site), number(by_cause.total()), *cells))
    heads = ("Site", "All", *causes)
    return table("failures-sites", "Failed attempts by site and cause", heads, rows, range(1, len(heads)))


def _latest(latest: tuple[Failed, ...]) -> Html:
    rows = ((link(f.url, f.url), f.cause, str(f.status or "–"), f.message, f.at[:16]) for f in latest)
    heads = ("Address", "Cause", "HTTP", "Message", "When (UTC)")
    return table("latest-failures", "The latest failures", heads, rows)


def runs(report: Report) -> Section:
    """Return the section on runs: what each brought, and how it ended."""
    found = report.runs
    if not found.total:
        return section("runs", "Runs", "Runs", text("No run is on record."))
    outcomes = ", ".join(f"{number(n)} {outcome}" for outcome, n in found.outcomes)
    return section(
        "runs",
        "Runs",
        "Runs",
        note(f"{count(found.total, 'run')}: {outcomes}."),
        [under("Articles a run"), element("figure", _chart(found.latest))] if len(found.latest) > 1 else None,
        table("runs-table", "The latest runs, the last first",
              ("Started", "Spider", "Outcome", "Took", "Articles", "Updated", "Unchanged", "Failures"),
              map(_run, found.latest[: -_RUNS - 1 : -1]), range(4, 8)),
    )  # fmt: skip


def _chart(latest: tuple[RunFacts, ...]) -> Html:
    shown = [
        Column(f"{run.started_at:%Y-%m-%d %H:%M}, {run.outcome}", _kept(run), run.outcome != _WELL)
        for run in latest
    ]
    bad = sum(column.bad for column in shown)
    description = (
        f"New and updated articles of the latest {len(shown)} runs, {bad} of which did not finish and are marked with"
        " a cross. The table below has the last of them."
    )
    days = ticks("day", [run.started_at.date() for run in latest])
    return columns("runs-chart", "New and updated articles, by run", description, shown, days)


def _kept(run: RunFacts) -> int:
    return run.counts.get("articles", 0) + run.counts.get("updated", 0)


def _run(run: RunFacts) -> tuple[Child, ...]:
    ended = run.outcome if run.outcome == _WELL else element("b", f"✕ {run.outcome}", class_="fell")
    names = ("articles", "updated", "unchanged", "failures")
    return (
        instant(run.started_at),
        run.spider,
        ended,
        duration(run.seconds),
        *(number(run.counts.get(name, 0)) for name in names),
    )
