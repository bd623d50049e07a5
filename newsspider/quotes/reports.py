"""Reports: each place where a sentence says that somebody speaks, with the verb and its subject."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from newsspider.quotes.phrases import DESCRIBED, NAMED, PRONOUN, Mention, Phrases
from newsspider.quotes.tokens import BREAK, NAME, NUMBER, PUNCT, QUOTE, WORD
from newsspider.quotes.words import FINITE, GERUND, PARTICIPLE, WEAK

BEFORE, AFTER, NONE, PASSIVE = "subject-verb", "verb-subject", "no-subject", "passive"


@dataclass(frozen=True, slots=True)
class Report:
    """One reporting verb or phrase: tokens ``[first, last)``, its *speaker*, and where that stands.

    *order*: BEFORE, AFTER, NONE (the subject is that of an earlier verb) or PASSIVE (nobody is said to speak). *weak*: the verb reports only
    beside a quotation. *left*, *right*: the outer tokens of verb and speaker together.
    """

    first: int
    last: int
    speaker: Mention | None
    order: str
    weak: bool = False
    according: bool = False

    @property
    def left(self) -> int:
        return min(self.first, self.speaker.first) if self.speaker else self.first

    @property
    def right(self) -> int:
        return max(self.last, self.speaker.last) if self.speaker else self.last


@dataclass(frozen=True, slots=True)
class Reports:
    """Finds the reports of one sentence, tokens ``[start, end)`` of the phrases' body."""

    phrases: Phrases
    start: int
    end: int

    def find(self) -> list[Report]:
        """Return the reports in text order."""
        found = []
        i = self.start
        while i < self.end:
            report = self._according(i) or self._verb(i)
            if report:
                found.append(report)
                i = max(i + 1, report.last)
            else:
                i += 1
        return found

    def _according(self, i: int) -> Report | None:
        p, words = self.phrases, self.phrases.words
        for phrase in words.according.get(p.low(i), ()):
            if all(p.low(i + k) == word for k, word in enumerate(phrase)):
                return self._source(i, i + len(phrase))
        first = p.low(i) in words["viewpoint"]
        if first and (
            i == self.start or p.kind(i - 1) in {PUNCT, QUOTE} or p.low(i - 1) in words["conjunction"]
        ):
            return self._source(i, i + 1, viewpoint=True)
        return None

    def _source(self, first: int, last: int, *, viewpoint: bool = False) -> Report | None:
        p = self.phrases
        speaker = p.right(last, self.end)
        if speaker is None or speaker.first > last + 3:
            return None
        return Report(first, last, speaker, AFTER, weak=viewpoint, according=True)

    def _verb(self, i: int) -> Report | None:
        p = self.phrases
        bits = p.words.verbs.get(p.low(i), 0) if p.kind(i) in {WORD, NAME} else 0
        if not bits or self._is_noun(i):
            return None
        first, auxiliary, passive = self._group(i)
        weak = bool(bits & WEAK)
        if auxiliary and bits & PARTICIPLE:
            return self._subject(first, i + 1, weak, passive=passive)
        if bits & FINITE and not passive:
            return self._subject(first if auxiliary else i, i + 1, weak, passive=False)
        if bits & GERUND:
            return Report(i, i + 1, None, NONE, weak)
        if bits & PARTICIPLE and p.words["agent"] and self._by_quote(i + 1):
            return Report(i, i + 1, None, PASSIVE, weak)
        return None

    def _by_quote(self, i: int) -> bool:
        """Whether a quotation follows at *i*, but for one small word: "qualifié de", "accusé de"."""
        p = self.phrases
        return p.kind(i) == QUOTE or (p.kind(i + 1) == QUOTE and p.low(i) in p.words.function)

    def _is_noun(self, i: int) -> bool:
        """Whether the verb form at *i* is a noun here: "the report", "une note", "in answer"."""
        p, words = self.phrases, self.phrases.words
        before = p.low(i - 1) if i > self.start else ""
        if p.is_name(i) and i > self.start and p.kind(i - 1) not in {PUNCT, QUOTE}:
            return not words.noun_caps
        if before in words["of"] or (before in words["preposition"] and before not in words["clitic"]):
            return not words.verbs[p.low(i)] & GERUND
        if before in words["determiner"]:
            if before not in words["clitic"]:
                return before not in words.pronouns
            earlier = p.low(i - 2) if i - 2 >= self.start else ""
            return earlier in words["preposition"] or earlier in words["of"] or not earlier.isalpha()
        return False

    def _group(self, i: int) -> tuple[int, bool, bool]:
        """Return where the verb group of the form at *i* begins, and whether it has an auxiliary, a passive one."""
        p, words = self.phrases, self.phrases.words
        first, auxiliary, passive = i, False, False
        j = i - 1
        while j >= self.start and i - j < 9:
            low = p.low(j)
            if low in words["auxiliary"]:
                passive = passive or (not auxiliary and low in words["passive"])
                auxiliary, first = True, j
            elif low in words["clitic"] and (auxiliary or not p.is_pronoun(j) or j == i - 1):
                if auxiliary or low not in words.pronouns:
                    first = j
            elif not (low in words["adverb"] or (low == "," and not auxiliary and self._interposed(j))):
                inverted = p.is_pronoun(j) and p.low(j - 1) in words["auxiliary"] and bool(words["inverted"])
                if not inverted:
                    break
            elif low == ",":
                j = self._interposed(j)
            j -= 1
        reflexive = passive and p.low(first - 1).startswith(("s'", "se"))
        return first, auxiliary, passive and not reflexive

    def _interposed(self, comma: int) -> int:
        """Return the first comma of a short aside that ends at *comma* after an auxiliary, else 0."""
        p = self.phrases
        for j in range(comma - 1, max(self.start, comma - 7), -1):
            if p.low(j) == ",":
                return j if p.low(j - 1) in p.words["auxiliary"] else 0
        return 0

    def _subject(self, first: int, last: int, weak: bool, *, passive: bool) -> Report | None:
        p = self.phrases
        if passive:
            agent = self._agent(last)
            return Report(first, last, agent, AFTER, weak) if agent else None
        inverted = self._inverted_pronoun(first, last)
        if inverted is not None:
            return Report(first, last, self._read_in(inverted, last), AFTER, weak)
        if self._opens_clause(first) or self._verb_second(first, last):
            speaker = p.right(last, self.end)
            if speaker is not None and p.low(speaker.first) in p.words["impersonal"]:
                speaker = self._read_in(speaker.first, speaker.last)
            if p.low(last) in p.words["source"] and p.low(last - 1)[-1:] in {"и", "і"}:
                speaker = p.right(last + 1, self.end) or speaker
            if speaker is not None and self._reachable(last, speaker):
                return Report(first, last, speaker, AFTER, weak)
            return Report(first, last, None, NONE, weak)
        subject = self._before(first)
        if self._after_comma(first) and (subject is None or subject[0] < 2.5):
            speaker = self._inverted_subject(last)
            if speaker is not None:
                return Report(first, last, speaker, AFTER, weak)
        return Report(first, last, subject[1] if subject else None, BEFORE if subject else NONE, weak)

    def _after_comma(self, first: int) -> bool:
        p, i = self.phrases, first - 1
        return i > self.start and p.low(i) in {",", "–", "—", "comme"}

    def _inverted_subject(self, last: int) -> Mention | None:
        """Return the subject right after a verb that ends its clause: ", a dit le maire."."""
        p = self.phrases
        if p.words.language == "en":
            return None
        speaker = p.right(last, self.end)
        if speaker is None or not self._reachable(last, speaker):
            return None
        person = speaker.kind == NAMED or any(p.is_role(j) for j in range(speaker.first, speaker.last))
        closed = (
            speaker.last >= self.end
            or p.kind(speaker.last) != WORD
            or p.low(speaker.last) in p.words["preposition"]
        )
        return speaker if closed and person else None

    def _verb_second(self, first: int, last: int) -> bool:
        """Whether the verb comes second and its subject after it: "In Wien sagte er"."""
        p, words = self.phrases, self.phrases.words
        if not words["verb_second"] or last >= self.end:
            return False
        if p.low(last) in words["he"] | words["she"] | words["impersonal"] and p.kind(last) == WORD:
            return True
        opening = p.low(self._clause_start(first - 1)) if first > self.start else ""
        return opening in words["preposition"] or opening in words["adverb"]

    def _reachable(self, last: int, speaker: Mention) -> bool:
        return speaker.first - last <= 9

    def _agent(self, last: int) -> Mention | None:
        p = self.phrases
        for i in range(last, min(last + 4, self.end)):
            if p.low(i) in p.words["agent"]:
                return p.right(i + 1, self.end)
        return None

    def _inverted_pronoun(self, first: int, last: int) -> int | None:
        p = self.phrases
        if not p.words["inverted"]:
            return None
        places = (last, *range(first + 1, last))
        return next((i for i in places if i < self.end and p.tokens[i].inverted), None)

    def _read_in(self, pronoun: int, last: int) -> Mention:
        """Return the pronoun after its verb, or the paper "one reads in": "peut-on lire dans Le Monde"."""
        p = self.phrases
        if p.low(pronoun) in p.words["impersonal"]:
            for i in range(last, min(last + 3, self.end)):
                paper = p.right(i + 1, self.end) if p.low(i) in p.words["quoted_in"] else None
                if paper is not None:
                    return paper
        return Mention(pronoun, pronoun + 1, PRONOUN)

    def _opens_clause(self, first: int) -> bool:
        """Whether nothing that could be a subject stands before the verb: a quotation, or the sentence's start."""
        p = self.phrases
        i = self._over_adverbs(first - 1)
        if i < self.start or p.kind(i) == QUOTE or p.low(i) == ":":
            return True
        if p.kind(i) == PUNCT:
            dash = p.low(i) in "–—"
            while i >= self.start and p.kind(i) == PUNCT:
                i -= 1
            return i < self.start or p.kind(i) == QUOTE or dash
        return p.low(i) in p.words["preposition"] and p.words.language != "en"

    def _before(self, first: int) -> tuple[float, Mention] | None:
        """Return the subject before the verb at *first* and how sure it is, about 1 to 3.2."""
        p = self.phrases
        i = self._over_adverbs(first - 1)
        if i < self.start:
            return None
        if p.low(i) in p.words["relative"] and not (p.is_pronoun(i) and i == self.start):
            return None if p.low(i - 1) in p.words["preposition"] else self._antecedent(i)
        if p.low(i) in p.words["conjunction"]:
            return None
        if p.kind(i) == PUNCT:
            return self._across(i) if p.low(i) in {",", ")", "–", "—", "-"} else None
        return self._sure(p.left(i, self._clause_start(i)))

    def _over_adverbs(self, i: int) -> int:
        """Step left over adverbs and clitics, and over the preposition of a day: "on Monday"."""
        p, words = self.phrases, self.phrases.words
        while i >= self.start and not p.is_pronoun(i):
            day = (
                p.low(i) in words["preposition"] and p.low(i + 1) in words["adverb"] and p.kind(i + 1) == NAME
            )
            if not (p.low(i) in words["adverb"] or p.low(i) in words["clitic"] or day):
                break
            i -= 1
        return i

    @staticmethod
    def _sure(mention: Mention | None) -> tuple[float, Mention] | None:
        return (3.0, mention) if mention else None

    def _antecedent(self, relative: int) -> tuple[float, Mention] | None:
        p = self.phrases
        i = relative - 1
        if i >= self.start and p.low(i) == ",":
            return self._across(i)
        return self._sure(p.left(i, self.start)) if i >= self.start else None

    def _clause_start(self, i: int) -> int:
        p = self.phrases
        while i > self.start and p.kind(i - 1) not in {PUNCT, QUOTE, BREAK}:
            i -= 1
        return i

    def _across(self, comma: int) -> tuple[float, Mention] | None:
        """Return the subject before an aside that ends at *comma*: "Luc Roy, maire de Brest, a dit"."""
        best: tuple[float, Mention] | None = None
        for rank, (first, last) in enumerate(self.segments(comma)):
            rated = self.rate(first, last)
            if rated and (best is None or rated[0] > best[0] or min(rated[0], best[0]) >= 2.5):
                best = rated
            if rank >= 5:
                break
        return best

    def segments(self, comma: int) -> Iterator[tuple[int, int]]:
        """Yield the stretches between commas before *comma*, the nearest first."""
        p, last = self.phrases, comma
        for i in range(comma - 1, self.start - 1, -1):
            if p.kind(i) == QUOTE or p.low(i) in {":", ";"}:
                yield i + 1, last
                return
            if p.low(i) in {",", "(", ")", "–", "—"}:
                if i + 1 < last:
                    yield i + 1, last
                last = i
        if self.start < last:
            yield self.start, last

    def rate(self, first: int, last: int) -> tuple[float, Mention] | None:
        """Return how well the stretch serves as a subject, and its mention; None where it cannot."""
        p, words = self.phrases, self.phrases.words
        while first < last and (p.low(first) in words["conjunction"] or p.low(first) in words["adverb"]):
            if p.low(first) in {"que", "qu'", "that"} or p.is_name(first):
                break
            first += 1
        if first >= last:
            return None
        low = p.low(first)
        if (
            low in words["preposition"]
            or low in words["relative"]
            or p.kind(first) == NUMBER
            or low in words["of"]
        ):
            return None
        if p.is_pronoun(first):
            return (2.9, Mention(first, first + 1, PRONOUN))
        lead = (
            words.verbs.get(low, 0) & FINITE
            and p.kind(first - 1) in {PUNCT, QUOTE}
            and low not in words.function
        )
        mention = p.right(first + bool(lead), last)
        if mention is None or mention.first > first + 8:
            return None
        if mention.kind == NAMED:
            bare = mention.first == first and mention.last == last
            whole = mention.last == last or p.low(mention.last) in words["of"] | words["preposition"]
            return (3.2 if bare else 2.6 if whole or lead else 1.4, mention)
        determined = low in words["determiner"]
        return (2.0 if determined else 1.0, mention) if mention.kind == DESCRIBED else (2.5, mention)
