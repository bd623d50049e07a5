"""How much of the article a reader without an account could see, and whether the body is the whole text."""

from __future__ import annotations

from functools import cache
from itertools import islice
from typing import Any

from newsspider.page.page import Page
from newsspider.text.lexicon import words
from newsspider.text.normalize import fold

_LINE = 400  # characters of a block that may be a notice; longer ones are text
_SHORT_PAGE = 1500  # characters of body below which a notice of consent or of a refusal may be all there is
_SMALL_SITE = 4000  # characters of all a page shows: a notice stands alone
_CONSENT_LINES = 3  # different phrases: one or two stand in the banner of any page
_WHOLE_SHARE = 0.8  # of the words the page says the article has
_TIERS = {
    "free": "free",
    "metered": "metered",
    "locked": "paywalled",
    "paid": "paywalled",
    "premium": "paywalled",
}
_TELLING = 40  # characters of a block that are looked for in the body
_BEHIND = 6  # blocks behind the body in which a notice about it stands
_TEASER = 2000  # characters; what is shown of a paid article without a notice is shorter
_NOTICES = {"metered": "metered", "paywall": "paywalled"}


def access(page: Page, body_text: str | None) -> tuple[str, str]:
    """Return (access, completeness) by the record's closed lists.

    *body_text*: the body as extracted, None without one. Access is ``free``, ``metered``, ``paywalled``,
    ``consent-wall``, ``blocked`` or ``unknown``; completeness ``complete``, ``truncated``, ``none`` or ``unknown``.
    """
    openness = _access(page, body_text)
    return openness, _completeness(page, body_text, openness)


def _access(page: Page, body_text: str | None) -> str:
    if stated := wall(page, body_text) or _stated(page):
        return stated
    said = next((name for table, name in _NOTICES.items() if _notice(page, body_text, table)), None)
    return said or ("free" if body_text else "unknown")


def _notice(page: Page, body_text: str | None, table: str) -> bool:
    """Whether a line of *table* stands in the article or right behind it; cards of other articles bear them too."""
    said = notices(page, table)
    if not said:
        return False
    body = [
        n
        for n, line in enumerate(page.blocks.text)
        if len(line) > _TELLING and line[:_TELLING] in (body_text or "")
    ]
    return not body or any(body[0] <= n <= body[-1] + _BEHIND for n in said)


def notices(page: Page, table: str) -> list[int]:
    """Return the blocks of some words with a phrase of *table*: ``paywall``, ``metered``, ``consent`` or ``blocked``."""
    if not _says(page, table):
        return []
    shown, _ = page.once(_short_lines)
    phrases = [phrase for phrase in _lines(table) if phrase in shown]
    plain = ((n, _plain(line)) for n, line in enumerate(page.blocks.text) if len(line) <= _LINE)
    return [n for n, line in plain if any(phrase in line for phrase in phrases)]


def _stated(page: Page) -> str | None:
    """Return what the page declares: schema.org's isAccessibleForFree, Facebook's content tier."""
    tier = page.metadata.get("article:content_tier", "og:article:content_tier")
    if tier and tier.lower() in _TIERS:
        return _TIERS[tier.lower()]
    stated = [_truth(node.get("isAccessibleForFree")) for node in page.linked_data.articles]
    stated += [_truth(part) for node in page.linked_data.articles for part in _parts(node)]
    if False in stated:
        return "paywalled"
    return "free" if True in stated else None


def _parts(node: dict[str, Any]) -> list[Any]:
    parts = node.get("hasPart")
    listed = parts if isinstance(parts, list) else [parts]
    return [part.get("isAccessibleForFree") for part in listed if isinstance(part, dict)]


def _truth(value: Any) -> bool | None:
    plain = str(value).strip().lower()
    if plain in {"true", "1", "yes"} or plain.endswith("schema.org/true"):
        return True
    if plain in {"false", "0", "no"} or plain.endswith("schema.org/false"):
        return False
    return None


def wall(page: Page, body_text: str | None) -> str | None:
    """Return ``blocked`` or ``consent-wall`` where the page is no article but such a notice, else None.

    *body_text*: what was taken for the body, which is the notice itself if there is one.
    """
    if (
        len(body_text or "") >= _SHORT_PAGE
        or page.linked_data.article
        or sum(map(len, page.blocks.text)) >= _SMALL_SITE
    ):
        return None
    title = fold(page.metadata.title)
    if any(line in title for line in _lines("blocked")) or (not body_text and _says(page, "blocked")):
        return "blocked"
    if not _says(page, "consent", _CONSENT_LINES):
        return None
    told = _plain(body_text or "")
    return "consent-wall" if not told or any(line in told for line in _lines("consent")) else None


def _says(page: Page, table: str, least: int = 1) -> bool:
    """Whether the page's short lines hold at least *least* different lines of *table*."""
    shown, tokens = page.once(_short_lines)
    possible = (
        line for inner, lines in _by_inner_word(table) if not inner or inner in tokens for line in lines
    )
    return len(list(islice((line for line in possible if line in shown), least))) == least


def _short_lines(page: Page) -> tuple[str, frozenset[str]]:
    """What the page's short lines say, and its words as spaces part them."""
    shown = _plain("\n".join(line for line in page.blocks.text if len(line) <= _LINE))
    return shown, frozenset(shown.split())


@cache
def _by_inner_word(table: str) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """The lines of *table* by a word that has a space at both sides, the longest; by "" those without one.

    A page that lacks the word lacks the line, and a look for a word in a set costs a hundredth of one in a text.
    """
    found: dict[str, list[str]] = {}
    for line in _lines(table):
        found.setdefault(max(line.split()[1:-1], key=len, default=""), []).append(line)
    return tuple((inner, tuple(lines)) for inner, lines in found.items())


def _plain(line: str) -> str:
    return line.replace("’", "'").casefold()


@cache
def _lines(table: str) -> tuple[str, ...]:
    return tuple(fold(word) for word in words("access", table))


def _completeness(page: Page, body_text: str | None, openness: str) -> str:
    if not body_text or openness in {"blocked", "consent-wall"}:
        return "none"
    share = _share_of_stated(page, body_text)
    if share is not None and share >= _WHOLE_SHARE:
        return "complete"
    last = fold(body_text[-120:].rsplit("\n", 1)[-1]).rstrip(" >»›.…→")
    if last.endswith(words("access", "cut")) or body_text.rstrip().endswith(("…", "...", "[…]", "[...]")):
        return "truncated"
    if openness == "paywalled" and (len(body_text) < _TEASER or _notice(page, body_text, "paywall")):
        return "truncated"
    return "complete" if openness == "free" else "unknown"


def _share_of_stated(page: Page, body_text: str) -> float | None:
    """Return the words of the body as a share of those the page says the article has; None if it does not say."""
    for node in page.linked_data.articles:
        stated = str(node.get("wordCount") or "")
        if stated.isdecimal() and len(stated) < 7 and int(stated) > 50:
            return len(body_text.split()) / int(stated)
    return None
