"""What a report tells of the articles' texts: who is quoted, what is repeated, what was changed."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Example:
    """Something to show and follow: the words of an article or of a quotation, and where they stand."""

    text: str
    url: str
    headline: str
    site: str
    day: str
    language: str | None


@dataclass(frozen=True, slots=True)
class Speaker:
    """Somebody quoted. *spellings*: other ways the name was written; *role*: the most frequent, "" where none."""

    name: str
    spellings: tuple[str, ...]
    role: str
    quotes: int
    articles: int
    sites: tuple[str, ...]
    examples: tuple[Example, ...]


@dataclass(frozen=True, slots=True)
class Speakers:
    """*top*: most quoted first; *known*: how many there are, at least that many where not *exact*; *quotes*: of
    speech, in all; *named*: of these, said by somebody with a full name."""

    top: tuple[Speaker, ...] = ()
    known: int = 0
    exact: bool = True
    quotes: int = 0
    named: int = 0


@dataclass(frozen=True, slots=True)
class Member:
    """One article of a cluster. *relation*: to the earliest, None for that itself; *similarity*: 0 to 1."""

    article: Example
    relation: str | None
    similarity: float | None


@dataclass(frozen=True, slots=True)
class Cluster:
    """Articles with one text, the oldest first, as far as listed; *size*: of all, *sites*: they are on."""

    size: int
    sites: int
    members: tuple[Member, ...]


@dataclass(frozen=True, slots=True)
class Copies:
    """Articles that repeat another. *relations*, *agencies*: how many, most first; *pairs*: site copied, site that has
    the copy, how many; *clusters*: the largest first; *groups*: how many clusters there are."""

    total: int = 0
    groups: int = 0
    relations: tuple[tuple[str, int], ...] = ()
    agencies: tuple[tuple[str, int], ...] = ()
    pairs: tuple[tuple[str, str, int], ...] = ()
    clusters: tuple[Cluster, ...] = ()


@dataclass(frozen=True, slots=True)
class Changed:
    """An article that was changed after it was archived: how often, and in which fields."""

    article: Example
    revisions: int
    fields: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Revisions:
    """*lines*: versions after the first; *articles* that have any; *gone* at last look. *fields*: how many versions
    changed each; *delays*: how many came how long after first sight; *most*: changed most often, *lost*: gone last."""

    lines: int = 0
    articles: int = 0
    gone: int = 0
    fields: tuple[tuple[str, int], ...] = ()
    delays: tuple[tuple[str, int], ...] = ()
    most: tuple[Changed, ...] = ()
    lost: tuple[Example, ...] = ()
