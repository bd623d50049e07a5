"""Short lines by which a page says that it does not show all to everyone."""

from __future__ import annotations

from functools import cache
from itertools import islice

from newsspider.page.page import Page
from newsspider.text.lexicon import words
from newsspider.text.normalize import fold

CONSENT_LINES = 3  # different phrases of a form for consent: one or two stand in the banner of any page
_LINE = 400  # characters of a block that may be a notice; longer ones are text


def notices(page: Page, table: str) -> list[int]:
    """Return the blocks of some words with a phrase of *table*: ``paywall``, ``metered``, ``consent`` or ``blocked``."""
    if not says(page, table):
        return []
    shown, _ = page.once(_short_lines)
    phrases = [phrase for phrase in lines(table) if phrase in shown]
    short = ((n, plain(line)) for n, line in enumerate(page.blocks.text) if len(line) <= _LINE)
    return [n for n, line in short if any(phrase in line for phrase in phrases)]


def says(page: Page, table: str, least: int = 1) -> bool:
    """Whether the page's short lines hold at least *least* different lines of *table*."""
    shown, tokens = page.once(_short_lines)
    possible = (
        line for inner, some in _by_inner_word(table) if not inner or inner in tokens for line in some
    )
    return len(list(islice((line for line in possible if line in shown), least))) == least


def _short_lines(page: Page) -> tuple[str, frozenset[str]]:
    """What the page's short lines say, and its words as spaces part them."""
    shown = plain("\n".join(line for line in page.blocks.text if len(line) <= _LINE))
    return shown, frozenset(shown.split())


@cache
def _by_inner_word(table: str) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """The lines of *table* by a word that has a space at both sides, the longest; by "" those without one.

    A page that lacks the word lacks the line, and a look for a word in a set costs a hundredth of one in a text.
    """
    found: dict[str, list[str]] = {}
    for line in lines(table):
        found.setdefault(max(line.split()[1:-1], key=len, default=""), []).append(line)
    return tuple((inner, tuple(some)) for inner, some in found.items())


def plain(line: str) -> str:
    """Return *line* in lower case, with straight apostrophes: what lines are looked for in."""
    return line.replace("’", "'").casefold()


@cache
def lines(table: str) -> tuple[str, ...]:
    """Return the lines of *table*, folded."""
    return tuple(fold(word) for word in words("access", table))
