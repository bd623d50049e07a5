"""What a container holds besides the body, left out by selectors."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import islice

from newsspider.cli.site_samples import Sample, read, reads_same, with_selectors
from newsspider.cli.site_selectors import selectors
from newsspider.rules.load import builtin
from newsspider.rules.site import Rules, SiteRule

_MOST_DROPS = 4  # selectors; a container that needs more is the wrong one
_MOST_TRIED = 12  # selectors of one paragraph
_HIGHER = 2  # ancestors of a paragraph that may be left out with it
_NAMED = re.compile(r"[.#\]][^ ]*\Z")  # a bare tag at the end would leave out too much


def with_drops(rule: SiteRule, samples: Sequence[Sample]) -> SiteRule | None:
    """Return *rule* with selectors to drop under which the samples read as they did without a rule; None where a few
    cannot do that, or the rule loses a paragraph."""
    for _ in range(_MOST_DROPS):
        extra = _extra(rule, samples)
        if not extra:
            break
        better = next((r for r in _trials(rule, *extra[0]) if _fewer(_extra(r, samples), extra)), None)
        if better is None:
            return None
        rule = better
    return rule if reads_same(rule, samples) else None


def _trials(rule: SiteRule, sample: Sample, text: str) -> Iterator[SiteRule]:
    """Yield *rule* with one more selector, of an element that holds the paragraph *text*."""
    blocks = sample.page.blocks
    drop = rule.layouts[0].drop
    elements = (
        blocks.element[n] for t, n in zip(blocks.text, blocks.node, strict=True) if t == text and n >= 0
    )
    around = (e for element in elements for e in (element, *islice(element.iterancestors(), _HIGHER)))
    names = dict.fromkeys(
        css for e in around for css in selectors(e) if css not in drop and _NAMED.search(css)
    )
    for css in list(names)[:_MOST_TRIED]:
        yield with_selectors(rule, "drop", (*drop, css))


def _extra(rule: SiteRule, samples: Sequence[Sample]) -> list[tuple[Sample, str]] | None:
    """The paragraphs that *rule* adds, with their pages; None where it loses one."""
    rules, found = Rules((rule,), builtin().themes), []
    for sample in samples:
        before, after = _paragraphs(sample.article.body), _paragraphs(read(sample.saved, rules).body)
        if before - after:
            return None
        found += [(sample, text) for text in after - before]
    return found


def _paragraphs(body: str | None) -> Counter[str]:
    return Counter((body or "").split("\n\n"))


def _fewer(one: list[tuple[Sample, str]] | None, other: list[tuple[Sample, str]]) -> bool:
    return one is not None and len(one) < len(other)
