"""newsspider beside other tools on the labelled pages: ``python -m tests.bench.report --peers PYTHON [--write FILE]``.

*PYTHON* is an interpreter with the packages of ``peers.txt``. ``--write`` also puts the tables between their marks
in FILE.
"""

# ruff: noqa: T201 - a script that prints

from __future__ import annotations

import argparse
from pathlib import Path

from tests.bench.cpu import FLOOR, medians, sample
from tests.bench.pages import Bench
from tests.bench.predictions import CROSSVALIDATED, OURS, PEERS, Result, results
from tests.bench.scores import FIGURES, Figure, Scores, difference, lost, scores
from tests.bench.tables import filled, markdown, share, signed
from tests.bench.workers import Worker

SETS = {"aeb": "AEB", "fundus": "Fundus", "traf": "Traf", "date": "Date", "fields": "Fields"}
READS = {
    FLOOR: "nothing, parses",
    OURS: "all fields, quotations, links",
    "newsspider, body": "body",
    "readability-lxml": "body",
}


def main() -> None:
    """Measure, print, write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "--bench", type=Path, default=Path("../shared/bench"), help="folder of the labelled pages"
    )
    parser.add_argument("--peers", required=True, help="interpreter of the environment of peers.txt")
    parser.add_argument("--write", type=Path, metavar="FILE", help="put the tables between the marks in FILE")
    args = parser.parse_args()
    bench = Bench(args.bench)
    found = results(bench, args.peers)
    every = {name: scores(bench, result) for name, result in found.items()}
    tables = {
        "versions": _versions(args.peers),
        "figures": _figures(every),
        "differences": _differences(every),
        "cost": _cost(medians(sample(bench), args.peers), found),
    }
    print("\n\n".join(tables.values()))
    _tell(found, every)
    if args.write:
        text = args.write.read_text(encoding="utf-8")
        args.write.write_text(filled(text, tables), encoding="utf-8")


def _versions(peers: str) -> str:
    named = []
    for tool in PEERS:
        if "," not in tool:
            with Worker(peers, tool) as worker:
                named.append(f"{tool} {worker.version}")
    return f"Measured beside {', '.join(named)}."


def _figures(every: dict[str, Scores]) -> str:
    """Return every figure of every tool; newsspider's are cross-validated where the body model has a part."""
    rows = []
    for figure in FIGURES:
        fitted = _cell(every[OURS], figure) if figure.field == "body" else ""
        others = [_cell(every[name], figure) for name in PEERS]
        rows.append([_label(figure), _cell(_honest(every, figure), figure), fitted, *others])
    peers = [every[name] for name in PEERS]
    losses = [lost(one, peers) for one in (every[CROSSVALIDATED], every[OURS], *peers)]
    rows.append(["AEB, Fundus: pages lost", *(str(len(gone)) for gone, _ in losses)])
    rows.append(["lost, but read by another tool here", *(str(len(read)) for _, read in losses)])
    return markdown(["", OURS, "fitted", *PEERS], rows)


def _honest(every: dict[str, Scores], figure: Figure) -> Scores:
    """Return newsspider's scores by models that have not seen the site, where a model has a part."""
    return every[CROSSVALIDATED if figure.field == "body" else OURS]


def _label(figure: Figure) -> str:
    pages = {"F1": "body F1", "exact": "body exact"}
    return f"{SETS[figure.corpus]}: {pages.get(figure.name, figure.name)}{'' if figure.higher else ' (lower is better)'}"


def _cell(found: Scores, figure: Figure) -> str:
    return share(found.value(figure)) if figure in found.sums else ""


def _differences(every: dict[str, Scores]) -> str:
    """Return newsspider's figures less those of each other tool, with standard errors."""
    rows = []
    for figure in FIGURES:
        ours = _honest(every, figure).sums[figure]
        theirs = [every[name].sums.get(figure) for name in PEERS]
        rows.append(
            [_label(figure), *(signed(*difference(figure, ours, them)) if them else "" for them in theirs)]
        )
    return markdown(["newsspider less", *PEERS], rows)


def _cost(ms: dict[str, float], found: dict[str, Result]) -> str:
    rows = []
    for tool, its in ms.items():
        memory = f"{found[tool].memory:.0f}" if tool in found else ""
        reads = READS.get(tool, "body, headline, authors, date")
        rows.append([tool, reads, f"{its / ms[FLOOR]:.1f}", f"{its:.1f}", memory])
    return markdown(["", "reads", "CPU in parses", "CPU ms", "peak MB"], rows)


def _tell(found: dict[str, Result], every: dict[str, Scores]) -> None:
    """Print what the tables leave out: pages lost, and pages that a tool raised on."""
    for name in (CROSSVALIDATED, OURS):
        gone, read = lost(every[name], [every[peer] for peer in PEERS])
        print(f"{name}: {len(gone)} pages lost, {len(read)} of them read by a peer: {' '.join(read)}")
    for name, result in found.items():
        for error in result.errors:
            print(f"{name} raised on {error}")


if __name__ == "__main__":
    main()
