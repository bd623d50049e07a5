"""Who a mention is: the fullest name and the role that the article has for the same person."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from newsspider.quotes.outline import Outline
from newsspider.quotes.people import FEMALE, MALE, People, Person, full_names
from newsspider.quotes.roles import apposed_roles, preposition_before, titles_before
from newsspider.quotes.token import NAME
from newsspider.quotes.view import DESCRIBED, NAMED, PRONOUN, Mention
from newsspider.text.sentences import sentence_spans

_LOOKED_AT = 14  # mentions before a pronoun
# How much a mention stands out for a pronoun after it, in sentences: a speaker, the first name of a sentence,
# another, one after "in" or "the" of whom no role is told.
_SPEAKER, _SUBJECT, _OTHER, _PLACE = 3.0, 1.5, 0.0, -3.0


@dataclass(frozen=True, slots=True)
class Who:
    """*speaker* as printed, the *full* name, the *role*; the last two None where unknown."""

    speaker: str
    full: str | None
    role: str | None


class Resolver:
    """Resolves the mentions of one body; *mentions* are those of all its speakers."""

    def __init__(self, outline: Outline, mentions: Sequence[Mention]) -> None:
        self._outline = outline
        self._people = People(outline.words)
        low, he_or_she = outline.tokens.low, outline.words["he+she"]
        pronouns = [outline.tokens.start[m.first] for m in mentions if low[m.first] in he_or_she]
        self._last_pronoun = max(pronouns, default=0)
        read = outline.body[: self._last_pronoun]
        self._sentences = [start for start, _ in sentence_spans(read)] if pronouns else []
        self._describes = any(m.kind == DESCRIBED for m in mentions)
        self._salient: list[tuple[int, float, Person]] = []
        if mentions:
            self._read_names()
            for mention in (*self._reported(), *mentions):
                self._meet(mention)
        self._salient.sort(key=lambda entry: entry[0])
        self._places = [at for at, _, _ in self._salient]

    def _read_names(self) -> None:
        """Note every name of the body in several words, with the roles printed beside it."""
        body, words = self._outline.body, self._outline.words
        seen: set[int] = set()
        names: set[str] = set()
        for name, at in full_names(body, words):
            person = self._people.add(name, at)
            if person is None:
                continue
            if name not in names:
                names.add(name)
                count = titles_before(name.split(), words)
                if count:
                    self._people.describe(person, " ".join(name.split()[:count]))
            if self._describes or person.role is None:
                for role in apposed_roles(body, at, at + len(name), words):
                    self._people.describe(person, role)
            if at < self._last_pronoun:
                self._salient.append((at, self._weight(person, at, seen), person))

    def _weight(self, person: Person, at: int, seen: set[int]) -> float:
        """Return how much a name at offset *at* stands out; *seen*: sentences that have had one, kept here."""
        sentence = self._sentence(at)
        first = sentence not in seen
        seen.add(sentence)
        if not person.roles and preposition_before(self._outline.body, at, self._outline.words):
            return _PLACE
        return _SUBJECT if first else _OTHER

    def text(self, first: int, last: int) -> str:
        """Return the body between two tokens on one line."""
        tokens = self._outline.tokens
        return " ".join(self._outline.body[tokens.start[first] : tokens.end[last - 1]].split())

    def who(self, mention: Mention) -> Who:
        """Return who *mention* is; a name or description that nothing else explains is its own full name."""
        mention = self._bare(mention)
        text, at = self.text(mention.first, mention.last), self._outline.tokens.start[mention.first]
        role = self.text(*mention.role) if mention.role != (0, 0) else None
        if mention.kind == PRONOUN:
            person = self._pronoun(self._outline.phrases.low[mention.first], at)
        elif mention.kind == DESCRIBED:
            person = self._people.described(text, at)
        else:
            person = self._people.named(text)
        if person is None:
            return Who(text, None if mention.kind == PRONOUN else text, role)
        return Who(text, person.name, role or person.role)

    def _bare(self, mention: Mention) -> Mention:
        """Return a name without the title and article before it; the title is its role where it has no other."""
        tokens, words = self._outline.tokens, self._outline.words
        if mention.kind == PRONOUN:
            return mention
        start, last = self._outline.phrases.without_article(mention.first, mention.last)
        count = titles_before(tokens.low[start:last], words)
        phrases = self._outline.phrases
        named = mention.kind == NAMED or all(phrases.is_name(i) for i in range(start + count, last))
        if not count or not named:
            return mention
        role = (start, start + count) if mention.role == (0, 0) else mention.role
        return Mention(start + count, last, NAMED, role)

    def _reported(self) -> list[Mention]:
        """Return the subjects of all reports; a single word only where the body prints it more than once."""
        outline = self._outline
        reports = (r for s in outline.sentences for r in s.reports if not r.weak)
        named = [r.speaker for r in reports if r.speaker and r.speaker.kind == NAMED]
        speakers = [m for m in named if not self._subordinate(m)]
        low = outline.tokens.low
        once = {low[m.first] for m in speakers if m.last - m.first == 1}
        again = {word for word in once if low.count(word) > 1 and self._printed_again(word)}
        return [m for m in speakers if m.last - m.first > 1 or low[m.first] in again]

    def _printed_again(self, word: str) -> bool:
        """Whether *word* is printed more than once with a capital."""
        tokens = self._outline.tokens
        return (
            sum(low == word and kind == NAME for low, kind in zip(tokens.low, tokens.kind, strict=True)) > 1
        )

    def _subordinate(self, mention: Mention) -> bool:
        """Whether a name is the subject of a clause with "that", not of its sentence."""
        phrases, words = self._outline.phrases, self._outline.words
        role = mention.role[0] if mention.role[0] < mention.role[1] <= mention.first else mention.first
        i = role - 1
        while phrases.low[i] in words["determiner"]:
            i -= 1
        return phrases.low[i] in words["that"]

    def _sentence(self, at: int) -> int:
        return bisect_right(self._sentences, at)

    def _meet(self, mention: Mention) -> None:
        """Note a speaker: named, they stand out for pronouns; with a role, descriptions find them."""
        if mention.kind != NAMED:
            return
        at = self._outline.tokens.start[mention.first]
        person = self._people.add(self.text(mention.first, mention.last), at)
        if person is None:
            return
        self._salient.append((at, _SPEAKER, person))
        if mention.role != (0, 0):
            self._people.describe(person, self.text(*mention.role))

    def _pronoun(self, low: str, at: int) -> Person | None:
        """Return the person who stands out most before offset *at* and has the pronoun's gender."""
        words = self._outline.words
        gender = MALE if low in words["he"] else FEMALE if low in words["she"] else None
        if gender is None:
            return None
        end = bisect_left(self._places, at)
        here = self._sentence(at)
        near = self._salient[max(0, end - _LOOKED_AT) : end]
        fitting = [
            (weight - (here - self._sentence(place)) + (person.gender == gender), place, person)
            for place, weight, person in near
            if person.gender in {gender, None}
        ]
        return max(fitting, key=lambda entry: entry[:2])[2] if fitting else None
