"""A byline cut into people and agencies: "Par Anne Roux et Paul Petit, envoyé spécial, avec AFP"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from newsspider.fields.agency import agency_called
from newsspider.model import Author
from newsspider.text.date_patterns import dates_in
from newsspider.text.lexicon import load, words
from newsspider.text.normalize import fold, letters, squeeze

_LONGEST = 240  # characters of a byline; what is longer is text
_ADDRESS = re.compile(r"\S+@\S+\.\w+|https?://\S+|www\.\S+|(?<![\w.])@\w+")
_BRACKETS = re.compile(r"\(([^()]{0,80})\)|\[([^\[\]]{0,80})\]")
_CUT = re.compile(r"\s*(?:[,;|•·\n\r\t]|\s[/–—-]\s|&(?=\s)|\s\+\s)\s*")
_BARS = re.compile(r"\s[|•·]\s")
_PART = re.compile(r"[\s'/-]+")
_INVERTED = re.compile(r"([^\W\d_]+), ([^\W\d_]+)")
_EDGE = ' \t\n.,;:|/–—-•·*"“”«»>'
_MOST_WORDS = 6
_LONGEST_ACRONYM = 5
_ARTICLES = frozenset(
    ("The", "Der", "Die", "Das", "Le", "La", "Les", "El", "Il", "O", "A")
)  # "…, The Journal"
_GLUED = re.compile(
    r"(?:By|BY|Par|Por)(?=[A-ZÀ-Þ][\w'’]+ [A-ZÀ-Þ])"
)  # "ByJane Doe", two elements run together


@dataclass(frozen=True, slots=True)
class _Piece:
    """What stands between two separators of a byline. *inside*: the words in brackets after it; *joined*:
    an "and" stands before it, so that it is what the piece before it is."""

    text: str
    inside: str | None = None
    joined: bool = False


def authors_in(text: str, language: str | None = None, *, declared: bool = False) -> tuple[Author, ...]:
    """Return the people and agencies that a byline names, in order, each once.

    *text*: the line as printed or declared, with or without "By"; *language*: BCP 47 tag that settles what
    "e", "i" or "en" part, None where unknown. *declared*: the text comes from a field for names, so that
    "asty//now" is one; without it a name must look like one. A role goes to the author before it.
    """
    line = squeeze(_ADDRESS.sub(" | ", text[: 2 * _LONGEST]))
    if not line or len(line) > _LONGEST:
        return ()
    return merged(_authors(_cut_date(without_prefix(_from_prefix(line))), language, declared=declared))


def without_prefix(line: str) -> str:
    """Return *line* without the words that announce names: "By", "Par", "Автор:"; several in a row too."""
    line = _GLUED.sub("", line, count=1) if _GLUED.match(line) else line
    while m := _prefix().match(line):
        line = line[m.end() :]
    return line


def _from_prefix(line: str) -> str:
    """*line* from the part that begins with "By" on, where one does: "Home | By Jane Doe"."""
    parts = _BARS.split(line)
    first = next((number for number, part in enumerate(parts) if announces(part)), 0)
    return " | ".join(parts[first:])


def is_prefix(line: str) -> bool:
    """Return whether *line* is nothing but words that announce names: "By", "Autor:"."""
    said = fold(line) if len(line) < 30 else ""
    return said.rstrip(" :") in _phrases() or (said.endswith(":") and said.rstrip(" :") in _labels())


def announces(line: str) -> bool:
    """Return whether *line* begins as bylines do, "By " or "Автор:", and goes on with a name."""
    m = _prefix().match(line)
    if m is None:
        return _GLUED.match(line) is not None
    return line[m.end() : m.end() + 1].isupper() or ":" in m.group()


def is_account(name: str) -> bool:
    """Return whether *name* is that of a newsroom or an account, not of a person or agency."""
    parts = fold(name).split()
    return " ".join(parts) in _accounts() or any(p.strip(".,") in _accounts() for p in parts)


def is_full_name(name: str) -> bool:
    """Return whether *name* is two words or more in a script with capitals, and not all in capitals, as the
    furniture of a page often is."""
    parts = name.split()
    return len(parts) > 1 and name[:1].isupper() and not name.isupper() and parts[-1][:1].isupper()


def merged(authors: Iterable[Author]) -> tuple[Author, ...]:
    """Return *authors* in order, each name once; url and role come from whichever has them."""
    found: dict[str, Author] = {}
    for author in authors:
        key = letters(author.name)
        old = found.get(key, author)
        found[key] = Author(old.name, old.url or author.url, old.role or author.role)
    return tuple(found.values())


def _authors(line: str, language: str | None, *, declared: bool) -> Iterator[Author]:
    """One author for each piece that is a name; other pieces are the role of the author before."""
    last: Author | None = None
    for piece in _pieces(line, language):
        name = _name_of(piece, last, declared=declared)
        if name:
            if last:
                yield last
            last = Author(name, None, piece.inside)
        elif last and last.role is None and (_is_role(piece.text) or _is_affiliation(piece.text, last)):
            last = Author(last.name, last.url, piece.text)
        elif not declared and last and len(piece.text.split()) > _MOST_WORDS:
            break
    if last:
        yield last


def _name_of(piece: _Piece, last: Author | None, *, declared: bool) -> str | None:
    """The name a piece holds, None where it holds none, or the affiliation of the author before it."""
    text = piece.text
    if agency_called(text):
        return text
    if last and not piece.joined and _is_affiliation(text, last):
        return None
    if _is_name(text, declared=declared, first=last is None):
        return text
    return None if declared or last else _leading_name(text)


def _leading_name(text: str) -> str | None:
    """The name before "in", "for" or "at": "Jane Doe in Paris"; None where no name of two words leads."""
    m = _after().search(text)
    name = text[: m.start()].strip(_EDGE) if m else ""
    return name if " " in name and _is_name(name, declared=False, first=True) else None


def _pieces(line: str, language: str | None) -> Iterator[_Piece]:
    """The pieces between separators, each with what stood in brackets after it."""
    plain = _ends().split(line, maxsplit=1)[0]
    if name := _turned(plain.strip()):
        yield _Piece(name)
        return
    for part in _CUT.split(plain):
        for number, piece in enumerate(_and(language).split(f" {part}")):
            brackets = _BRACKETS.search(piece)
            inside = (brackets[1] or brackets[2] or "").strip() if brackets else ""
            text = _trailing().sub("", _BRACKETS.sub(" ", piece).strip(_EDGE)).strip(_EDGE)
            if text:
                yield _Piece(text, inside or None, joined=number > 0)


def _turned(text: str) -> str | None:
    """The name that "Doe, Jane" gives turned round; None for anything else, "AFP, Reuters" too."""
    m = _INVERTED.fullmatch(text)
    if m is None or agency_called(m[1]) or agency_called(m[2]) or not m[2][:1].isupper():
        return None
    return f"{m[2]} {m[1]}"


def _cut_date(line: str) -> str:
    """*line* up to its first date; a line that begins with the date goes on after it."""
    for found in dates_in(line):
        before = line[: found.start].strip(_EDGE)
        return before if len(before) > 3 else _cut_date(line[found.end :].lstrip(_EDGE))
    return line


def _is_name(text: str, *, declared: bool, first: bool) -> bool:
    """Whether *text* is a name: few words, capitals where its script has them, no role and no digit.

    *first*: no author stands before it, to whom a newsroom's or an outlet's name would belong.
    """
    folded = fold(text)
    parts = text.split()
    if not 1 < len(letters(text)) <= 60 or len(parts) > _MOST_WORDS or folded in _nobody() or ":" in text:
        return False
    if _has_role(folded) if not first else (_has_role(folded) and not is_account(text)):
        return False
    if first and declared:
        return any(map(str.isalpha, text))
    return all(map(_is_name_word, parts)) and not text[:1].islower() and (first or parts[0] not in _ARTICLES)


def _is_affiliation(text: str, last: Author) -> bool:
    """Whether a piece after a comma is a place or an outlet: "Jane Doe, Paris", "John Doe, CNN", "…, MDR
    THÜRINGEN"; agencies are none."""
    if " " not in last.name or is_account(last.name):
        return False
    short = text.split(maxsplit=1)[0]
    return " " not in text or (short.isupper() and len(short) <= _LONGEST_ACRONYM and not last.name.isupper())


