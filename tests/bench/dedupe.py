"""newsspider beside other tools on made-up news copies: ``python -m tests.bench.dedupe --peers PYTHON [--write FILE]``.

*PYTHON* is an interpreter with the packages of ``dedupe-peers.txt``. ``--write`` also puts the tables between
their marks in FILE.
"""
# ruff: noqa: T201 - a script that prints

from __future__ import annotations

import argparse
import json
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from tests.bench.dedupe_figures import Figures
from tests.bench.dedupe_peers import TOOLS
from tests.bench.dedupe_texts import COPIES, Writer
from tests.bench.tables import filled, markdown, share

SCRIPT = Path(__file__).with_name("dedupe_peers.py")
BESIDE = 10_000  # texts, of the comparison
SIZES = (10_000, 40_000, 100_000)


def main() -> None:
    """Measure, print, write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--peers", required=True, help="interpreter of the environment of dedupe-peers.txt")
    parser.add_argument("--sizes", type=int, nargs="+", default=SIZES, help="of newsspider's index, in texts")
    parser.add_argument("--write", type=Path, metavar="FILE", help="put the tables between the marks in FILE")
    args = parser.parse_args()
    sizes = {count: alone(count) for count in args.sizes}
    beside = {f"newsspider {_version()}": sizes.get(BESIDE) or alone(BESIDE)} | peers(args.peers, BESIDE)
    tables = {"dedupe": table(beside), "dedupe-sizes": growth(sizes)}
    print("\n\n".join(tables.values()))
    if args.write:
        text = args.write.read_text(encoding="utf-8")
        args.write.write_text(filled(text, tables), encoding="utf-8")


def alone(count: int) -> Figures:
    """Return newsspider's figures of *count* texts, measured in a process of its own."""
    code = f"from tests.bench.dedupe_figures import ours; print(ours({count}).to_json())"
    return Figures.from_json(_output([sys.executable, "-c", code]))


def peers(python: str, count: int) -> dict[str, Figures]:
    """Return the figures of each other tool by its name and version."""
    texts = list(Writer(count).texts())
    found: dict[str, Figures] = {}
    with TemporaryDirectory() as folder:
        path = Path(folder) / "texts.jsonl"
        path.write_text("".join(json.dumps(text.body) + "\n" for text in texts), encoding="utf-8")
        for tool in TOOLS:
            answer: dict[str, Any] = json.loads(_output([python, str(SCRIPT), tool, str(path)]))
            figures = Figures(seconds=answer["seconds"], size=answer["size"])
            for text, links in zip(texts, answer["links"], strict=True):
                figures.note(text, [texts[n].story for n in links])
            found[f"{tool} {answer['version']}"] = figures
    return found


def table(found: dict[str, Figures]) -> str:
    """Return recall by kind of copy, precision and cost of each tool."""
    head = ["", *(name.split()[0] for name in found)]
    rows = [["version", *(name.split()[1] for name in found)]]
    figures = list(found.values())
    rows.append(["recall", *(share(f.recall()) for f in figures)])
    rows += [[f"recall: {how}", *(share(f.recall(how)) for f in figures)] for how in COPIES]
    return markdown(head, [*rows, *_costs(figures)])


def growth(found: dict[int, Figures]) -> str:
    """Return newsspider's figures by the number of texts."""
    figures = list(found.values())
    rows = [["recall", *(share(f.recall()) for f in figures)]]
    rows.append(["recall: syndicated", *(share(f.recall("syndicated")) for f in figures)])
    rows += _costs(figures)
    rows.append(["peak MB of the process", *(f"{f.memory:.0f}" for f in figures)])
    return markdown(["texts", *(f"{count:,}" for count in found)], rows)


def _costs(figures: list[Figures]) -> list[list[str]]:
    return [
        ["precision of pairs", *(share(f.precision) for f in figures)],
        ["CPU ms a text", *(f"{f.seconds * 1000 / f.made.total():.2f}" for f in figures)],
        ["bytes a text", *(f"{f.size / f.made.total():,.0f}" for f in figures)],
    ]


def _output(command: list[str]) -> str:
    return subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True).stdout


def _version() -> str:
    from newsspider.model import VERSION

    return VERSION


if __name__ == "__main__":
    main()
