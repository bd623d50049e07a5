"""Reports: each place where a sentence says that somebody speaks, with the verb and its subject."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from newsspider.quotes.report import AFTER, BEFORE, NONE, PASSIVE, Report
from newsspider.quotes.sources import Sources
from newsspider.quotes.token import PUNCT, QUOTE, SIGNS, WORD, WORDS
from newsspider.quotes.view import NAMED, PRONOUN, Mention
from newsspider.quotes.words import FINITE, GERUND, PARTICIPLE, WEAK

_BRACKET = 16  # tokens between a German auxiliary and its participle


@dataclass(frozen=True, slots=True)
class Reports(Sources):
    """Finds the reports of one sentence."""

    def all(self) -> list[Report]:
        """Return the reports of the sentence in text order."""
        low, triggers = self.phrases.low, self.phrases.words.triggers
        return self.find([i for i in range(self.start, self.end) if low[i] in triggers])

    def find(self, hits: Sequence[int]) -> list[Report]:
        """Return the reports in text order; *hits*: the tokens at which one may be."""
        found = []
        last = self.start
        for i in hits:
            if i < last:
                continue
            report = self.according(i) or self._verb(i)
            if report:
                found.append(report)
                last = report.last
        return found

    def _verb(self, i: int) -> Report | None:
        p = self.phrases
        bits = p.words.verbs.get(p.low[i], 0) if p.kind[i] in WORDS else 0
        if not bits or self.is_noun(i) or p.low[i - 1] in p.words["infinitive"]:
            return None
        first, auxiliary, passive = self.group(i)
        weak = bool(bits & WEAK)
        if auxiliary and bits & PARTICIPLE:
            return self._subject(first, i + 1, weak=weak, passive=passive)
        bracket = self._bracket(i) if bits & PARTICIPLE else None
        if bracket is not None:
            report = self._subject(bracket, bracket + 1, weak=weak, passive=False)
            return report._replace(verb=i) if report else None
        if bits & FINITE and not passive:
            return self._subject(first if auxiliary else i, i + 1, weak=weak, passive=False)
        if bits & GERUND:
            return self._gerund(i, weak=weak)
        passive = bool(bits & PARTICIPLE and p.words["agent"]) and self._by_quote(i + 1)
        return Report(i, i + 1, None, PASSIVE, weak) if passive else None

    def _bracket(self, i: int) -> int | None:
        """Return the auxiliary of a German participle that ends its clause: 3 of "Am Montag hat er … gesagt"."""
        p, words = self.phrases, self.phrases.words
        if not words["verb_second"] or (i + 1 < self.end and p.kind[i + 1] in WORDS):
            return None
        for j in range(i - 1, max(self.start, i - _BRACKET) - 1, -1):
            if p.low[j] in words["auxiliary"]:
                return None if p.low[j] in words["passive"] else j
            if p.low[j] in {",", ":", ";"}:
                return None
        return None

    def _gerund(self, i: int, *, weak: bool) -> Report:
        """Return a gerund with the person right before it, "Roy jugeant que", else without a subject."""
        p = self.phrases
        near = i > self.start and (p.is_name(i - 1) or (p.words.language == "en" and p.is_role(i - 1)))
        speaker = p.left(i - 1, self.clause_start(i - 1)) if near else None
        return Report(i, i + 1, speaker, BEFORE if speaker else NONE, weak)

    def _by_quote(self, i: int) -> bool:
        """Whether a quotation follows at *i*, but for one small word: "qualifié de", "accusé de"."""
        p = self.phrases
        return p.kind[i] == QUOTE or (p.kind[i + 1] == QUOTE and p.low[i] in p.words.function)

    def _subject(self, first: int, last: int, *, weak: bool, passive: bool) -> Report | None:
        p = self.phrases
        if passive:
            agent = self._agent(last)
            return Report(first, last, agent, AFTER, weak) if agent else None
        inverted = self._inverted_pronoun(first, last)
        if inverted is not None:
            return Report(first, last, self._read_in(inverted, last), AFTER, weak)
        if self._opens_clause(first) or self._verb_second(first, last):
            speaker = p.right(last, self.end)
            if speaker is not None and p.low[speaker.first] in p.words["impersonal"]:
                speaker = self._read_in(speaker.first, speaker.last)
            if p.low[last] in p.words["source"] and p.low[last - 1][-1:] in {"и", "і"}:
                speaker = p.right(last + 1, self.end) or speaker
            if speaker is not None and self._reachable(last, speaker):
                return Report(first, last, speaker, AFTER, weak)
            return Report(first, last, None, NONE, weak)
        subject = self.before(first)
        if self._after_comma(first) and (subject is None or subject[0] < 2.5):
            speaker = self._inverted_subject(last)
            if speaker is not None:
                return Report(first, last, speaker, AFTER, weak)
        return Report(first, last, subject[1] if subject else None, BEFORE if subject else NONE, weak)

    def _after_comma(self, first: int) -> bool:
        p, i = self.phrases, self.over_adverbs(first - 1)
        return i > self.start and (p.low[i] in {",", "–", "—"} or p.low[i] in p.words["comparison"])

    def _inverted_subject(self, last: int) -> Mention | None:
        """Return the subject right after a verb that ends its clause: ", a dit le maire."."""
        p = self.phrases
        speaker = p.right(last, self.end)
        if speaker is None or not self._reachable(last, speaker):
            return None
        if p.words.language == "en" and (speaker.kind != NAMED or speaker.first > last):
            return None
        person = speaker.kind == NAMED or any(p.is_role(j) for j in range(speaker.first, speaker.last))
        closed = (
            speaker.last >= self.end
            or p.kind[speaker.last] != WORD
            or p.low[speaker.last] in p.words["preposition"]
        )
        return speaker if closed and person else None

    def _verb_second(self, first: int, last: int) -> bool:
        """Whether the verb comes second and its subject after it: "In Wien sagte er"."""
        p, words = self.phrases, self.phrases.words
        if not words["verb_second"] or last >= self.end:
            return False
        if p.kind[last] == WORD and (p.low[last] in words["he+she"] or p.low[last] in words["impersonal"]):
            return True
        opening = p.low[self.clause_start(first - 1)] if first > self.start else ""
        return opening in words["preposition"] or opening in words["adverb"]

    def _reachable(self, last: int, speaker: Mention) -> bool:
        return speaker.first - last <= 9

    def _agent(self, last: int) -> Mention | None:
        p = self.phrases
        for i in range(last, min(last + 4, self.end)):
            if p.low[i] in p.words["agent"]:
                return p.right(i + 1, self.end)
        return None

    def _inverted_pronoun(self, first: int, last: int) -> int | None:
        p = self.phrases
        if not p.words["inverted"]:
            return None
        places = (last, *range(first + 1, last))
        return next((i for i in places if i < self.end and i in p.tokens.inverted), None)

    def _read_in(self, pronoun: int, last: int) -> Mention:
        """Return the pronoun after its verb, or the paper "one reads in": "peut-on lire dans Le Monde"."""
        p = self.phrases
        if p.low[pronoun] in p.words["impersonal"]:
            for i in range(last, min(last + 3, self.end)):
                paper = p.right(i + 1, self.end) if p.low[i] in p.words["quoted_in"] else None
                if paper is not None:
                    return paper
        return Mention(pronoun, pronoun + 1, PRONOUN)

    def _opens_clause(self, first: int) -> bool:
        """Whether nothing that could be a subject stands before the verb: a quotation, or the sentence's start."""
        p = self.phrases
        i = self.over_adverbs(first - 1)
        if i < self.start or p.kind[i] == QUOTE or p.low[i] == ":":
            return True
        if p.kind[i] == PUNCT:
            dash = p.low[i] in {"–", "—", "-"}
            while i >= self.start and p.kind[i] == PUNCT:
                i -= 1
            return i < self.start or p.kind[i] == QUOTE or dash
        low, words = p.low[i], p.words
        return words.language != "en" and (low in words["preposition"] or self._opens_comparison(i))

    def _opens_comparison(self, i: int) -> bool:
        """Whether token *i* opens a clause like "Як повідомила", "Comme l'a dit", at the start or behind a comma."""
        p = self.phrases
        return p.low[i] in p.words["comparison"] and (i == self.start or p.kind[i - 1] in SIGNS)
