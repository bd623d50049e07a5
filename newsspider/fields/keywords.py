"""The keywords: tags and topics the publisher gave the article."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any

from newsspider.fields.candidate import Candidate, first
from newsspider.page.linked_data import texts
from newsspider.page.page import Page
from newsspider.page.tree import text_of
from newsspider.rules.theme import select
from newsspider.text.normalize import letters, squeeze

_LISTS = (
    "a[rel~=tag]",
    ".td-tags a, .td-post-source-tags a, .tdb-tags a",
    ".tags-links a, .post-tags a, .entry-tags a, .article-tags a, .tag-list a, .tags-list a, .taglist a, ul.tags a",
    ".tags a, .article__tags a, [class*=article-tag] a, [class*=ArticleTags] a, [class*=taglist] a",
)
_META = ("news_keywords", "parsely-tags", "sailthru.tags", "keywords")
_SEPARATORS = re.compile(r"\s*[,;，、]\s*")
_LONGEST = 70  # characters
_MOST = 30


def keywords(page: Page) -> Candidate[tuple[str, ...]] | None:
    """Return the tags in page order, without repeats, or None where the page gives none."""
    return first(candidates(page))


def candidates(page: Page) -> Iterator[Candidate[tuple[str, ...]]]:
    """Yield each list of tags the page gives, best first."""
    for candidate in _found(page):
        if kept := tuple(_clean(candidate.value)):
            yield Candidate(kept, candidate.source, candidate.where)


def _found(page: Page) -> Iterator[Candidate[tuple[str, ...]]]:
    for css in _LISTS:
        links = select(page.tree, (css,))
        yield Candidate(tuple(squeeze(text_of(a)) for a in links), "visible-text", css)
    yield Candidate(tuple(page.metadata.all("article:tag")), "meta", "article:tag")
    for node in page.linked_data.articles:
        yield Candidate(tuple(_listed(node.get("keywords"))), "json-ld", "keywords")
    for name in _META:
        yield Candidate(tuple(page.metadata.all(name)), "meta", name)


def _listed(value: Any) -> Iterator[str]:
    for one in texts(value):
        yield one.split(":", 1)[1] if one.startswith(("Tag:", "tag:")) else one


def _clean(values: Iterable[str]) -> Iterator[str]:
    """Yield single tags: lists in one string cut apart, ``#`` off, repeats and sentences left out."""
    seen: set[str] = set()
    for value in values:
        for piece in _SEPARATORS.split(value):
            tag = squeeze(piece).strip("#•|·\"' ")
            key = letters(tag)
            if key and key not in seen and len(tag) <= _LONGEST and len(seen) < _MOST:
                seen.add(key)
                yield tag
