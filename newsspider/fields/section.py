"""The section: where in the outlet the article stands."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice
from typing import Any
from urllib.parse import urlsplit

from lxml import etree

from newsspider.fields import publisher
from newsspider.fields.candidate import Candidate, first
from newsspider.fields.elements import classed, link_addresses
from newsspider.page.json_values import text, texts
from newsspider.page.page import Page
from newsspider.page.tree import text_of
from newsspider.text.lexicon import words
from newsspider.text.normalize import fold, latin, letters, squeeze
from newsspider.text.titles import is_site_name
from newsspider.text.urls import host

_META = ("article:section", "og:article:section", "parsely-section", "section", "dc.subject", "category")
_SECTION_CLASSES = ("crumb", "speedbar", "td-post-category", "entry-category", "post-category", "cat-links")
_SEPARATORS = re.compile(r"[,;|]")
_SLUG = re.compile(r"[a-z0-9]+(?:[-_][a-z0-9]+)+")
_LEVELS = 3  # ancestors of a link whose class may call it a section
_MOST = 6  # section links looked at
_LONGEST = 60  # characters; sections are words, not sentences


def section(page: Page) -> Candidate[str] | None:
    """Return the section as the page names it, or None where it names none."""
    return page.once(_section)


def _section(page: Page) -> Candidate[str] | None:
    return first(candidates(page))


def candidates(page: Page) -> Iterator[Candidate[str]]:
    """Yield the sections the page gives, best first: what it declares, then what its links say; of each those its
    address repeats come first, the narrowest before the others. Forms made for machines ("world-news") are last."""
    folders = [latin(folder) for folder in urlsplit(page.url).path.split("/")[:-1]]
    seen: set[str] = set()
    machine: list[Candidate[str]] = []
    for source in (_declared, _linked_sections, _parent_folders):
        for candidate in sorted(_clean(page, source(page)), key=lambda c: -_depth(c, folders)):
            key = letters(candidate.value)
            if _SLUG.fullmatch(candidate.value):
                machine.append(candidate)
            elif key not in seen:
                seen.add(key)
                yield candidate
    yield from machine


def _depth(candidate: Candidate[str], folders: list[str]) -> int:
    """Return how deep in the address the section stands, from 1; 0 where it does not, or was found by it."""
    plain = "" if candidate.source == "url" else latin(candidate.value)
    return max((n for n, folder in enumerate(folders, 1) if folder and folder == plain), default=0)


def _clean(page: Page, found: Iterator[Candidate[str]]) -> Iterator[Candidate[str]]:
    """Yield what was *found* without the home page, the site's name, the article's title and sentences."""
    names, where = publisher.names(page), host(page.url)
    title = letters(page.metadata.get("og:title") or page.metadata.title)
    for candidate in found:
        value = squeeze(_SEPARATORS.split(candidate.value)[0]).strip("[]»›>/ ")
        plain = letters(value)
        if not plain or len(value) > _LONGEST or (plain in title and len(plain) > _LONGEST // 2):
            continue
        if fold(value) not in words("sections", "home") and not is_site_name(value, names, where):
            yield Candidate(value, candidate.source, candidate.where)


def _declared(page: Page) -> Iterator[Candidate[str]]:
    for name in _META[:2]:
        yield from (Candidate(value, "meta", name) for value in page.metadata.all(name)[:1])
    for node in page.linked_data.articles:
        yield from (
            Candidate(value, "json-ld", "articleSection") for value in texts(node.get("articleSection"))
        )
    yield from (Candidate(v, "json-ld", "BreadcrumbList") for v in _breadcrumb(page))
    yield Candidate(page.microdata.get("articleSection") or "", "microdata", "articleSection")
    for name in _META[2:]:
        yield from (Candidate(value, "meta", name) for value in page.metadata.all(name)[:1])


def _linked_sections(page: Page) -> Iterator[Candidate[str]]:
    return (Candidate(value, "visible-text", "section link") for value in islice(_linked(page), _MOST))


def _parent_folders(page: Page) -> Iterator[Candidate[str]]:
    return (Candidate(value, "url", "parent folder") for value in islice(_above(page), _MOST))


def _linked(page: Page) -> Iterator[str]:
    """The text of links to categories: by ``rel=category``, in a breadcrumb, in a theme's category label."""
    labels = set(classed(page, _SECTION_CLASSES))
    for link in page.links:
        rel = link.get("rel")
        if (rel and _is_category(link, rel.lower().split())) or (
            labels and any(e in labels for e in _around(link))
        ):
            yield squeeze(text_of(link))


def _is_category(link: etree._Element, rel: list[str]) -> bool:
    return "category" in rel or ("tag" in rel and "/category/" in (link.get("href") or ""))


def _above(page: Page) -> Iterator[str]:
    """The text of links to the folders of the page's own address: "/culture/" of "/culture/a-concert.html"."""
    path = urlsplit(page.url).path.strip("/").split("/")[:-1]
    folders = {"/".join(path[:n]) for n in range(1, len(path) + 1) if not path[n - 1].isdecimal()}
    ends = tuple({folder.rsplit("/", 1)[-1] for folder in folders})
    found: dict[str, str] = {}
    for link, written in zip(page.links, link_addresses(page), strict=True) if folders else ():
        address = written.rstrip("/")
        full = page.absolute(address) if address.endswith(ends) else None
        if (
            full
            and (folder := urlsplit(full).path.strip("/")) in folders
            and (name := squeeze(text_of(link)))
        ):
            found.setdefault(folder, name)
    yield from (found[folder] for folder in sorted(found, key=len, reverse=True))


def _around(link: etree._Element) -> Iterator[etree._Element]:
    yield link
    for _, ancestor in zip(range(_LEVELS), link.iterancestors(), strict=False):
        yield ancestor


def _breadcrumb(page: Page) -> Iterator[str]:
    """The names of the first breadcrumb, from the broadest; the last stands for the article itself."""
    for node in page.linked_data.typed("BreadcrumbList"):
        items = node.get("itemListElement")
        found = [_step(item) for item in items] if isinstance(items, list) else []
        yield from [name for name in found if name][:-1]
        return


def _step(item: Any) -> str | None:
    inner = item.get("item") if isinstance(item, dict) else None
    return text(item.get("name") if isinstance(item, dict) else None) or text(
        inner if isinstance(inner, dict) else None
    )
