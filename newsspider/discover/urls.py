"""What an address alone says of its page: an article, a list of articles, or neither.

Only a first guess, made before anything is fetched: it orders and filters. What the page is, extraction says.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cache, lru_cache
from urllib.parse import SplitResult, parse_qsl, unquote, urlsplit

from newsspider.text.lexicon import words


@dataclass(frozen=True, slots=True)
class Shape:
    """*kind*: ``article``, ``index`` or ``neither``. *reason*: a stable word for what decided it.

    ``short-path`` is the one uncertain reason for ``index``: some sites give articles such addresses too.
    """

    kind: str
    reason: str

    @property
    def may_be_article(self) -> bool:
        """Whether a page so named is worth fetching where a feed or sitemap lists it."""
        return self.kind == "article" or self.reason == "short-path"


LONGEST = 2083  # characters of an address: what browsers and sitemaps (2,048) go up to; beyond lie traps
_MEDIA = re.compile(
    r"\.(?:jpe?g|png|gif|webp|avif|svg|ico|bmp|tiff?|css|js|mjs|json|xml|rss|atom|txt|pdf|docx?|xlsx?|pptx?|odt|epub"
    r"|zip|gz|rar|7z|tar|exe|dmg|apk|mp3|m4a|ogg|wav|mp4|m4v|webm|mov|avi|m3u8|woff2?|ttf|eot|ics|vcf)$",
    re.IGNORECASE,
)
_PAGE_FILE = re.compile(r"\.(?:html?|shtml|xhtml|php\d?|aspx?|jsp|cfm|stm|ece|story)$", re.IGNORECASE)
_YEAR = re.compile(r"(?:19|20)\d\d")
_DAY = re.compile(
    r"/(?:(?:19|20)\d\d[/-](?:0?[1-9]|1[0-2]|[a-z]{3,9})[/-](?:0?[1-9]|[12]\d|3[01])|(?:19|20)\d{6})(?=[/_-]|$)"
)
_MONTH = re.compile(r"/(?:19|20)\d\d[/-](?:0[1-9]|1[0-2]|[1-9])(?=/)")
# An identifier of four digits or more at either end of the last segment, or one of 8 hex digits and more.
_NUMBER = re.compile(r"(?:^|[-_.,a-z])\d{4,}$|^[a-z]{0,3}\d{4,}(?:[-_.]|$)")
_HEX = re.compile(r"(?:^|[-_])(?=[0-9a-f]*\d)(?=[0-9a-f]*[a-f])[0-9a-f]{8,}$")
_SEPARATOR = re.compile(r"[-_+\s]+")


@lru_cache(maxsize=4096)  # most links of a page are on the page before, too; some 1 MB
def shape(url: str) -> Shape:
    """Return what *url*, absolute http(s), looks like; the first rule that applies decides.

    Words of paths and parameters come from ``lexicon/addresses.toml``.
    """
    try:
        parts = urlsplit(url)
    except ValueError:
        return Shape("neither", "broken")
    if len(url) > LONGEST:
        return Shape("neither", "too-long")
    path = _plain(parts.path)
    segments = [s for s in path.split("/") if s]
    if _MEDIA.search(path):
        return Shape("neither", "media")
    if deed := _parameters(parts) & _set("deed"):
        return Shape("neither", "search" if deed & {"s", "q", "query", "search"} else "deed")
    if _service(segments):
        return Shape("neither", "service-page")
    return _place(path, segments, _parameters(parts))


def page_number(url: str) -> int:
    """Return which part of a list an address names, ``/page/3/`` or ``?page=3``; 1 where it names none."""
    parts = urlsplit(url)
    numbers = [value for name, value in parse_qsl(parts.query) if name.lower() in _set("page_number")]
    found = _pagination().search(parts.path.lower())
    text = found.group(1) if found else next(iter(numbers), "")
    return int(text) if re.fullmatch(r"\d{1,6}", text) else 1


def _place(path: str, segments: list[str], parameters: set[str]) -> Shape:
    """Article or index, for a path that is no service page and no file."""
    if parameters & _set("article"):
        return Shape("article", "id-parameter")
    last = _PAGE_FILE.sub("", segments[-1]) if segments else ""
    if last in {"", "index", "default", "home"}:
        return Shape("index", "home")
    if _pagination().search(path) or parameters & (_set("page_number") | _set("page_offset")):
        return Shape("index", "pagination")
    if dated := _DAY.search(path) or _MONTH.search(path):
        named = path[dated.end() :].strip("/-_")
        return Shape("article", "date-in-path") if named else Shape("index", "archive-of-a-day")
    return _named(segments, last)


def _named(segments: list[str], last: str) -> Shape:
    """A list by the words of its path, or an article by its last segment: an identifier, or many words."""
    if _set("list").intersection((*segments[-3:-1], last)):
        return Shape("index", "list-word")
    if _NUMBER.search(last) and not _YEAR.fullmatch(last):
        return Shape("article", "number")
    if _HEX.search(last):
        return Shape("article", "hash")
    count = len([w for w in _SEPARATOR.split(last) if w])
    if count >= 4 or (count == 3 and len(last) >= 22):
        return Shape("article", "slug")
    if count >= 2 and last != segments[-1]:
        return Shape("article", "file")
    return Shape("index", "short-path")


def _service(segments: list[str]) -> bool:
    """A service word first, last, or behind a language code."""
    ends = {segments[0], segments[-1], _PAGE_FILE.sub("", segments[-1])} if segments else set()
    if len(segments) > 1 and len(segments[0]) == 2:
        ends.add(segments[1])
    return bool(ends & _set("service"))


def _parameters(parts: SplitResult) -> set[str]:
    return {name.lower() for name, _ in parse_qsl(parts.query, keep_blank_values=True, max_num_fields=None)}


@cache
def _pagination() -> re.Pattern[str]:
    named = "|".join(map(re.escape, words("addresses", "page_word")))
    return re.compile(rf"/(?:{named})[/_-]?(\d{{1,6}})(?:\.html?)?/?$")


@cache
def _set(table: str) -> frozenset[str]:
    return frozenset(words("addresses", table))


def _plain(path: str) -> str:
    """The path unquoted, in lower case, without accents on Latin letters."""
    text = unquote(path).lower()
    if text.isascii():
        return text
    kept = (c for c in unicodedata.normalize("NFD", text) if not "\u0300" <= c <= "\u036f" or c == "\u0306")
    return unicodedata.normalize("NFC", "".join(kept))
