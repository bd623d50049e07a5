"""The headline: what a reader sees as the title of the article, without the site's name."""

from __future__ import annotations

import re
from collections.abc import Iterator

from newsspider.fields import publisher
from newsspider.fields.candidate import Candidate
from newsspider.fields.headings import Heading, headings
from newsspider.page.json_values import text
from newsspider.page.page import Page
from newsspider.page.tree import text_of
from newsspider.text.normalize import fold, letters, squeeze
from newsspider.text.titles import drop_site_name, is_site_name
from newsspider.text.urls import host

_OVERLAP = 0.5  # of the words of the shorter title, for a heading to be another wording of what is declared
_SENTENCE = 4  # words: what is shorter may be a section or a logo
_WORD = re.compile(r"\w+")
_LONGEST = 400  # characters; what is longer was never closed
_SHORT = 12  # letters below which one title may stand in another by chance


def headline(page: Page) -> Candidate[str] | None:
    """Return the headline and where it was read, or None where the page has none.

    A visible heading that agrees with what the page declares comes before all that is only declared, since it is
    what readers saw; of values that agree the visible form is taken.
    """
    return next(candidates(page), None)


def candidates(page: Page) -> Iterator[Candidate[str]]:
    """Yield the titles the page gives, the best first, without repeats."""
    seen: set[str] = set()
    for candidate in _ranked(page):
        key = letters(candidate.value) or candidate.value
        if candidate.value and key not in seen:
            seen.add(key)
            yield candidate


def _ranked(page: Page) -> Iterator[Candidate[str]]:
    for element in page.select(page.layout.headline)[:1]:
        yield Candidate(squeeze(text_of(element)), "site-rule", "headline")
    declared = list(_declared(page))
    agreed = _agreed(declared)
    names, where = publisher.names(page), host(page.url)
    h1 = [h for h in headings(page, "h1") if not is_site_name(h.whole, names, where)]
    said = tuple(dict.fromkeys(c.value for c in declared))
    fits = sorted((_fit(h, said), -i) for i, h in enumerate(h1))
    if fits and fits[-1][0] > 0:
        yield _form(h1[-fits[-1][1]], declared)
    yield from _printed(page, agreed)
    if len({letters(c.value) for c in agreed}) == len(
        agreed
    ):  # no two sources agree: what is printed large decides
        yield from (Candidate(h.text, "visible-text", "h1") for h in h1[:1] if _could_be_headline(h))
    yield from agreed
    for element in page.select(page.theme.headline if page.theme else ())[:1]:
        yield Candidate(squeeze(text_of(element)), "visible-text", "theme")
    yield from (Candidate(h.text, "visible-text", "h1") for h in h1 if not h.outside)


def _could_be_headline(heading: Heading) -> bool:
    return not heading.outside and len(heading.text.split()) >= _SENTENCE


def _declared(page: Page) -> Iterator[Candidate[str]]:
    """What the page declares, without the site's name, the more careful sources first."""
    found = [
        Candidate(text(n.get("headline")) or text(n.get("name")) or "", "json-ld", "headline")
        for n in page.linked_data.articles
    ]
    found += [
        Candidate(page.metadata.get(n) or "", "meta", n)
        for n in ("og:title", "twitter:title", "title", "dc.title")
    ]
    found.append(Candidate(page.microdata.get("headline") or "", "microdata", "headline"))
    found.append(Candidate(page.metadata.title, "meta", "title"))
    names, where = publisher.names(page), host(page.url)
    plain = {value: drop_site_name(value, names, where) for value in {c.value for c in found}}
    titles = {title for title in plain.values() if _is_title(title, names, where)}
    for candidate in found:
        if plain[candidate.value] in titles:
            yield Candidate(plain[candidate.value], candidate.source, candidate.where)


def _is_title(text: str, names: tuple[str, ...], where: str) -> bool:
    return 0 < len(text) <= _LONGEST and not is_site_name(text, names, where)


def _agreed(declared: list[Candidate[str]]) -> list[Candidate[str]]:
    """Return *declared*, values that more sources share first."""
    keys = [letters(c.value) for c in declared]
    return sorted(declared, key=lambda c: -min(2, keys.count(letters(c.value))))


def _fit(heading: Heading, declared: tuple[str, ...]) -> float:
    """Return how well *heading* agrees with what the page declares: 3 the same, 2 one in the other, below 2 by the
    share of words in common, 0 for too few words or a place
    outside the article."""
    shown = (heading.text,) if heading.text == heading.whole else (heading.text, heading.whole)
    likenesses = (_likeness(text, title) for title in declared for text in shown)
    return 0.0 if heading.outside else max(likenesses, default=0.0)


def _likeness(shown: str, declared: str) -> float:
    a, b = letters(shown), letters(declared)
    if a == b:
        return 3.0
    if min(len(a), len(b)) >= _SHORT and (a in b or b in a):
        return 2.0
    ours, theirs = set(fold(shown).split()), set(fold(declared).split())
    share = len(ours & theirs) / max(1, min(len(ours), len(theirs)))
    return 1.0 + share / 2 if share >= _OVERLAP and len(ours) > 2 else 0.0


def _form(heading: Heading, declared: list[Candidate[str]]) -> Candidate[str]:
    """Return *heading* as a candidate: as declared where that differs only by a kicker or by spaces lost in markup."""
    shown = letters(heading.text)
    for candidate in declared:
        plain = letters(candidate.value)
        if plain == shown:
            glued = len(_WORD.findall(candidate.value)) > len(_WORD.findall(heading.text))
            return Candidate(candidate.value if glued else heading.text, "visible-text", "h1")
        if len(plain) >= _SHORT and shown.endswith(plain) and len(shown) - len(plain) < len(plain):
            return candidate
    return Candidate(heading.text, "visible-text", "h1")


def _printed(page: Page, agreed: list[Candidate[str]]) -> Iterator[Candidate[str]]:
    """The heading of a lower rank that is printed as the page declares its title."""
    wanted = {letters(c.value) for c in agreed}
    for heading in headings(page, "h2", "h3"):
        if letters(heading.text) in wanted:
            yield Candidate(heading.text, "visible-text", "h2")
            return
