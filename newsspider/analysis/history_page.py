"""The history of an article as one HTML page that needs nothing else, readable in light and dark."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from html import escape
from typing import Final

from newsspider.analysis.history import FieldChange, Record, Step
from newsspider.analysis.worddiff import Run

_STYLE: Final = """
:root { color-scheme: light dark; --ink: #1c1c1e; --paper: #fff; --line: #c7c7cc; --old: #9b1c1c; --old-paper: #fde8e8;
  --new: #0b5c2c; --new-paper: #dcf5e3; }
@media (prefers-color-scheme: dark) { :root { --ink: #e6e6e8; --paper: #17171a; --line: #48484d; --old: #ffb4ab;
  --old-paper: #4a1714; --new: #9be7b0; --new-paper: #10391f; } }
body { margin: 0 auto; padding: 1rem; max-width: 46rem; font: 1rem/1.55 system-ui, sans-serif; color: var(--ink);
  background: var(--paper); overflow-wrap: anywhere; }
h1 { font-size: 1.5rem; line-height: 1.25; } h2 { font-size: 1.15rem; margin-top: 2.5rem; } h3 { font-size: 1rem; }
a { color: inherit; } .table { overflow-x: auto; }
table { border-collapse: collapse; font-variant-numeric: tabular-nums; }
th, td { text-align: left; padding: .3rem .9rem .3rem 0; border-bottom: 1px solid var(--line); vertical-align: top;
  white-space: nowrap; }
td:last-child { white-space: normal; min-width: 9rem; }
.text { white-space: pre-wrap; }
del { color: var(--old); background: var(--old-paper); text-decoration: line-through; }
ins { color: var(--new); background: var(--new-paper); text-decoration: underline; text-underline-offset: .2em; }
"""
MARK: Final = (
    '<!doctype html>\n<html lang="en">\n<meta charset="utf-8">\n<meta http-equiv="Content-Security-Policy"'
    """ content="default-src 'none'; style-src 'unsafe-inline'">\n<meta name="viewport" """
    """content="width=device-width, initial-scale=1">\n<title>History: """
)
"""What the page of a history begins with."""


def page(found: Sequence[Record], compared: Iterable[Step]) -> str:
    """Return the page of an article's revisions *found* and of the steps *compared*; everything of theirs escaped."""
    return "".join(_page(found, compared))


def _page(found: Sequence[Record], compared: Iterable[Step]) -> Iterator[str]:
    title = escape(_title(found))
    url = found[-1]["url"]
    yield MARK
    yield f"{title}</title>\n<style>{_STYLE}</style>\n<main>\n"
    yield f'<h1 dir="auto"{_language(found[-1])}>{title}</h1>\n<p>{_link(url)}</p>\n'
    yield '<div class="table" role="region" aria-label="Revisions" tabindex="0"><table>\n<tr><th scope="col">revision</th><th scope="col">captured</th>'
    yield '<th scope="col">change</th><th scope="col">similarity</th><th scope="col">changed</th></tr>\n'
    yield from (_row(record) for record in found)
    yield "</table></div>\n"
    for step in compared:
        yield from _step(step)
    yield "</main>\n</html>\n"


def _title(found: Sequence[Record]) -> str:
    headlines = (record["headline"] for record in reversed(found) if record["headline"])
    return str(next(headlines, found[-1]["id"]))


def _link(url: str) -> str:
    shown = escape(url)
    if not url.startswith(("http://", "https://")):
        return shown
    return f'<a href="{shown}" rel="noreferrer">{shown}</a>'


def _row(record: Record) -> str:
    revision = record["revision"]
    similarity = "" if revision["similarity"] is None else f"{revision['similarity']:.2f}"
    cells = (record["fetched_at"], revision["change"], similarity, ", ".join(revision["changed_fields"]))
    shown = "".join(f"<td>{escape(cell)}</td>" for cell in cells)
    return f'<tr><th scope="row">{revision["number"]}</th>{shown}</tr>\n'


def _step(step: Step) -> Iterator[str]:
    older, newer = (record["revision"]["number"] for record in (step.older, step.newer))
    yield f"<section>\n<h2>Revision {older} to {newer}</h2>\n"
    if "gone" in {step.older["revision"]["change"], step.newer["revision"]["change"]}:
        yield "<p>The page was gone: there is no text to compare.</p>\n"
    elif not step.changes:
        yield "<p>Nothing of the text differs.</p>\n"
    for change in step.changes:
        yield f'<h3>{escape(change.field)}</h3>\n<div class="text" dir="auto"{_language(step.newer)}>{_runs(change)}</div>\n'
    yield "</section>\n"


def _language(record: Record) -> str:
    return f' lang="{escape(record["language"])}"' if record["language"] else ""


def _runs(change: FieldChange) -> str:
    return "".join(escape(run.new) if run.same else _marked(run) for run in change.runs)


def _marked(run: Run) -> str:
    """A deletion and an insertion, the space after them outside."""
    old, new, longer = run.old.rstrip(), run.new.rstrip(), run.new or run.old
    marked = f"<del>{escape(old)}</del>" if old else ""
    marked += f"<ins>{escape(new)}</ins>" if new else ""
    return marked + longer[len(longer.rstrip()) :]
