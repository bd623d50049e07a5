"""Attributions by form alone, without a word of the lexicon: "X: quote", "quote — X", "quote", verb X."""

from __future__ import annotations

from newsspider.quotes.outline import UNKNOWN, Attribution, Outline, Sentence
from newsspider.quotes.report import AFTER, Report
from newsspider.quotes.token import BREAK, PUNCT, WORD
from newsspider.quotes.view import NAMED, Mention

BEST_FORM = 75  # the highest score of a form
_DASHES = frozenset({"—", "–", "-", "―"})


def by_form(outline: Outline, k: int, sentence: Sentence) -> Attribution:
    """Return what the form around the quotation at token *k* says of its speaker."""
    forms = (
        _colon(outline, k, sentence),
        _heading(outline, k, sentence),
        _signature(outline, k),
        _unknown_verb(outline, k, sentence),
    )
    return max(forms, key=lambda a: a.score)


def _colon(outline: Outline, k: int, sentence: Sentence) -> Attribution:
    """Return the subject of the sentence before a colon: 'The coach was pleased: "…"'."""
    if k - 1 < sentence.start or outline.phrases.low[k - 1] != ":" or not _told(outline.text(k)):
        return UNKNOWN
    speaker = outline.main_subject(sentence.start, k - 1)
    return Attribution(speaker, None, "colon-form", 62) if speaker else UNKNOWN


def _told(text: str) -> bool:
    """Whether a text after a colon is speech and no item of a list: some words, or a stop at its end."""
    return len(text.split()) > 3 or text.endswith((".", "!", "?", "…"))


def _heading(outline: Outline, k: int, sentence: Sentence) -> Attribution:
    """Return the name of a heading 'Name, "…"'."""
    p, start = outline.phrases, sentence.start
    short = 2 <= k - start <= 4 and k + 1 == sentence.end and p.low[k - 1] == ","
    if not short or not all(p.is_name(i) for i in range(start, k - 1)):
        return UNKNOWN
    return Attribution(p.left(k - 2, start), None, "colon-form", 55)


def _signature(outline: Outline, k: int) -> Attribution:
    """Return the name after a dash: '"…" — Ann Lee, mayor'."""
    p, i, count = outline.phrases, k + 1, len(outline.tokens)
    while p.low[i] in {",", "."}:
        i += 1
    if (p.low[i] not in _DASHES and p.low[i] != ":") or i + 1 >= count or not p.is_name(i + 1):
        return UNKNOWN
    mention = p.right(i + 1, min(i + 12, count))
    ends = {BREAK} if p.low[i] == ":" else {PUNCT, BREAK}
    if mention is None or mention.kind != NAMED or p.kind[mention.last] not in ends:
        return UNKNOWN
    return Attribution(mention, None, "dash", BEST_FORM)


def _unknown_verb(outline: Outline, k: int, sentence: Sentence) -> Attribution:
    """Return the subject of a verb outside the lexicon right after a clause: '"…", anticipe X'."""
    p, words = outline.phrases, outline.words
    text = outline.text(k)
    i = k + 1
    while p.low[i] == "," or p.low[i] in _DASHES:
        i += 1
    if not (p.low[k + 1] == "," or text.endswith((",", "!", "?", "…"))) or len(text.split()) < 3:
        return UNKNOWN
    j = i
    while j < sentence.end and p.low[j] in words["clitic+auxiliary"]:
        j += 1
    if j + 1 >= sentence.end or p.kind[j] != WORD or p.low[j] in words.function:
        return UNKNOWN
    speaker = _subject_after(outline, j + 1, sentence.end)
    return Attribution(speaker, Report(i, j + 1, speaker, AFTER), "unknown-verb", 60) if speaker else UNKNOWN


def _subject_after(outline: Outline, i: int, end: int) -> Mention | None:
    p, words = outline.phrases, outline.words
    if p.low[i] in words["conjunction"] or p.low[i] in words["that"]:
        return None
    speaker = p.right(i, end)
    if speaker is None or speaker.first > i + 5 or (words.language == "en" and speaker.kind != NAMED):
        return None
    return speaker