def _is_name_word(part: str) -> bool:
    word = part.strip(".'’\"“”")
    if word[:1].isdigit():
        return False
    return (
        not word
        or not word[:1].islower()
        or fold(word) in _particles()
        or word[:2] in {"d'", "d’", "l'", "l’", "al"}
    )


def _is_role(text: str) -> bool:
    """Whether *text* reads as a role or an affiliation: it begins in lower case or with an article, or holds
    a word of roles."""
    return text[:1].islower() or text.split(maxsplit=1)[0] in _ARTICLES or _has_role(fold(text))


def _has_role(folded: str) -> bool:
    return any(word.strip(".,") in _roles() for word in _PART.split(folded))


@cache
def _prefix() -> re.Pattern[str]:
    """Words that announce names, followed by a space or colon; or a label, "Text", followed by a colon."""
    phrases = "|".join(map(re.escape, words("bylines", "prefixes")))
    labels = "|".join(map(re.escape, words("bylines", "labels")))
    return re.compile(
        rf"[\s\W]*(?:(?:{phrases})(?:\s*[:：]\s*|\s+(?=\S))|(?:{labels})\s*[:：]\s*)", re.IGNORECASE
    )


@cache
def _phrases() -> frozenset[str]:
    return frozenset(fold(word) for word in words("bylines", "prefixes"))


@cache
def _labels() -> frozenset[str]:
    return frozenset(fold(word) for word in words("bylines", "labels"))


@cache
def _trailing() -> re.Pattern[str]:
    """The word "Author" printed after a name."""
    options = "|".join(map(re.escape, words("bylines", "trailing")))
    return re.compile(rf"\s+(?:{options})\Z", re.IGNORECASE)


@cache
def _after() -> re.Pattern[str]:
    options = "|".join(map(re.escape, words("bylines", "after")))
    return re.compile(rf"\s(?:{options})\s")


@cache
def _ends() -> re.Pattern[str]:
    options = "|".join(map(re.escape, words("bylines", "ends")))
    return re.compile(rf"(?:^|(?<=\W))(?:{options})(?=\W|$)", re.IGNORECASE)


@cache
def _and(language: str | None) -> re.Pattern[str]:
    tables = load("bylines")["and"]
    options = [*tables["any"], *tables.get((language or "")[:2], [])]
    return re.compile(rf"\s+(?:{'|'.join(map(re.escape, options))})\s+|\s*&\s*", re.IGNORECASE)


@cache
def _accounts() -> frozenset[str]:
    return frozenset(fold(word) for word in words("bylines", "accounts"))


@cache
def _nobody() -> frozenset[str]:
    return frozenset(
        fold(word) for table in ("none", "prefixes", "labels") for word in words("bylines", table)
    )


@cache
def _particles() -> frozenset[str]:
    return frozenset(words("bylines", "particles"))


@cache
def _roles() -> frozenset[str]:
    return frozenset(fold(word) for word in words("bylines", "roles"))
