"""What sort of page this is: an article, and of which kind, a list of articles, or something else.

The crawl archives what is neither ``index`` nor ``unknown``, and more only where the page itself was asked for. No
single declaration is believed: article pages declare ``og:type=website`` and home pages ``article``, so what the page
declares, its address and its text are weighed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from newsspider.fields import section
from newsspider.fields.page_signs import cards, dated, is_slug, segments
from newsspider.model import Stamp
from newsspider.page.json_values import types
from newsspider.page.page import Page
from newsspider.text.lexicon import load, words
from newsspider.text.normalize import fold

_BODY = 150  # characters of text that make an article even of a short notice
_LONG_BODY = 1200
_WHOLE_BODY = 3000  # more than the teasers of a list add up to
_SECTION_WORDS = 2  # of a headline that may name a section
_PARAGRAPH = 200  # characters; teasers of a section's front page have a line or two
_BODY_OF_LIST = 600  # characters of such paragraphs that make an article of an undated page with many links
_MANY_CARDS = 12  # such links make a list where the page has no text of its own
_FEW_CARDS = 2  # and this many where the address is no article's either
_LIST_TYPES = frozenset(("CollectionPage", "SearchResultsPage", "ProfilePage", "ItemPage", "Blog"))
_BY_TYPE = {
    "LiveBlogPosting": "live",
    "OpinionNewsArticle": "opinion",
    "ImageGallery": "gallery",
    "MediaGallery": "gallery",
    "PodcastEpisode": "audio",
    "RadioEpisode": "audio",
}
_APART = frozenset(
    ("ImageGallery", "MediaGallery", "PodcastEpisode")
)  # wherever on the page they are declared
_LEAD = 60  # characters before the colon of a headline
_MARKS = frozenset(":.|-!/])")
_MEDIA = frozenset(("video", "audio", "gallery"))
_BY_WORD = ("press-release", "opinion", "interview", "live", "gallery", "brief", "video", "audio")


def kind(
    page: Page,
    headline: str | None,
    body_text: str | None,
    published: Stamp | None = None,
    standing: str | None = None,
) -> str:
    """Return ``article``, ``opinion``, ``live``, ``interview``, ``brief``, ``gallery``, ``video``, ``audio``,
    ``press-release``, ``index`` or ``unknown``.

    *headline*, *body_text*, *published*: as extracted, None where the page has none; *standing*: the `wall` that
    stands in the article's place.
    """
    path = segments(page.url)
    shows_day = _shows_day(page, headline, published)
    if not path:
        return "index"
    if standing or _is_utility(page, path):
        return "unknown"
    if _is_list(page, path, body_text, shows_day=shows_day):
        return "index"
    if not _is_article(page, headline, body_text, shows_day=shows_day):
        return "index" if cards(page) >= (_MANY_CARDS if is_slug(path) else _FEW_CARDS) else "unknown"
    return _sort(page, path, headline, body_text)


def _shows_day(page: Page, headline: str | None, published: Stamp | None) -> bool:
    """Whether the page dates itself for readers only. A list shows days too, of its first card, under the word or
    two that name a section."""
    if published is None or published.source == "inferred" or dated(page):
        return False
    return len((headline or "").split()) > _SECTION_WORDS or cards(page) < _MANY_CARDS


def _is_utility(page: Page, path: tuple[str, ...]) -> bool:
    if dated(page) or page.linked_data.article:
        return False
    plain = {
        re.split(r"[.?=&]", segment.lstrip("?"))[-1 if segment.startswith("?") else 0]
        for segment in path[-2:]
    }
    return bool(plain & _set("utility"))


@cache
def _set(table: str) -> frozenset[str]:
    return frozenset(words("kinds", table))


def _is_list(page: Page, path: tuple[str, ...], body_text: str | None, *, shows_day: bool) -> bool:
    """Whether the page lists articles: its address or its declared type says so, and nothing says article louder."""
    own = any(_own_node(node) for node in page.linked_data.articles)
    if own and is_slug(path):
        return False
    listed = not _LIST_TYPES.isdisjoint(page.once(_all_types))
    slug = is_slug(path[-1:]) or (is_slug(path[-2:]) and path[-2] == "archives")
    by_path = bool(set(path[:-1] if slug else path) & _set("index")) or (
        not slug and bool(set(path) & _set("folder"))
    )
    searched = (
        path[0].startswith("?")
        and re.search(r"[?&](s|q|query|search|cat|tag|author|paged)=", path[0]) is not None
    )
    signs = 2 * by_path + 2 * searched + listed + (not is_slug(path)) + (cards(page) >= 2 * _MANY_CARDS)
    against = (
        2 * own
        + dated(page)
        + (page.metadata.get("og:type") == "article")
        + (len(body_text or "") > _LONG_BODY)
        + (len(body_text or "") > _WHOLE_BODY)
        + shows_day
    )
    return signs >= 2 and signs > against


def _own_node(node: dict[str, object]) -> bool:
    return bool(node.get("headline") and (node.get("datePublished") or node.get("articleBody")))


def _is_article(page: Page, headline: str | None, body_text: str | None, *, shows_day: bool) -> bool:
    """Whether a text, or what the page declares about one, makes it an article."""
    length = len(body_text or "")
    declared = bool(page.linked_data.article) + dated(page) + (page.metadata.get("og:type") == "article")
    declared += shows_day
    if not headline:
        return declared > 0 and length >= (_BODY if is_slug(segments(page.url)) else _LONG_BODY)
    if declared >= 2 or page.linked_data.article:
        return True
    if declared or is_slug(segments(page.url)):
        return length >= _BODY or _is_media(page)
    return length >= _LONG_BODY and (cards(page) < _MANY_CARDS or _prose(body_text or "") >= _BODY_OF_LIST)


def _prose(text: str) -> int:
    """The characters in paragraphs too long for teasers."""
    return sum(len(paragraph) for paragraph in text.split("\n\n") if len(paragraph) >= _PARAGRAPH)


def _is_media(page: Page) -> bool:
    kind_ = page.metadata.get("og:type") or ""
    return kind_.startswith(("video", "music")) or "VideoObject" in page.once(_all_types)


def _all_types(page: Page) -> frozenset[str]:
    """Every type of the page's JSON-LD."""
    return frozenset().union(*map(types, page.linked_data.nodes))


