"""An article is a pure function of a page's bytes, address and headers.

No clock, network, file or global state: the same bytes give the same article on every machine.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from types import MappingProxyType
from typing import Any

from newsspider.errors import UsageError
from newsspider.fields import (
    agency,
    authors,
    canonical,
    dates,
    headline,
    keywords,
    language,
    publisher,
    related,
    section,
    summary,
)
from newsspider.fields.access import access
from newsspider.fields.body import Body, body
from newsspider.fields.candidate import Candidate
from newsspider.fields.corrections import corrected
from newsspider.fields.images import images
from newsspider.fields.kind import kind
from newsspider.fields.links import links
from newsspider.fields.rights import rights
from newsspider.fields.walls import wall
from newsspider.model import Article, Stamp
from newsspider.page.page import Page
from newsspider.quotes.extract import extract_quotes
from newsspider.regions.decide import Reading, decide
from newsspider.rules.load import builtin
from newsspider.rules.site import Rules
from newsspider.text import urls

SHORT_BODY = 250  # characters; below it a reader should look whether the page was cut

_NO_HEADERS: Mapping[str, str] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Explanation:
    """Why an article reads as it does.

    *candidates*: for each field every value found, best first. *blocks*: (region, reason, text) of every
    block of the page, in document order.
    """

    article: Article
    candidates: Mapping[str, tuple[Candidate[Any], ...]]
    blocks: tuple[tuple[str, str, str], ...]


def extract(
    html: bytes,
    url: str,
    headers: Mapping[str, str] = _NO_HEADERS,
    *,
    fetched_at: datetime | None = None,
    rules: Rules | None = None,
) -> Article:
    """Return the article a page holds; a page without one gives None in its fields and warnings that say why.

    *html*: bytes after content decoding (gzip undone), in any charset. *url*: http(s), after redirects.
    *headers*: of the response, names in any case. *fetched_at*: aware; settles relative dates and picks a
    site's layout. *rules*: of ``newsspider.rules.load``; None takes the themes newsspider knows.

    Never raises for what *html* holds. Raises UsageError where *url* is not http(s) or *fetched_at* naive.
    """
    page = _page(html, url, headers, fetched_at, rules)
    reading = corrected(page, decide(page))
    return _article(page, reading, body(page, reading))


def explain(
    html: bytes,
    url: str,
    headers: Mapping[str, str] = _NO_HEADERS,
    *,
    fetched_at: datetime | None = None,
    rules: Rules | None = None,
) -> Explanation:
    """Return the article of ``extract`` with every candidate of every field, and each block's region."""
    page = _page(html, url, headers, fetched_at, rules)
    reading = corrected(page, decide(page))
    article = _article(page, reading, body(page, reading))
    candidates: dict[str, Iterable[Candidate[Any]]] = {
        "headline": headline.candidates(page),
        "summary": summary.candidates(page),
        "authors": authors.candidates(page, reading),
        "published": dates.candidates(page, reading),
        "language": language.candidates(page, article.body),
        "publisher": publisher.candidates(page),
        "canonical_url": canonical.candidates(page),
        "section": section.candidates(page),
        "keywords": keywords.candidates(page),
        "related_links": related.candidates(page, reading),
    }
    blocks = tuple(zip(reading.region, reading.reason, page.blocks.text, strict=True))
    return Explanation(article, {name: tuple(found) for name, found in candidates.items()}, blocks)


def _page(
    html: bytes, url: str, headers: Mapping[str, str], fetched_at: datetime | None, rules: Rules | None
) -> Page:
    if urls.absolute(url, url) is None:
        raise UsageError(f"{url!r} is not an http(s) address; give the one the page was fetched from")
    if fetched_at and fetched_at.tzinfo is None:
        raise UsageError("fetched_at has no time zone; give an aware datetime, in UTC")
    return Page(html, url, headers, fetched_at, rules or builtin())


def _article(page: Page, reading: Reading, found: Body) -> Article:
    title = page.once(headline.headline)
    standing = wall(page, _value(title), found.text)
    text = Body() if standing else found  # a notice, an error or a form is no article's text
    byline = authors.authors(page, reading)
    tongue = language.language(page, text.text)
    openness, completeness = access(page, text.text, standing)
    key = urls.url_key(page.url)
    people = byline.value if byline else ()
    published, modified = dates.published(page, reading), dates.modified(page)
    return Article(
        url=page.url,
        canonical_url=_value(canonical.canonical(page)),
        url_key=key,
        id=urls.article_id(key),
        site=page.site.name if page.site else urls.host(page.url),
        domain=urls.registrable_domain(page.url),
        publisher=_value(publisher.publisher(page)),
        kind=kind(page, _value(title), text.text, published, standing),
        headline=_value(title),
        subheadline=text.subheadline,
        summary=_value(summary.summary(page)),
        body=text.text,
        body_blocks=text.blocks,
        language=_value(tongue),
        language_source=tongue.source if tongue else None,
        authors=people,
        section=_value(section.section(page)),
        keywords=_value(keywords.keywords(page)) or (),
        images=images(page, reading),
        published=published,
        modified=modified,
        fetched_at=page.fetched_at,
        access=openness,
        completeness=completeness,
        quotes=tuple(extract_quotes(text.text or "", _value(tongue))),
        links=links(page, text),
        related_links=related.related_links(page, reading, text),
        rights=rights(page),
        agency=agency.agency(people, text.text),
        method=reading.method,
        template=page.theme.template if page.theme else None,
        confidence=reading.confidence,
        sources=_sources(headline=title, body=text, authors=byline),
        dropped_blocks=text.dropped,
        warnings=_warnings(page, title, text, (published, modified), standing),
        charset=page.decoded.charset,
        charset_source=page.decoded.source,
        content_type=page.headers.get("content-type"),
        html_sha256="sha256:" + hashlib.sha256(page.html).hexdigest(),
        html_bytes=len(page.html),
    )


def _value(candidate: Candidate[Any] | None) -> Any:
    return candidate.value if candidate else None


def _sources(**fields: Candidate[Any] | Body | None) -> dict[str, str]:
    return {name: found.source for name, found in fields.items() if found and found.source}


def _warnings(
    page: Page,
    title: Candidate[str] | None,
    text: Body,
    when: tuple[Stamp | None, Stamp | None],
    standing: str | None,
) -> tuple[str, ...]:
    found = [*page.decoded.warnings, *page.linked_data.warnings, *dates.warnings(page, *when)]
    if not page.html.strip():
        found.append("empty-page")
    elif "<" not in page.decoded.text and "not-text" not in found:
        found.append("no-markup")
    if standing:
        found.append(standing)
    if title is None:
        found.append("no-headline")
    if not text.text:
        found.append("no-body")
    elif len(text.text) < SHORT_BODY:
        found.append("short-body")
    return tuple(dict.fromkeys(found))
