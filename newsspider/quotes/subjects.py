"""The subject before a verb, across asides and relative clauses: "Luc Roy, maire de Brest, a dit"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from newsspider.quotes.phrases import Phrases
from newsspider.quotes.token import ENDS, NAME, NUMBER, PUNCT, QUOTE, SIGNS
from newsspider.quotes.view import DESCRIBED, NAMED, PRONOUN, Mention
from newsspider.quotes.words import FINITE

_ASIDES = 5  # asides crossed between a subject and its verb
_SURE = 2.5  # of two subjects rated so or higher, the one further left counts


@dataclass(frozen=True, slots=True)
class Subjects:
    """Finds subjects in one sentence, tokens ``[start, end)`` of the phrases' body."""

    phrases: Phrases
    start: int
    end: int

    def before(self, first: int) -> tuple[float, Mention] | None:
        """Return the subject before the verb at *first* and how sure it is, about 1 to 3.2."""
        p = self.phrases
        i = self.over_adverbs(first - 1)
        if i < self.start:
            return None
        if p.low[i] in p.words["relative"] and not (p.is_pronoun(i) and i == self.start):
            return None if p.low[i - 1] in p.words["preposition"] else self._antecedent(i)
        if p.low[i] in p.words["conjunction"]:
            return None
        if p.kind[i] == PUNCT:
            return self._across(i) if p.low[i] in {",", ")", "–", "—", "-"} else None
        return self._sure(p.left(i, self.clause_start(i)))

    def over_adverbs(self, i: int) -> int:
        """Step left over adverbs and clitics, and over the preposition of a day: "on Monday"."""
        p, words = self.phrases, self.phrases.words
        while i >= self.start and not p.is_pronoun(i):
            day = (
                p.low[i] in words["preposition"] and p.low[i + 1] in words["adverb"] and p.kind[i + 1] == NAME
            )
            if not (p.low[i] in words["adverb"] or p.low[i] in words["clitic"] or day):
                break
            i -= 1
        return i

    @staticmethod
    def _sure(mention: Mention | None) -> tuple[float, Mention] | None:
        return (3.0, mention) if mention else None

    def _antecedent(self, relative: int) -> tuple[float, Mention] | None:
        p = self.phrases
        i = relative - 1
        if i >= self.start and p.low[i] == ",":
            return self._across(i)
        return self._sure(p.left(i, self.start)) if i >= self.start else None

    def clause_start(self, i: int) -> int:
        p = self.phrases
        while i > self.start and p.kind[i - 1] not in ENDS:
            i -= 1
        return i

    def _across(self, comma: int) -> tuple[float, Mention] | None:
        """Return the subject before an aside that ends at *comma*: "Luc Roy, maire de Brest, a dit"."""
        best: tuple[float, Mention] | None = None
        for rank, (first, last) in enumerate(self.segments(comma)):
            rated = self.rate(first, last)
            if rated and (best is None or rated[0] > best[0] or min(rated[0], best[0]) >= _SURE):
                best = rated
            if rank >= _ASIDES:
                break
        return best

    def segments(self, comma: int) -> Iterator[tuple[int, int]]:
        """Yield the stretches between commas before *comma*, the nearest first."""
        p, last, inside = self.phrases, comma, False
        for i in range(comma - 1, self.start - 1, -1):
            if p.kind[i] == QUOTE or p.low[i] in {":", ";"}:
                yield i + 1, last
                return
            if p.low[i] in {",", "(", ")", "–", "—"}:
                if i + 1 < last and not (inside and p.low[i] == "("):
                    yield i + 1, last
                inside = p.low[i] == ")"
                last = i
        if self.start < last:
            yield self.start, last

    def rate(self, first: int, last: int) -> tuple[float, Mention] | None:
        """Return how well the stretch serves as a subject, and its mention; None where it cannot."""
        p, words = self.phrases, self.phrases.words
        first = self._over_opening(first, last)
        if first >= last or p.kind[first] == NUMBER:
            return None
        low = p.low[first]
        if any(low in words[name] for name in ("preposition", "relative", "of")):
            return None
        if p.is_pronoun(first) and p.low[first + 1] not in words["of"]:
            emphatic = first + 1 == last and first > self.start
            return (1.5 if emphatic else 2.9, Mention(first, first + 1, PRONOUN))
        verb = words.verbs.get(low, 0) & FINITE and low not in words.function
        lead = bool(verb and p.kind[first - 1] in SIGNS)
        mention = p.right(first + lead, last)
        if mention is None or mention.first > first + 8:
            return None
        return self._rate_phrase(mention, first, last, lead=lead), mention

    def _over_opening(self, first: int, last: int) -> int:
        """Step over the conjunctions and adverbs that open a stretch."""
        p, words = self.phrases, self.phrases.words
        while first < last and (p.low[first] in words["conjunction"] or p.low[first] in words["adverb"]):
            if p.low[first] in words["that"] or p.is_name(first):
                break
            first += 1
        return first

    def _rate_phrase(self, mention: Mention, first: int, last: int, *, lead: bool) -> float:
        """Return the rating of a name, alone or before more, or of a description, with its article or without."""
        p, words = self.phrases, self.phrases.words
        if mention.kind == DESCRIBED:
            return 2.0 if p.low[first] in words["determiner"] else 1.0
        if mention.kind != NAMED:
            return 1.0 if p.low[mention.last] in words["of"] else _SURE
        if self._opener(mention):
            return 1.3
        if mention.first == first and mention.last == last:
            return 3.2
        after = p.low[mention.last]
        whole = mention.last == last or after in words["of"] or after in words["preposition"]
        return 2.6 if whole or lead else 1.4

    def _opener(self, mention: Mention) -> bool:
        """Whether a capital only opens the sentence: "Interrogé par la presse", "Asked about"."""
        p, words = self.phrases, self.phrases.words
        if mention.first != self.start or mention.last != mention.first + 1:
            return False
        after = p.low[mention.last]
        return bool(words.verbs.get(p.low[mention.first])) or (
            after in words["preposition"] and after not in words["of"]
        )
