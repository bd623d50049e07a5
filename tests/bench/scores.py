"""Figures of a tool on the labelled pages, and differences between two tools with their error.

A figure is a function of sums over pages, so leaving out a site is a subtraction. The error of a difference is
the jackknife over sites: pages of a site fail together, and both tools read the same pages.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from tests.bench.pages import Bench, Row
from tests.bench.predictions import Result

Sums = tuple[float, ...]
LOST = 0.7  # a page whose body has a lower F1 is lost


@dataclass(frozen=True, slots=True)
class Figure:
    """*corpus*: of ``Bench.rows``. *field*: what is measured, as predictions name it; a tool that never gives it has
    no such figure. *value*: of the sums over pages. *higher*: whether more is better."""

    corpus: str
    field: str
    name: str
    value: Callable[[Sums], float]
    higher: bool = True


def share(sums: Sums) -> float:
    """Return hits / pages."""
    return sums[0] / sums[1] if sums[1] else 0.0


def mean_f1(sums: Sums) -> float:
    """Return the harmonic mean of mean precision and mean recall: of sums of P, pages with P, R, pages with R."""
    precision, recall = share(sums[:2]), share(sums[2:])
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def pooled_f1(sums: Sums) -> float:
    """Return F1 of sums of true positives, false positives and false negatives."""
    hits, extra, missed = sums
    return 2 * hits / (2 * hits + extra + missed) if hits else 0.0


FIGURES = (
    Figure("aeb", "body", "F1", mean_f1),
    Figure("aeb", "body", "exact", share),
    Figure("fundus", "body", "ROUGE-LSum", share),
    Figure("traf", "body", "segments F1", pooled_f1),
    Figure("traf", "headline", "headline", share),
    Figure("date", "published", "day", share),
    Figure("date", "published", "wrong day", share, higher=False),
    Figure("fields", "headline", "headline", share),
    Figure("fields", "authors", "authors F1", pooled_f1),
    Figure("fields", "published", "day", share),
    Figure("fields", "body", "without leak", share),
    Figure("fields", "body", "body kept", share),
)

BySite = dict[str, Sums]


@dataclass(frozen=True, slots=True)
class Scores:
    """*sums*: for each figure the sums of every site. *f1*: of the body of each page that has a known one."""

    sums: dict[Figure, BySite]
    f1: dict[str, float]

    def value(self, figure: Figure) -> float:
        """Return *figure* over all pages."""
        return figure.value(_total(self.sums[figure].values()))


def scores(bench: Bench, result: Result) -> Scores:
    """Return the figures of *result* on the sets that it read all pages of."""
    pages: dict[Figure, list[tuple[str, Sums]]] = defaultdict(list)
    f1: dict[str, float] = {}
    for corpus, rows in bench.rows.items():
        if not result.predictions.keys() >= set(bench.pages(corpus)):
            continue
        predictions = _predictions(bench, corpus, result)
        given = {field for prediction in predictions.values() for field, value in prediction.items() if value}
        for row in rows:
            found = _page_sums(bench, corpus, row, predictions[row["id"]])
            if corpus in {"aeb", "fundus"}:
                f1[row["id"]] = found["page F1"][0]
            for figure in FIGURES:
                if figure.corpus == corpus and figure.field in given and figure.name in found:
                    pages[figure].append((row.get("domain") or row["id"], found[figure.name]))
    return Scores({figure: _by_site(rows) for figure, rows in pages.items()}, f1)


def _predictions(bench: Bench, corpus: str, result: Result) -> dict[str, dict[str, Any]]:
    """Return what the bench's scripts read, by row; records of ours are turned into it."""
    found = {}
    for row in bench.rows[corpus]:
        prediction = result.predictions[bench.page(corpus, row)]
        if "subheadline" in prediction:
            prediction = bench.run["fields_row" if corpus == "fields" else "body_row"](prediction)
        found[row["id"]] = bench.run["as_the_corpus_counts"](row["id"], prediction)
    return found


def _page_sums(bench: Bench, corpus: str, row: Row, prediction: dict[str, Any]) -> dict[str, Sums]:
    """Return the sums of one page by the name of the figure."""
    if corpus == "fields":
        return _field_sums(bench.fields["score"]([row], {row["id"]: {"body": "", **prediction}}))
    rouge = corpus == "fundus"
    _, (page,) = bench.body["evaluate"]({row["id"]: row}, {row["id"]: prediction}, rouge=rouge)
    sums: dict[str, Sums] = {}
    if "f1" in page:
        p, r = page["p"], page["r"]
        readings = bench.body["bodies"](row)
        exact = any(bench.body["shingle_page"](gold, prediction.get("body"))[3] for gold in readings)
        sums = {
            "F1": (p or 0.0, float(p is not None), r or 0.0, float(r is not None)),
            "exact": (float(exact), 1.0),
            "ROUGE-LSum": (page.get("rouge", 0.0), 1.0),
            "page F1": (page["f1"],),
        }
    if "missed" in page:
        sums["segments F1"] = (len(row["with"]) - page["missed"], page["intruded"], page["missed"])
    if "headline" in page:
        sums["headline"] = (float(page["headline"] > 0), 1.0)
    if "date" in page:
        sums |= {
            "day": (float(page["date"] == "exact"), 1.0),
            "wrong day": (float(page["date"] == "wrong"), 1.0),
        }
    return sums


def _field_sums(found: Mapping[str, Any]) -> dict[str, Sums]:
    names = {"headline": "headline_exact", "day": "published_day", "without leak": "page_without_leak",
             "body kept": "body_must"}  # fmt: skip
    sums: dict[str, Sums] = {
        name: (float(found[key]["hit"]), float(found[key]["n"]))
        for name, key in names.items()
        if key in found
    }
    authors = found["authors_prf"]
    return sums | {"authors F1": (authors["tp"], authors["fp"], authors["fn"])}


def _by_site(pages: Iterable[tuple[str, Sums]]) -> BySite:
    sites: dict[str, list[Sums]] = defaultdict(list)
    for site, sums in pages:
        sites[site].append(sums)
    return {site: _total(rows) for site, rows in sites.items()}


def _total(rows: Iterable[Sums]) -> Sums:
    return tuple(map(sum, zip(*rows, strict=True)))


def difference(figure: Figure, ours: BySite, theirs: BySite) -> tuple[float, float]:
    """Return *figure* of ours less theirs, and its standard error: the jackknife over sites.

    Both have the same sites. One site alone gives an error of 0.
    """
    all_ours, all_theirs = _total(ours.values()), _total(theirs.values())
    without = [
        figure.value(_less(all_ours, ours[site])) - figure.value(_less(all_theirs, theirs[site]))
        for site in ours
    ]
    mean, n = math.fsum(without) / len(without), len(without)
    error = math.sqrt((n - 1) / n * math.fsum((x - mean) ** 2 for x in without))
    return figure.value(all_ours) - figure.value(all_theirs), error


def _less(total: Sums, part: Sums) -> Sums:
    return tuple(a - b for a, b in zip(total, part, strict=True))


def lost(ours: Scores, peers: Iterable[Scores]) -> tuple[list[str], list[str]]:
    """Return the pages lost by us, and those of them that a peer reads."""
    gone = sorted(page for page, f1 in ours.f1.items() if f1 < LOST)
    return gone, [page for page in gone if any(peer.f1[page] >= LOST for peer in peers)]
