"""Elements that show authors: microdata, ``rel=author``, the theme's, and those whose class says so."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import islice

from lxml import etree

from newsspider.fields.agency import agency_called
from newsspider.fields.byline import authors_in, merged
from newsspider.fields.byline_prefix import announces
from newsspider.fields.candidate import Candidate
from newsspider.fields.elements import classed, with_property
from newsspider.fields.language import declared as declared_language
from newsspider.fields.near_headline import Neighbourhood
from newsspider.model import Author
from newsspider.page.page import Page
from newsspider.page.tree import text_of
from newsspider.text.lexicon import words
from newsspider.text.normalize import squeeze

Authors = tuple[Author, ...]

_MICRODATA = ("[itemprop~=author]", "[itemprop~=creator]")
_CLASSED = frozenset(("a", "span", "div", "p", "li", "address", "strong", "h3", "h4", "h5", "h6", "ul"))
_LONGEST = 160  # characters of an element that is a byline and no more
_MOST_PARTS = 100  # starts and ends of elements in a byline
_MOST_ELEMENTS = 200  # that name authors equally near the headline
_FIRST_PARTS = 10  # pieces of text that tell how an element begins
_FARTHEST = 8  # ancestors of the headline climbed to reach a byline
# Elements inside a line of text; any other parts what stands before it from what stands after.
_RUNNING = frozenset(
    ("a", "span", "b", "strong", "em", "i", "u", "small", "font", "mark", "abbr", "bdi", "time")
)


def by_theme(page: Page, near: Neighbourhood) -> Candidate[Authors]:
    """Return the authors in the theme's elements, of which the nearest to the headline are the article's;
    where all stand apart from it, the one author whom all of them name."""
    elements = page.select(page.theme.authors) if page.theme else []
    placed = [(d, e) for e in elements if (d := near.distance(e)) is not None]
    nearest = min((d for d, _ in placed), default=0)
    close = [e for d, e in placed if d == nearest]
    found = merged(a for e in close or elements for a in authors_of(page, e, declared=True))
    return Candidate(found if close or len(found) == 1 else (), "visible-text", "theme")


def by_microdata(page: Page, near: Neighbourhood) -> Iterator[Candidate[Authors]]:
    """Yield the authors of ``itemprop=author`` and ``rel=author``, the nearest to the headline first."""
    links = (e for e in page.links if "author" in (e.get("rel") or "").split())
    marked = dict.fromkeys((*with_property(page, _MICRODATA), *links))
    elements = [e for e in marked if e.tag not in {"meta", "link"} or e.get("content")]
    yield from _nearest(page, near, elements, "microdata")


def by_class(page: Page, near: Neighbourhood) -> Iterator[Candidate[Authors]]:
    """Yield the authors of elements whose class or id says author or byline, the nearest first."""
    marks = words("bylines", "classes")
    elements = [e for e in classed(page, marks) if e.tag in _CLASSED]
    named = [
        e for e, name in page.having("id") if e.tag in _CLASSED and not e.get("class") and _says_author(name)
    ]
    if named:
        found = {*elements, *named}
        elements = [e for e in page.tagged(*_CLASSED) if e in found]
    yield from _nearest(page, near, elements, "visible-text")


def authors_of(page: Page, element: etree._Element, *, declared: bool) -> Iterator[Author]:
    """Yield the authors an element names: in its ``itemprop=name`` or content, or in its text.

    *declared*: the element is made for names, so that one word without "By" before it is one too. The
    address of an author is that of the link with their name.
    """
    names = element.xpath(".//*[@itemprop='name']") if page.having("itemprop") else []
    named = next(iter(names), element)
    text = squeeze(element.get("content") or named.get("content")) or _in_parts(named)
    if not text or len(text) > _LONGEST:
        return
    urls = {squeeze(text_of(e)): page.absolute(e.get("href")) for e in element.iter("a")}
    for author in authors_in(text, declared_language(page), declared=declared):
        if declared or " " in author.name or announces(text) or agency_called(author.name):
            yield Author(author.name, urls.get(author.name), author.role)


def _nearest(
    page: Page, near: Neighbourhood, elements: Iterable[etree._Element], source: str
) -> Iterator[Candidate[Authors]]:
    """One candidate for each distance from the headline at which *elements* name authors."""
    groups: dict[int, list[etree._Element]] = {}
    for element in elements:
        distance = near.distance(element)
        if distance is not None and distance <= _FARTHEST and not near.holds(element):
            groups.setdefault(distance, []).append(element)
    for distance in sorted(groups):
        close = groups[distance][:_MOST_ELEMENTS]
        found = (a for e in close for a in authors_of(page, e, declared=source == "microdata"))
        yield Candidate(merged(found), source, f"{groups[distance][0].tag} {distance}")


def _in_parts(element: etree._Element) -> str:
    """The text of *element* with a bar between its parts: between blocks, and between two links or spans that
    no word parts. Of an element that was never closed, and holds the rest of the page, the beginning."""
    pieces: list[str] = []
    for event, part in islice(etree.iterwalk(element, events=("start", "end")), _MOST_PARTS):
        if event == "start":
            if pieces and (part.tag not in _RUNNING or _runs_on(pieces, part)):
                pieces.append(" | ")
            pieces.append(part.text or "")
        elif part is not element:
            pieces.append(part.tail or "")
    return squeeze("".join(pieces)).strip("| ")


def _runs_on(pieces: list[str], part: etree._Element) -> bool:
    """Whether *part* follows another element with nothing but space between them, and no prefix before it."""
    previous = part.getprevious()
    if previous is None or (previous.tail or "").strip():
        return False
    last = next((p for p in reversed(pieces) if p.strip()), "").strip()
    return last[-1:].isalnum() and not announces(
        f"{last} {squeeze(''.join(islice(part.itertext(), _MOST_PARTS)))}"
    )


@lru_cache(maxsize=2048)
def _says_author(names: str) -> bool:
    lower = names.lower()
    return any(word in lower for word in words("bylines", "classes"))
