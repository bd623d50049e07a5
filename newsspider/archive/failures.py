"""A page that gave no article is data too: what ``failures.jsonl`` says of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import Enum
from typing import Any

from newsspider.model import instant


class Cause(Enum):
    """Why there is no article; the closed list of docs/archive.md."""

    DNS = "dns"
    CONNECT = "connect"
    TIMEOUT = "timeout"
    TLS = "tls"
    HTTP_4XX = "http-4xx"
    HTTP_5XX = "http-5xx"
    ROBOTS = "robots"
    BLOCKED = "blocked"
    CONSENT_WALL = "consent-wall"
    PAYWALL = "paywall"
    NOT_HTML = "not-html"
    NOT_ARTICLE = "not-article"
    DECODE = "decode"
    EXTRACT = "extract"
    TOO_LARGE = "too-large"
    REDIRECT_LOOP = "redirect-loop"


class Stage(Enum):
    """Where it went wrong: finding the address, fetching it, or reading the page."""

    DISCOVER = "discover"
    FETCH = "fetch"
    EXTRACT = "extract"


@dataclass(frozen=True, slots=True)
class Failure:
    """One line of ``failures.jsonl``. *http_status*: None without a response; *message*: one line;
    *attempted_at*: aware."""

    url: str
    site: str
    stage: Stage
    cause: Cause
    http_status: int | None
    message: str
    attempted_at: datetime

    def to_record(self, run_id: str) -> dict[str, Any]:
        """Return the line's keys and values."""
        return {
            "url": self.url,
            "site": self.site,
            "run_id": run_id,
            "stage": self.stage.value,
            "cause": self.cause.value,
            "http_status": self.http_status,
            "message": " ".join(self.message.split()),
            "attempted_at": instant(self.attempted_at),
        }
