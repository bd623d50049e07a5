"""Which of the articles that a page's JSON-LD describes is the page's own."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from newsspider.errors import UsageError
from newsspider.page.json_values import addresses, text, types
from newsspider.text.normalize import letters
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
OTHERS = frozenset(
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


def own_articles(placed: list[tuple[Node, bool]], url: str, title: str) -> list[Node]:
    """Return the nodes of the page's own article, the best first; [] where the articles are others'."""
    found = [(node, other) for node, other in placed if types(node) & ARTICLE_TYPES]
    key, plain = _key(url), letters(title)
    likeness = {id(node): _likeness(node, key, plain) for node, _ in found}
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


def _likeness(node: Node, key: str | None, title: str) -> int:
    """Return how well *node* fits the page: 2 for its address, 1 for its title. *key*: ``url_key`` of the page;
    *title*: ``letters`` of its title."""
    score = 0
    links = (
        *addresses(node.get("mainEntityOfPage")),
        *addresses(node.get("url")),
        *addresses(node.get("@id")),
    )
    if key and any(_key(link) == key for link in links):
        score += 2
    head = letters(text(node.get("headline")) or text(node.get("name")) or "")
    return score + (len(head) > 8 and bool(title) and (head[:60] in title or title in head))


@lru_cache(maxsize=64)
def _key(link: str) -> str | None:
    """The ``url_key`` of an http(s) address; None for anything else."""
    if not link.lower().startswith(("http://", "https://")):
        return None
    try:
        return url_key(link.partition("#")[0])
    except UsageError:
        return None
