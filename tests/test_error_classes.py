"""The pages of ``fixtures/classes``: what is expected of each, and that it stands there."""

from __future__ import annotations

import json
import re
from functools import cache
from html import unescape
from pathlib import Path
from typing import Any

import pytest

from newsspider.extraction import extract

ROOT = Path(__file__).parents[1]
CLASSES = ROOT / "fixtures" / "classes"
DOC = (ROOT / "docs" / "fixtures.md").read_text(encoding="utf-8")
NAMES = sorted(path.name.removesuffix(".html") for path in CLASSES.glob("*.html"))
_UNSPACED = re.compile(r"\s+")


@cache
def told(name: str) -> dict[str, Any]:
    """What ``NAME.expected.json`` says of the page."""
    found: dict[str, Any] = json.loads((CLASSES / f"{name}.expected.json").read_bytes())
    return found


def written(name: str) -> str:
    """The page as it is written down, without the parts that stand for longer ones."""
    return (CLASSES / f"{name}.html").read_text(encoding="utf-8")


def page(name: str) -> bytes:
    """The page as it is served."""
    html = written(name)
    for mark, (piece, count) in told(name).get("repeat", {}).items():
        assert mark in html
        html = html.replace(mark, piece * count)
    return html.encode()


@cache
def record(name: str) -> dict[str, Any]:
    """What newsspider makes of the page."""
    return extract(page(name), told(name)["url"], {"Content-Type": "text/html; charset=utf-8"}).to_record()


FIELDS = [(name, field) for name in NAMES for field in told(name)["expected"]]


def found(name: str, field: str) -> Any:
    value = record(name)[field]
    if field == "body":
        return (value or "").split("\n\n")
    if field == "related_links":
        return sorted(({k: link[k] for k in ("kind", "url", "title")} for link in value), key=str)
    return value


@pytest.mark.parametrize(("name", "field"), FIELDS, ids=[f"{n}:{f}" for n, f in FIELDS])
def test_field(name: str, field: str) -> None:
    expected = told(name)["expected"][field]
    assert found(name, field) == (sorted(expected, key=str) if field == "related_links" else expected)


@pytest.mark.parametrize("name", NAMES)
def test_what_must_be_dropped_is_in_no_paragraph(name: str) -> None:
    body = found(name, "body")
    kept = told(name)["expected"]["body"]
    dropped = [text for text in told(name)["dropped"] if not any(text in paragraph for paragraph in kept)]
    assert not [text for text in dropped if any(text in paragraph for paragraph in body)]


@pytest.mark.parametrize("name", NAMES)
def test_captions_go_to_the_images(name: str) -> None:
    assert set(told(name).get("captions", [])) <= {image["caption"] for image in record(name)["images"]}


@pytest.mark.parametrize("name", NAMES)
def test_all_that_is_expected_stands_on_the_page(name: str) -> None:
    shown = _without_space(
        unescape(re.sub(r"<[^<>]*>", "", re.sub(r"<r[pt]>.*?</r[pt]>", "", written(name))))
    )
    expected = told(name)["expected"]
    lines = [line for row in expected["body"] for line in row.split(" | ")]
    for text in (*lines, *told(name)["dropped"], expected["headline"], expected["subheadline"] or ""):
        assert _without_space(text) in shown


def _without_space(text: str) -> str:
    return _UNSPACED.sub("", text)


def test_each_page_has_its_expectations() -> None:
    assert {path.name for path in CLASSES.iterdir()} == {
        name + end for name in NAMES for end in (".html", ".expected.json")
    }


def test_each_class_is_described() -> None:
    rows = dict(re.findall(r"^\| ([^|]+?) \| [^|]+ \| `classes/([\w-]+)` \|$", DOC, re.MULTILINE))
    assert {told(name)["class"]: name for name in NAMES} == rows
