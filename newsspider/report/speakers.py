"""Who is quoted in most articles, counted in a room that does not grow with the archive; spellings of one name are one person."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Final

from newsspider.quotes.names import is_called, name_words, sound
from newsspider.report.lines import Line, Said, shortened
from newsspider.report.text_facts import Example, Speaker, Speakers

_ROOM: Final = 20_000  # people counted at a time; beyond, those quoted least are forgotten
_EXAMPLES: Final = 3
_QUOTE: Final = 300  # characters kept of a quotation, _NAME of a name or role
_NAME: Final = 100
_ROLES: Final = 40  # of one person, counted at a time
_LEAST: Final = 5  # words of an example, where there is one as long
_JOINED: Final = 10  # times as many people looked at for other spellings as are asked for

_Ranked = tuple[tuple[bool, str], Example]  # by what examples are chosen: long enough, then the latest


@dataclass(slots=True)
class _Person:
    quotes: int = 0
    articles: int = 0
    names: Counter[str] = field(default_factory=Counter)
    roles: Counter[str] = field(default_factory=Counter)
    sites: set[str] = field(default_factory=set)
    examples: list[_Ranked] = field(default_factory=list)

    def add(self, line: Line, said: Said, name: str) -> None:
        self.quotes += 1
        self.names[name] += 1
        if said.role:
            self.roles[shortened(said.role, _NAME)] += 1
            if len(self.roles) > _ROLES:
                self.roles = Counter(dict(self.roles.most_common(_ROLES // 2)))
        self.sites.add(line.site)
        long = said.direct and said.text.count(" ") + 1 >= _LEAST
        rank = (long, str(line.published or line.archived))
        if len(self.examples) < _EXAMPLES or rank > self.examples[-1][0]:
            self._show((rank, line.example(shortened(said.text, _QUOTE))))

    def _show(self, shown: _Ranked) -> None:
        """Keep the best, from different articles and in different words."""
        ranked = sorted((*self.examples, shown), key=lambda one: one[0], reverse=True)
        self.examples, seen = [], set[str]()
        for rank, example in ranked:
            if not seen & {example.url, example.text} and len(self.examples) < _EXAMPLES:
                self.examples.append((rank, example))
            seen |= {example.url, example.text}

    def join(self, other: _Person) -> None:
        """Take in *other*, the same person by another spelling."""
        self.quotes += other.quotes
        self.articles += other.articles
        self.names += other.names
        self.roles += other.roles
        self.sites |= other.sites
        for shown in other.examples:
            self._show(shown)

    def rank(self) -> tuple[int, int]:
        """One interview does not outweigh ten articles."""
        return self.articles, self.quotes

    def facts(self) -> Speaker:
        names = [name for name, _ in self.names.most_common(5)]
        role = next((role for role, _ in self.roles.most_common(1)), "")
        examples = tuple(example for _, example in self.examples)
        return Speaker(
            names[0], tuple(names[1:]), role, self.quotes, self.articles, tuple(sorted(self.sites)), examples
        )


class Tally:
    """Counts quotations by speaker. Only full names count: "the minister" is somebody else in every article."""

    def __init__(self) -> None:
        self._people: dict[tuple[str, ...], _Person] = {}
        self._exact = True
        self._quotes = self._named = 0

    def add(self, line: Line) -> None:
        """Count the quotations of an article, which is to come once."""
        met = set()
        for said in line.said:
            self._quotes += 1
            who = key(said.name) if said.name else ()
            if said.name and who:
                self._named += 1
                met.add(who)
                self._people.setdefault(who, _Person()).add(line, said, shortened(said.name, _NAME))
        for who in met:
            self._people[who].articles += 1
        if len(self._people) > _ROOM:
            self._make_room()

    def _make_room(self) -> None:
        most = sorted(self._people.items(), key=lambda item: item[1].rank(), reverse=True)
        self._people = dict(most[: _ROOM // 2])
        self._exact = False

    def facts(self, most: int) -> Speakers:
        """Return the *most* quoted people: by articles that quote them, quotations, name."""
        ranked = sorted(self._people.values(), key=_Person.rank, reverse=True)
        joined = list(_joined(ranked[: _JOINED * most]))
        top = sorted(
            (person.facts() for person in joined), key=lambda one: (-one.articles, -one.quotes, one.name)
        )
        known = len(self._people) - (len(ranked[: _JOINED * most]) - len(joined))
        return Speakers(tuple(top[:most]), known, self._exact, self._quotes, self._named)


def _joined(ranked: list[_Person]) -> Iterator[_Person]:
    """Yield the people of *ranked*, those in it that can only be one of the others, such as "T. Orel", with these."""
    kept: list[_Person] = []
    for person in ranked:
        name = person.names.most_common(1)[0][0]
        same = [other for other in kept if is_called(name, other.names.most_common(1)[0][0])]
        if len(same) == 1:
            same[0].join(person)
        else:
            kept.append(person)
    yield from kept


@lru_cache(maxsize=1 << 14)
def key(name: str) -> tuple[str, ...]:
    """Return how the words of a full name sound, the same for its spellings in other scripts; () where *name* is none.

    A full name has two words or more, first and last not in lower case; in scripts without case any two will do.
    """
    words = name.split()
    if len(words) < 2 or words[0][0].islower() or words[-1][0].islower():
        return ()
    sounds = tuple(filter(None, map(sound, name_words(name))))
    return sounds if len(sounds) > 1 else ()
