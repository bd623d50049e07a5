"""The same article from a page that reached us as plain text, as careless scrapers leave it.

The markup is gone: headline, text, share labels, image placeholders and cards of other articles follow each
other as lines. Furniture and headings are known by their words (``text/boilerplate.py``), cards by their
shape: a title, and a teaser that was cut with an ellipsis.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from newsspider.errors import UsageError
from newsspider.fields.language import detect
from newsspider.model import Article, Block, RelatedLink
from newsspider.quotes.extract import extract_quotes
from newsspider.text import boilerplate, urls
from newsspider.text.binary import is_binary
from newsspider.text.normalize import squeeze

_HEADLINE = 200  # characters; a longer first line is text
_KICKER = 25  # characters; a short line in capitals above a card's title
_PROSE = 160  # characters; such a line that ends its sentence is the body going on, not a card
_WRAP = 100  # columns; no line longer, and most paragraphs of several lines: the text was wrapped
_ELLIPSIS = ("...", "…")
_SENTENCE_END = (".", "!", "?", "»", "”", '"', "।", "。")


@dataclass(frozen=True, slots=True)
class _CardBlock:
    heading: str | None
    kind: str


@dataclass(slots=True)
class _Parts:
    headline: str | None = None
    body: list[str] = field(default_factory=list)
    related: list[RelatedLink] = field(default_factory=list)
    cards: Counter[_CardBlock] = field(default_factory=Counter)
    dropped: int = 0


def extract_text(text: str, *, url: str | None = None, language: str | None = None) -> Article:
    """Return the article in *text*, a page flattened to a line a paragraph or heading.

    *url*: where it came from, if known; without it the article has no identity and its related links, which
    a text names by title only, have none either. *language*: BCP 47; None detects it.

    An empty text gives an Article of Nones with the warning ``empty-page``, what never was text with ``not-text``. Raises UsageError where *url* is
    not http(s).
    """
    if url is not None and urls.absolute(url, url) is None:
        raise UsageError(f"{url!r} is not an http(s) address; give the one the text came from, or none")
    parts = _Parts() if is_binary(text) else _parts(_lines(text))
    body = "\n\n".join(parts.body) or None
    tongue, source = (language, "configured") if language else _detected(body)
    key = urls.url_key(url) if url else None
    return Article(
        url=url,
        url_key=key,
        id=urls.article_id(key) if key else None,
        site=urls.host(url) if url else None,
        domain=urls.registrable_domain(url) if url else None,
        kind="article" if body else "unknown",
        headline=parts.headline,
        body=body,
        body_blocks=_blocks(parts.body),
        language=tongue,
        language_source=source,
        completeness="complete" if body else "none",
        quotes=tuple(extract_quotes(body or "", tongue)),
        related_links=tuple(parts.related),
        method="flattened" if body else "none",
        sources={"headline": "visible-text", "body": "visible-text"} if body else {},
        dropped_blocks=parts.dropped,
        warnings=_warnings(text, parts),
    )


def _lines(text: str) -> list[str]:
    """The lines of *text* that hold something; a text wrapped at a column is unwrapped."""
    groups = [[squeeze(line) for line in g.splitlines() if squeeze(line)] for g in _groups(text)]
    lengths = [len(line) for group in groups for line in group]
    several = sum(len(group) > 2 for group in groups)
    if lengths and max(lengths) <= _WRAP and several * 2 > len(groups):
        return [" ".join(group) for group in groups if group]
    return [line for group in groups for line in group]


def _groups(text: str) -> list[str]:
    return text.replace("\r\n", "\n").replace("\r", "\n").split("\n\n")


def _parts(lines: Sequence[str]) -> _Parts:
    """Sort the lines: each opens a block, is furniture, is a card of the open block, or is text."""
    parts, block, at = _Parts(), None, 0
    while at < len(lines):
        line = lines[at]
        if kind := boilerplate.block_kind(line):
            block = _CardBlock(line.rstrip(" :"), kind)
        elif boilerplate.is_furniture(line):
            block = block or (_CardBlock(None, "other") if _cards_follow(lines[at + 1 : at + 5]) else None)
        elif title := boilerplate.read_also(line):
            _add_card(title, None, _CardBlock(None, "inline"), parts)
        elif block and not _is_prose(lines, at):
            at += _read_card(lines[at : at + 3], block, parts)
        else:
            block = None
            _add_text(line, parts, last=at + 1 == len(lines))
            parts.dropped -= 1
        parts.dropped += 1
        at += 1
    return parts


def _is_prose(lines: Sequence[str], at: int) -> bool:
    """Whether the body goes on here: a long line that ends its sentence, where a card would begin."""
    return (
        len(lines[at]) >= _PROSE and lines[at].endswith(_SENTENCE_END) and not lines[at].endswith(_ELLIPSIS)
    )


def _read_card(lines: Sequence[str], block: _CardBlock, parts: _Parts) -> int:
    """Read the card whose title is the first of *lines*; returns how many lines its teaser took (0 or 1)."""
    title, *rest = lines
    if title.isupper() and len(title) <= _KICKER and rest:
        return 0
    teaser = rest[0] if rest and _is_teaser(rest, title) else None
    _add_card(title, teaser, block, parts)
    return 0 if teaser is None else 1


def _is_teaser(following: Sequence[str], title: str) -> bool:
    """Whether the line after *title* is its teaser: cut with an ellipsis, or a sentence before the next title."""
    line = following[0]
    if boilerplate.block_kind(line) or boilerplate.is_furniture(line) or title.endswith(_ELLIPSIS):
        return False
    return line.endswith(_ELLIPSIS) or (line.endswith(".") and not title.endswith("."))


def _cards_follow(lines: Sequence[str]) -> bool:
    """Whether two cards without a heading come next: a title and a cut teaser, twice."""
    return len(lines) == 4 and all(line.endswith(_ELLIPSIS) == bool(n % 2) for n, line in enumerate(lines))


def _add_card(title: str, teaser: str | None, block: _CardBlock, parts: _Parts) -> None:
    link = RelatedLink(None, title, teaser, block.heading, block.kind, parts.cards[block], None)
    parts.related.append(link)
    parts.cards[block] += 1


def _add_text(line: str, parts: _Parts, *, last: bool) -> None:
    first = parts.headline is None and not parts.body
    if first and not last and len(line) <= _HEADLINE and not line.endswith("."):
        parts.headline = line
    elif line != parts.headline:
        parts.body.append(line)


def _blocks(paragraphs: Sequence[str]) -> tuple[Block, ...]:
    blocks, at = [], 0
    for paragraph in paragraphs:
        blocks.append(Block("paragraph", at, at + len(paragraph)))
        at += len(paragraph) + 2
    return tuple(blocks)


def _detected(body: str | None) -> tuple[str | None, str | None]:
    found = detect(body)
    return (found.value, found.source) if found else (None, None)


def _warnings(text: str, parts: _Parts) -> tuple[str, ...]:
    if not text.strip():
        return ("empty-page",)
    if is_binary(text):
        return ("not-text",)
    missing = {"no-headline": parts.headline, "no-body": parts.body}
    return tuple(code for code, found in missing.items() if not found)
