"""The keywords: tags and topics the publisher gave the article."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any

from newsspider.fields.candidate import Candidate, first
from newsspider.fields.tag_links import tag_links
from newsspider.page.json_values import texts
from newsspider.page.page import Page
from newsspider.text.normalize import fold, letters, squeeze

_META = ("news_keywords", "parsely-tags", "sailthru.tags", "keywords")
_SEPARATORS = re.compile(r"\s*[,;，、]\s*")
_LONGEST = 70  # characters
_TITLE_WORDS = 3  # this many tags that are all words of the title are a title cut apart
_SENTENCE = 3  # spaces in a single "tag": several that nothing parts, or a sentence
_MOST = 30


def keywords(page: Page) -> Candidate[tuple[str, ...]] | None:
    """Return the tags in page order, without repeats, or None where the page gives none."""
    return first(candidates(page))


def candidates(page: Page) -> Iterator[Candidate[tuple[str, ...]]]:
    """Yield each list of tags the page gives, best first."""
    seen: set[tuple[str, ...]] = {()}
    for candidate in _found(page):
        kept = tuple(_clean(candidate.value))
        if kept not in seen:
            seen.add(kept)
            yield Candidate(kept, candidate.source, candidate.where)


def _found(page: Page) -> Iterator[Candidate[tuple[str, ...]]]:
    declared = list(_declared(page))
    known = frozenset(letters(tag) for candidate in declared for tag in _clean(candidate.value))
    shown = Candidate(tag_links(page, known), "visible-text", "tag links")
    fuller = (c for c in declared if _holds_twice(c.value, shown.value))
    yield next(fuller, shown)
    yield from (shown, *declared)


def _holds_twice(declared: tuple[str, ...], shown: tuple[str, ...]) -> bool:
    """Whether *declared* has all that is *shown* and as much again: the page shows a part of its tags."""
    keys = {letters(tag) for tag in _clean(declared)}
    return bool(shown) and len(keys) >= 2 * len(shown) and keys.issuperset(map(letters, shown))


def _declared(page: Page) -> Iterator[Candidate[tuple[str, ...]]]:
    yield Candidate(tuple(page.metadata.all("article:tag")), "meta", "article:tag")
    for node in page.linked_data.articles:
        yield Candidate(tuple(_listed(node.get("keywords"))), "json-ld", "keywords")
    title = set(fold(page.metadata.title).split())
    for name in _META:
        found = tuple(_clean(page.metadata.all(name)))
        if len(found) == 1 and found[0].count(" ") >= _SENTENCE:
            continue
        if len(found) < _TITLE_WORDS or not title.issuperset(map(fold, found)):
            yield Candidate(found, "meta", name)


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
