"""The tree cut into blocks of text, as flat columns."""

from __future__ import annotations

from dataclasses import dataclass, field

from lxml import etree


@dataclass(frozen=True, slots=True)
class Anchor:
    """A link in a block: ``text[block][char_start:char_end]`` is its text ("" for an image)."""

    block: int
    char_start: int
    char_end: int
    element: etree._Element


@dataclass(slots=True)
class Blocks:
    """Block ``i`` has ``text[i]``, ``tag[i]`` (of the block element it stands in) and ``node[i]``; node ``n``
    has ``parent[n]`` (-1 for the root) and ``element[n]``. Blocks and anchors are in document order.
    """

    text: list[str] = field(default_factory=list)
    tag: list[str] = field(default_factory=list)
    node: list[int] = field(default_factory=list)
    anchors: list[Anchor] = field(default_factory=list)
    parent: list[int] = field(default_factory=list)
    element: list[etree._Element] = field(default_factory=list)

    @classmethod
    def of(cls, tree: etree._Element) -> Blocks:
        """Cut *tree* into blocks."""
        return cls()
