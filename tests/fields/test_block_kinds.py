"""The rules that judge a group of cards, one by one and in their order."""

from __future__ import annotations

from dataclasses import replace

import pytest

from newsspider.fields.block_evidence import Evidence
from newsspider.fields.block_kinds import kind_of

PLAIN = Evidence(
    None, None, None, (), "", "after", apart=True, near=False, cards=4, strong=1.0, other_domain=False
)


@pytest.mark.parametrize(
    ("change", "verdict"),
    [
        ({}, ("latest", "unnamed")),
        ({"theme": "related"}, ("related", "theme")),
        ({"theme": "related", "heading_kind": "latest"}, ("latest", "theme")),
        ({"theme": "related", "heading_kind": "further"}, ("related", "theme")),
        ({"theme": "prevnext", "zone": "foot"}, ("prevnext", "theme")),
        ({"heading_kind": "furniture"}, (None, "furniture")),
        ({"names": ("furniture",)}, (None, "furniture")),
        ({"zone": "nav", "heading_kind": "popular"}, (None, "menu")),
        ({"zone": "nav", "names": ("prevnext",), "cards": 2}, ("prevnext", "class")),
        ({"zone": "nav", "names": ("prevnext",), "cards": 20}, (None, "menu")),
        ({"heading_kind": "popular", "zone": "foot"}, ("popular", "heading")),
        ({"heading_kind": "prevnext"}, ("prevnext", "heading")),
        ({"heading_kind": "prevnext", "cards": 20}, ("latest", "unnamed")),
        ({"names": ("popular",)}, ("popular", "class")),
        ({"names": ("popular",), "heading_kind": "latest"}, ("latest", "latest")),
        ({"names": ("sponsored",), "heading_kind": "related"}, ("sponsored", "class")),
        ({"place": "in"}, ("inline", "in-body")),
        ({"place": "in", "heading_kind": "latest"}, ("latest", "in-body")),
        ({"place": "in", "zone": "side", "heading_kind": "related"}, ("inline", "related")),
        ({"heading_kind": "related"}, ("related", "related")),
        ({"heading_kind": "related", "zone": "side"}, ("related", "related")),
        ({"heading_kind": "related", "zone": "widget"}, ("latest", "related")),
        ({"heading_kind": "related", "cards": 30}, ("latest", "related")),
        ({"heading_kind": "related", "cards": 30, "names": ("related",)}, ("related", "related")),
        ({"heading_kind": "related", "names": ("latest",)}, ("latest", "related")),
        ({"names": ("related", "latest")}, ("related", "related")),
        ({"names": ("related",), "heading_kind": "latest"}, ("latest", "latest")),
        ({"names": ("latest",)}, ("latest", "latest")),
        ({"near": True}, ("related", "unnamed")),
        ({"near": True, "zone": "side"}, ("latest", "unnamed")),
        ({"near": True, "heading": "Sport"}, ("latest", "unnamed")),
        ({"apart": False}, (None, "unnamed")),
        ({"zone": "foot"}, (None, "unnamed")),
        ({"strong": 0.2}, (None, "unnamed")),
        ({"other_domain": True}, ("sponsored", "unnamed")),
        ({"other_domain": True, "near": True}, ("related", "unnamed")),
    ],
)
def test_the_kind_and_the_rule(change: dict[str, object], verdict: tuple[str | None, str]) -> None:
    assert kind_of(replace(PLAIN, **change)) == verdict  # type: ignore[arg-type]
