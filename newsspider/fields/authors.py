"""The byline: people and agencies apart, in page order."""

from __future__ import annotations

from collections.abc import Iterator

from newsspider.fields import author_candidates as sources
from newsspider.fields import author_lines as lines
from newsspider.fields.author_candidates import Authors
from newsspider.fields.candidate import Candidate
from newsspider.fields.names import is_account
from newsspider.model import Author
from newsspider.page.page import Page
from newsspider.regions.decide import Reading
from newsspider.text.normalize import letters
from newsspider.text.urls import host

_LONGEST_NAME = 60  # characters
_LONGEST_LINE = 200  # characters; a name in a longer block is talked about


def authors(page: Page, reading: Reading) -> Candidate[Authors] | None:
    """Return who wrote the article, None where the page does not say.

    A site's rule wins; then the first source whose names the page also prints near its headline, people
    before newsrooms announced by "By"; then the first that names people. A newsroom, an account or the site itself counts only
    where it is printed.
    """
    ruled = sources.by_rule(page)
    if ruled:
        return ruled
    bylines = lines.Bylines(page, reading)
    printed = _Printed(page, bylines)
    announced = list(lines.announced(page, bylines))
    found = [*sources.declared(page), *announced]
    best = _printed_people(page, printed, found) or next(
        (c for c in announced if all(map(printed.has, c.value))), None
    )
    if best is None:
        found.extend(lines.marked(page, bylines))
        best = _printed_people(page, printed, found) or _next_best(page, printed, found)
    return _with_urls(page, bylines, _fullest(best, found, printed), found) if best else None


def candidates(page: Page, reading: Reading) -> Iterator[Candidate[Authors]]:
    """Yield the winner, then the authors each place on the page names, surest place first."""
    best = authors(page, reading)
    if best:
        yield best
    bylines = lines.Bylines(page, reading)
    yield from sources.declared(page)
    yield from lines.announced(page, bylines)
    yield from lines.marked(page, bylines)


class _Printed:
    """The text in which a byline is printed, for looking names up."""

    def __init__(self, page: Page, bylines: lines.Bylines) -> None:
        lines = (page.blocks.text[i] for i in sorted(bylines.blocks))
        self._text = "\n".join(letters(line) for line in lines if len(line) <= _LONGEST_LINE)

    def has(self, author: Author) -> bool:
        """Whether the byline prints this name."""
        return letters(author.name) in self._text


def _printed_people(
    page: Page, printed: _Printed, found: list[Candidate[Authors]]
) -> Candidate[Authors] | None:
    """The first of *found* whose names are all printed, and none a newsroom's."""
    return next((c for c in found if all(printed.has(a) and not _is_house(page, a) for a in c.value)), None)


def _next_best(page: Page, printed: _Printed, found: list[Candidate[Authors]]) -> Candidate[Authors] | None:
    """The first with names that are printed or a person's: the printed ones before the others."""
    able = [(c, tuple(a for a in c.value if printed.has(a) or not _is_house(page, a))) for c in found]
    named = [Candidate(people, c.source, c.where) for c, people in able if people]
    return next((c for c in named if all(map(printed.has, c.value))), named[0] if named else None)


def _is_house(page: Page, author: Author) -> bool:
    """Whether the name is a newsroom's, an account's or the site's own."""
    name = letters(author.name)
    domain = host(page.url)
    houses = (page.metadata.get("og:site_name") or "", domain, domain.rpartition(".")[0])
    return is_account(author.name) or name in map(letters, houses)


def _fullest(
    best: Candidate[Authors], found: list[Candidate[Authors]], printed: _Printed
) -> Candidate[Authors]:
    """The printed byline with all names of *best* and more, where one source knows only the first author, or
    only the outlet that the byline gives as the affiliation of another."""
    names = {letters(a.name) for a in best.value}
    for other in found:
        more = {letters(a.name) for a in other.value}
        outlets = {letters(a.role or "") for a in other.value}
        if (names < more or names <= outlets) and all(map(printed.has, other.value)):
            best, names = other, more
    return best


def _with_urls(
    page: Page, bylines: lines.Bylines, best: Candidate[Authors], found: list[Candidate[Authors]]
) -> Candidate[Authors]:
    """*best* with the addresses that other sources, or links in the byline, give the same people."""
    if all(author.url for author in best.value):
        return best
    known: dict[str, str | None] = {letters(a.name): a.url for c in reversed(found) for a in c.value if a.url}
    missing = {letters(a.name) for a in best.value if not a.url} - known.keys()
    known |= _linked_names(page, bylines, missing) if missing else {}
    people = tuple(Author(a.name, a.url or known.get(letters(a.name)), a.role) for a in best.value)
    return Candidate(people, best.source, best.where)


def _linked_names(page: Page, bylines: lines.Bylines, names: set[str]) -> dict[str, str | None]:
    """The addresses of links in the byline's lines, by the letters of their text, which are of *names*."""
    blocks = set(bylines.blocks)
    anchors = [a for a in page.blocks.anchors if a.block in blocks and a.char_end > a.char_start]
    texts = ((a, page.blocks.text[a.block][a.char_start : a.char_end]) for a in anchors)
    named = ((a, name) for a, t in texts if len(t) <= _LONGEST_NAME and (name := letters(t)) in names)
    return {name: page.absolute(a.element.get("href")) for a, name in named}
