"""How much of the article a reader without an account could see, and whether the body is the whole text."""

from __future__ import annotations

from typing import Any

from newsspider.fields.notices import notices
from newsspider.page.page import Page
from newsspider.text.lexicon import words
from newsspider.text.normalize import fold

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


_STANDING = frozenset({"blocked", "consent-wall"})


def access(page: Page, body_text: str | None, standing: str | None = None) -> tuple[str, str]:
    """Return (access, completeness) by the record's closed lists.

    *body_text*: the body as extracted, None without one; *standing*: the `wall` in its place. Access is ``free``, ``metered``, ``paywalled``,
    ``consent-wall``, ``blocked`` or ``unknown``; completeness ``complete``, ``truncated``, ``none`` or ``unknown``.
    """
    openness = standing if standing in _STANDING else _access(page, body_text)
    return openness, _completeness(page, body_text, openness)


def _access(page: Page, body_text: str | None) -> str:
    if stated := _stated(page):
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


def _completeness(page: Page, body_text: str | None, openness: str) -> str:
    if not body_text or openness in _STANDING:
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
