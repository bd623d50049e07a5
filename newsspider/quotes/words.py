"""The words by which one language reports speech, read from ``text/lexicon/speech/*.toml``."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

from newsspider.text.lexicon import load

LANGUAGES = ("fr", "en", "de", "es", "it", "pt", "uk", "ru", "pl")
FINITE, PARTICIPLE, GERUND, WEAK = 1, 2, 4, 8
_WORD = re.compile(r"[^\W\d_]+")
_NONE: frozenset[str] = frozenset()
_PARTS = (
    *("auxiliary", "clitic", "adverb", "that", "relative"),
    *("conjunction", "of", "preposition", "determiner"),
)
# Every list that is asked for; a language that lacks one has it empty.
_LISTS = (
    *_PARTS,
    *("he", "she", "they", "other", "mister", "madam", "role_m", "role_f", "role_end", "collective"),
    *("agent", "aside", "comparison", "definite", "elided", "impersonal", "indefinite", "infinitive"),
    *(
        "inverted",
        "naming",
        "nounlike",
        "object",
        "particle",
        "passive",
        "postposed",
        "quoted_in",
        "reported",
        "seen_in",
    ),
    *("source", "suffixed", "topic", "verb_second", "viewpoint"),
)
# Lists asked for together; the words of both are the list "he+she".
_UNIONS = (
    ("he", "she"),
    ("determiner", "of"),
    ("clitic", "adverb", "that"),
    ("clitic", "auxiliary"),
    ("conjunction", "adverb", "that"),
    ("of", "determiner", "preposition"),
)
_GUESS_LENGTH = 6000  # characters; enough for a few hundred function words


@dataclass(slots=True, eq=False)
class Words(dict[str, frozenset[str]]):
    """One language's words, in lower case with straight apostrophes: list name -> words, empty where it has none.

    *verbs*: form -> bits FINITE, PARTICIPLE, GERUND, WEAK (a verb that reports only beside a quotation).
    *according*: phrases like "according to", by their first word. *function*: words that are never part of a
    name. *breaking*: those that end a noun phrase. *triggers*: those at which a report may be. *phrases*: for
    each kind of phrase, its word sequences; *phrase_ends*: the last words of these. *roles*: what a person can be; *somebody*: these and bodies that
    speak; *small*: words without content.
    """

    language: str
    verbs: dict[str, int]
    phrases: dict[str, frozenset[tuple[str, ...]]]
    phrase_ends: dict[str, frozenset[str]]
    according: dict[str, list[tuple[str, ...]]]
    function: frozenset[str]
    breaking: frozenset[str]
    triggers: frozenset[str]
    roles: frozenset[str]
    somebody: frozenset[str]
    small: frozenset[str]
    pronouns: frozenset[str]
    titles: frozenset[str]
    noun_caps: bool
    noun_case: bool


def words_for(language: str | None, body: str) -> Words:
    """Return the words for a BCP 47 *language*; where that is None or unknown, those of the closest by *body*."""
    code = _code(language)
    return words(code if code in LANGUAGES else guess(body))


@lru_cache(maxsize=256)
def _code(language: str | None) -> str:
    return (language or "").replace("_", "-").partition("-")[0].lower()


def guess(body: str) -> str:
    """Return the language of LANGUAGES whose small words *body* holds most; ``en`` where it holds none."""
    counts = Counter(_WORD.findall(body[:_GUESS_LENGTH].lower()))
    scores = {code: sum(counts[w] for w in _small_words(code) & counts.keys()) for code in LANGUAGES}
    return max(LANGUAGES, key=lambda code: (scores[code], code == "en"))


@cache
def words(language: str) -> Words:
    """Return the words of one of LANGUAGES."""
    data = load(f"speech/{language}")
    sets = {name: frozenset(_split(value)) for name, value in data["words"].items()}
    sets |= {name: frozenset(value.split()) for name, value in data.items() if isinstance(value, str)}
    phrases = {name: frozenset(_phrases(_split(value))) for name, value in data["kinds"].items()}
    according: dict[str, list[tuple[str, ...]]] = {}
    for phrase in _phrases(_split(data["words"]["according"])):
        according.setdefault(phrase[0], []).append(phrase)
    pronouns = _union(sets, "he", "she", "they", "other")
    verbs = _verbs(data)
    roles = _union(sets, "role_m", "role_f")
    made = Words(
        language=language,
        verbs=verbs,
        phrases=phrases,
        phrase_ends={name: frozenset(phrase[-1] for phrase in values) for name, values in phrases.items()},
        according=according,
        function=pronouns | _union(sets, *_PARTS),
        breaking=_union(sets, *(part for part in _PARTS if part not in {"clitic", "of", "determiner"})),
        triggers=frozenset(verbs) | frozenset(according) | _union(sets, "aside", "viewpoint", "postposed"),
        roles=roles,
        somebody=roles | _union(sets, "collective"),
        small=_union(sets, "that", "adverb", "clitic", "determiner"),
        pronouns=pronouns,
        titles=_union(sets, "mister", "madam"),
        noun_caps="noun_caps" in sets,
        noun_case="noun_case" in sets,
    )
    made.update(dict.fromkeys(_LISTS, _NONE) | sets)
    made.update({"+".join(names): _union(sets, *names) for names in _UNIONS})
    return made


def _union(sets: dict[str, frozenset[str]], *names: str) -> frozenset[str]:
    return _NONE.union(*(sets.get(name, _NONE) for name in names))


@cache
def _small_words(language: str) -> frozenset[str]:
    chosen = words(language)
    return frozenset().union(*(chosen[n] for n in ("determiner", "preposition", "conjunction", "auxiliary")))


def _split(value: str | list[str]) -> list[str]:
    return value.split() if isinstance(value, str) else value


def _phrases(values: Iterable[str]) -> tuple[tuple[str, ...], ...]:
    return tuple(sorted((tuple(v.split()) for v in values), key=len, reverse=True))


def _verbs(data: dict[str, Any]) -> dict[str, int]:
    forms: dict[str, int] = {}
    for table, weak in (("weak", WEAK), ("strong", 0)):
        for group in data.get(table, ()):
            for name, bit in (("finite", FINITE), ("participle", PARTICIPLE), ("gerund", GERUND)):
                for form in _forms(group.get("stems", ""), group.get(name)):
                    kept = forms.get(form, 0) & ~WEAK if not weak else forms.get(form, 0)
                    forms[form] = kept | bit | weak
    return forms


def _forms(stems: str, endings: str | None) -> Iterable[str]:
    """Return each stem with each ending; no stem: the endings themselves; a leading space: the bare stem too."""
    if endings is None:
        return ()
    if not stems.strip():
        return endings.split()
    ends = endings.split() + ([""] if endings[:1].isspace() else [])
    return [stem + end for stem in stems.split() for end in ends]
