"""A byline cut into people and agencies: "Par Anne Roux et Paul Petit, envoyé spécial, avec AFP"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
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
_INVERTED = re.compile(r"([^\W\d_]+), ([^\W\d_]+)")
_EDGE = ' \t\n.,;:|/–—-•·*"“”«»>'
_MOST_WORDS = 6


def authors_in(text: str, language: str | None = None, *, declared: bool = False) -> tuple[Author, ...]:
    """Return the people and agencies that a byline names, in order, each once.

    *text*: the line as printed or declared, with or without "By"; *language*: BCP 47 tag that settles what
    "e", "i" or "en" part, None where unknown. *declared*: the text comes from a field for names, so that
    "asty//now" is one; without it a name must look like one. A role goes to the author before it.
    """
    line = squeeze(_ADDRESS.sub(" | ", text[: 2 * _LONGEST]))
    if not line or len(line) > _LONGEST:
        return ()
    return merged(_authors(_cut_date(without_prefix(line)), language, declared=declared))


def without_prefix(line: str) -> str:
    """Return *line* without the words that announce names: "By", "Par", "Автор:"; several in a row too."""
    while m := _prefix().match(line):
        line = line[m.end() :]
    return line


def announces(line: str) -> bool:
    """Return whether *line* begins as bylines do, "By " or "Автор:", and goes on with a name."""
    m = _prefix().match(line)
    return m is not None and (line[m.end() : m.end() + 1].isupper() or m.group().endswith(":"))


def is_account(name: str) -> bool:
    """Return whether *name* is that of a newsroom or an account, not of a person or agency."""
    parts = fold(name).split()
    return " ".join(parts) in _accounts() or any(p.strip(".,") in _accounts() for p in parts)


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
    for piece, role in _pieces(line, language):
        name = piece.strip(_EDGE)
        wire = agency_called(name)
        if wire or _is_name(name, declared=declared):
            if last:
                yield last
            last = Author(name, None, role)
        elif last and name and last.role is None and _is_role(name):
            last = Author(last.name, last.url, name)
        elif not declared and last and len(name.split()) > _MOST_WORDS:
            break
    if last:
        yield last


def _pieces(line: str, language: str | None) -> Iterator[tuple[str, str | None]]:
    """The pieces between separators, each with what stood in brackets after it."""
    plain = _ends().split(line, maxsplit=1)[0]
    if name := _turned(plain.strip()):
        yield name, None
        return
    for part in _CUT.split(plain):
        for piece in _and(language).split(part):
            inside = _BRACKETS.search(piece)
            role = (inside[1] or inside[2] or "").strip() or None if inside else None
            yield _BRACKETS.sub(" ", piece), role


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


def _is_name(text: str, *, declared: bool) -> bool:
    """Whether *text* is a name: few words, capitals where its script has them, no role and no digit."""
    parts = text.split()
    folded = fold(text)
    if not 1 < len(letters(text)) <= 60 or len(parts) > _MOST_WORDS or folded in _nobody() or "://" in text:
        return False
    if declared:
        return not (text[:1].islower() and len(parts) > 1 and _is_role(text)) and not _is_role_only(folded)
    if any(c.isdigit() for c in text) or not all(_is_name_word(p) for p in parts):
        return False
    return not _is_role_only(folded) and not text[:1].islower()


def _is_name_word(part: str) -> bool:
    word = part.strip(".'’\"“”")
    return (
        not word
        or not word[:1].islower()
        or fold(word) in _particles()
        or word[:2] in {"d'", "d’", "l'", "l’", "al"}
    )


def _is_role(text: str) -> bool:
    """Whether *text* reads as a role: it begins in lower case, or holds a word of roles."""
    return text[:1].islower() or _is_role_only(fold(text))


def _is_role_only(folded: str) -> bool:
    return (
        any(word.strip(".,") in _roles() for word in folded.replace("'", " ").split())
        and folded not in _accounts()
    )


@cache
def _prefix() -> re.Pattern[str]:
    """A prefix followed by a colon, or by a space; short words are no prefix inside longer ones."""
    options = "|".join(map(re.escape, words("bylines", "prefixes")))
    return re.compile(rf"[\s\W]*(?:{options})(?:\s*:\s*|\s+(?=\S))", re.IGNORECASE)


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
    return frozenset(fold(word) for table in ("none", "prefixes") for word in words("bylines", table))


@cache
def _particles() -> frozenset[str]:
    return frozenset(words("bylines", "particles"))


@cache
def _roles() -> frozenset[str]:
    return frozenset(fold(word) for word in words("bylines", "roles"))
