"""One body's tokens seen through its language: what a token can be, and what ends a phrase."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from newsspider.quotes.token import NAME, WORDS, Tokens
from newsspider.quotes.words import FINITE, WEAK, Words

NAMED, PRONOUN, DESCRIBED = "name", "pronoun", "description"
LONGEST_NAME = 9  # tokens
LONGEST = 14  # tokens of a description; longer ones have swallowed something else


class Mention(NamedTuple):
    """Somebody as the text names them: tokens ``[first, last)``, *kind* NAMED, PRONOUN or DESCRIBED.

    *role*: tokens of an apposed description, (0, 0) for none.
    """

    first: int
    last: int
    kind: str
    role: tuple[int, int] = (0, 0)


@dataclass(frozen=True, slots=True)
class View:
    """The tokens of one body and the words of its language.

    *low*, *kind*: the columns of *tokens*; beyond both ends they are "" and BREAK.
    """

    tokens: Tokens
    words: Words
    low: list[str]
    kind: list[str]

    def is_name(self, i: int) -> bool:
        """Whether token *i* can be part of a name."""
        return self.kind[i] == NAME and self.low[i] not in self.words.function

    def is_pronoun(self, i: int) -> bool:
        """Whether token *i* stands for a person."""
        return self.low[i] in self.words.pronouns and self.kind[i] in WORDS

    def is_role(self, i: int) -> bool:
        """Whether token *i* is what somebody is, in the singular or plural, or a body that speaks."""
        low, somebody = self.low[i], self.words.somebody
        return low in somebody or (low[-1:] == "s" and low[:-1] in somebody)

    def is_relative(self, i: int) -> bool:
        """Whether token *i* opens a relative clause; German "der" may as well be an article."""
        low = self.low[i]
        return low in self.words["relative"] and low not in self.words["determiner"]

    def hangs(self, i: int, start: int) -> bool:
        """Whether what stands at *i* ties the following name to a noun before it: "of", "de", "'s"."""
        if i < start:
            return False
        low = self.low[i]
        if low in self.words["of"]:
            return True
        determiner = low in self.words["determiner"]
        return determiner and i - 1 >= start and self.low[i - 1] in self.words["of"]

    def breaks(self, i: int) -> bool:
        """Whether token *i* ends a noun phrase: a verb, a preposition but "of", a conjunction, a pronoun."""
        low, words = self.low[i], self.words
        if low in words["of"]:
            return False
        bits = words.verbs.get(low, 0)
        return (
            low in words.breaking
            or (low in words["clitic"] and low not in words["determiner"])
            or self.is_pronoun(i)
            or bool(bits & FINITE and not bits & WEAK and not self.is_noun_form(i))
        )

    def is_noun_form(self, i: int) -> bool:
        """Whether a verb's form is a noun after its determiner: "la juge", "the report"."""
        low, words = self.low[i], self.words
        return self.low[i - 1] in words["determiner"] and (low in words["nounlike"] or self.is_role(i))

    def without_article(self, first: int, last: int) -> tuple[int, int]:
        """Return the tokens ``[first, last)`` without the determiners that open them."""
        while first < last and self.low[first] in self.words["determiner"]:
            first += 1
        return first, last
