"""A rule for a site proposed from some of its pages, and kept only as far as it reads them as they read without it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from newsspider.cli.site_places import places
from newsspider.cli.site_selectors import selectors
from newsspider.discover.feeds import declared_feeds
from newsspider.errors import UsageError
from newsspider.extraction import extract
from newsspider.model import Article
from newsspider.page.page import Page
from newsspider.rules.imports import site_name, toml_string
from newsspider.rules.load import builtin
from newsspider.rules.site import Layout, Rules, SiteRule
from newsspider.text.urls import absolute, host, registrable_domain

FIELDS = ("body", "headline", "authors", "published")
_NO_ARTICLE = frozenset({"index", "unknown"})
_MOST_PAGES = 5  # pages a proposal is made from


@dataclass(frozen=True, slots=True)
class Saved:
    """A page as it was saved, with the arguments of ``extract``; *fetched_at* None where nobody wrote it down."""

    url: str
    body: bytes
    headers: Mapping[str, str]
    fetched_at: datetime | None


@dataclass(frozen=True, slots=True)
class Sample:
    """A page and the article read from it without a rule."""

    saved: Saved
    page: Page
    article: Article


@dataclass(frozen=True, slots=True)
class Proposal:
    """*rule* reads *samples* as they were read without it. *offsets*: those that dates on the pages state."""

    rule: SiteRule
    samples: tuple[Sample, ...]
    offsets: tuple[str, ...]


def propose(saved: Sequence[Saved], wanted: str | None = None) -> Proposal:
    """Return a rule for the host *wanted* (None: the one with most articles) from the articles among *saved*.

    Raises UsageError where none of them is an article.
    """
    samples = _samples(saved, host(f"http://{wanted}") if wanted else None)
    pages = [sample.page for sample in samples]
    home = absolute(pages[0].url, "/") or pages[0].url
    languages = Counter(s.article.language for s in samples if s.article.language)
    publishers = Counter(s.article.publisher for s in samples if s.article.publisher)
    themes = {page.theme.template if page.theme else None for page in pages}
    bare = SiteRule(
        name=site_name(registrable_domain(home).partition(".")[0]),
        url=home,
        hosts=(host(home),),
        publisher=_first(publishers),
        language=_first(languages),
        theme=themes.pop() if len(themes) == 1 else None,
        feeds=tuple(dict.fromkeys(url for page in pages for url in declared_feeds(page.tree, page.base_url))),
        sitemaps=tuple(dict.fromkeys(url for page in pages for url in _sitemaps(page))),
    )
    rule = bare
    for field in FIELDS:
        css = _selector(field, samples, rule)
        rule = _with(rule, field, css) if css else rule
    days = [s.article.published for s in samples if s.article.published]
    offsets = {day.tz for day in days if day.tz and day.tz_source == "stated"}
    return Proposal(rule, tuple(samples), tuple(sorted(offsets)))


def _samples(saved: Sequence[Saved], wanted: str | None) -> list[Sample]:
    found = [_sample(one) for one in saved if one.body and (wanted is None or host(one.url) == wanted)]
    articles = [
        s for s in found if s.article.headline and s.article.body and s.article.kind not in _NO_ARTICLE
    ]
    if not articles:
        raise UsageError("no article among these pages; give the page of an article, best two or three")
    most = Counter(host(s.saved.url) for s in articles).most_common(1)[0][0]
    return [s for s in articles if host(s.saved.url) == most][:_MOST_PAGES]


def _sample(saved: Saved) -> Sample:
    page = Page(saved.body, saved.url, saved.headers, saved.fetched_at, builtin())
    return Sample(saved, page, read(saved, builtin()))


def read(saved: Saved, rules: Rules) -> Article:
    """Return the article of *saved* under *rules*."""
    return extract(saved.body, saved.url, saved.headers, fetched_at=saved.fetched_at, rules=rules)


def _sitemaps(page: Page) -> Iterator[str]:
    yield from (url for link in page.metadata.rel("sitemap") if (url := page.absolute(link.get("href"))))


def _first(counts: Counter[str]) -> str | None:
    return counts.most_common(1)[0][0] if counts else None


def _selector(field: str, samples: Sequence[Sample], rule: SiteRule) -> str | None:
    """Return the first selector of the element that gave *field* that gives the same on every page; None without one.

    But for authors, who may be several, it selects one element of each page.
    """
    tried: set[str] = set()
    for sample in samples:
        for element in places(sample.page, sample.article, field):
            for css in selectors(element):
                if (
                    css not in tried
                    and _fits(css, field, samples)
                    and _same(_with(rule, field, css), samples)
                ):
                    return css
                tried.add(css)
    return None


def _fits(css: str, field: str, samples: Sequence[Sample]) -> bool:
    """Whether *css* selects as many elements as *field* has on each page."""
    for sample in samples:
        count = len(sample.page.select([css]))
        if field == "authors":
            if bool(count) != bool(sample.article.authors) or count > max(1, len(sample.article.authors)):
                return False
        elif count != 1:
            return False
    return True


def _same(rule: SiteRule, samples: Sequence[Sample]) -> bool:
    rules = Rules((rule,), builtin().themes)
    return all(_told(read(s.saved, rules)) == _told(s.article) for s in samples)


def _told(article: Article) -> tuple[object, ...]:
    day = article.published
    return (article.headline, article.body, [a.name for a in article.authors], day and (day.date, day.at))


def _with(rule: SiteRule, field: str, css: str) -> SiteRule:
    (layout,) = rule.layouts
    values = {name: getattr(layout, name) for name in FIELDS} | {field: (css,)}
    return replace(rule, layouts=(Layout(**values),))


def table(proposal: Proposal) -> str:
    """Return the proposal as the text of a sources file, with what is left to a person as comments."""
    rule, pages = proposal.rule, len(proposal.samples)
    lines = [
        f"# From {pages} page{'s' * (pages != 1)}; with more pages the selectors are surer.",
        f"[site.{rule.name}]",
    ]
    texts = {key: getattr(rule, key) for key in ("url", "publisher", "language", "theme")}
    lines += [f"{key} = {toml_string(value)}" for key, value in texts.items() if value]
    stated = (
        f"the pages state {', '.join(proposal.offsets)}" if proposal.offsets else "the pages state no offset"
    )
    lines.append(f'# timezone = "Europe/Paris"  # for dates without an offset; {stated}')
    lists = {key: getattr(rule, key) for key in ("feeds", "sitemaps")}
    lines += [f"{key} = [{', '.join(map(toml_string, urls))}]" for key, urls in lists.items() if urls]
    for field in FIELDS:
        css = getattr(rule.layouts[0], field)
        lines.append(f"{field} = {toml_string(css[0])}" if css else f"# {field}: read without a selector")
    return "\n".join(lines) + "\n"
