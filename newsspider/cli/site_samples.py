"""Pages that a rule is proposed from, and whether they read with it as they read without."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields, replace
from datetime import datetime

from newsspider.extraction import extract
from newsspider.model import Article
from newsspider.page.page import Page
from newsspider.rules.load import builtin
from newsspider.rules.site import Layout, Rules, SiteRule


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

    @classmethod
    def of(cls, saved: Saved) -> Sample:
        """Read *saved* by what newsspider knows of themes."""
        page = Page(saved.body, saved.url, saved.headers, saved.fetched_at, builtin())
        return cls(saved, page, read(saved, builtin()))


def read(saved: Saved, rules: Rules) -> Article:
    """Return the article of *saved* under *rules*."""
    return extract(saved.body, saved.url, saved.headers, fetched_at=saved.fetched_at, rules=rules)


def reads_same(rule: SiteRule, samples: Sequence[Sample]) -> bool:
    """Return whether *rule* gives headline, body, names of authors and date of each sample as they were without it."""
    rules = Rules((rule,), builtin().themes)
    return all(_told(read(s.saved, rules)) == _told(s.article) for s in samples)


def _told(article: Article) -> tuple[object, ...]:
    day = article.published
    return (article.headline, article.body, [a.name for a in article.authors], day and (day.date, day.at))


def with_selectors(rule: SiteRule, field: str, css: tuple[str, ...]) -> SiteRule:
    """Return *rule*, which has one layout, with the selectors *css* for *field*."""
    (layout,) = rule.layouts
    values = {f.name: getattr(layout, f.name) for f in fields(Layout)} | {field: css}
    return replace(rule, layouts=(Layout(**values),))
