"""The sections on what needs attention, and on how many articles have each field."""

from __future__ import annotations

from typing import Final

from newsspider.archive.health import FIELDS as WATCHED
from newsspider.archive.health import POINTS
from newsspider.report.charts import meter, spark
from newsspider.report.facts import FIELDS, Fall, Report, Site
from newsspider.report.markup import Child, Html, element, hidden, join, site_name
from newsspider.report.section import Section, note, section, text, under
from newsspider.report.tables import table
from newsspider.report.words import count, percent, time

_SITES: Final = 40
_WEEKS: Final = 52  # of a line
_ENOUGH: Final = 3  # weeks that make a line
_POINTS: Final = f"{POINTS:.0%}".removesuffix("%") + " percentage points"


def attention(report: Report) -> Section:
    """Return the section on alarms, what ``newsspider status`` says now, and on fields that are still down."""
    return section("attention", "Needs attention", "Attention", _alarms(report), _down(report))


def _alarms(report: Report) -> Html:
    if report.health is None:
        return text(f"How the sites fare today is not known: {report.unjudged}.")
    alarms = [(site.site, alarm) for site in report.health for alarm in site.alarms]
    if not alarms:
        told = count(len(report.health), "site")
        return element(
            "p", element("b", "✓ No alarm. "), f"{told} looked at, none has fallen off.", class_="well"
        )
    items = (
        element("li", element("b", "▲ Alarm: "), site_name(site), f" – {alarm}") for site, alarm in alarms
    )
    return element("ul", items, class_="alarms")


def _down(report: Report) -> Html | None:
    down = [fall for fall in report.falls if fall.before - fall.now >= POINTS]
    if not down:
        return None
    return join([text("Fields that fell and have not come back:"), element("ul", map(_told, down))])


def _told(fall: Fall) -> Html:
    field = WATCHED[fall.field]
    return element(
        "li",
        site_name(fall.site),
        f": {percent(fall.now)} {field} in the last week seen, {percent(fall.before)} before that of ",
        time(fall.monday),
    )


def fields(report: Report) -> Section:
    """Return the section on the fields' coverage, and on its falls."""
    fallen = {(fall.site, fall.field) for fall in report.falls if fall.before - fall.now >= POINTS}
    named = {fall.site for fall in report.falls}
    shown = [site for at, site in enumerate(report.sites) if at < _SITES or site.name in named]
    rows = ((site_name(site.name), *_cells(site, fallen)) for site in shown)
    left = len(report.sites) - len(shown)
    return section(
        "fields",
        "Field coverage",
        "Fields",
        note(
            "How many of a site's articles have each field. Each line runs over the weeks of archiving, from none at its"
            " foot to all at its top. ▼ marks a field that fell and has not come back."
        ),
        table("coverage", "Share of articles with each field, by site", ("Site", *FIELDS.values()), rows),
        note(f"{count(left, 'further site')} with fewer articles left out.") if left else None,
        under("Falls"),
        _falls(report),
    )


def _cells(site: Site, fallen: set[tuple[str, str]]) -> list[Child]:
    cells: list[Child] = []
    for at, field in enumerate(FIELDS):
        share = site.share(at)
        mark = element("b", "▼", hidden(" fell"), class_="fell") if (site.name, field) in fallen else None
        weeks = [week.filled[at] / week.articles for week in site.weeks[-_WEEKS:]]
        chart = spark(weeks) if len(weeks) >= _ENOUGH else meter(share)
        cells.append([element("span", percent(share), mark, class_="share"), chart])
    return cells


def _falls(report: Report) -> Html:
    if not report.falls:
        return text(f"No field fell by {_POINTS} or more from one week to the next.")
    rows = (
        (site_name(f.site), FIELDS[f.field], time(f.monday), percent(f.before), percent(f.share), _now(f))
        for f in report.falls
    )
    heads = ("Site", "Field", "Week of", "Before", "That week", "Last week seen")
    caption = f"Fields that fell by {_POINTS} or more, against the four weeks before"
    return table("falls", caption, heads, rows, range(3, 6))


def _now(fall: Fall) -> Child:
    if fall.before - fall.now < POINTS:
        return [percent(fall.now), " back"]
    return [percent(fall.now), element("b", " ▼", hidden(" still down"), class_="fell")]
