"""The labelled pages of the bench, and its own scripts, which define the figures."""

from __future__ import annotations

import json
import runpy
from dataclasses import dataclass
from pathlib import Path
from typing import Any

WITH_BODY = ("aeb", "fundus", "traf")
CORPORA = (*WITH_BODY, "date")  # of the body set; what the others call right is the output of some tool
NO_URL = "https://example.org/"  # some pages have no known address
Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Page:
    """*path*: gzip file. Pages of several gold rows are read once."""

    path: Path
    url: str


class Bench:
    """Gold rows by set name (``CORPORA`` and ``fields``), with the functions of the bench's scripts."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.run = runpy.run_path(str(folder / "run.py"))
        self.body = runpy.run_path(str(folder / "body" / "evaluate.py"))
        self.fields = runpy.run_path(str(folder / "fields" / "evaluate.py"))
        self.rows = {name: self._rows(folder / "body" / "data" / f"{name}.jsonl") for name in CORPORA}
        self.rows["fields"] = self._rows(folder / "fields" / "data" / "gold.jsonl")

    def page(self, corpus: str, row: Row) -> Page:
        """Return the page of a gold row."""
        part = "fields" if corpus == "fields" else "body"
        return Page(self.folder / part / "data" / row["html"], row.get("url") or NO_URL)

    def pages(self, *corpora: str) -> list[Page]:
        """Return the distinct pages of *corpora*, in order."""
        return list(dict.fromkeys(self.page(name, row) for name in corpora for row in self.rows[name]))

    @staticmethod
    def _rows(path: Path) -> list[Row]:
        with path.open(encoding="utf-8") as lines:
            return [json.loads(line) for line in lines if line.strip()]
