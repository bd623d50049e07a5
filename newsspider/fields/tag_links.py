"""The links by which a page shows an article's tags, in the groups they stand in."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import islice

from lxml import etree

from newsspider.fields.elements import classed, link_addresses
from newsspider.page.page import Page
from newsspider.page.tree import text_of
from newsspider.text.normalize import letters, squeeze

_LEVELS = 5  # ancestors of a link whose class may call it a tag
# A class that says "tags": "td-tags", "tags-item-list", "related-tags__link", "keywords-section"; not WordPress' own
# "tag-budget" on a whole article.
_TAGS = re.compile(
    r"(?:^|\s)(?:[a-z0-9]+[-_]+){0,4}(?:tags?|taglist|tagslist|keywords?|schlagworte?|mots-cles|article-?topics?|post-?topics?)"
    r"(?:[-_]+(?:list|lists?|links?|items?|container|box|wrap|wrapper|section|block|inner|content|group|label))*"
    r"(?:__[a-z0-9]{4,8})?(?:$|\s)"
    r"|(?-i:[a-z](?:Tags?|TagList|TagsList|Keywords)(?:$|[\s_-]))|(?:^|\s)categories(?:$|\s)",
    re.IGNORECASE,
)
_TAG_WORDS = (
    "tag",
    "keyword",
    "schlagwort",
    "mots-cle",
    "topic",
    "categorie",
)  # one is in whatever _TAGS finds
# Addresses of topic pages; the weakest sign, since menus and texts link to them too.
_TOPIC = re.compile(
    r"/(?:tags?|topics?|themen?|thema|sujets?|temas?|temat|tagi|keywords?|schlagworte?|etiquetas?|mots?-cles?)/[^/?#]+(?:/[^/?#]+)?/?$"
)
# One of these is in whatever _TOPIC finds.
_TOPIC_STARTS = ("/tag", "/topic", "/them", "/tem", "/sujet", "/keyword", "/schlagwort", "/etiqueta", "/mot")
_COUNT = re.compile(r"\s*\(?\d+\)?$")
_WHOLE = frozenset(("article", "main", "body", "html", "aside"))
_ELSEWHERE = re.compile(
    r"cloud|trending|popular|(?:^|[\s_-])(?:hot|menu|nav|share|teaser|card)(?:$|[\s_-])", re.IGNORECASE
)
_DEEP = 60  # ancestors looked at for a menu; deeper markup is generated
_MENUS = frozenset(("nav", "header"))
_BOXES = frozenset(("ul", "ol", "div", "p", "section", "nav", "footer", "td"))
_TRIMMED = " #•|·»›\"',"
_FEW_BY_ADDRESS = 2
_MOST_GROUPS = 3  # groups that nothing confirms: more of them are the labels of cards


@dataclass(slots=True)
class _Group:
    rank: int  # 2 where rel and class say "tags", 1 where rel does, 0 by class, -1 by the addresses alone
    names: list[str] = field(default_factory=list)


def tag_links(page: Page, declared: frozenset[str]) -> tuple[str, ...]:
    """Return the tags of the group of links that is the article's, in page order; () where none is.

    *declared*: letters of the tags the metadata give; the group that shares most of them is the article's.
    """
    found = _groups(page).values()
    groups = [group for group in found if group.rank >= 0 or len(group.names) >= _FEW_BY_ADDRESS]
    shared = [len(declared & {letters(name) for name in group.names}) for group in groups]
    ranked = sorted(
        range(len(groups)), key=lambda i: (-shared[i], -groups[i].rank, -min(3, len(groups[i].names)), i)
    )
    if not ranked:
        return ()
    best = ranked[0]
    confirmed = shared[best] > 0 or groups[best].rank > 0
    if declared and not confirmed:
        return ()
    alike = sum(1 for group in groups if group.rank == groups[best].rank)
    return _without_counts(groups[best].names) if confirmed or alike <= _MOST_GROUPS else ()


def _without_counts(names: list[str]) -> tuple[str, ...]:
    """Return *names* without the number of articles behind each, where all of several have one."""
    bare = [_COUNT.sub("", name) for name in names]
    counted = len(names) > 2 and all(b and b != name for b, name in zip(bare, names, strict=True))
    return tuple(bare if counted else names)


def _groups(page: Page) -> dict[etree._Element, _Group]:
    groups: dict[etree._Element, _Group] = {}
    for link in _possible(page):
        if found := _box(link):
            box, rank = found
            if name := squeeze(text_of(link)).strip(_TRIMMED):
                groups.setdefault(box, _Group(rank)).names.append(name)
    return groups


def _possible(page: Page) -> list[etree._Element]:
    """The links that may be tags, in document order: by rel, by their address, or in or under what a class calls tags."""
    found = {
        link for e in classed(page, _TAG_WORDS, _says_tags) if e.tag not in _WHOLE for link in e.iter("a")
    }
    found.update(link for link in page.links if "tag" in (link.get("rel") or "").lower())
    found.update(_topic_links(page))
    return [link for link in page.links if link in found] if found else []


def _topic_links(page: Page) -> Iterator[etree._Element]:
    addresses = link_addresses(page)
    all_of_them = "\n".join(addresses)
    starts = [start for start in _TOPIC_STARTS if start in all_of_them]
    for link, address in zip(page.links, addresses, strict=True) if starts else ():
        if any(start in address for start in starts) and _TOPIC.search(address):
            yield link


def _box(link: etree._Element) -> tuple[etree._Element, int] | None:
    """Return (the element that holds the group of *link*, its rank), None where *link* is no tag."""
    rel = (link.get("rel") or "").lower().split()
    by_rel = "tag" in rel and "category" not in rel and "/category/" not in (link.get("href") or "")
    named = box = None
    element: etree._Element | None = link
    for _ in range(_LEVELS):
        if element is None or element.tag in _WHOLE:
            break
        if name := element.get("class"):
            if _says_elsewhere(name):
                return None
            named = element if _says_tags(name) else named
        if box is None and element.tag in _BOXES:
            box = element
        element = element.getparent()
    if named is None:
        return _by_address(link) if box is None or not by_rel else (box, 1)
    if not by_rel and any(e.tag in _MENUS for e in islice(named.iterancestors(), _DEEP)):
        return None
    holder = named if named is not link else box
    return None if holder is None else (holder, 2 * by_rel)


def _by_address(link: etree._Element) -> tuple[etree._Element, int] | None:
    """Return the list or box around a link to a topic page that stands in the article, not in its sentences."""
    if not _TOPIC.search(link.get("href") or ""):
        return None
    holder = link.getparent()
    for _ in range(2):
        if (
            holder is not None
            and holder.tag in {"li", "span", "div"}
            and len(list(islice(holder.iter("a"), 2))) == 1
        ):
            holder = holder.getparent()
    if holder is None or holder.tag not in {"ul", "ol", "div", "section"}:
        return None
    around = {e.tag for e in islice(holder.iterancestors(), _DEEP)}
    outside = around & {"nav", "aside"} or (
        around & {"header", "footer"} and not around & {"article", "main"}
    )
    return None if outside else (holder, -1)


@lru_cache(maxsize=4096)
def _says_tags(name: str) -> bool:
    lower = name.lower()  # a search for each word is faster than one for the pattern
    return any(word in lower for word in _TAG_WORDS) and _TAGS.search(name) is not None


@lru_cache(maxsize=4096)
def _says_elsewhere(name: str) -> bool:
    return bool(_ELSEWHERE.search(name))
