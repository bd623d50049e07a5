"""The byline: people and agencies apart, in page order."""

from __future__ import annotations

from collections.abc import Iterator

from newsspider.fields import author_candidates
from newsspider.fields.author_candidates import Authors
from newsspider.fields.byline import is_account
from newsspider.fields.candidate import Candidate
from newsspider.fields.near_headline import blocks_near
from newsspider.model import Author
from newsspider.page.page import Page
from newsspider.regions.decide import Reading
from newsspider.text.normalize import letters
from newsspider.text.urls import host


def authors(page: Page, reading: Reading) -> Candidate[Authors] | None:
    """Return who wrote the article, None where the page does not say.

    A site's rule wins; then the first source whose names the page also prints near its headline; then the
    first that names people. A newsroom, an account or the site itself counts only where it is printed.
    """
    printed = _Printed(page, reading)
    found: list[Candidate[Authors]] = []
    for candidate in candidates(page, reading):
        if candidate.source == "site-rule":
            return candidate
        people = tuple(a for a in candidate.value if printed.has(a) or not _is_house(page, a))
        if people:
            found.append(Candidate(people, candidate.source, candidate.where))
    best = next((c for c in found if all(map(printed.has, c.value))), found[0] if found else None)
    return _with_urls(_fullest(best, found, printed), found) if best else None


def candidates(page: Page, reading: Reading) -> Iterator[Candidate[Authors]]:
    """Yield the authors each place on the page names, surest place first."""
    return author_candidates.candidates(page, reading)


class _Printed:
    """The text in which a byline is printed, for looking names up."""

    def __init__(self, page: Page, reading: Reading) -> None:
        bylines = (i for i, region in enumerate(reading.region) if region == "byline")
        near = {*blocks_near(page), *bylines}
        self._text = "\n".join(
            letters(page.blocks.text[i]) for i in sorted(near) if len(page.blocks.text[i]) < 300
        )

    def has(self, author: Author) -> bool:
        """Whether the byline prints this name."""
        return letters(author.name) in self._text


def _is_house(page: Page, author: Author) -> bool:
    """Whether the name is a newsroom's, an account's or the site's own."""
    name = letters(author.name)
    domain = host(page.url)
    houses = (page.metadata.get("og:site_name") or "", domain, domain.rpartition(".")[0])
    return is_account(author.name) or name in map(letters, houses)


def _fullest(
    best: Candidate[Authors], found: list[Candidate[Authors]], printed: _Printed
) -> Candidate[Authors]:
    """The printed byline with all names of *best* and more, where one source knows only the first author."""
    names = {letters(a.name) for a in best.value}
    for other in found:
        more = {letters(a.name) for a in other.value}
        if names < more and all(map(printed.has, other.value)):
            best, names = other, more
    return best


def _with_urls(best: Candidate[Authors], found: list[Candidate[Authors]]) -> Candidate[Authors]:
    """*best* with the addresses and roles that other sources know of the same people."""
    known = {letters(a.name): a for c in reversed(found) for a in c.value if a.url}
    people = tuple(
        Author(a.name, a.url or (known[key].url if (key := letters(a.name)) in known else None), a.role)
        for a in best.value
    )
    return Candidate(people, best.source, best.where)
