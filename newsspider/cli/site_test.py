"""A proposed rule written to a folder, with its pages and a test that it goes on reading them so."""

from __future__ import annotations

import re
from pathlib import Path
from pprint import pformat

from newsspider.cli.site_proposal import Proposal, table
from newsspider.cli.site_samples import Sample

_TEST = '''"""The rule of {name} reads its pages as it did when it was made: pytest {file}"""

from datetime import datetime
from pathlib import Path

import pytest

from newsspider import extract, load_rules

HERE = Path(__file__).parent
# What a person should compare with the pages once, and correct where the proposal was wrong.
EXPECTED = {expected}


@pytest.mark.parametrize("expected", EXPECTED, ids=lambda expected: expected["page"])
def test_the_rule_reads_the_page(expected):
    html = (HERE / expected["page"]).read_bytes()
    at = expected["fetched_at"] and datetime.fromisoformat(expected["fetched_at"])
    rules = load_rules(HERE / "{name}.toml")
    article = extract(html, expected["url"], expected["headers"], fetched_at=at, rules=rules)
    paragraphs = (article.body or "").split("\\n\\n")
    assert article.headline == expected["headline"]
    assert (paragraphs[0], paragraphs[-1]) == (expected["first"], expected["last"])
    assert [author.name for author in article.authors] == expected["authors"]
    assert (article.published and article.published.date) == expected["day"]
'''


def write(proposal: Proposal, folder: Path) -> list[Path]:
    """Write ``NAME.toml``, the pages as ``NAME-1.html`` …, and ``test_NAME.py`` into *folder*, which is made where it is
    missing; return the three kinds in this order. OSError where it cannot be written."""
    folder.mkdir(parents=True, exist_ok=True)
    name = proposal.rule.name
    rule, test = folder / f"{name}.toml", folder / f"test_{re.sub(r'[^a-z0-9]', '_', name)}.py"
    pages = [folder / f"{name}-{n}.html" for n, _ in enumerate(proposal.samples, start=1)]
    for path, sample in zip(pages, proposal.samples, strict=True):
        path.write_bytes(sample.saved.body)
    expected = [expectation(s, path.name) for s, path in zip(proposal.samples, pages, strict=True)]
    shown = pformat(expected, width=110, sort_dicts=False)
    rule.write_text(table(proposal), encoding="utf-8")
    test.write_text(_TEST.format(name=name, file=test.name, expected=shown), encoding="utf-8")
    return [rule, *pages, test]


def expectation(sample: Sample, page: str) -> dict[str, object]:
    """Return what the test asks of *sample*, whose bytes are the file *page*."""
    saved, article = sample.saved, sample.article
    paragraphs = (article.body or "").split("\n\n")
    headers = {name: value for name, value in saved.headers.items() if name.lower() == "content-type"}
    return {
        "page": page,
        "url": saved.url,
        "headers": headers,
        "fetched_at": saved.fetched_at.isoformat() if saved.fetched_at else None,
        "headline": article.headline,
        "first": paragraphs[0],
        "last": paragraphs[-1],
        "authors": [author.name for author in article.authors],
        "day": article.published.date if article.published else None,
    }
