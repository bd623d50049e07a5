"""A rule for a site proposed from some of its pages, and kept only as far as it reads them as they read without it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from newsspider.cli.site_drops import with_drops
from newsspider.cli.site_places import places
from newsspider.cli.site_samples import Sample, Saved, reads_same, with_selectors
from newsspider.cli.site_selectors import selectors
from newsspider.discover.feeds import declared_feeds
from newsspider.errors import UsageError
from newsspider.page.page import Page
from newsspider.rules.imports import site_name, toml_string
from newsspider.rules.site import SiteRule
from newsspider.text.urls import absolute, host, registrable_domain

FIELDS = ("body", "headline", "authors", "published")
_MOST_PAGES = 5  # pages a proposal is made from
_MOST_CONTAINERS = 3  # tried with what they hold besides left out


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
        rule = _ruled(field, samples, rule) or rule
    days = [s.article.published for s in samples if s.article.published]
    offsets = {day.tz for day in days if day.tz and day.tz_source == "stated"}
    return Proposal(rule, tuple(samples), tuple(sorted(offsets)))


def _samples(saved: Sequence[Saved], wanted: str | None) -> list[Sample]:
    found = [Sample.of(one) for one in saved if one.body and (wanted is None or host(one.url) == wanted)]
    texts = [s for s in found if s.article.headline and s.article.body and s.article.kind != "index"]
    articles = [s for s in texts if s.article.kind != "unknown"] or texts
    if not articles:
        raise UsageError("no article among these pages; give the page of an article, best two or three")
    most = Counter(host(s.saved.url) for s in articles).most_common(1)[0][0]
    return [s for s in articles if host(s.saved.url) == most][:_MOST_PAGES]


def _sitemaps(page: Page) -> Iterator[str]:
    yield from (url for link in page.metadata.rel("sitemap") if (url := page.absolute(link.get("href"))))


def _first(counts: Counter[str]) -> str | None:
    return counts.most_common(1)[0][0] if counts else None


def _ruled(field: str, samples: Sequence[Sample], rule: SiteRule) -> SiteRule | None:
    """Return *rule* with the first selector of the element that gave *field* that gives the same on every page, None
    without one. A body may need more: selectors of what the container holds besides."""
    found = (css for s in samples for e in places(s.page, s.article, field) for css in selectors(e))
    fitting = [css for css in dict.fromkeys(found) if _fits(css, field, samples)]
    trials = [with_selectors(rule, field, (css,)) for css in fitting]
    best = next((trial for trial in trials if reads_same(trial, samples)), None)
    if best or field != "body":
        return best
    return next((r for trial in trials[:_MOST_CONTAINERS] if (r := with_drops(trial, samples))), None)


def _fits(css: str, field: str, samples: Sequence[Sample]) -> bool:
    """Whether *css* selects one element of each page; for authors, at most as many as there are, and none where there are
    none."""
    for sample in samples:
        count = len(sample.page.select([css]))
        if field == "authors":
            if bool(count) != bool(sample.article.authors) or count > max(1, len(sample.article.authors)):
                return False
        elif count != 1:
            return False
    return True


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
    if drop := rule.layouts[0].drop:
        lines.append(f"drop = [{', '.join(map(toml_string, drop))}]")
    for field in FIELDS:
        css = getattr(rule.layouts[0], field)
        lines.append(f"{field} = {toml_string(css[0])}" if css else f"# {field}: read without a selector")
    return "\n".join(lines) + "\n"
