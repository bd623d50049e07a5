"""Noun phrases read backward: who stands before "said"."""

from __future__ import annotations

from dataclasses import dataclass

from newsspider.quotes.token import CONTENT, WORD, WORDS
from newsspider.quotes.view import DESCRIBED, LONGEST, LONGEST_NAME, NAMED, PRONOUN, Mention, View


@dataclass(frozen=True, slots=True)
class Backward(View):
    """Reads the phrase that ends with a token."""

    def left(self, last: int, start: int) -> Mention | None:
        """Return the phrase that ends with token *last*, not before *start*: before "said"."""
        if last < start:
            return None
        if self.is_pronoun(last):
            return Mention(last, last + 1, PRONOUN)
        if self.kind[last] not in CONTENT:
            return None
        if self.is_name(last):
            first = self._name_left(last, start)
            if not self.hangs(first - 1, start):
                return self._named_left(first, last + 1, start)
        return self._described_left(last, start)

    def _name_left(self, last: int, start: int) -> int:
        first = last
        while first - 1 >= max(start, last - LONGEST_NAME):
            before = first - 1
            if self.is_name(before) or self.low[before] in self.words.titles:
                if (
                    self.tokens.upper(before)
                    and not self.tokens.upper(first)
                    and self.hangs(before - 1, start)
                ):
                    break
                first = before
            elif (
                self.low[before] in self.words["particle"]
                and before - 1 >= start
                and self.is_name(before - 1)
                and self.low[before] != "'s"
            ):
                first = before - 1
            else:
                break
        return first

    def _named_left(self, first: int, last: int, start: int) -> Mention:
        words, before = self.words, first - 1
        if before >= start and self.low[before] in words["determiner"] and last - first < 3:
            return Mention(before, last, NAMED)
        role = self._role_left(before, start)
        return Mention(first, last, NAMED, role)

    def _role_left(self, i: int, start: int) -> tuple[int, int]:
        """Return the lower-case description that ends at token *i*, right before a name."""
        last = i + 1
        while i >= start and self.kind[i] in WORDS and last - i < LONGEST and not self.breaks(i):
            i -= 1
        first = i + 1
        while first < last and self.low[first] in self.words["determiner"]:
            first += 1
        return (first, last) if first < last and self.kind[first] == WORD else (0, 0)

    def _described_left(self, last: int, start: int) -> Mention | None:
        words, i, governed = self.words, last, None
        while i >= start and last - i < LONGEST and self.kind[i] in CONTENT:
            low = self.low[i]
            if low in words["determiner"]:
                before = self.low[i - 1] if i > start else ""
                if before in words["preposition"] and before not in words["of"] and governed is None:
                    governed = Mention(i, last + 1, DESCRIBED)
                    i -= 1
                elif before not in words["of"]:
                    return Mention(i, last + 1, DESCRIBED)
            elif i < last and self.breaks(i) and not self._inner_preposition(i, start):
                break
            i -= 1
        if governed is not None:
            return governed
        first = i + 1
        while first <= last and self.low[first] in words["of"]:
            first += 1
        if first > last or all(self.low[j] in words.function for j in range(first, last + 1)):
            return None
        return Mention(first, last + 1, DESCRIBED)

    def _inner_preposition(self, i: int, start: int) -> bool:
        """Whether a preposition stands inside a description that has its article: "le juge en chef"."""
        words = self.words
        return (
            self.low[i] in words["preposition"]
            and i - 2 >= start
            and self.is_role(i - 1)
            and self.low[i - 2] in words["determiner"]
        )
