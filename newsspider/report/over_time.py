"""The sections on time and sites: articles by day, and what each site has."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Final

from newsspider.report.charts import Column, columns, strip
from newsspider.report.facts import Report, Series, Site
from newsspider.report.markup import Child, Html, element, join, site_name
from newsspider.report.section import Section, note, section, text, under
from newsspider.report.tables import behind, ranking, table
from newsspider.report.words import count, language, number, period, ticks, time

_SITES: Final = 40  # rows of their own in the table of sites
_LANGUAGES: Final = 12


def articles(report: Report) -> Section:
    """Return the section on articles by day."""
    return section(
        "articles",
        "Articles by day and site",
        "Articles",
        under("Day of publication"),
        _timeline("published", report.published, report.made_at),
        under("Day they were archived"),
        _timeline("archived", report.archived, report.made_at),
    )


def _timeline(done: str, series: Series | None, now: datetime) -> Html:
    """A chart over all sites, a row for each, and the figures; a sentence where there is nothing to draw."""
    if series is None:
        return text(f"No article has a day it was {done} on.")
    if len(series.starts) == 1:
        when = ("on " if series.unit == "day" else "in ") + period(series.unit, series.starts[0])
        return text(f"All {number(sum(series.total))} were {done} {when}.", _strays(series))
    labels = [period(series.unit, start) for start in series.starts]
    best = max(range(len(labels)), key=lambda at: series.total[at])
    summary = (
        f"{count(sum(series.total), 'article')} {done} between {labels[0]} and {labels[-1]};"
        f" most, {number(series.total[best])}, in {labels[best]}. The figures are in the table below."
    )
    shown = [Column(label, total) for label, total in zip(labels, series.total, strict=True)]
    title = f"Articles {done}, by {series.unit}"
    return join(
        [
            note(f"Articles by {series.unit}.", _running(series, now), _strays(series)),
            element(
                "figure", columns(f"{done}-chart", title, summary, shown, ticks(series.unit, series.starts))
            ),
            _rows(done, series, labels),
            behind(f"Figures by {series.unit}", _figures(done, series, labels)),
        ]
    )


def _running(series: Series, now: datetime) -> str:
    """A word of warning where the last period is shorter than the others."""
    last, today = series.starts[-1], now.date()
    running = {
        "week": today < last + timedelta(weeks=1),
        "month": (today.year, today.month) == (last.year, last.month),
        "year": today.year == last.year,
    }
    return f" The last {series.unit} is not over." if running.get(series.unit) else ""


def _strays(series: Series) -> str:
    told = [
        f"{count(number_, 'article')} {what}"
        for number_, what in (
            (series.earlier, "earlier than shown"),
            (series.later, "later than shown"),
            (series.undated, "without a day"),
        )
        if number_
    ]
    return f" Not shown: {', '.join(told)}." if told else ""


def _all_rows(series: Series) -> Iterator[tuple[Html, tuple[int, ...]]]:
    yield from ((site_name(site), row) for site, row in series.sites)
    if series.more:
        yield join([f"{count(series.more, 'other site')}"]), series.others


def _rows(done: str, series: Series, labels: list[str]) -> Html:
    rows = ((site, strip(row), number(sum(row)), _most(row, labels)) for site, row in _all_rows(series))
    heads = ("Site", "Course", "Articles", f"Most in a {series.unit}")
    return table(f"{done}-sites", f"Articles {done}, by site; each row has a scale of its own", heads, rows)


def _most(row: tuple[int, ...], labels: list[str]) -> Child:
    best = max(range(len(row)), key=lambda at: row[at])
    return [element("b", number(row[best])), f" ({labels[best]})"] if row[best] else "–"


def _figures(done: str, series: Series, labels: list[str]) -> Html:
    sites = list(_all_rows(series))
    heads = (series.unit.capitalize(), "All", *(str(site) for site, _ in sites))
    rows = (
        (label, *(number(row[at]) for row in (series.total, *(row for _, row in sites))))
        for at, label in enumerate(labels)
    )
    return table(
        f"{done}-figures", f"Articles {done}, by {series.unit} and site", heads, rows, range(1, len(heads))
    )


def sites(report: Report) -> Section:
    """Return the section on what each site has, and in which languages."""
    shown = report.sites[:_SITES]
    heads = (
        "Site",
        "Articles",
        "Quotations",
        "Copies",
        "Revisions",
        "Gone",
        "Failed attempts",
        "Language",
        "First",
        "Last",
    )
    rows = [_site(site) for site in shown]
    if report.sites[_SITES:]:
        rows.append(_others(report.sites[_SITES:]))
    return section(
        "sites",
        "Sites and languages",
        "Sites",
        table(
            "sites-table",
            "What each site has in the archive; days are those of archiving",
            heads,
            rows,
            range(1, 7),
        ),
        ranking("languages", "Articles by language", ("Language", "Articles"), _languages(report)),
    )


def _counts(site: Site) -> tuple[int, ...]:
    return site.articles, site.quotes, site.copies, site.revisions, site.gone, site.failures


def _site(site: Site) -> tuple[Child, ...]:
    languages = ", ".join(map(language, site.languages)) or "–"
    return (site_name(site.name), *map(number, _counts(site)), languages, time(site.first), time(site.last))


def _others(sites: tuple[Site, ...]) -> tuple[Child, ...]:
    sums = (sum(column) for column in zip(*map(_counts, sites), strict=True))
    first, last = min(site.first for site in sites), max(site.last for site in sites)
    return (count(len(sites), "other site"), *map(number, sums), "–", time(first), time(last))


def _languages(report: Report) -> list[tuple[Child, int]]:
    shown: list[tuple[Child, int]] = [
        (language(code) or "not known", articles) for code, articles in report.languages[:_LANGUAGES]
    ]
    rest = report.languages[_LANGUAGES:]
    if rest:
        shown.append((count(len(rest), "other"), sum(articles for _, articles in rest)))
    return shown
