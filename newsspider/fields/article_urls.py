"""What an address alone says: whether it may be an article's, and whether it looks like one."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from urllib.parse import parse_qsl, unquote

from newsspider.text.lexicon import words
from newsspider.text.urls import host

_NUMBER = re.compile(r"\d{4,}|[0-9a-f]{8,}")
_DIGITS = re.compile(r"[0-9a-f]{4}")  # in every number, and much faster to look for
_WORD = re.compile(r"[^-_+.\s]+")
_WORDS = 4  # words of a last path segment that is made of a headline
_HEADLINE = 6  # words of a path segment that is a headline wherever it stands
# Words for lists that some sites put before the names of their articles.
_MAYBE_LISTS = frozenset(
    ("archive", "archives", "column", "columns", "dossier", "dossiers", "series", "story")
)
_HOME = frozenset(("index.html", "index.php"))


def pieces(url: str) -> tuple[str, list[str], str]:
    """Return authority, path segments (unquoted, in lower case, none empty) and query of an absolute address."""
    address, _, query = url.partition("?")
    authority, _, path = address[address.index("//") + 2 :].partition("/")
    return authority, [s for s in (unquote(path) if "%" in path else path).lower().split("/") if s], query


def may_be_article(segments: list[str], query: str) -> bool:
    """Return whether an address is none of a home page, a list, a service and a deed."""
    names = {name.lower() for name, _ in parse_qsl(query)} if query else frozenset()
    if not segments or (len(segments) == 1 and segments[0] in _HOME):
        return bool(names & _set("article"))
    if not _set("service").isdisjoint((segments[0], segments[-1])) or (names and names & _deeds()):
        return False
    return not _lists(segments)


def _lists(segments: list[str]) -> bool:
    """Whether a path is that of a list: ``/tag``, ``/tag/NAME``, ``/tag/NAME/12``, where NAME is no headline."""
    end = len(segments) - (len(segments) > 1 and segments[-1].isdigit())
    last = segments[end - 1]
    return last in _set("list") or (
        end > 1 and segments[end - 2] in _sure_lists() and _slug(last) < _HEADLINE
    )


@lru_cache(maxsize=1024)
def elsewhere(authority: str) -> bool:
    """Return whether a host is that of a social network, which share buttons lead to."""
    name = host(f"http://{authority}/")
    return name in _set_of_hosts() or name.partition(".")[2] in _set_of_hosts()


def looks_like_article(url: str) -> bool:
    """Return whether an absolute address holds an identifier at its end, or ends in four words and more."""
    _, segments, query = pieces(url)
    return reads_like_article(segments, query)


def reads_like_article(segments: list[str], query: str) -> bool:
    """As ``looks_like_article``, of the ``pieces`` of an address."""
    if segments and is_strong(segments[-1]):
        return True
    return bool(query) and _NUMBER.search(query) is not None


@lru_cache(maxsize=1024)
def is_strong(segment: str) -> bool:
    """Return whether the last segment of a path, in lower case, holds a number, or is a headline."""
    if len(segment) < _WORDS or segment.isalpha():
        return False
    if _slug(segment) >= _WORDS:
        return True
    return _DIGITS.search(segment) is not None and _NUMBER.search(segment) is not None


def _slug(segment: str) -> int:
    return len(_WORD.findall(segment))


@cache
def _set(table: str) -> frozenset[str]:
    return frozenset(words("addresses", table))


@cache
def _sure_lists() -> frozenset[str]:
    return _set("list") - _MAYBE_LISTS


@cache
def _deeds() -> frozenset[str]:
    return _set("deed") - {"format"}


@cache
def _set_of_hosts() -> frozenset[str]:
    return frozenset(words("addresses", "elsewhere"))
