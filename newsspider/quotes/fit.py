"""How well a report fits a quotation of its sentence, by what stands between the two."""

from __future__ import annotations

from newsspider.quotes.outline import UNKNOWN, Attribution, Outline, Sentence
from newsspider.quotes.report import AFTER, BEFORE, NONE, PASSIVE, Report
from newsspider.quotes.reports import Reports
from newsspider.quotes.token import BREAK, PUNCT, QUOTE
from newsspider.quotes.view import PRONOUN, Mention

# Scores are on one scale, 0 to 100: beside the quotation 90 and more, covering its sentence about 80, somewhere
# in its sentence 50 and less. Each word of content between takes a little away.
_BESIDE = {AFTER: 100.0, BEFORE: 94.0, NONE: 80.0, PASSIVE: 10.0}
_NOBODY = 12  # off the score of "the comments showed", so that an outer "she said" wins
INSIDE = 88  # the score of a clause inside the marks
_NEAR = 8  # reports looked at on each side of a quotation


def best_report(outline: Outline, k: int, sentence: Sentence) -> Attribution:
    """Return the report of *sentence* that fits the quotation at token *k* best, as an attribution."""
    before = [r for r in sentence.reports if r.right <= k][-_NEAR:]
    after = [r for r in sentence.reports if r.left > k][:_NEAR]
    rated = [_attribution(outline, r, *_before(outline, k, r)) for r in before]
    rated += [_attribution(outline, r, *_after(outline, k, r)) for r in after]
    return max(rated, key=lambda a: a.score, default=UNKNOWN)


def interposed(outline: Outline, k: int) -> Attribution:
    """Return who a clause inside the marks names: "« A, explique X. B. »"."""
    start, end = outline.inside.get(outline.tokens.quote[k], (0, 0))
    p = outline.phrases
    for report in Reports(p, start, end).all() if end else ():
        pointed = report.first > start and p.kind[report.first - 1] == PUNCT
        closed = report.right >= end or p.kind[report.right] == PUNCT
        third = report.speaker is not None and _third_person(outline, report.speaker)
        if report.order == AFTER and not report.according and pointed and closed and third:
            return Attribution(report.speaker, report, "inside", INSIDE)
    return UNKNOWN


def _attribution(outline: Outline, report: Report, score: float, how: str) -> Attribution:
    """Return *report* as an attribution; a subject that is nobody yields to another report's somebody."""
    score = max(score, 1)
    nobody = report.speaker is not None and how != "after" and not outline.is_somebody(report.speaker)
    return Attribution(report.speaker, report, how, max(score - _NOBODY, 1) if nobody else score, score)


def _third_person(outline: Outline, mention: Mention) -> bool:
    words = outline.words
    return (
        mention.kind != PRONOUN
        or outline.phrases.low[mention.first] in words["he+she"]
        or outline.phrases.low[mention.first] in words["they"]
    )


def _after(outline: Outline, k: int, report: Report) -> tuple[float, str]:
    """Rate a report that follows the quotation."""
    gap = outline.content(k + 1, report.left)
    loose = 30 if report.weak else 0
    if gap == 0 and not _joined(outline, k + 1, report.left):
        return _BESIDE[report.order] - loose / 3, "after"
    if report.order in {NONE, PASSIVE} or any(
        outline.phrases.low[i] == ":" for i in range(k + 1, report.left)
    ):
        return 20, "after-far"
    if report.according or _compared(outline, report):
        return 78 - 0.3 * gap, "after-far"
    return (78 - 0.3 * gap if _parenthetical(outline, report) else 50 - 1.5 * gap) - loose, "after-far"


def _joined(outline: Outline, first: int, last: int) -> bool:
    """Whether a conjunction parts the quotation from what follows: "Q" et X a dit."""
    words, low = outline.words, outline.phrases.low
    return any(low[i] in words["conjunction"] and low[i] not in words["that"] for i in range(first, last))


def _compared(outline: Outline, report: Report) -> bool:
    """Whether the report is compared with: "comme X l'explique", "c'est ainsi qu'il a qualifié"."""
    p, words = outline.phrases, outline.words
    i = report.left - 1
    while i > 0 and p.low[i] not in words["comparison"] and p.low[i] in words["clitic+adverb+that"]:
        i -= 1
    return p.low[i] in words["comparison"]


def _parenthetical(outline: Outline, report: Report) -> bool:
    """Whether the report stands for the whole sentence before it: ", a dit X", ", an expert said."."""
    p, words = outline.phrases, outline.words
    i = report.left - 1
    while i > 0 and (p.low[i] in words["clitic"] or p.low[i] in words["adverb"]):
        i -= 1
    closed = report.order == AFTER or p.kind[report.right] in {PUNCT, BREAK}
    return closed and p.low[i] in {",", "–", "—"}


def _before(outline: Outline, k: int, report: Report) -> tuple[float, str]:
    """Rate a report that precedes the quotation."""
    gap = outline.content(report.right, k)
    if outline.phrases.low[k - 1] == ":":
        return 96 - 0.4 * gap - (10 if report.weak else 0), "colon"
    if report.order == AFTER and not report.according and gap <= 2 and follows_quote(outline, report):
        return 97, "before"
    if report.according:
        return 82 - 0.1 * gap, "before"
    if gap == 0:
        return 92 - (7 if report.weak else 0), "before"
    return _before_far(outline, k, report, gap), "before-far"


def _before_far(outline: Outline, k: int, report: Report, gap: int) -> float:
    if _named_as(outline, k):
        return 85 - 0.4 * gap
    if report.weak and _seen_in(outline, k, report):
        return 80 - 0.8 * gap
    if report.weak:
        return 62 - 6.0 * gap
    if _opened_by_that(outline, report, k) or outline.words.language == "en":
        return 84 - 0.8 * gap
    return 60 - 5.0 * gap


def _named_as(outline: Outline, k: int) -> bool:
    """Whether the quotation is what something is called: "X comme une Q", "X as Q", "X als Q"."""
    p, words = outline.phrases, outline.words
    i = k - 1
    i -= p.low[i] in words["determiner"]
    return p.low[i] in words["comparison"] or p.low[i] in words["naming"]


def _seen_in(outline: Outline, k: int, report: Report) -> bool:
    """Whether the quotation is what somebody sees in something: "a vu dans ce texte une Q"."""
    p, words = outline.phrases, outline.words
    return p.low[report.right] in words["seen_in"] and p.low[k - 1] in words["determiner"]


def _opened_by_that(outline: Outline, report: Report, k: int) -> bool:
    """Whether what is reported begins soon after the verb: "a dit que", "sagte am Montag, die Lage sei"."""
    words, low = outline.words, outline.phrases.low
    end = next((i for i in range(report.right, k) if low[i] in {",", ";", ":"}), k)
    if any(low[i] in words["that"] for i in range(report.last, min(max(report.right + 4, end), k))):
        return True
    return any(low[i] in words["reported"] for i in range(report.right, k))


def follows_quote(outline: Outline, report: Report) -> bool:
    """Whether a report stands right behind a quotation: '"…", said X'."""
    i = report.left - 1
    while i >= 0 and outline.phrases.kind[i] == PUNCT:
        i -= 1
    return i >= 0 and outline.phrases.kind[i] == QUOTE
