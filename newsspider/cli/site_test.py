"""A proposed rule written to a folder, with its pages and a test that it goes on reading them so."""

from __future__ import annotations

import re
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from pprint import pformat

from newsspider.cli.site_proposal import Proposal, table
from newsspider.cli.site_samples import Sample
from newsspider.errors import OutputError

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
    missing; return the three kinds in this order.

    OutputError, which names the file, where one cannot be written: those of this call are removed again.
    """
    name = proposal.rule.name
    rule, test = folder / f"{name}.toml", folder / f"test_{re.sub(r'[^a-z0-9]', '_', name)}.py"
    pages = [folder / f"{name}-{n}.html" for n, _ in enumerate(proposal.samples, start=1)]
    expected = [expectation(s, path.name) for s, path in zip(proposal.samples, pages, strict=True)]
    shown = pformat(expected, width=110, sort_dicts=False)
    _write(
        {
            rule: table(proposal).encode(),
            **{path: sample.saved.body for path, sample in zip(pages, proposal.samples, strict=True)},
            test: _TEST.format(name=name, file=test.name, expected=shown).encode(),
        }
    )
    return [rule, *pages, test]


def _write(files: Mapping[Path, bytes]) -> None:
    """Write all of *files*, beside their places first, so that those of an earlier call stay until all are whole."""
    beside = {path: path.with_name(f".{path.name}.new") for path in files}
    path = next(iter(files))
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        for path, data in files.items():
            beside[path].write_bytes(data)
        for path, written in beside.items():
            written.replace(path)
    except OSError as error:
        for written in beside.values():
            with suppress(OSError):
                written.unlink()
        raise OutputError(
            f"{path}: cannot be written: {error.strerror}; nothing half-written is left"
        ) from None


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
