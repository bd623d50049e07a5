"""What a piece of a byline is: a name, a role, an outlet, an account."""

from __future__ import annotations

import re
from functools import cache

from newsspider.fields.byline_prefix import is_prefix_word
from newsspider.model import Author
from newsspider.text.lexicon import words
from newsspider.text.normalize import fold, letters

_MOST_WORDS = 6
_LONGEST_NAME = 60  # letters
_LONGEST_ACRONYM = 5  # letters of CNN or ANSA
_PART = re.compile(r"[\s'/-]+")
_ELIDED = ("d'", "d’", "l'", "l’", "al-")  # lower-case beginnings of name words: "d'Ormesson"
_ARTICLES = frozenset(
    ("The", "Der", "Die", "Das", "Le", "La", "Les", "El", "Il", "O", "A")
)  # "…, The Journal"


def is_name(text: str, *, declared: bool, first: bool) -> bool:
    """Return whether *text* can be a name: few words, capitals where its script has them, no role, no digit.

    *declared*: it comes from a field for names, so that the first may look like anything with a letter.
    *first*: no author stands before it, to whom a newsroom's or an outlet's name would belong.
    """
    folded = fold(text)
    if not _short_enough(text) or ":" in text or folded in _nobody() or is_prefix_word(folded):
        return False
    if _has_role(folded) and not (first and is_account(text)):
        return False
    if first and declared:
        return any(map(str.isalpha, text))
    parts = text.split()
    return not text[:1].islower() and all(map(_is_name_word, parts)) and (first or parts[0] not in _ARTICLES)


def is_full_name(name: str) -> bool:
    """Return whether *name* is two words or more in a script with capitals, and not all in capitals, as the
    furniture of a page often is."""
    parts = name.split()
    return len(parts) > 1 and name[:1].isupper() and not name.isupper() and parts[-1][:1].isupper()


def is_account(name: str) -> bool:
    """Return whether *name* is that of a newsroom or an account, not of a person or agency."""
    parts = fold(name).split()
    return " ".join(parts) in _accounts() or any(p.strip(".,") in _accounts() for p in parts)


def is_role(text: str) -> bool:
    """Return whether *text* reads as a role or an affiliation: it begins in lower case or with an article, or
    holds a word of roles. *text* is not empty."""
    return text[:1].islower() or text.split(maxsplit=1)[0] in _ARTICLES or _has_role(fold(text))


def is_affiliation(text: str, last: Author) -> bool:
    """Return whether *text*, after a comma, is the place or outlet of *last*: "Jane Doe, Paris", "John Doe,
    CNN", "…, MDR THÜRINGEN"."""
    if " " not in last.name or is_account(last.name):
        return False
    short = text.split(maxsplit=1)[0]
    return " " not in text or (short.isupper() and len(short) <= _LONGEST_ACRONYM and not last.name.isupper())


def is_long(text: str) -> bool:
    """Return whether *text* has more words than a name."""
    return len(text.split()) > _MOST_WORDS


def _short_enough(text: str) -> bool:
    return 1 < len(letters(text)) <= _LONGEST_NAME and not is_long(text)


def _is_name_word(part: str) -> bool:
    """Whether a word can stand in a name: a capital, a script without them, or a particle; no digit."""
    word = part.strip(".'’\"“”()")
    if word[:1].isdigit():
        return False
    return not word[:1].islower() or fold(word) in _particles() or word.startswith(_ELIDED)


def _has_role(folded: str) -> bool:
    return any(word.strip(".,") in _roles() for word in _PART.split(folded))


@cache
def _accounts() -> frozenset[str]:
    return frozenset(map(fold, words("bylines", "accounts")))


@cache
def _nobody() -> frozenset[str]:
    return frozenset(map(fold, words("bylines", "none")))


@cache
def _particles() -> frozenset[str]:
    return frozenset(map(fold, words("bylines", "particles")))


@cache
def _roles() -> frozenset[str]:
    return frozenset(map(fold, words("bylines", "roles")))
