"""The page: one HTML file without scripts, pictures or anything else to fetch, and a policy that allows none."""

from __future__ import annotations

from base64 import b64encode
from functools import cache
from hashlib import sha256
from importlib.resources import files
from typing import Final

from newsspider.model import SOFTWARE
from newsspider.report import coverage, over_time, stories, trouble
from newsspider.report.facts import Report
from newsspider.report.markup import Html, element, join
from newsspider.report.section import Section
from newsspider.report.words import count, day, instant, number

MARK: Final = '<!DOCTYPE html>\n<html lang="en"><!-- newsspider report -->'
"""How every report begins, and nothing else."""


def page(report: Report) -> str:
    """Return *report* as a whole HTML document, which begins with MARK."""
    sections = (
        coverage.attention(report),
        over_time.articles(report),
        over_time.sites(report),
        coverage.fields(report),
        stories.speakers(report),
        stories.copies(report),
        stories.revisions(report),
        trouble.failures(report),
        trouble.runs(report),
    )
    body = element(
        "body",
        element("a", "Skip to the report", href="#report", class_="skip"),
        element("header", _masthead(report), _figures(report)),
        _contents(sections),
        element("main", [section.html() for section in sections], id="report", tabindex=-1),
        element("footer", _colophon(report)),
    )
    return f"{MARK}{_head(report)}\n{body}</html>\n"


def _head(report: Report) -> Html:
    style = _style()
    allowed = b64encode(sha256(style.encode()).digest()).decode()
    policy = f"default-src 'none'; style-src 'sha256-{allowed}'; base-uri 'none'; form-action 'none'"
    return element(
        "head",
        element("meta", charset="utf-8"),
        element("meta", http_equiv="Content-Security-Policy", content=policy),
        element("meta", name="viewport", content="width=device-width, initial-scale=1"),
        element("meta", name="color-scheme", content="light dark"),
        element("meta", name="referrer", content="no-referrer"),
        element("meta", name="generator", content=SOFTWARE),
        element("title", f"{report.name}: report on a news archive"),
        element("style", style),
    )


@cache
def _style() -> Html:
    """The style sheet, as it ships: it holds no text of an archive."""
    return Html(files("newsspider.report").joinpath("style.css").read_text(encoding="utf-8"))


def _masthead(report: Report) -> Html:
    days = [moment for site in report.sites for moment in (site.first, site.last)]
    span = sorted({min(days), max(days)}) if days else []
    covers = (
        f"Archived {'from ' if len(span) > 1 else 'on '}{' to '.join(map(day, span))}. "
        if span
        else "No article yet. "
    )
    return join(
        [
            element("p", "News archive report", class_="kicker"),
            element("h1", element("bdi", report.name)),
            element("p", covers, "Report made ", instant(report.made_at), ".", class_="lede"),
        ]
    )


def _figures(report: Report) -> Html:
    languages = sum(1 for code, _ in report.languages if code)
    alarms = None if report.health is None else sum(len(site.alarms) for site in report.health)
    told = (
        ("Articles", report.articles),
        ("Sites", len(report.sites)),
        ("Languages", languages),
        ("Quotations", report.speakers.quotes),
        ("Copies", report.copies.total),
        ("Revisions", report.revisions.lines),
        ("Failed attempts", report.failures.total),
        ("Alarms", alarms),
    )
    return element("dl", [_figure(name, value) for name, value in told], class_="figures-row")


def _figure(name: str, value: int | None) -> Html:
    bad = name == "Alarms" and bool(value)
    shown = "–" if value is None else f"▲ {number(value)}" if bad else number(value)
    return element("div", element("dt", name), element("dd", shown), class_="bad" if bad else None)


def _contents(sections: tuple[Section, ...]) -> Html:
    items = (element("li", element("a", one.short, href=f"#{one.name}")) for one in sections)
    return element("nav", element("ul", items), aria_label="Sections")


def _colophon(report: Report) -> Html:
    left = (
        f" {count(report.left_out, 'line')} of the archive could not be read and are left out."
        if report.left_out
        else ""
    )
    return join(
        [
            element("p", f"Made by {SOFTWARE.replace('/', ' ')}. An article is an address; it counts once, whatever its versions."
                    f" Weeks begin on Monday, days are UTC.{left}"),
            element("p", "Texts and headlines belong to their publishers."),
        ]
    )  # fmt: skip
