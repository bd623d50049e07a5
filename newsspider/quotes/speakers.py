"""Who says each quotation: the report that fits it best, else its form, else the speaker before."""

from __future__ import annotations

from bisect import bisect_right
from operator import attrgetter

from newsspider.quotes.carry import Carrier
from newsspider.quotes.fit import INSIDE, best_report, interposed
from newsspider.quotes.forms import BEST_FORM, by_form
from newsspider.quotes.outline import UNKNOWN, Attribution, Outline
from newsspider.quotes.report import PASSIVE
from newsspider.quotes.topic import topical

_SURE = 30  # below this score a report of the sentence has nothing to do with the quotation


_score = attrgetter("score")


def attributions(outline: Outline, count: int) -> list[Attribution]:
    """Return an attribution for each of the *count* quotations, in order; UNKNOWN where nobody is named."""
    found: dict[int, Attribution] = {}
    carrier = Carrier(outline, found)
    starts = [sentence.start for sentence in outline.sentences]
    for quote, k in enumerate(outline.places):
        found[quote] = _attribution(outline, carrier, k, bisect_right(starts, k) - 1)
    return [found.get(i, UNKNOWN) for i in range(count)]


def _attribution(outline: Outline, carrier: Carrier, k: int, index: int) -> Attribution:
    sentence = outline.sentences[index]
    term = topical(outline, k, sentence)
    if term.speaker is not None:
        return term
    best = best_report(outline, k, sentence)
    if best.score < BEST_FORM:
        best = max((best, by_form(outline, k, sentence)), key=_score)
    if best.score < INSIDE:
        best = max((best, interposed(outline, k)), key=_score)
    if best.report is not None and best.report.order == PASSIVE:
        return best
    if best.score < _SURE:
        return carrier.carry(k, index)
    if best.speaker is None and best.report is not None:
        return carrier.subject_of(best, best.report, k, index)
    return best
