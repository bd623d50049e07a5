"""Why a page was not had: exceptions and answers into the closed list of causes."""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import urlsplit

from scrapy.exceptions import (
    CannotResolveHostError,
    DownloadCancelledError,
    DownloadTimeoutError,
    IgnoreRequest,
    ResponseDataLossError,
    StopDownload,
)
from scrapy.http import Response
from scrapy.spidermiddlewares.httperror import HttpError

from newsspider.archive.failures import Cause
from newsspider.crawl.pauses import Postponed
from newsspider.model import Article

_TLS = re.compile(r"\b(?:ssl|tls|certificate|VerificationError)", re.IGNORECASE)
_DETAIL = re.compile(r"\[?<twisted\.python\.failure\.Failure ([\w.]+): ?(.*?)>\]?$", re.DOTALL)
# What walls against robots write into the page they show instead; the first 16 KiB are looked at.
_WALL = re.compile(
    rb"captcha|challenge-platform|cf-chl|px-captcha|datadome|distil_r|incapsula|access denied", re.IGNORECASE
)
_KINDS = (
    (DownloadCancelledError, Cause.TOO_LARGE),  # it is cancelled for its size only
    (StopDownload, Cause.TOO_LARGE),  # likewise
    (CannotResolveHostError, Cause.DNS),
    (DownloadTimeoutError, Cause.TIMEOUT),
    (TimeoutError, Cause.TIMEOUT),
)
_HOW = "; -s DOWNLOAD_VERIFY_CERTIFICATES=0 takes it all the same"
_TLS_WORDS = (  # OpenSSL's own say no more than this
    (
        "certificate verify failed",
        f"the certificate has expired, or is signed by nobody that is trusted{_HOW}",
    ),
    ("VerificationError", f"the certificate is of another host{_HOW}"),
    ("wrong version number", "no TLS is spoken there"),
)
_WORDS = (  # for errors that say nothing themselves, or too much
    (DownloadCancelledError, "larger than it may be"),
    (ResponseDataLossError, "the transfer was cut short"),
    (StopDownload, "one of too many large bodies at the same time"),
)


class Refused(IgnoreRequest):
    """A request that is not sent, and why."""

    def __init__(self, cause: Cause, message: str) -> None:
        super().__init__(message)
        self.cause = cause


# Hosts that only ask for consent, and send the reader on: consent.yahoo.com, myprivacy.dpgmedia.nl …
_CONSENT = re.compile(r"(?:^|\.)(?:consent|myprivacy|privacy-?gate|guce|cmp)\.")


def asks_consent(url: str) -> bool:
    """Return whether a page at *url* is a form for consent on a host of its own."""
    return bool(_CONSENT.search(urlsplit(url).hostname or ""))


@dataclass(frozen=True, slots=True)
class Why:
    """*message*: one line. *http_status*: of the answer, None where none came."""

    cause: Cause
    message: str
    http_status: int | None = None

    def __post_init__(self) -> None:
        """Take out of the message what a terminal would obey: some of its words are a server's."""
        object.__setattr__(self, "message", "".join(c if c.isprintable() else " " for c in self.message))


# What a page that is no article says of itself, by the warning or the access of its reading.
_SAID = {
    "consent-wall": (Cause.CONSENT_WALL, "shows a form for consent only"),
    "blocked": (Cause.BLOCKED, "shows a refusal to robots"),
    "server-error": (
        Cause.NOT_ARTICLE,
        "says that its server failed, is being repaired, or has nothing to show yet",
    ),
    "error-page": (Cause.NOT_ARTICLE, "says that there is no such page (soft 404)"),
    "log-in": (Cause.NOT_ARTICLE, "asks to log in"),
    "empty-page": (Cause.NOT_ARTICLE, "is empty"),
}


def no_article(article: Article, lease_url: str, status: int) -> Why:
    """Return why a page that was asked for at *lease_url* is no article, though it came with *status*."""
    said = next((_SAID[code] for code in article.warnings if code in _SAID), None)
    if said:
        return Why(*said, status)
    if closed(article) or (
        article.access == "paywalled" and article.kind == "unknown"
    ):  # a notice is no text
        return Why(Cause.PAYWALL, "shows nothing of its text without a subscription", status)
    if not urlsplit(article.url or "").path.strip("/") and urlsplit(lease_url).path.strip("/"):
        return Why(Cause.NOT_ARTICLE, "sent on to the home page (soft 404)", status)
    return Why(Cause.NOT_ARTICLE, f"reads as {article.kind}", status)


def closed(article: Article) -> bool:
    """Return whether a page says that its text is for subscribers, and shows none of it."""
    return article.access == "paywalled" and not article.body


def why(error: BaseException) -> Why:
    """Return the cause of a failed download; what is none of the others is a broken connection."""
    if isinstance(error, Refused):
        return Why(error.cause, _line(error))
    if isinstance(error, Postponed):
        return Why(Cause.BLOCKED if error.status == 429 else Cause.HTTP_5XX, _line(error), error.status)
    if isinstance(error, HttpError):
        return _answered(error.response)
    if isinstance(error, IgnoreRequest):
        return _ignored(error)
    kind = next((cause for known, cause in _KINDS if isinstance(error, known)), None)
    told = f"{error!r} {error}"
    broken = Cause.TLS if _TLS.search(told) else Cause.CONNECT
    message = next((words for known, words in _WORDS if isinstance(error, known)), None)
    return Why(kind or broken, message or _secure(told) or _line(error))


def _secure(told: str) -> str | None:
    """What is wrong with a certificate, in words; None for other errors."""
    return next((words for sign, words in _TLS_WORDS if sign in told), None)


def _ignored(error: IgnoreRequest) -> Why:
    """Scrapy's own refusals, which differ by their words only."""
    if "redirection" in str(error):
        return Why(Cause.REDIRECT_LOOP, "too many redirects")
    return Why(Cause.TOO_LARGE if "MAXSIZE" in str(error) else Cause.CONNECT, _line(error))


def _answered(response: Response) -> Why:
    status = response.status
    if 300 <= status < 400:  # Scrapy has followed what can be followed
        to = (response.headers.get("Location") or b"").decode("latin-1")
        nowhere = Why(Cause.REDIRECT_LOOP, f"answered {status} and names no address to go to", status)
        return Why(Cause.CONNECT, f"sent on to {to[:100]!r}, which is not http(s)", status) if to else nowhere
    message = f"answered {status}"
    if status in {401, 403, 503} and (
        _WALL.search(response.body[:16384]) or "cf-mitigated" in response.headers
    ):
        return Why(Cause.BLOCKED, f"refused to robots ({status})", status)
    return Why(Cause.HTTP_5XX if status >= 500 else Cause.HTTP_4XX, message, status)


def _line(error: BaseException) -> str:
    """The error's words on one line, without Twisted's wrapping, at most 300 characters."""
    text = " ".join(str(error).split()) or type(error).__name__
    found = _DETAIL.search(text)
    return (f"{found.group(1).rpartition('.')[2]}: {found.group(2)}" if found else text)[:300]
