"""The tables an archive is made of for analysts: their columns, made from the schemas, and their rows.

``articles`` has a row a line, so one for each revision; ``quotes``, ``links`` and ``related`` have a row an item of its
lists and join with it by ``revision_id`` (or, whatever the revision, ``article_id`` with ``id``).
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any, Final

import orjson

from newsspider.analysis.columns import Column, columns_of
from newsspider.archive.files import article_files, read_articles
from newsspider.archive.jsonl import read_jsonl
from newsspider.archive.package import FAILURES, RUNS
from newsspider.archive.schema import schema
from newsspider.errors import UsageError

# The lists of an article that are tables of their own.
LISTS: Final = {"quotes": "quotes", "links": "links", "related": "related_links"}
_BESIDE: Final = {"failures": FAILURES, "runs": RUNS}


@dataclass(frozen=True, slots=True)
class Table:
    """*meaning*: what a row is; *properties*: a JSON Schema for each column, in order, with its description."""

    name: str
    meaning: str
    properties: Mapping[str, Mapping[str, Any]]

    @property
    def columns(self) -> Mapping[str, Column]:
        """The type of each column, in order."""
        return columns_of(self.properties)

    def nullable(self, name: str) -> bool:
        """Whether a column may be null; a day or an instant may, where no calendar has it."""
        return "null" in self.properties[name]["type"] or name.endswith(("_at", "_date"))


@cache
def tables() -> Mapping[str, Table]:
    """Return the tables by name: articles, quotes, links, related, failures, runs."""
    own = schema()["properties"]
    keys = {"article_id": own["id"], "revision_id": own["revision_id"]}
    found = [Table("articles", "One row a revision of an article.", own)]
    for name, source in LISTS.items():
        items = own[source]["items"]
        meaning = f"One row for each of an article's {source}: {own[source]['description']}"
        found.append(Table(name, meaning, keys | items["properties"]))
    beside = json.loads(files("newsspider.analysis").joinpath("tables.schema.json").read_bytes())
    found += [Table(name, part["description"], part["properties"]) for name, part in beside.items()]
    return {table.name: table for table in found}


def table_named(name: str) -> Table:
    """Return the table of that name; UsageError where there is none."""
    if name not in tables():
        raise UsageError(f"no table {name!r}; choose one of {', '.join(tables())}")
    return tables()[name]


def rows(path: Path, *names: str) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield the rows of the tables *names* of an archive's directory, or of one file, each with its table's name.

    Instants and days are text; the lines are read once, one in memory at a time. A file alone has no failures and
    runs. UsageError where there is no archive at *path*.
    """
    of_articles = [name for name in names if name not in _BESIDE]
    for file in article_files(path) if of_articles else ():
        for record in read_articles(file):
            for name in of_articles:
                yield from ((name, row) for row in _of_article(name, record))
    for name in names:
        if name in _BESIDE:
            yield from ((name, row) for row in _beside(path, name))


def _of_article(name: str, record: dict[str, Any]) -> Iterator[dict[str, Any]]:
    columns = tables()[name].properties
    if name not in LISTS:
        yield {column: record[column] for column in columns}
        return
    ids = {"article_id": record["id"], "revision_id": record["revision_id"]}
    for item in record[LISTS[name]] or ():
        known = ids | item
        yield {column: known.get(column) for column in columns}


def _beside(path: Path, name: str) -> Iterator[dict[str, Any]]:
    file = path / _BESIDE[name]
    if not file.is_file():
        return
    for line in read_jsonl(file):
        counts = line.get("counts")
        known = {**counts, **line} if isinstance(counts, dict) else line
        if "arguments" in known:
            known["arguments"] = orjson.dumps(known["arguments"]).decode()
        yield {column: known.get(column) for column in tables()[name].properties}
