"""The kind of a quotation: direct or mixed speech, a title, or scare quotes.

Decided after its speaker: the words before it ("le film", "so-called", "charged with"), its capitals, whether
it is a clause, and how firmly a report is tied to it.
"""

from __future__ import annotations

import re
from functools import cache

from newsspider.quotes.outline import Attribution
from newsspider.quotes.report import BEFORE
from newsspider.quotes.token import BREAK, CONTENT, WORDS, Tokens
from newsspider.quotes.view import PRONOUN
from newsspider.quotes.words import Words
from newsspider.quotes.words import words as words_of

DIRECT, MIXED, SCARE, TITLE = "direct", "mixed", "scare", "title"
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_FINAL = re.compile(r"[.!?…,][\"'»”’]*$")
_LONGEST_END = 40  # characters in which a stop and the marks behind it stand
_FIRM, _LIKELY, _LOOSE = 70, 50, 40  # scores of an attribution, see fit.py


def kind(k: int, tokens: Tokens, text: str, found: Attribution, words: Words) -> str:
    """Return DIRECT, MIXED, SCARE or TITLE for the quotation *text* at token *k*, attributed as *found*."""
    seen = _Seen(k, tokens, text, found, words)
    return seen.named() or seen.spoken() or (TITLE if seen.capitalized else SCARE)


