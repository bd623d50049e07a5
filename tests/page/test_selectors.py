from __future__ import annotations

from pathlib import Path

import pytest
from lxml import etree

from newsspider.page.selectors import ElementIndex
from newsspider.page.tree import parse
from newsspider.rules.load import builtin
from newsspider.rules.theme import compiled

FIXTURES = Path(__file__).parents[2] / "fixtures"
PAGES = sorted(FIXTURES.glob("*/*/page.html"))[::5]

SOURCE = '<div class="a b" id="top"><p class="a"><b itemprop="name author">x</b></p><p rel="author">y</p></div><p class="ab">z</p>'
TREE = parse(SOURCE)


def _paths(elements: list[etree._Element]) -> list[str]:
    return [element.getroottree().getpath(element) for element in elements]


@pytest.mark.parametrize(
    "css",
    [
        *(
            ".a",
            "p.a",
            ".a.b",
            "#top",
            "div#top .a",
            "div > p",
            ".a > p.a",
            ".b b[itemprop~=name]",
            ".a b",
            ".a > p",
            ".missing p",
            "[rel~=author]",
        ),
        *(
            "p[rel=author]",
            ".missing",
            ".a .missing",
            "p.ab, .a",
            "*.a",
            "p:first-child",
            "div p ~ p",
            '[rel="author"]',
        ),
    ],
)
def test_finds_what_xpath_finds(css: str) -> None:
    assert _paths(ElementIndex(TREE).select(css)) == _paths(list(compiled(css)(TREE)))


@pytest.mark.parametrize("path", PAGES, ids=lambda p: f"{p.parent.parent.name}/{p.parent.name}")
def test_finds_what_xpath_finds_for_every_theme(path: Path) -> None:
    source = path.read_bytes().decode("utf-8", "replace")
    tree = parse(source)
    index = ElementIndex(tree)
    for theme in builtin().themes:
        related = tuple(block.css for block in theme.related)
        for css in (*theme.body, *theme.drop, *theme.headline, *theme.authors, *theme.published, *related):
            assert _paths(index.select(css)) == _paths(list(compiled(css)(tree))), css
