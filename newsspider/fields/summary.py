"""The summary: the description a page's metadata give of the article."""

from __future__ import annotations

from collections.abc import Iterator

from newsspider.fields.candidate import Candidate, first
from newsspider.page.json_values import text
from newsspider.page.page import Page
from newsspider.text.normalize import letters, squeeze

_META = (
    "og:description",
    "description",
    "twitter:description",
    "dc.description",
    "dcterms.abstract",
    "sailthru.description",
)
_SHORT = 2  # words below which a description says nothing
_LONG = 25  # characters that are a sentence where words are not parted by spaces
_CUT = ("…", "...", "[…]", "[...]")


def summary(page: Page) -> Candidate[str] | None:
    """Return the description, or None where the page has none; one that was cut short gives way to a whole one."""
    found = list(candidates(page))
    whole = first(c for c in found if not c.value.endswith(_CUT))
    if not found or whole is None:
        return first(found)
    start = letters(found[0].value.rstrip("…. []"))
    return whole if found[0].value.endswith(_CUT) and letters(whole.value).startswith(start) else found[0]


def candidates(page: Page) -> Iterator[Candidate[str]]:
    """Yield the descriptions of the article, best first; not that of the site."""
    others = {
        letters(text(n.get("description")) or "") for n in page.linked_data.typed("WebSite", "Organization")
    }
    others.add("")
    for candidate in _declared(page):
        value = squeeze(candidate.value)
        if letters(value) not in others and (len(value.split()) > _SHORT or len(value) > _LONG):
            yield Candidate(value, candidate.source, candidate.where)


def _declared(page: Page) -> Iterator[Candidate[str]]:
    for name in _META[:2]:
        yield Candidate(text(page.metadata.get(name)) or "", "meta", name)
    for node in page.linked_data.articles:
        yield Candidate(text(node.get("description")) or "", "json-ld", "description")
    for name in _META[2:]:
        yield Candidate(text(page.metadata.get(name)) or "", "meta", name)
    yield Candidate(page.microdata.get("description") or "", "microdata", "description")
