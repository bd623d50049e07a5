"""Links offered as further reading, kept apart from the body: each article once, with title, teaser and kind."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from newsspider.fields.block_evidence import Evidence, Witness
from newsspider.fields.block_kinds import kind_of
from newsspider.fields.body import Body
from newsspider.fields.candidate import Candidate
from newsspider.fields.card_text import teaser, title
from newsspider.fields.cards import Group, groups
from newsspider.fields.nodes import Nodes
from newsspider.fields.targets import Target, targets
from newsspider.model import RelatedLink
from newsspider.page.page import Page
from newsspider.regions.decide import Reading
from newsspider.regions.read_also import starts_read_also
from newsspider.text.normalize import letters
from newsspider.text.urls import article_id

# A link that several blocks offer has the first of these kinds.
_PRECEDENCE = ("inline", "related", "prevnext", "popular", "latest", "sponsored")

_TELLING = 35  # characters; a shorter title may be that of a series, and each part's


@dataclass(frozen=True, slots=True)
class JudgedGroup:
    """A group of cards with what was known of it, the *kind* it was given (None: no related links) and why."""

    group: Group
    evidence: Evidence
    kind: str | None
    reason: str


def related_links(page: Page, reading: Reading, body: Body) -> tuple[RelatedLink, ...]:
    """Return the cards around the article, in page order, each address once; () where there are none.

    *body*: its read-also links come as ``inline``. Kind by precedence where several blocks offer one article.
    """
    best: dict[str, tuple[int, RelatedLink]] = {}
    offered = [*_read_also(page, body), *_offered(page, judged_groups(page, reading))]
    for key, link in offered:
        rank = _PRECEDENCE.index(link.kind)
        if key not in best:
            best[key] = rank, link
        elif rank < best[key][0]:
            _, known = best.pop(key)
            best[key] = rank, replace(link, teaser=link.teaser or known.teaser)
    return tuple(link for _, link in best.values())


def judged_groups(page: Page, reading: Reading) -> list[JudgedGroup]:
    """Return every group of cards on the page with the verdict on it, in page order."""
    nodes = Nodes(page.blocks, reading)
    found = groups(page, reading, nodes)
    witness = Witness(page, reading, nodes, found)
    return [JudgedGroup(g, e, *kind_of(e)) for g in found for e in (witness.evidence(g),)]


def candidates(page: Page, reading: Reading) -> Iterator[Candidate[tuple[str, ...]]]:
    """Yield the titles of every group of cards, with its kind, the rule that gave it and its heading."""
    for item in judged_groups(page, reading):
        titles = tuple(title(page, card) for card in item.group.cards)
        where = f"{item.kind or 'none'} by {item.reason}, under {item.evidence.heading or 'no heading'}"
        yield Candidate(titles, "visible-text", where)


def _offered(page: Page, judged: list[JudgedGroup]) -> Iterator[tuple[str, RelatedLink]]:
    positions: dict[tuple[str | None, str], int] = {}
    own = _own_title(page)
    for item in judged:
        if item.kind is None:
            continue
        heading = item.evidence.heading
        for card in item.group.cards:
            text = title(page, card)
            if text and (len(text) < _TELLING or letters(text) != own):
                block = (heading, item.kind)
                position = positions.get(block, 0)
                positions[block] = position + 1
                yield (
                    card.key,
                    RelatedLink(
                        card.url,
                        text,
                        teaser(page, card, text),
                        heading,
                        item.kind,
                        position,
                        article_id(card.key),
                    ),
                )


def _own_title(page: Page) -> str:
    """The letters of the title the page declares: a link that says the same leads to it, or to its pictures."""
    return letters(page.metadata.get("og:title", "twitter:title") or "")


def _read_also(page: Page, body: Body) -> Iterator[tuple[str, RelatedLink]]:
    """The links of read-also phrases that were cut from the body."""
    cut = set(body.read_also)
    if not cut:
        return
    found: dict[str, list[Target]] = {}
    for target in targets(page):
        if target.element in cut:
            found.setdefault(target.key, []).append(target)
    for position, (key, links) in enumerate(found.items()):
        text = max((page.blocks.text[t.block][t.char_start : t.char_end] for t in links), key=len)
        text = text[starts_read_also(text) :].strip()
        if text:
            yield key, RelatedLink(links[0].url, text, None, None, "inline", position, article_id(key))