def _sort(page: Page, path: tuple[str, ...], headline: str | None, body_text: str | None) -> str:
    """Return the kind of an article: by its declared type, its headline, its address and its section."""
    declared = (name for node in page.linked_data.articles for name in types(node))
    long = len(body_text or "") >= _LONG_BODY
    apart = () if long and page.linked_data.articles else sorted(_APART & page.once(_all_types))
    for name in (*declared, *apart):
        if name in _BY_TYPE:
            return _BY_TYPE[name]
    named = set(_words(page, path))
    found = _by_headline(headline) or next((k for k in _BY_WORD if _set(k) & named), None)
    if (found in _MEDIA or found is None) and long:
        return "article"
    if found is None and (page.metadata.get("og:type") or "").startswith("video"):
        return "video"
    return found or "article"


def _by_headline(headline: str | None) -> str | None:
    """Return the kind a headline opens with: "Entretien. …", "In pictures: …", "Storm Ada live updates: …"."""
    plain = fold(headline or "").lstrip("[(")
    for kind_, openings in load("kinds")["headline"].items():
        for opening in openings:
            rest = plain.removeprefix(opening)
            if rest != plain and rest.lstrip()[:1] in _MARKS:
                return str(kind_)
    lead, _, rest = plain.partition(":")
    if not rest or len(lead) > _LEAD:
        return None
    closings = load("kinds")["closing"].items()
    return next(
        (k for k, ends in closings if lead.rstrip().endswith(tuple(f"{p}{e}" for e in ends for p in " -"))),
        None,
    )


def _words(page: Page, path: tuple[str, ...]) -> Iterator[str]:
    yield from path[:-1]
    here = section.section(page)
    if here:
        yield from (fold(here.value), fold(here.value).replace(" ", "-"))
