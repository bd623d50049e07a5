"""Pages whose body is known, as blocks with features and labels. For fitting only.

Reads the folder of the body bench: ``data/*.jsonl`` with its pages below ``data/html``, and ``train/*.jsonl``.
"""

from __future__ import annotations

import gzip
import json
import re
from array import array
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from newsspider.page.blocks import Blocks
from newsspider.page.page import Page
from newsspider.regions.features import Features, features
from newsspider.regions.labels import labels
from newsspider.regions.leads import likely_leads
from newsspider.rules.site import Rules
from newsspider.text.normalize import squeeze

NO_URL = "https://example.org/"
_OPTIONAL = re.compile(r"\s*\[(.*)\]\s*\Z", re.DOTALL)
# How much a page of each set counts: exact gold most, labels made by programs least.
_TRUST = {"aeb": 1.0, "fundus": 1.0, "traf": 3.0, "readability": 0.3, "newspaper": 0.8, "goose": 0.3,
          "train/fundus": 0.35, "train/jsonld": 0.35}  # fmt: skip
_PAGE = 150  # blocks; a longer page counts no more than this many
_SHORTEST = 8  # characters of a block that may hold one of the short strings of the "traf" set
_BRIEF = 100  # characters from which a block counts fully


@dataclass(slots=True)
class Example:
    """*corpus*: name of the set, ``train/`` before the sets that are for fitting only. *labels*: 1 body, 0
    not, -1 unknown; *trust*: weight of each block in the fit. *row*: the line of the set."""

    corpus: str
    site: str
    blocks: Blocks
    found: Features
    labels: list[int]
    row: dict[str, Any]
    trust: list[float] = field(default_factory=list)


def read(folder: Path) -> list[Example]:
    """Return the examples of every set in *folder* that has a body; raises OSError where there is none."""
    scored = {row["id"] for row in _rows(folder / "data" / "traf.jsonl")}
    examples = []
    for corpus in _TRUST:
        part, _, name = corpus.rpartition("/")
        for row in _rows(folder / (part or "data") / f"{name}.jsonl"):
            if row.get("same_page_as") not in scored:
                found = _example(folder, corpus, row)
                if found.blocks.text:
                    examples.append(found)
    sites = Counter((e.corpus, e.site) for e in examples)
    for e in examples:
        e.trust = list(_trusted(e, sites[e.corpus, e.site]))
    return examples


def _rows(path: Path) -> list[dict[str, Any]]:
    with path.open(encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def _example(folder: Path, corpus: str, row: dict[str, Any]) -> Example:
    part = "train" if corpus.startswith("train/") else "data"
    path = folder / part / row["html"]
    if not path.exists():
        path = folder / "data" / row["html"]
    page = Page(gzip.decompress(path.read_bytes()), row.get("url") or NO_URL, {}, None, Rules())
    found = features(page)
    packed = replace(
        found,
        words=[array("H", ids) for ids in found.words],
        place=[array("H", ids) for ids in found.place],
        markup={node: array("H", ids) for node, ids in found.markup.items()},
    )
    blocks = replace(page.blocks, anchors=[], element=[])
    return Example(corpus, row["domain"], blocks, packed, _labels(corpus, row, blocks, found), row)


def _labels(corpus: str, row: dict[str, Any], blocks: Blocks, found: Features) -> list[int]:
    texts = blocks.text
    if corpus == "traf":
        return _by_strings(row, texts, likely_leads(blocks, found))
    if corpus == "goose":
        return [1 if label == 1 else -1 for label in labels(texts, row.get("body") or "")]
    paragraphs = row.get("paragraphs") or [row["body"]]
    optional = [m.group(1) for p in paragraphs if (m := _OPTIONAL.match(p))]
    verdicts = labels(texts, "\n".join(m.group(1) if (m := _OPTIONAL.match(p)) else p for p in paragraphs))
    if optional:
        maybe = labels(texts, "\n".join(optional))
        verdicts = [-1 if o == 1 else v for v, o in zip(verdicts, maybe, strict=True)]
    if corpus.startswith("train/"):
        verdicts = _without_gaps(verdicts, texts, {squeeze(c) for c in row.get("captions") or ()})
    return verdicts


def _by_strings(row: dict[str, Any], texts: list[str], deks: frozenset[int]) -> list[int]:
    """Label the blocks that hold a wanted or an unwanted string. This set counts the dek as body: not labelled."""
    wanted, unwanted = ([squeeze(s) for s in row[key]] for key in ("with", "without"))
    found = [-1] * len(texts)
    for i, text in enumerate(texts):
        if len(text) < _SHORTEST or i in deks:
            continue
        if any(s in text for s in wanted):
            found[i] = 1
        elif any(s in text for s in unwanted):
            found[i] = 0
    return found


def _without_gaps(verdicts: list[int], texts: list[str], captions: set[str]) -> list[int]:
    """Leave unlabelled what a site's parser left out between the paragraphs it took, but for captions."""
    body = [i for i, v in enumerate(verdicts) if v == 1]
    for i in range(body[0], body[-1]) if body else ():
        if verdicts[i] == 0 and texts[i] not in captions:
            verdicts[i] = -1
    return verdicts


def _trusted(example: Example, pages_of_site: int) -> Iterator[float]:
    known = sum(label >= 0 for label in example.labels)
    scale = _TRUST[example.corpus] * min(1.0, _PAGE / max(known, 1)) / pages_of_site**0.5
    for label, weight in zip(example.labels, example.found.weights, strict=True):
        yield scale * (0.3 + min(1.0, weight / _BRIEF)) if label >= 0 else 0.0
