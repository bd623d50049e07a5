"""Verb groups: a reporting verb with its auxiliaries, told from the noun of the same form."""

from __future__ import annotations

from dataclasses import dataclass

from newsspider.quotes.subjects import Subjects
from newsspider.quotes.token import SIGNS, WORD
from newsspider.quotes.words import GERUND


@dataclass(frozen=True, slots=True)
class VerbGroups(Subjects):
    """Reads the verb groups of one sentence."""

    def is_noun(self, i: int) -> bool:
        """Whether the verb form at *i* is a noun here: "the report", "une note", "in answer"."""
        p, words = self.phrases, self.phrases.words
        before = p.low[i - 1] if i > self.start else ""
        if p.is_name(i) and i > self.start and p.kind[i - 1] not in SIGNS:
            return not words.noun_caps
        if (i > self.start and p.is_role(i) and before in words["determiner"]) or self._nominal(i):
            return True
        if before in words["of"] or (before in words["preposition"] and before not in words["clitic"]):
            return not words.verbs[p.low[i]] & GERUND
        if before in words["determiner"]:
            if before not in words["clitic"]:
                return before not in words.pronouns
            earlier = p.low[i - 2] if i - 2 >= self.start else ""
            return earlier in words["preposition"] or earlier in words["of"] or not earlier.isalpha()
        return False

    def _nominal(self, i: int) -> bool:
        """Whether a form that may be a noun follows a word that is no subject: "un œil critique", "late tweets"."""
        p, words = self.phrases, self.phrases.words
        if p.low[i] not in words["nounlike"] or p.low[i + 1] in words["infinitive"]:
            return False
        j = i - 1
        while j >= self.start and (p.low[j] in words["adverb"] or p.low[j] in words["auxiliary"]):
            j -= 1
        if j < self.start or p.kind[j] != WORD or p.is_role(j):
            return False
        low = p.low[j]
        return low not in words.function or (low in words["determiner"] and low not in words["clitic"])

    def group(self, i: int) -> tuple[int, bool, bool]:
        """Return where the verb group of the form at *i* begins, and whether it has an auxiliary, a passive one."""
        p, words = self.phrases, self.phrases.words
        first, auxiliary, passive = i, False, False
        j = i - 1
        while j >= self.start and i - j < 9:
            low = p.low[j]
            if low in words["auxiliary"]:
                passive = passive or (not auxiliary and low in words["passive"])
                auxiliary, first = True, j
            elif low in words["clitic"] and (auxiliary or not p.is_pronoun(j) or j == i - 1):
                if auxiliary or low not in words.pronouns:
                    first = j
            elif not (low in words["adverb"] or (low == "," and not auxiliary and self._interposed(j))):
                inverted = p.is_pronoun(j) and p.low[j - 1] in words["auxiliary"] and bool(words["inverted"])
                if not inverted:
                    break
            elif low == ",":
                j = self._interposed(j)
            j -= 1
        reflexive = passive and p.low[first - 1].startswith(("s'", "se"))
        return first, auxiliary, passive and not reflexive

    def _interposed(self, comma: int) -> int:
        """Return the first comma of a short aside that ends at *comma* after an auxiliary, else 0."""
        p = self.phrases
        for j in range(comma - 1, max(self.start, comma - 7), -1):
            if p.low[j] == ",":
                return j if p.low[j - 1] in p.words["auxiliary"] else 0
        return 0
