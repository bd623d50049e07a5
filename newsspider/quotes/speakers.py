"""Who says each quotation: the report that fits it best, or the speaker of the quotation before."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from newsspider.quotes.phrases import NAMED, PRONOUN, Mention, Phrases
from newsspider.quotes.reports import AFTER, BEFORE, NONE, PASSIVE, Report, Reports
from newsspider.quotes.tokens import BREAK, NAME, NUMBER, PUNCT, QUOTE, WORD, Tokens
from newsspider.quotes.words import Words

_SENTENCE_END = ".!?…"


@dataclass(frozen=True, slots=True)
class Attribution:
    """Who says a quotation: *speaker* and *report* where known, *how* the two were tied, *score* 0 to 100."""

    speaker: Mention | None = None
    report: Report | None = None
    how: str = "none"
    score: float = 0.0


@dataclass(frozen=True, slots=True)
class Sentence:
    """Tokens ``[start, end)`` of one sentence, with its reports."""

    start: int
    end: int
    paragraph: int
    reports: tuple[Report, ...]


class Speakers:
    """Ties the quotations of one body to those who say them."""

    def __init__(self, body: str, text: Tokens, words: Words) -> None:
        self._body, self._tokens, self._inside = body, text.tokens, text.inside
        self._count = text.quotes
        self._outer = text.outer
        self.phrases = Phrases(text.tokens, words)
        self._words = words
        self.sentences = self._sentences()

    def find(self) -> list[Attribution]:
        """Return an attribution for each span, in order."""
        found: dict[int, Attribution] = {}
        for index, sentence in enumerate(self.sentences):
            for k in range(sentence.start, sentence.end):
                quote = self._tokens[k].quote
                if quote >= 0:
                    found[quote] = self._attribute(k, index, found)
        return [found.get(i, Attribution()) for i in range(self._count)]

    def _sentences(self) -> list[Sentence]:
        sentences = []
        for _, group in groupby(range(self._outer), key=lambda i: self._tokens[i].sentence):
            places = list(group)
            start, end = places[0], places[-1] + 1
            if self._tokens[end - 1].kind == BREAK:
                end -= 1
            if start == end:
                continue
            reports = tuple(Reports(self.phrases, start, end).find())
            sentences.append(Sentence(start, end, self._tokens[start].paragraph, reports))
        return sentences

    def _attribute(self, k: int, index: int, found: dict[int, Attribution]) -> Attribution:
        sentence = self.sentences[index]
        best = max(
            (self._fit(k, r, sentence) for r in sentence.reports),
            key=lambda a: a.score,
            default=Attribution(),
        )
        best = max(best, self._structure(k, sentence), self._interposed(k), key=lambda a: a.score)
        if best.report is not None and best.report.order == PASSIVE:
            return best
        if best.score >= 30 and best.speaker is None:
            return self._inherit(best, k, index, found)
        if best.score >= 30:
            return best
        return self._carry(k, index, found)

    def _fit(self, k: int, report: Report, sentence: Sentence) -> Attribution:
        """Return how well *report* fits the quotation at token *k*, by what stands between them."""
        if report.left <= k < report.right:
            return Attribution()
        score, how = self._after(k, report) if report.left > k else self._before(k, report, sentence)
        return Attribution(report.speaker, report, how, max(score, 1))

    def _after(self, k: int, report: Report) -> tuple[float, str]:
        """Rate a report that follows the quotation."""
        gap = self._content(k + 1, report.left)
        loose = 30 if report.weak else 0
        if gap == 0 and not self._joined(k + 1, report.left):
            return {AFTER: 100, BEFORE: 94, NONE: 80, PASSIVE: 10}[report.order] - loose / 3, "after"
        if report.order in {NONE, PASSIVE}:
            return 20, "after-far"
        covering = report.according or self._parenthetical(report)
        return (78 - 0.3 * gap if covering else 50 - 1.5 * gap) - loose, "after-far"

    def _joined(self, first: int, last: int) -> bool:
        """Whether a conjunction parts the quotation from what follows: "Q" et X a dit."""
        words = self._words
        return any(
            self._tokens[i].low in words["conjunction"] and self._tokens[i].low not in words["that"]
            for i in range(first, last)
        )

    def _parenthetical(self, report: Report) -> bool:
        """Whether the report stands for the whole sentence before it: ", a dit X", "comme X l'explique"."""
        p, words = self.phrases, self._words
        i = report.left - 1
        while i > 0 and p.low(i) in words["clitic"] | words["adverb"]:
            i -= 1
        if p.low(i) in words["comparison"] or p.low(i + 1) in words["comparison"]:
            return True
        return report.order == AFTER and p.low(i) in {",", "–", "—"}

    def _before(self, k: int, report: Report, sentence: Sentence) -> tuple[float, str]:
        """Rate a report that precedes the quotation."""
        gap = self._content(report.right, k)
        if self.phrases.low(k - 1) == ":":
            return 96 - 0.4 * gap - (10 if report.weak else 0), "colon"
        if report.order == AFTER and not report.according and self._starts_with_quote(report) and gap <= 2:
            return 97, "before"
        if report.according:
            return 82 - 0.1 * gap, "before"
        if gap == 0:
            return 92 - (12 if report.weak else 0), "before"
        if report.weak:
            return 62 - 6 * gap, "before-far"
        if self._opened_by_that(report, k) or self._words.language == "en":
            return 84 - 0.8 * gap, "before-far"
        return 72 - 2.5 * gap, "before-far"

    def _opened_by_that(self, report: Report, k: int) -> bool:
        """Whether what is reported begins after the verb: "a dit que", "vouloir", "to"."""
        words = self._words
        return any(self._tokens[i].low in words["that"] for i in range(report.last, min(report.right + 4, k)))

    def _interposed(self, k: int) -> Attribution:
        """Return who a clause inside the marks names: "« A, explique X. B. »"."""
        start, end = self._inside.get(self._tokens[k].quote, (0, 0))
        p = self.phrases
        for report in Reports(p, start, end).find() if end else ():
            pointed = report.first > start and p.kind(report.first - 1) == PUNCT
            closed = report.right >= end or p.kind(report.right) == PUNCT
            third = report.speaker is not None and self._third_person(report.speaker)
            if report.order == AFTER and not report.according and pointed and closed and third:
                return Attribution(report.speaker, report, "inside", 88)
        return Attribution()

    def _third_person(self, mention: Mention) -> bool:
        words = self._words
        return (
            mention.kind != PRONOUN
            or self.phrases.low(mention.first) in words["he"] | words["she"] | words["they"]
        )

    def _starts_with_quote(self, report: Report) -> bool:
        i = report.left - 1
        while i >= 0 and self._tokens[i].kind == PUNCT:
            i -= 1
        return i >= 0 and self._tokens[i].kind == QUOTE

    def _content(self, first: int, last: int) -> int:
        """Return how many words stand between two tokens, adverbs and conjunctions of content left out."""
        words = self._words
        skip = words["that"] | words["adverb"] | words["clitic"] | words["determiner"]
        return sum(
            self._tokens[i].kind in {WORD, NAME, NUMBER} and self._tokens[i].low not in skip
            for i in range(first, last)
        )

    def _quote_between(self, first: int, last: int) -> bool:
        return any(self._tokens[i].kind == QUOTE for i in range(first, last))

    def _structure(self, k: int, sentence: Sentence) -> Attribution:
        """Return an attribution by form alone: "X: quote", "quote — X", "quote", verb X."""
        p = self.phrases
        if k - 1 >= sentence.start and p.low(k - 1) == ":" and len(self._text(k).split()) > 3:
            speaker = self._main_subject(sentence.start, k - 1)
            if speaker is not None:
                return Attribution(speaker, None, "colon-form", 62)
        if self._headed(k, sentence):
            return Attribution(p.left(k - 2, sentence.start), None, "colon-form", 55)
        signed = self._signed(k, sentence)
        if signed is not None:
            return Attribution(signed, None, "dash", 75)
        return self._unknown_verb(k, sentence)

    def _text(self, k: int) -> str:
        """Return the words of the quotation at token *k*."""
        return self._body[self._tokens[k].start : self._tokens[k].end]

    def _headed(self, k: int, sentence: Sentence) -> bool:
        """Whether the sentence is a heading "Name, quote"."""
        p = self.phrases
        named = k - 2 >= sentence.start and all(p.is_name(i) for i in range(sentence.start, k - 1))
        return named and p.low(k - 1) == "," and k + 1 == sentence.end and k - sentence.start <= 4

    def _signed(self, k: int, sentence: Sentence) -> Mention | None:
        p, i = self.phrases, k + 1
        while i < len(self._tokens) and p.low(i) in {",", "."}:
            i += 1
        if not (i + 1 < len(self._tokens) and p.low(i) in {"—", "–", "-", "―"} and p.is_name(i + 1)):
            return None
        mention = p.right(i + 1, min(i + 12, len(self._tokens)))
        if mention is None or mention.kind != NAMED or p.kind(mention.last) not in {PUNCT, BREAK}:
            return None
        return mention

    def _unknown_verb(self, k: int, sentence: Sentence) -> Attribution:
        """Return the subject of a verb outside the lexicon right after a clause in marks: '"…", anticipe X'."""
        p, i = self.phrases, k + 1
        text = self._text(k)
        comma = p.low(i) == "," or text.endswith((",", "!", "?", "…"))
        while p.low(i) in {",", "–", "—", "-"}:
            i += 1
        if not comma or len(text.split()) < 3 or i >= sentence.end:
            return Attribution()
        j = i
        while j < sentence.end and p.low(j) in self._words["clitic"] | self._words["auxiliary"]:
            j += 1
        if j >= sentence.end or p.kind(j) != WORD or p.low(j) in self._words.function:
            return Attribution()
        speaker = p.right(j + 1, sentence.end) if j + 1 < sentence.end else None
        if (
            speaker is None
            or speaker.first > j + 6
            or (self._words.language == "en" and speaker.kind != NAMED)
        ):
            return Attribution()
        if p.low(j + 1) in self._words["conjunction"] or p.low(j + 1) in self._words["that"]:
            return Attribution()
        return Attribution(speaker, Report(i, j + 1, speaker, AFTER), "unknown-verb", 60)

    def _main_subject(self, start: int, end: int) -> Mention | None:
        """Return the first phrase of ``[start, end)`` that can be somebody: a name, a pronoun, a description."""
        rated = []
        reports = Reports(self.phrases, start, end)
        for first, last in reports.segments(end):
            found = reports.rate(first, last)
            if found:
                rated.append(found)
        return max(rated, key=lambda r: r[0])[1] if rated else None

    def _inherit(self, best: Attribution, k: int, index: int, found: dict[int, Attribution]) -> Attribution:
        """Give a verb without subject the subject before it in the sentence, else that of the sentence before."""
        sentence, report = self.sentences[index], best.report
        assert report is not None
        earlier = [r for r in sentence.reports if r.right <= report.first and r.speaker]
        if earlier:
            return Attribution(earlier[-1].speaker, report, "inherited", best.score - 12)
        subject = None
        if report.first - sentence.start > 1 and report.first < k:
            subject = self._main_subject(sentence.start, report.first)
        if subject is not None:
            return Attribution(subject, report, "inherited", best.score - 20)
        carried = self._from_sentence_before(index, found) or self._from_paragraph_above(index, found)
        if carried is None:
            return Attribution(None, report, "none", 30)
        return Attribution(carried.speaker, report, "inherited", max(40, best.score - 30))

    def _carry(self, k: int, index: int, found: dict[int, Attribution]) -> Attribution:
        """Return the speaker of what stands before in the paragraph, for a quotation that is a sentence."""
        sentence = self.sentences[index]
        alone = self._content(sentence.start, k) == 0 and self._content(k + 1, sentence.end) == 0
        earlier = self._tokens[sentence.start : k]
        same = [t.quote for t in earlier if t.quote >= 0 and found.get(t.quote, Attribution()).speaker]
        if same:
            source = found[same[-1]]
            return Attribution(source.speaker, source.report, "same-sentence", min(source.score, 70))
        if not alone and self._reported_mood(sentence):
            carried = self._from_sentence_before(index, found)
            return replace(carried, how="mood", score=60) if carried else Attribution(how="mood", score=55)
        if not alone:
            return Attribution()
        told = self._told_next(index)
        if told is not None:
            return told
        before = self.sentences[index - 1] if index else None
        if before is not None and before.paragraph != sentence.paragraph:
            return self._from_paragraph_before(before, k)
        return self._from_sentence_before(index, found) or Attribution()

    def _reported_mood(self, sentence: Sentence) -> bool:
        """Whether the sentence stands in the mood of reported speech: German "Er sei", "sie hätten"."""
        words = self._words["reported"]
        return any(self._tokens[i].low in words for i in range(sentence.start, sentence.end))

    def _told_next(self, index: int) -> Attribution | None:
        """Return who the next sentence says told this: "Lo ha detto Anna Neri.", "Про це повідомив …"."""
        if index + 1 >= len(self.sentences):
            return None
        sentence, following = self.sentences[index], self.sentences[index + 1]
        if following.paragraph != sentence.paragraph or self._quote_between(following.start, following.end):
            return None
        for report in following.reports[:1]:
            first = range(following.start, report.first)
            small = all(self._tokens[i].low in self._words.function for i in first)
            if report.order == AFTER and report.speaker and report.first - following.start <= 3 and small:
                return Attribution(report.speaker, report, "told-next", 72)
        return None

    def _from_sentence_before(self, index: int, found: dict[int, Attribution]) -> Attribution | None:
        """Return the speaker of the sentence before in the same paragraph, or the person it is about."""
        if index == 0 or self.sentences[index - 1].paragraph != self.sentences[index].paragraph:
            return None
        before = self.sentences[index - 1]
        quotes = [
            self._tokens[i].quote for i in range(before.start, before.end) if self._tokens[i].quote >= 0
        ]
        for quote in reversed(quotes):
            if found.get(quote, Attribution()).speaker:
                source = found[quote]
                return Attribution(source.speaker, source.report, "carried", min(source.score, 75))
        reports = [r for r in before.reports if r.speaker and not r.weak]
        if reports:
            return Attribution(reports[-1].speaker, reports[-1], "carried-report", 55)
        subject = self._main_subject(before.start, before.end)
        if subject is None or not self._somebody(subject):
            return None
        return Attribution(subject, None, "carried-subject", 45)

    def _from_paragraph_above(self, index: int, found: dict[int, Attribution]) -> Attribution | None:
        """Return the last speaker or subject of the paragraph before, for a verb whose subject is left out."""
        i = index
        while i > 0 and self.sentences[i].paragraph == self.sentences[index].paragraph:
            i -= 1
        if self.sentences[i].paragraph == self.sentences[index].paragraph:
            return None
        return self._from_sentence_before_of(i, found)

    def _from_sentence_before_of(self, i: int, found: dict[int, Attribution]) -> Attribution | None:
        sentence = self.sentences[i]
        quotes = [
            self._tokens[j].quote for j in range(sentence.start, sentence.end) if self._tokens[j].quote >= 0
        ]
        for quote in reversed(quotes):
            if found.get(quote, Attribution()).speaker:
                return found[quote]
        reports = [r for r in sentence.reports if r.speaker and not r.weak]
        if reports:
            return Attribution(reports[-1].speaker, reports[-1], "above", 40)
        subject = self._main_subject(sentence.start, sentence.end)
        if subject is None or not self._somebody(subject):
            return None
        return Attribution(subject, None, "above", 40)

    def _somebody(self, mention: Mention) -> bool:
        """Whether a phrase names a person: a name, he or she, a role."""
        p = self.phrases
        if mention.kind == PRONOUN:
            return p.low(mention.first) in self._words["he"] | self._words["she"]
        return mention.kind == NAMED or any(p.is_role(i) for i in range(mention.first, mention.last))

    def _from_paragraph_before(self, before: Sentence, k: int) -> Attribution:
        if self._tokens[before.end - 1].low != ":":
            return Attribution()
        reports = [r for r in before.reports if r.speaker and not r.weak]
        speaker = reports[-1].speaker if reports else self._main_subject(before.start, before.end - 1)
        return (
            Attribution(speaker, reports[-1] if reports else None, "colon-before", 50)
            if speaker
            else Attribution()
        )
