"""Noun phrases beside a verb: a name, a pronoun or a description of somebody."""

from __future__ import annotations

from dataclasses import dataclass

from newsspider.quotes.backward import Backward
from newsspider.quotes.token import CONTENT, ENDS, NAME, NUMBER, QUOTE, WORD
from newsspider.quotes.view import DESCRIBED, LONGEST, LONGEST_NAME, NAMED, PRONOUN, Mention


@dataclass(frozen=True, slots=True)
class Phrases(Backward):
    """Reads phrases from the tokens of one body, backward and forward."""

    def right(self, i: int, end: int) -> Mention | None:
        """Return the phrase that starts at or soon after token *i* and before *end*: after "said", "a déclaré"."""
        i = self._skip(i, end)
        if i >= end or self.is_relative(i):
            return None
        if self.is_pronoun(i):
            return Mention(i, i + 1, PRONOUN)
        if self.is_name(i) or self.low[i] in self.words.titles:
            return self._with_role(self._beyond_role(self._name_right(i, end), end), end)
        return self._described(i, end)

    def _beyond_role(self, mention: Mention, end: int) -> Mention:
        """Return the second name of "Acme Cloud head Ann Lee", else the mention itself."""
        i = mention.last
        while i < end and i - mention.last < 3 and self.kind[i] == WORD and not self.breaks(i):
            i += 1
        if i == mention.last or i >= end or not self.is_name(i):
            return mention
        if not any(self.is_role(j) for j in range(mention.last, i)):
            return mention
        named = self._name_right(i, end)
        return Mention(named.first, named.last, NAMED, (mention.first, i))

    def _skip(self, i: int, end: int) -> int:
        """Step over adverbs, days and up to two phrases with a preposition: "à l'AFP", "on Monday"."""
        words, phrases = self.words, 0
        while i < end:
            low, kind = self.low[i], self.kind[i]
            if low in words["adverb"] and not self.is_pronoun(i):
                i += 1
            elif self._leads_aside(i) and phrases < 2:
                i = self._over_phrase(i + 1, end)
                phrases += 1
            elif kind == NUMBER:
                i += 1
            elif low == "," and self._aside(i, end):
                i = self._aside(i, end)
            else:
                break
        return i

    def _leads_aside(self, i: int) -> bool:
        """Whether token *i* opens a phrase that is no subject: a preposition, which Portuguese "a" need not be."""
        low, words = self.low[i], self.words
        return low in words["preposition"] and low not in words["of"] and low not in words["determiner"]

    def _aside(self, i: int, end: int) -> int:
        """Return where a short aside between commas ends, 0 for none: ", por su parte,"."""
        if self.low[i + 1] not in self.words["preposition"]:
            return 0
        return next((j + 1 for j in range(i + 2, min(i + 7, end)) if self.low[j] == ","), 0)

    def _over_phrase(self, i: int, end: int) -> int:
        """Return where the phrase after a preposition ends: determiners, then one noun with its adjectives."""
        words = self.words
        while i < end and self.low[i] in words["determiner+of"]:
            i += 1
        if i < end and self.kind[i] in {NAME, WORD, NUMBER, QUOTE}:
            i += 1
        while i + 1 < end and self.low[i] in words["of"]:
            i += 2 if self.low[i + 1] not in words["determiner"] else 3
        return i

    def _name_right(self, i: int, end: int) -> Mention:
        first, words = i, self.words
        while i < end and self.low[i] in words.titles:
            i += 1
        start = i
        while i < min(end, start + LONGEST_NAME):
            particle = self.low[i] in words["particle"] and i + 1 < end and self.is_name(i + 1) and i > start
            if not (self.is_name(i) or particle or self._initial(i)):
                break
            i += 1
        return Mention(first, max(i, first + 1), NAMED)

    def _initial(self, i: int) -> bool:
        return self.kind[i] == NAME and self.tokens.end[i] - self.tokens.start[i] <= 2

    def _described(self, i: int, end: int) -> Mention | None:
        """Return the description that starts at token *i*, or the name it stands before: "le maire Luc Roy"."""
        first, words = i, self.words
        while i < end and i - first < LONGEST and self.kind[i] in CONTENT:
            low = self.low[i]
            if (
                i > first
                and self.breaks(i)
                and not (low in words["adverb"] and i + 1 < end and self.is_name(i + 1))
            ):
                break
            if (
                i > first
                and self.is_name(i)
                and not self.hangs(i - 1, first)
                and self._apposed(i, first, end)
            ):
                named = self._name_right(i, end)
                if words.noun_case and self.kind[named.last] == WORD and not self.breaks(named.last):
                    i = named.last
                    continue
                return self._with_role(
                    Mention(named.first, named.last, NAMED, self.without_article(first, i)), end
                )
            i = max(i + 1, self._name_right(i, end).last if i > first and self.is_name(i) else 0)
        while i > first and self.low[i - 1] in words["of+determiner+preposition"]:
            i -= 1
        if i == first or all(self.low[j] in words.function for j in range(first, i)):
            return None
        if not (words.noun_case or self._opens_description(first)):
            return None
        return self._name_after(Mention(first, i, DESCRIBED), end)

    def _opens_description(self, i: int) -> bool:
        """Whether token *i* can open a description: a determiner, a number, a role, a body that speaks."""
        low, words = self.low[i], self.words
        return (
            low in words["determiner"]
            or self.kind[i] in {NUMBER, NAME}
            or self.is_role(i)
            or (words.language == "en" and low.endswith("s") and not words.verbs.get(low))
        )

    def _apposed(self, i: int, first: int, end: int) -> bool:
        """Whether the name at *i* is the person the description before it describes."""
        if self.words.noun_caps:
            return False
        if self.low[first] in self.words["determiner"] and i == first + 1:
            return False
        return not self.tokens.upper(i) or (i + 1 < end and self.is_name(i + 1))

    def _name_after(self, mention: Mention, end: int) -> Mention:
        """Return the name apposed after a comma, "la maire, Jeanne Morel", else the description."""
        i = mention.last
        if not (i + 1 < end and self.low[i] == "," and self.is_name(i + 1)):
            return mention
        named = self._name_right(i + 1, end)
        closed = named.last >= end or self.kind[named.last] in ENDS
        return (
            Mention(named.first, named.last, NAMED, self.without_article(mention.first, mention.last))
            if closed
            else mention
        )

    def _with_role(self, mention: Mention, end: int) -> Mention:
        """Add the description after a name: "Luc Roy, maire de Brest"."""
        i = mention.last
        if mention.role != (0, 0) or not (i + 1 < end and self.low[i] == ","):
            return mention
        first = last = i + 1
        while last < end and self.kind[last] in CONTENT and last - first < LONGEST:
            if self.low[last] in self.words["relative"] or self.low[last] in self.words["auxiliary"]:
                break
            last += 1
        first, last = self.without_article(first, last)
        lead = {self.low[j] for j in range(first, min(first + 3, last))}
        if first < last and self.kind[first] == WORD and lead & self.words.roles:
            return Mention(mention.first, mention.last, mention.kind, (first, last))
        return mention
