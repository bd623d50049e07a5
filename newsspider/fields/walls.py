"""What stands where an article was looked for: an error told with status 200, of the page or of the server, a form to
log in, a form for consent, a refusal to robots."""

from __future__ import annotations

import re
from functools import cache

from newsspider.fields.notices import CONSENT_LINES, lines, plain, says
from newsspider.fields.page_signs import dated, segments
from newsspider.page.page import Page
from newsspider.text.lexicon import words
from newsspider.text.normalize import fold

_TITLE = 60  # characters: an error says little, and says it in few words
_ERROR_TEXT = 600  # characters below which a body may be that of an error or of a form
_ERRORS = (("server-error", "server", "trace"), ("error-page", "error", "gone"))  # codes, and their tables
_FIRST_BLOCKS = 5  # of a page without a body, which may say what went wrong
_LEFT = 8  # letters a title may have beside an error's or a form's words to be nothing else: "Sorry, …"
_SHORT_PAGE = 1500  # characters of body below which a notice of consent or of a refusal may be all there is
_SMALL_SITE = 4000  # characters of all a page shows: a notice stands alone
_LOG_IN_PATHS = frozenset(
    (
        *("login", "log-in", "signin", "sign-in", "signup", "sign-up", "register", "connexion", "anmelden"),
        *("wp-login.php", "auth", "authenticate", "account", "accounts", "sso", "oauth", "identity"),
    )
)


def wall(page: Page, headline: str | None, body_text: str | None) -> str | None:
    """Return ``blocked``, ``consent-wall``, ``server-error``, ``error-page`` or ``log-in`` where the page is such a thing, else None.

    *headline*, *body_text*: as extracted, None where the page has none; of such a page they are the notice's own.
    """
    if page.linked_data.article:
        return None
    if _is_small(page, body_text) and (notice := _notice(page, body_text)):
        return notice
    if dated(page):
        return None
    if error := _error(page, headline, body_text):
        return error
    return "log-in" if _asks_to_log_in(page, headline, body_text) else None


def _is_small(page: Page, body_text: str | None) -> bool:
    return len(body_text or "") < _SHORT_PAGE and sum(map(len, page.blocks.text)) < _SMALL_SITE


def _notice(page: Page, body_text: str | None) -> str | None:
    title = fold(page.metadata.title)
    if any(line in title for line in lines("blocked")) or (not body_text and says(page, "blocked")):
        return "blocked"
    if not says(page, "consent", CONSENT_LINES):
        return None
    told = plain(body_text or "")
    return "consent-wall" if not told or any(line in told for line in lines("consent")) else None


def _error(page: Page, headline: str | None, body_text: str | None) -> str | None:
    """``server-error`` or ``error-page`` where a title is an error's and nothing else, or has its words above little
    text, or a short text is an error's; else None."""
    titles = [fold(title) for title in (headline, page.metadata.title, *_first_heading(page)) if title]
    for code, titled, told in _ERRORS:
        if any(_is_only(title, _titles(titled)) for title in titles):
            return code
        if len(body_text or "") >= _ERROR_TEXT:
            continue
        named = any(len(title) < _TITLE and _titles(titled).search(title) for title in titles)
        if named or _titles(told).search(fold(_shown(page, body_text))):
            return code
    return None


def _shown(page: Page, body_text: str | None) -> str:
    """The body, or the little that a page without one shows."""
    return body_text or "\n".join(page.blocks.text[:_FIRST_BLOCKS])[:_ERROR_TEXT]


def _first_heading(page: Page) -> list[str]:
    blocks = page.blocks
    return [text for tag, text in zip(blocks.tag, blocks.text, strict=True) if tag == "h1"][:1]


def _is_only(title: str, phrases: re.Pattern[str]) -> bool:
    """Whether *title*, folded, is made of such phrases, numbers and a word or so."""
    rest, found = phrases.subn(" ", title[:200])
    return found > 0 and sum(map(str.isalpha, rest)) <= _LEFT


def _asks_to_log_in(page: Page, headline: str | None, body_text: str | None) -> bool:
    """Whether the page is a form with a password and little else, or has the title of one and no text."""
    if len(body_text or "") >= _ERROR_TEXT:
        return False
    titles = [fold(t) for t in (headline, page.metadata.title) if t and len(t) < _TITLE]
    named = any(_titles("log-in").search(title) for title in titles)
    sent = not _LOG_IN_PATHS.isdisjoint(segments(page.url))
    if not named and not sent and body_text:
        return False
    asks = any((field.get("type") or "").lower() == "password" for field in page.tree.iter("input"))
    return asks or (sent and named)


@cache
def _titles(table: str) -> re.Pattern[str]:
    """The phrases of *table* as words; those of languages that inflect are beginnings, longest first."""
    phrases = sorted({fold(word) for word in words("walls", table)}, key=len, reverse=True)
    return re.compile(
        "|".join(rf"\b{re.escape(phrase)}" + (r"\b" if phrase[-1].isascii() else "") for phrase in phrases)
    )
