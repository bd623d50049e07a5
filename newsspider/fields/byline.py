"""A byline cut into people and agencies: "Par Anne Roux et Paul Petit, envoyé spécial, avec AFP"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from newsspider.fields.agency import agency_called
from newsspider.fields.byline_prefix import from_prefix, without_prefix
from newsspider.fields.names import is_affiliation, is_long, is_name, is_role
from newsspider.model import Author
from newsspider.text.date_patterns import dates_in
from newsspider.text.lexicon import load, words
from newsspider.text.normalize import letters, squeeze

_LONGEST = 240  # characters of a byline; what is longer is text
_ADDRESS = re.compile(r"[^\s@]{1,64}@[^\s@]+\.\w+|https?://\S+|www\.\S+|(?<![\w.])@\w+")
_BRACKETS = re.compile(r"\(([^()]{0,80})\)|\[([^\[\]]{0,80})\]")
_CUT = re.compile(r"[,;|•·\n\r\t]|\s[/–—-]\s|&(?=\s)|\s\+\s")
_INVERTED = re.compile(r"([^\W\d_]+), ([^\W\d_]+)")
_EDGE = " \t\n,;:|/–—-•·*>()[]"
_QUOTED = {"«": "»", "“": "”", '"': '"', "„": "“"}
_LONGEST_SHORTENED = 3  # characters of "C." or "Jr."


@dataclass(frozen=True, slots=True)
class _Piece:
    """What stands between two separators of a byline. *inside*: the words in brackets after it; *joined*:
    an "and" stands before it, so that it is what the piece before it is."""

    text: str
    inside: str | None = None
    joined: bool = False


def authors_in(text: str, language: str | None = None, *, declared: bool = False) -> tuple[Author, ...]:
    """Return the people and agencies that a byline names, in order, each once; () for a text of none.

    *text*: the line as printed or declared, with or without "By"; *language*: BCP 47 tag that settles what
    "e", "i" or "en" part, None where unknown. *declared*: the text comes from a field for names, so that
    "asty//now" is one; without it a name must look like one. A role goes to the author before it; what is
    longer than a byline names nobody.
    """
    line = squeeze(_ADDRESS.sub(" | ", text[: 2 * _LONGEST]))
    if not line or len(line) > _LONGEST:
        return ()
    return merged(_authors(without_prefix(from_prefix(_cut_date(line))), language, declared=declared))


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
        elif last and last.role is None and (is_role(piece.text) or is_affiliation(piece.text, last)):
            last = Author(last.name, last.url, piece.text)
        elif last and not declared and is_long(piece.text):
            break
    if last:
        yield last


def _name_of(piece: _Piece, last: Author | None, *, declared: bool) -> str | None:
    """The name a piece holds, None where it holds none, or the affiliation of the author before it."""
    text = piece.text
    if agency_called(text):
        return text
    if last and not piece.joined and is_affiliation(text, last):
        return None
    if is_name(text, declared=declared, first=last is None):
        return text
    return None if declared or last else _leading_name(text)


def _leading_name(text: str) -> str | None:
    """The name before "in", "for" or "at": "Jane Doe in Paris"; None where no name of two words leads."""
    m = _after().search(text)
    name = text[: m.start()].strip(_EDGE) if m else ""
    return name if " " in name and is_name(name, declared=False, first=True) else None


def _pieces(line: str, language: str | None) -> Iterator[_Piece]:
    """The pieces between separators, each with what stood in brackets after it."""
    plain = _ends().split(line, maxsplit=1)[0]
    if name := _turned(plain.strip()):
        yield _Piece(name)
        return
    for part in _CUT.split(plain):
        for number, piece in enumerate(_and(language).split(f" {part.strip()}")):
            brackets = _BRACKETS.search(piece)
            inside = (brackets[1] or brackets[2] or "").strip(_EDGE) if brackets else ""
            text = _trimmed(_trailing().sub("", _BRACKETS.sub(" ", piece).strip(_EDGE)))
            if text:
                yield _Piece(text, inside or None, joined=number > 0)


def _trimmed(text: str) -> str:
    """*text* without marks at its ends, quotation marks around all of it, and a full stop that is not that of
    an initial or "Jr."."""
    text = text.strip(_EDGE)
    if _QUOTED.get(text[:1], " ") == text[-1:]:
        text = text[1:-1]
    last = text.rpartition(" ")[2]
    return text.rstrip(".") if len(last) > _LONGEST_SHORTENED else text


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


@cache
def _trailing() -> re.Pattern[str]:
    """The word "Author" printed after a name."""
    return re.compile(rf"\s+(?:{_any_of('trailing')})\Z", re.IGNORECASE)


@cache
def _after() -> re.Pattern[str]:
    return re.compile(rf"\s(?:{_any_of('after')})\s")


@cache
def _ends() -> re.Pattern[str]:
    return re.compile(rf"(?:^|(?<=\W))(?:{_any_of('ends')})(?=\W|$)", re.IGNORECASE)


@cache
def _and(language: str | None) -> re.Pattern[str]:
    tables = load("bylines")["and"]
    options = [*tables["any"], *tables.get((language or "")[:2], [])]
    return re.compile(rf"\s+(?:{'|'.join(map(re.escape, options))})\s+|\s*&\s*", re.IGNORECASE)


def _any_of(table: str) -> str:
    return "|".join(map(re.escape, words("bylines", table)))
