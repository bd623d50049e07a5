"""What is known of a group of cards: its theme, heading, class names and place on the page."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from newsspider.fields.block_headings import Headings
from newsspider.fields.cards import Group
from newsspider.fields.nodes import Nodes
from newsspider.fields.surroundings import Surroundings
from newsspider.page.metadata import Metadata
from newsspider.page.page import Page
from newsspider.regions.decide import Reading
from newsspider.text.headings import heading_kind
from newsspider.text.normalize import fold, letters
from newsspider.text.urls import registrable_domain

_TAGS = ("article:tag", "keywords", "news_keywords", "parsely-tags", "sailthru.tags", "tags")
_MANY_TAGS = 15  # a longer list is the site's, not the article's
_WORD = re.compile(r"\w+")
_LONG_WORD = 4  # letters
_NEAR = 8  # blocks between the body's end and a group that follows it closely
_CLOSE = 3  # steps up from the body's last block to the piece that holds such a group too


@dataclass(frozen=True, slots=True)
class Evidence:
    """*theme*: kind of the block it stands in, by the site's rule or the theme. *heading*: the text over it;
    *heading_kind*: what that announces. *names*: kinds its class names speak of, nearest first. *zone*:
    ``nav``, ``foot``, ``widget``, ``side`` or "". *place*: ``before``, ``in`` or ``after`` the body, "" without
    one. *apart*: it has a piece of the page of its own, which holds no body. *near*: it follows the body
    closely, or stands between the headline and the body. *cards*: how many there are; *strong*: the share of
    them whose addresses look like articles'; *other_domain*: they all lead to other domains than the page's."""

    theme: str | None
    heading: str | None
    heading_kind: str | None
    names: tuple[str, ...]
    zone: str
    place: str
    apart: bool
    near: bool
    cards: int
    strong: float
    other_domain: bool


class Witness:
    """Gathers evidence for the groups of one page."""

    def __init__(self, page: Page, reading: Reading, nodes: Nodes, found: list[Group]) -> None:
        self._nodes = nodes
        self._blocks = page.blocks
        self._headings = Headings(page.blocks, reading, nodes, found)
        self._surroundings = Surroundings(page, nodes)
        self._domain = registrable_domain(page.url)
        self._domains: dict[str, str] = {}
        self._metadata = page.metadata

    def evidence(self, group: Group) -> Evidence:
        """Return what is known of *group*."""
        heading = self._headings.over(group)
        names, zone, theme = self._surroundings.of(group)
        kind = heading_kind(heading) if heading else None
        if heading and kind is None and self._is_topic(heading):
            kind = "related"
        apart = not self._nodes.holds_body[group.node]
        count = len(group.cards)
        strong = sum(card.strong for card in group.cards) / count
        near = self._near(group)
        return Evidence(
            theme,
            heading,
            kind,
            names,
            zone,
            group.place,
            apart,
            near,
            count,
            strong,
            self._leads_away(group),
        )

    def _leads_away(self, group: Group) -> bool:
        """Whether every card leads to a domain that is not the page's."""
        return all(self._domain_of(card.url) != self._domain for card in group.cards)

    def _domain_of(self, url: str) -> str:
        origin = "/".join(url.split("/", 3)[:3])
        if origin not in self._domains:
            self._domains[origin] = registrable_domain(origin)
        return self._domains[origin]

    @cached_property
    def _topics(self) -> frozenset[str]:
        return frozenset(letters(tag) for tag in _tags(self._metadata))

    @cached_property
    def _title(self) -> frozenset[str]:
        return frozenset(_WORD.findall(fold(self._metadata.title)))

    def _is_topic(self, heading: str) -> bool:
        """Whether *heading* is one of the article's tags, or made of words of its headline."""
        if letters(heading) in self._topics:
            return True
        long = [w for w in _WORD.findall(fold(heading)) if len(w) >= _LONG_WORD]
        return len(long) > 1 and all(w in self._title for w in long)

    def _near(self, group: Group) -> bool:
        if group.place == "before" and self._nodes.body[0] - group.last <= _NEAR:
            return "h1" in self._blocks.tag[: group.first]
        if group.place != "after" or group.first - self._nodes.body[-1] > _NEAR:
            return False
        node = self._blocks.node[self._nodes.body[-1]]
        for _ in range(_CLOSE):
            node = max(self._blocks.parent[node], 0)
        return self._nodes.inside(group.node, node)


def _tags(metadata: Metadata) -> Iterator[str]:
    """The tags the head of a page declares, without long lists."""
    for name in _TAGS:
        tags = [tag for value in metadata.all(name) for tag in value.split(",")]
        if len(tags) <= _MANY_TAGS:
            yield from tags
