"""The people an article names: fullest name, role and gender of each, and who a later short form is."""

from __future__ import annotations

import re
from bisect import bisect_left, insort
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cache

from newsspider.quotes.names import name_words, plain, same_name, sound
from newsspider.quotes.roles import titles_before
from newsspider.quotes.words import Words
from newsspider.quotes.words import words as words_of

MALE, FEMALE = "m", "f"
_UPPER = r"[^\W\d_a-zß-öø-ÿа-яёєіїґ]"
_REST = r"[^\W\d_]*+(?:['’ʼ-][^\W\d_]++){0,4}+"  # bounded, so that a run of hyphens ends
_POSSESSIVE = re.compile(r"['’‘]s?$")
_FIRST = re.compile(r"[^\s.]+")
_MAX_PEOPLE = 300  # more are a list of names; the search for spellings must end


@dataclass(slots=True)
class Person:
    """Somebody the article names. *name*: the fullest form; *words*: its words, plain; *at*: places named."""

    name: str
    words: list[str]
    gender: str | None = None
    role: str | None = None
    roles: set[str] = field(default_factory=set)
    at: list[int] = field(default_factory=list)


class People:
    """Who an article names, looked up by name, description or pronoun."""

    def __init__(self, words: Words) -> None:
        self._words = words
        self._people: list[Person] = []
        self._by_last: dict[str, list[Person]] = {}
        self._by_sound: dict[str, list[Person]] = {}
        self._roles = _plain_roles(words.language)
        self._read: dict[str, tuple[str | None, str, list[str]]] = {}
        self._met: dict[str, Person] = {}

    def add(self, name: str, at: int) -> Person | None:
        """Note that *name* is printed at offset *at*; return its person, None where it holds no name."""
        person = self._met.get(name) or self._meet(name)
        if person is not None:
            if not person.at or person.at[-1] <= at:
                person.at.append(at)
            else:
                insort(person.at, at)
        return person

    def _meet(self, name: str) -> Person | None:
        gender, bare, words = self._civility(name)
        if not words:
            return None
        person = self._known(words)
        if person is None:
            if len(self._people) >= _MAX_PEOPLE:
                return None
            person = Person(bare, words)
            self._people.append(person)
            self._by_sound.setdefault(sound(words[-1])[:1], []).append(person)
        elif len(words) > len(person.words) and words[-1:] != person.words[:1]:
            person.name, person.words = bare, words
        for word in (words[-1], *words[:1]):
            known = self._by_last.setdefault(word, [])
            if person not in known:
                known.append(person)
        person.gender = person.gender or gender
        self._met[name] = person
        return person

    def named(self, name: str) -> Person | None:
        """Return the person called *name* so far: by family name in any spelling, or by given name alone."""
        words = self._civility(name)[2]
        return self._known(words) if words else None

    def _known(self, words: list[str]) -> Person | None:
        known = self._by_last.get(words[-1], [])
        found = next((p for p in known if self._compatible(words, p.words)), None)
        if found is not None:
            return found
        if not known and len(words[-1]) > 4 and len(self._people) < _MAX_PEOPLE:
            near = (
                p
                for p in self._by_sound.get(sound(words[-1])[:1], ())
                if same_name(words[-1], p.words[-1]) and self._compatible(words, p.words)
            )
            return next(near, None)
        return None

    def described(self, description: str, before: int) -> Person | None:
        """Return the one last named before offset *before* whose role *description* says; None if nobody."""
        said = {word for word in name_words(description) if len(word) > 3}
        heads = said & self._roles
        known = [p for p in self._people if p.roles & heads] if heads else []
        return max(known, key=lambda p: (len(p.roles & said), _last_before(p, before)), default=None)

    def describe(self, person: Person, role: str) -> None:
        """Note the *role* printed beside a person's name, and the gender it shows."""
        words = name_words(role)
        person.roles.update(words)
        person.role = person.role or role
        male, female = self._words["role_m"], self._words["role_f"]
        for word in role.lower().split()[:3]:
            if (word in male) != (word in female):
                person.gender = person.gender or (MALE if word in male else FEMALE)

    def _civility(self, name: str) -> tuple[str | None, str, list[str]]:
        """Return the gender that a title before *name* shows, the name without it, and its words."""
        if name not in self._read:
            gender, bare = self._parted(name)
            self._read[name] = gender, bare, name_words(bare)
        return self._read[name]

    def _parted(self, name: str) -> tuple[str | None, str]:
        gender, parts = None, name.split()
        madam, determiner = self._words["madam"], self._words["determiner"]
        while len(parts) > 1:
            low = parts[0].lower()
            if low in self._words.titles:
                gender = FEMALE if low in madam else gender or MALE
            elif low not in determiner:
                break
            del parts[0]
        del parts[: titles_before(parts, self._words)]
        bare = " ".join(parts)
        return gender, bare if bare[-1:].isalpha() and bare[-2:-1].isalpha() else _POSSESSIVE.sub("", bare)

    @staticmethod
    def _compatible(one: Sequence[str], other: Sequence[str]) -> bool:
        """Whether two names can be one person's: equal given names, an initial, or one of them without."""
        if len(one) == 1 or len(other) == 1:
            return same_name(one[-1], other[-1]) or one[-1] == other[0] or other[-1] == one[0]
        if one[-1] == other[-1] or same_name(one[-1], other[-1]):
            return one[0][0] == other[0][0] or one[-2] == other[-2]
        return one[-1] in other or other[-1] in one


def _last_before(person: Person, before: int) -> int:
    place = bisect_left(person.at, before)
    return person.at[place - 1] if place else -1


def full_names(body: str, words: Words) -> Iterable[tuple[str, int]]:
    """Yield the names of several words in *body* with their offsets, titles included."""
    for m in _names(words.language).finditer(body):
        first = _FIRST.match(m.group())
        if first and first.group().lower() in words.function:
            rest = m.group()[first.end() :].lstrip()
            if " " in rest:
                yield rest, m.end() - len(rest)
            continue
        yield m.group(), m.start()


@cache
def _names(language: str) -> re.Pattern[str]:
    """Return the pattern of a name in several words, with the particles of *language*."""
    particles = "|".join(sorted(map(re.escape, words_of(language)["particle"] - {"y", "e"})))
    return re.compile(
        rf"{_UPPER}(?<!\w\w)(?:\.|{_REST})"
        rf"(?:[ \u00a0](?:(?:{particles})[ \u00a0]?)?(?:{_UPPER}{_REST}|[^\W\d_a-z]\.)){{1,6}}"
    )


@cache
def _plain_roles(language: str) -> frozenset[str]:
    return frozenset(map(plain, words_of(language).roles))
