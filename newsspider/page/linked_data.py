"""JSON-LD: lists, ``@graph``, nested objects; broken JSON repaired or reported."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import orjson
from lxml import etree

from newsspider.page.json_repair import MAX_DEPTH, repaired
from newsspider.text.normalize import letters, squeeze
from newsspider.text.urls import url_key

Node = dict[str, Any]

# schema.org's Article and what descends from it, as far as news pages use it, and the two older spellings.
ARTICLE_TYPES = frozenset(
    (
        *("Article", "NewsArticle", "ReportageNewsArticle", "AnalysisNewsArticle", "BackgroundNewsArticle"),
        *(
            "OpinionNewsArticle",
            "ReviewNewsArticle",
            "AskPublicNewsArticle",
            "AdvertiserContentArticle",
            "Report",
        ),
        *("BlogPosting", "LiveBlogPosting", "SatiricalArticle", "SocialMediaPosting", "ScholarlyArticle"),
        *("TechArticle", "NewsStory", "Newsarticle"),
    )
)
# Below these stand other articles than the page's own.
_OTHERS = frozenset(
    (
        *(
            "itemListElement",
            "liveBlogUpdate",
            "comment",
            "review",
            "hasPart",
            "isPartOf",
            "mentions",
            "relatedLink",
        ),
        *("citation", "isBasedOn", "subjectOf", "workExample", "blogPost", "about"),
    )
)
_TAG = re.compile(r"</?[a-zA-Z][^<>]{0,500}>")
_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z][a-zA-Z0-9]{1,30});")


@dataclass(frozen=True, slots=True)
class LinkedData:
    """*nodes*: every object with an ``@type``, outermost first, in page order. *article*: the node of the
    page's own article, {} where there is none; *articles*: all nodes that describe it, the same first.
    *warnings*: stable codes (``bad-json-ld``: a script that made no sense even after repair)."""

    nodes: tuple[Node, ...] = ()
    article: Node = field(default_factory=dict)
    articles: tuple[Node, ...] = ()
    warnings: tuple[str, ...] = ()

    @classmethod
    def of(cls, tree: etree._Element, url: str = "", title: str = "") -> LinkedData:
        """Read the JSON-LD of *tree*; *url* and *title* of the page tell its own article from others listed."""
        values, broken = _scripts(tree)
        placed = [pair for value in values for pair in _walk(value)]
        own = _own_articles(placed, url, title)
        warnings = ("bad-json-ld",) if broken else ()
        return cls(tuple(node for node, _ in placed), own[0] if own else {}, tuple(own), warnings)

    def resolve(self, value: Any) -> Any:
        """Return the node that a bare reference ``{"@id": …}`` points to; *value* itself if it is none."""
        if not isinstance(value, dict) or set(value) - {"@id", "@type"} or "@id" not in value:
            return value
        found = (n for n in self.nodes if n.get("@id") == value["@id"] and len(n) > len(value))
        return next(found, value)

    def typed(self, *names: str) -> Iterator[Node]:
        """Yield the nodes that have one of the types *names*, in page order."""
        return (node for node in self.nodes if types(node) & set(names))


def types(node: Any) -> frozenset[str]:
    """Return the types of *node* without vocabulary (``NewsArticle``); empty where it has none."""
    value = node.get("@type") if isinstance(node, dict) else None
    names = value if isinstance(value, list) else [value]
    return frozenset(re.split(r"[/#:]", name)[-1].strip() for name in names if isinstance(name, str))


def text(value: Any) -> str | None:
    """Return *value* as one line of plain text, without tags and entities; None where it holds none.

    Of a list, the first that holds some; of an object its ``@value``, ``name``, ``headline`` or ``text``.
    """
    return next(texts(value), None)


def texts(value: Any) -> Iterator[str]:
    """Yield every text in *value*, as ``text`` reads it; numbers as they are printed."""
    if isinstance(value, str):
        if plain := _plain(value):
            yield plain
    elif isinstance(value, (int, float)) and not isinstance(value, bool):
        yield str(value)
    elif isinstance(value, list):
        for one in value:
            yield from texts(one) if not isinstance(one, list) else ()
    elif isinstance(value, dict):
        named = (
            value[key]
            for key in ("@value", "name", "headline", "text")
            if isinstance(value.get(key), (str, list))
        )
        yield from texts(next(named, None))


def addresses(value: Any) -> Iterator[str]:
    """Yield the addresses in *value*: strings as they stand, ``url``, ``contentUrl`` or ``@id`` of objects."""
    for one in value if isinstance(value, list) else [value]:
        if isinstance(one, str) and one.strip():
            yield html.unescape(one.strip()) if "&amp;" in one else one.strip()
        elif isinstance(one, dict):
            named = (one[key] for key in ("url", "contentUrl", "@id") if one.get(key))
            found = next(named, None)
            yield from addresses(found) if not isinstance(found, dict) else ()


def _plain(value: str) -> str:
    for _ in range(2):  # "&amp;#039;" was escaped twice
        if "&" in value and _ENTITY.search(value):
            value = _ENTITY.sub(lambda m: html.unescape(m.group()), value)
    return squeeze(_TAG.sub(" ", value) if "<" in value else value)


def _scripts(tree: etree._Element) -> tuple[list[Any], bool]:
    values: list[Any] = []
    broken = False
    for script in tree.iter("script"):
        content = "".join(script.itertext()) if "ld+json" in (script.get("type") or "").lower() else ""
        if not content.strip():
            continue
        try:
            values.append(orjson.loads(content))
        except ValueError:
            found = repaired(content)
            broken = broken or found is None
            values.extend(found or ())
    return values, broken


def _walk(value: Any) -> Iterator[tuple[Node, bool]]:
    """Yield (object with a type, whether it stands where other articles stand), outermost first."""
    stack: list[tuple[Any, bool, int]] = [(value, False, 0)]
    while stack:
        here, other, depth = stack.pop()
        if isinstance(here, dict):
            if "@type" in here:
                yield here, other
            inner = [(v, other or k in _OTHERS, depth + 1) for k, v in here.items()]
        else:
            inner = [(v, other, depth + 1) for v in here]
        if depth < MAX_DEPTH:
            stack.extend(x for x in reversed(inner) if isinstance(x[0], (dict, list)))


def _own_articles(placed: list[tuple[Node, bool]], url: str, title: str) -> list[Node]:
    """Return the nodes of the page's own article, the best first; [] where the articles are others'."""
    found = [(node, other) for node, other in placed if types(node) & ARTICLE_TYPES]
    likeness = {id(node): _likeness(node, url, title) for node, _ in found}
    fitting = sorted(
        (pair for pair in found if likeness[id(pair[0])]), key=lambda p: (p[1], -likeness[id(p[0])])
    )
    if fitting:
        return [node for node, other in fitting if other == fitting[0][1]]
    outer = [node for node, other in found if not other]
    if len({text(node.get("headline")) for node in outer}) == 1:
        return outer
    return outer[:1] if _one_main(outer) else []


def _one_main(outer: list[Node]) -> bool:
    """Whether the first of several articles is more than a card: it alone has a text or a date."""
    rich = [bool(node.get("articleBody") or node.get("datePublished")) for node in outer]
    return bool(rich) and rich[0] and not any(rich[1:])


def _likeness(node: Node, url: str, title: str) -> int:
    """Return how well *node* fits the page: 2 for its address, 1 for its title."""
    score = 0
    links = (
        *addresses(node.get("mainEntityOfPage")),
        *addresses(node.get("url")),
        *addresses(node.get("@id")),
    )
    if url and any(_same_page(link, url) for link in links):
        score += 2
    head = letters(text(node.get("headline")) or text(node.get("name")) or "")
    plain = letters(title)
    return score + (len(head) > 8 and bool(plain) and (head[:60] in plain or plain in head))


def _same_page(link: str, url: str) -> bool:
    if not link.lower().startswith(("http://", "https://")):
        return False
    try:
        return url_key(link.partition("#")[0]) == url_key(url)
    except ValueError:
        return False