class _Seen:
    """A quotation among its tokens, and what its text looks like.

    *count*: its words. *capitalized*: every word of content begins with a capital. *embedded*: a word of the
    same sentence stands right before. *clause*: it reads as one, being long or a short sentence with its stop.
    """

    __slots__ = (
        "_before",
        "_final",
        "capitalized",
        "clause",
        "count",
        "embedded",
        "found",
        "k",
        "text",
        "tokens",
        "words",
    )

    def __init__(self, k: int, tokens: Tokens, text: str, found: Attribution, words: Words) -> None:
        self.k, self.tokens, self.text, self.found, self.words = k, tokens, text, found, words
        found_words = _WORD.findall(text)
        self.count = len(found_words)
        self.capitalized = (
            bool(found_words)
            and found_words[0][0].isupper()
            and all(w[0].isupper() or w.lower() in words.function for w in found_words)
        )
        self._before = self._words_before()
        self.embedded = bool(self._before) and tokens.kind[k - 1] in WORDS
        self._final = bool(_FINAL.search(text, max(0, len(text) - _LONGEST_END)))
        self.clause = self._is_clause()

    def _is_clause(self) -> bool:
        count, upper = self.count, self.text[:1].isupper()
        fragment = count < 13 and self.embedded and self.text[:1].islower() and not self._final
        return (count >= 9 and not fragment) or (
            count >= 3 and self._final and upper and not self._all_capitals()
        )

    def _all_capitals(self) -> bool:
        """Whether a stop or comma at the end is the sentence's, and the words before it a title's."""
        return self.text[-1] in ".," and self.capitalized and 2 <= self.count < 8

    def named(self) -> str | None:
        """Return TITLE or SCARE where the words around say that something is named, not said."""
        before = self._before
        if self._follows("charged") and (not self.clause or self.found.score < 80):
            return SCARE
        named = self._follows("named") and not self._calls()
        if self.clause:
            work = bool(before) and before[-1] in _works(self.words.language)
            return TITLE if (work or (named and self.found.score < _FIRM)) and self.count < 12 else None
        if named:
            return TITLE if self.capitalized else SCARE
        if self._of_a_work():
            return TITLE
        return TITLE if self._in_capitals() else None

    def _follows(self, name: str) -> bool:
        """Whether one of the phrases *name* stands right before, but for one article or adverb."""
        before, ends = self._before, self.words.phrase_ends[name]
        phrases = self.words.phrases[name]
        return any(
            before[last - 1] in ends and any(tuple(before[first:last]) in phrases for first in range(last))
            for last in range(len(before), max(0, len(before) - 2), -1)
        )

    def _of_a_work(self) -> bool:
        """Whether the word for a kind of work stands right before, or near before what is all capitals."""
        before, works = self._before, _works(self.words.language)
        if before[-1:] == [":"] or not any(word in works for word in before[-3:]):
            return False
        report = self.found.report
        told = self.text[:1].islower() and report is not None and not report.according
        untold = self.found.score < (_LIKELY if told else 80)
        return self.capitalized or (before[-1] in works and self.count < 6 and untold)

    def _in_capitals(self) -> bool:
        """Whether the text looks like a name inside the sentence, and nobody stands beside it as its speaker."""
        before, score = self._before, self.found.score
        if self.words.noun_caps and (
            (self.count == 1 and score >= 90)
            or (score >= _LIKELY and before[-1:] and self._predicate(before[-1]))
        ):
            return False
        if self._names_what_follows(_works(self.words.language)):
            return True
        stopped = self.text.endswith((".", "!", "?")) and not self._all_capitals()
        beside = self.found.how in {"after", "colon"}
        return self.capitalized and self.embedded and not beside and not stopped and self.count < 8

    def _names_what_follows(self, works: frozenset[str]) -> bool:
        """Whether the text is the name of a work whose kind follows: 'the "In Case of Storm" leaflet'."""
        named = self.embedded and self.text[:1].isupper() and not self._final and self.count < 9
        return named and self.found.score < 80 and self.tokens.low[self.k + 1] in works

    def _predicate(self, low: str) -> bool:
        """Whether *low* opens what something is said to be: "als", "ein"; German nouns are all capitals."""
        return low in self.words["indefinite"] or low in self.words["naming"]

    def _calls(self) -> bool:
        """Whether somebody calls it so: "what they called", not "a thriller called"."""
        report = self.found.report
        if report is None or report.speaker is None:
            return False
        if self.tokens.low[self.k - 1] in self.words["object"] and report.last == self.k - 1:
            return True
        return report.order == BEFORE and report.speaker.kind == PRONOUN

    def spoken(self) -> str | None:
        """Return DIRECT or MIXED where somebody says the words, None else."""
        score, clause = max(self.found.score, self.found.tie), self.clause
        if self.tokens.low[self.k - 1] == ":" and self._final:
            return DIRECT
        if self._alone():
            return DIRECT if clause or self.count >= 5 else MIXED
        if clause and score >= _LOOSE:
            return DIRECT
        if score >= _FIRM or (score >= _LIKELY and self.count >= 3 and not self.embedded):
            return MIXED if self.embedded else DIRECT
        if self.count >= 6:
            return DIRECT if clause else MIXED
        return MIXED if score >= _LIKELY or self._after_words() else None

    def _after_words(self) -> bool:
        """Whether what stands before is speech itself: "with the words", "dans sa déclaration"."""
        before = self._before[-1:]
        return self.count >= 2 and any((word,) in self.words.phrases["spoken"] for word in before)

    def _words_before(self) -> list[str]:
        """Return the words right before, at most six, of the same sentence."""
        tokens, k = self.tokens, self.k
        sentence, near = tokens.sentence[k], range(max(0, k - 6), k)
        return [tokens.low[i] for i in near if tokens.sentence[i] == sentence and tokens.kind[i] != BREAK]

    def _alone(self) -> bool:
        """Whether no word stands beside it in its sentence."""
        return not (self._word_toward(-1) or self._word_toward(1))

    def _word_toward(self, step: int) -> bool:
        tokens, i = self.tokens, self.k + step
        sentence = tokens.sentence[self.k]
        while 0 <= i < tokens.outer and tokens.sentence[i] == sentence:
            if tokens.kind[i] in CONTENT:
                return True
            i += step
        return False


@cache
def _works(language: str) -> frozenset[str]:
    return frozenset(word for phrase in words_of(language).phrases["work"] for word in phrase)
