"""What a page's address, links and metadata tell of its sort."""

from __future__ import annotations

import re
from urllib.parse import unquote, urlsplit

from newsspider.page.page import Page

_CARD_WORDS = 4  # words in a link that may be another article's headline
_HEADINGS = frozenset(("h2", "h3", "h4"))
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
# Addresses of articles: words in a row, a file with a name in words or a number, a long number, a date.
_SLUG = re.compile(
    r"(?:[^\W_]+[-_]){3,}[^\W_]+|[^\W_]+[-_][^/]*(?:\.(?:html?|php|aspx?|shtml)|\d{3,})/|\d{5,}|/(?:19|20)\d\d/[01]?\d/|/archives/\d+/"
)
_LOCALE = re.compile(r"[a-z]{2}([-_][a-z]{2})?")
_HOME = frozenset(
    ("", "index", "index.html", "index.htm", "index.php", "home", "home.html", "default.aspx", "start")
)


def segments(url: str) -> tuple[str, ...]:
    """Return the parts of the address below the home page, in lower case; none for the home page itself."""
    parts = urlsplit(url)
    found = [unquote(s.partition(";")[0]).lower() for s in parts.path.split("/")]
    segments = [s for s in found if s not in _HOME]
    if segments and _LOCALE.fullmatch(segments[0]):
        segments = segments[1:] or ([] if not parts.query else segments)
    return tuple(segments) or (("?" + parts.query,) if parts.query else ())


def dated(page: Page) -> bool:
    """Whether the page declares when its article was published."""
    if any(node.get("datePublished") for node in page.linked_data.articles) or page.microdata.get(
        "datePublished"
    ):
        return True
    return page.metadata.get(*_DATES) is not None


def is_slug(path: tuple[str, ...]) -> bool:
    return bool(_SLUG.search("/" + "/".join(path) + "/"))


def cards(page: Page) -> int:
    """Return how many links of the page read like headlines, by their length or because they are headings."""
    blocks = page.blocks
    shown = (
        (blocks.tag[a.block], blocks.text[a.block][a.char_start : a.char_end].count(" "))
        for a in blocks.anchors
    )
    return sum(1 for tag, spaces in shown if spaces >= _CARD_WORDS or (spaces and tag in _HEADINGS))
