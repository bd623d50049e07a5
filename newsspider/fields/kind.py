"""What sort of page this is: an article, and of which kind, a list of articles, or something else.

The crawl archives what is neither ``index`` nor ``unknown``. No single declaration is believed: article pages
declare ``og:type=website`` and home pages ``article``, so what the page declares, its address and its text are weighed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from urllib.parse import unquote, urlsplit

from newsspider.fields import section
from newsspider.page.linked_data import types
from newsspider.page.page import Page
from newsspider.text.lexicon import load, words
from newsspider.text.normalize import fold

_BODY = 150  # characters of text that make an article even of a short notice
_LONG_BODY = 1200
_CARD_WORDS = 4  # words in a link that may be another article's headline
_MANY_CARDS = 12  # such links make a list where the page has no text of its own
_HEADINGS = frozenset(("h2", "h3", "h4"))
_FEW_CARDS = 2  # and this many where the address is no article's either
_LIST_TYPES = frozenset(("CollectionPage", "SearchResultsPage", "ProfilePage", "ItemPage", "Blog"))
_DATES = (
    *(
        "article:published_time",
        "og:article:published_time",
        "date",
        "dc.date",
        "dc.date.issued",
        "datepublished",
    ),
    *(
        "pubdate",
        "publish-date",
        "parsely-pub-date",
        "sailthru.date",
        "article.published",
        "publishdate",
        "cxenseparse:recs:publishtime",
    ),
)
_BY_TYPE = {
    "LiveBlogPosting": "live",
    "OpinionNewsArticle": "opinion",
    "ImageGallery": "gallery",
    "MediaGallery": "gallery",
    "PodcastEpisode": "audio",
    "RadioEpisode": "audio",
}
_MEDIA = frozenset(("video", "audio", "gallery"))
_BY_WORD = ("press-release", "opinion", "interview", "live", "gallery", "brief", "video", "audio")
# Addresses of articles: words in a row, a file with a name in words or a number, a long number, a date.
_SLUG = re.compile(
    r"(?:[^\W_]+[-_]){3,}[^\W_]+|[^\W_]+[-_][^/]*(?:\.(?:html?|php|aspx?|shtml)|\d{3,})/|\d{5,}|/(?:19|20)\d\d/[01]?\d/"
)
_LOCALE = re.compile(r"[a-z]{2}([-_][a-z]{2})?")
_HOME = frozenset(
    ("", "index", "index.html", "index.htm", "index.php", "home", "home.html", "default.aspx", "start")
)


def kind(page: Page, headline: str | None, body_text: str | None) -> str:
    """Return ``article``, ``opinion``, ``live``, ``interview``, ``brief``, ``gallery``, ``video``, ``audio``,
    ``press-release``, ``index`` or ``unknown``.

    *headline*, *body_text*: as extracted, None where the page has none.
    """
    path = _segments(page.url)
    if not path:
        return "index"
    if _is_utility(page, path, headline):
        return "unknown"
    if _is_list(page, path, body_text):
        return "index"
    if not _is_article(page, headline, body_text):
        return "index" if _cards(page) >= (_MANY_CARDS if _is_slug(path) else _FEW_CARDS) else "unknown"
    return _sort(page, path, headline, body_text)


def _segments(url: str) -> tuple[str, ...]:
    """Return the parts of the address below the home page, in lower case; none for the home page itself."""
    parts = urlsplit(url)
    found = [unquote(s).lower() for s in parts.path.split("/")]
    segments = [s for s in found if s not in _HOME]
    if segments and _LOCALE.fullmatch(segments[0]):
        segments = segments[1:] or ([] if not parts.query else segments)
    return tuple(segments) or (("?" + parts.query,) if parts.query else ())


def _is_utility(page: Page, path: tuple[str, ...], headline: str | None) -> bool:
    title = fold(headline or page.metadata.title)
    if len(title) < 60 and _error().search(title):
        return True
    plain = {
        re.split(r"[.?=&]", segment.lstrip("?"))[-1 if segment.startswith("?") else 0]
        for segment in path[-2:]
    }
    return bool(plain & _set("utility")) and not _dated(page)


@cache
def _error() -> re.Pattern[str]:
    return re.compile("|".join(rf"\b{re.escape(fold(word))}\b" for word in words("kinds", "error")))


@cache
def _set(table: str) -> frozenset[str]:
    return frozenset(words("kinds", table))


def _dated(page: Page) -> bool:
    """Whether the page declares when its article was published."""
    if any(node.get("datePublished") for node in page.linked_data.articles) or page.microdata.get(
        "datePublished"
    ):
        return True
    return page.metadata.get(*_DATES) is not None


def _is_list(page: Page, path: tuple[str, ...], body_text: str | None) -> bool:
    """Whether the page lists articles: its address or its declared type says so, and nothing says article louder."""
    own = any(_own_node(node) for node in page.linked_data.articles)
    if own and _is_slug(path):
        return False
    listed = any(types(node) & _LIST_TYPES for node in page.linked_data.nodes)
    slug = _is_slug(path[-1:])
    by_path = bool(set(path[:-1] if slug else path) & _set("index")) or (
        not slug and bool(set(path) & _set("folder"))
    )
    searched = (
        path[0].startswith("?")
        and re.search(r"[?&](s|q|query|search|cat|tag|author|paged)=", path[0]) is not None
    )
    signs = 2 * by_path + 2 * searched + listed + (not _is_slug(path)) + (_cards(page) >= 2 * _MANY_CARDS)
    against = (
        2 * own
        + _dated(page)
        + (page.metadata.get("og:type") == "article")
        + (len(body_text or "") > _LONG_BODY)
    )
    return signs >= 2 and signs > against


def _own_node(node: dict[str, object]) -> bool:
    return bool(node.get("headline") and (node.get("datePublished") or node.get("articleBody")))


def _is_slug(path: tuple[str, ...]) -> bool:
    return bool(_SLUG.search("/" + "/".join(path) + "/"))


def _cards(page: Page) -> int:
    """Return how many links of the page read like headlines, by their length or because they are headings."""
    blocks = page.blocks
    shown = (
        (blocks.tag[a.block], blocks.text[a.block][a.char_start : a.char_end].count(" "))
        for a in blocks.anchors
    )
    return sum(1 for tag, spaces in shown if spaces >= _CARD_WORDS or (spaces and tag in _HEADINGS))


def _is_article(page: Page, headline: str | None, body_text: str | None) -> bool:
    """Whether a text, or what the page declares about one, makes it an article."""
    length = len(body_text or "")
    declared = bool(page.linked_data.article) + _dated(page) + (page.metadata.get("og:type") == "article")
    if not headline:
        return length >= _LONG_BODY and declared > 0
    if declared >= 2 or page.linked_data.article:
        return True
    if declared or _is_slug(_segments(page.url)):
        return length >= _BODY or _is_media(page)
    return length >= _LONG_BODY


def _is_media(page: Page) -> bool:
    kind_ = page.metadata.get("og:type") or ""
    return (
        kind_.startswith(("video", "music")) or next(page.linked_data.typed("VideoObject"), None) is not None
    )


def _sort(page: Page, path: tuple[str, ...], headline: str | None, body_text: str | None) -> str:
    """Return the kind of an article: by its declared type, its headline, its address and its section."""
    for node in (
        *page.linked_data.articles,
        *page.linked_data.typed("ImageGallery", "MediaGallery", "PodcastEpisode"),
    ):
        for name in types(node):
            if name in _BY_TYPE:
                return _BY_TYPE[name]
    named = set(_words(page, path))
    found = _by_headline(headline) or next((k for k in _BY_WORD if _set(k) & named), None)
    if (found in _MEDIA or found is None) and len(body_text or "") >= _LONG_BODY:
        return "article"
    if found is None and (page.metadata.get("og:type") or "").startswith("video"):
        return "video"
    return found or "article"


def _by_headline(headline: str | None) -> str | None:
    """Return the kind a headline opens with: "Entretien. …", "In pictures: …"."""
    plain = fold(headline or "").lstrip("[(")
    for kind_, openings in load("kinds")["headline"].items():
        for opening in openings:
            rest = plain.removeprefix(opening)
            if rest != plain and rest.lstrip(" ])")[:1] in set(":.|-!/"):
                return str(kind_)
    return None


def _words(page: Page, path: tuple[str, ...]) -> Iterator[str]:
    yield from path[:-1]
    here = section.section(page)
    if here:
        yield from (fold(here.value), fold(here.value).replace(" ", "-"))
