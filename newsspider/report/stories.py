"""The sections on what the articles say: who is quoted, what is repeated, what was changed."""

from __future__ import annotations

from typing import Final

from newsspider.report.charts import meter
from newsspider.report.facts import Report
from newsspider.report.markup import Html, element, join, site_name, story
from newsspider.report.section import Section, note, section, text, under
from newsspider.report.tables import ranking, table
from newsspider.report.text_facts import Changed, Cluster, Example, Speaker
from newsspider.report.words import count, number, percent

_OPEN: Final = 3  # speakers whose examples are unfolded
RELATIONS: Final = {
    "exact": "the same words",
    "near": "nearly the same words, same outlet",
    "syndicated": "nearly the same words, another outlet",
    "excerpt": "a part of the other's words",
    "translation": "the same story in another language",
}
"""What each relation of a copy to its earliest means, in a few words."""


def speakers(report: Report) -> Section:
    """Return the section on who is quoted most."""
    found = report.speakers
    if not found.top:
        return section("speakers", "Most quoted", "Speakers", text("Nobody is quoted by a full name."))
    top = found.top[0].articles
    known = (
        count(found.known, "person", "people") if found.exact else f"More than {number(found.known)} people"
    )
    return section(
        "speakers",
        "Most quoted",
        "Speakers",
        note(
            f"{known} with a full name said {number(found.named)} of {count(found.quotes, 'quotation')}. Those are"
            " listed whom most articles quote; spellings of a name, in any script, are one person. Unfold a name to read"
            " what was said."
            + (
                ""
                if found.exact
                else " So many are quoted that those quoted least were not counted to the end."
            )
        ),
        element("ol", (_speaker(one, top, at < _OPEN) for at, one in enumerate(found.top)), class_="people"),
    )


def _speaker(one: Speaker, top: int, unfolded: bool) -> Html:  # noqa: FBT001 (a matter of place in the list)
    lang = one.examples[0].language if one.examples else None
    figures = (
        f"{count(one.articles, 'article')}, {count(one.quotes, 'quotation')}, {count(len(one.sites), 'site')}"
    )
    summary = element(
        "summary",
        element("span", one.name, class_="name", lang=lang, dir="auto"),
        " ",
        element("span", one.role, class_="role", lang=lang, dir="auto") if one.role else None,
        meter(one.articles / top),
        " ",
        element("span", figures, class_="figures"),
    )
    also = note("Also written ", ", ".join(one.spellings), ".") if one.spellings else None
    return element("li", element("details", summary, also, map(_quotation, one.examples), open=unfolded))


def _quotation(example: Example) -> Html:
    words = element("blockquote", element("p", example.text), lang=example.language, dir="auto")
    return element("figure", words, element("figcaption", _source(example)), class_="quotation")


def _source(example: Example) -> Html:
    return join([story(example), " ", element("small", site_name(example.site), f", {example.day}")])


def copies(report: Report) -> Section:
    """Return the section on articles that repeat another."""
    found = report.copies
    if not found.total:
        return section("copies", "Copies", "Copies", text("No article repeats another."))
    relations = [(name, n) for name, n in found.relations]
    meanings = ("What it means", *(RELATIONS.get(name, "–") for name, _ in found.relations))
    pairs = [([site_name(of), " → ", site_name(by)], n) for of, by, n in found.pairs]
    return section(
        "copies",
        "Copies",
        "Copies",
        note(
            f"{count(found.total, 'article')} {'repeats' if found.total == 1 else 'repeat'} an earlier one,"
            f" {percent(found.total / max(1, report.articles))} of all; with these they make"
            f" {count(found.groups, 'cluster')}."
        ),
        ranking("relations", "Copies by how they repeat", ("Relation", "Copies"), relations, meanings),
        ranking("pairs", "Who has whose texts: first seen → copy", ("Sites", "Copies"), pairs)
        if pairs
        else None,
        ranking("agencies", "Articles that credit an agency", ("Agency", "Articles"), found.agencies)
        if found.agencies
        else None,
        under("Largest clusters"),
        element("ol", map(_cluster, found.clusters), class_="clusters"),
    )


def _cluster(cluster: Cluster) -> Html:
    first = cluster.members[0].article
    size = f"{count(cluster.size, 'article')}, {count(cluster.sites, 'site')}"
    head = element("span", first.headline or first.url, class_="name", lang=first.language, dir="auto")
    summary = element("summary", head, " ", element("span", size, class_="figures"))
    items = []
    for member in cluster.members:
        how = member.relation or "earliest"
        alike = f", {percent(member.similarity)} alike" if member.similarity is not None else ""
        items.append(element("li", _source(member.article), element("small", f" – {how}{alike}")))
    rest = cluster.size - len(cluster.members)
    more = note(f"{number(rest)} more are not listed.") if rest else None
    return element("li", element("details", summary, element("ul", items), more))


def revisions(report: Report) -> Section:
    """Return the section on what was changed, and what went, after it was archived."""
    found = report.revisions
    if not found.lines:
        return section(
            "revisions", "Revisions", "Revisions", text("No article was seen changed, and none gone.")
        )
    return section(
        "revisions",
        "Revisions",
        "Revisions",
        note(
            f"{count(found.articles, 'article')} of {number(report.articles)} came in more than one version,"
            f" {number(found.lines)} beyond the first; {number(found.gone)} gone at the last look."
        ),
        ranking("changed-fields", "What was changed", ("Field", "Versions"), found.fields),
        ranking("delays", "When, after first sight", ("After", "Versions"), found.delays),
        under("Changed most often"),
        table("most-revised", "Articles with most versions", ("Article", "Fields changed", "Changes"),
              map(_changed, found.most), (2,)),
        [under("Gone last"), element("ul", (element("li", _source(one)) for one in found.lost))]
        if found.lost
        else None,
    )  # fmt: skip


def _changed(changed: Changed) -> tuple[Html, str, str]:
    return _source(changed.article), ", ".join(changed.fields), number(changed.revisions)
