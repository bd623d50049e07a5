"""A Scrapy response as a capture: what came, from where, when."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from typing import cast

from scrapy import Request
from scrapy.http import Response

from newsspider.crawl.cut import is_cut
from newsspider.crawl.signatures import no_page
from newsspider.model import Capture

_HTML = re.compile(rb"<(?:!doctype html|html|head|body|article|div|p|h1)[\s>/]", re.IGNORECASE)
_HTML_TYPES = ("text/html", "application/xhtml+xml")
_UNTOLD = ("", "text/plain", "application/octet-stream", "text/xml")  # what servers say of pages, too


def capture(response: Response, requested_url: str) -> Capture:
    """Return the capture of *response*: body after content decoding, headers as received, now as its time.

    *requested_url*: the address as it was asked for, before redirects. Behind a proxy the server's IP address is
    not known.
    """
    known = response.ip_address is not None and "proxy" not in request_of(response).meta
    return Capture(
        url=response.url,
        body=response.body,
        headers=headers(response),
        status=response.status,
        fetched_at=datetime.now(UTC).replace(microsecond=0),
        requested_url=requested_url,
        redirects=tuple(request_of(response).meta.get("redirect_urls", ())),
        ip_address=str(response.ip_address) if known else None,
        truncated="disconnect" if is_cut(response) else None,
    )


def request_of(response: Response) -> Request:
    """Return the request of a response that came through the engine, which always has one."""
    return cast("Request", response.request)


def headers(message: Response | Request) -> dict[str, str]:
    """Return the headers of a response or request by name, repeated ones joined with commas."""
    return {
        name.decode("latin-1"): ", ".join(value.decode("latin-1") for value in values)
        for name, values in message.headers.items()
    }


def is_html(response: Response) -> bool:
    """Return whether the response is a web page: by its Content-Type, or by its first 1,024 bytes without one.

    What begins as a picture, a script, JSON and the like is none, whatever its Content-Type says.
    """
    declared = declared_html((response.headers.get("Content-Type") or b"").decode("latin-1"))
    if declared is False or no_page(response.body):
        return False
    return declared or begins_as_html(response.body)


def declared_html(content_type: str) -> bool | None:
    """Return whether a Content-Type says that its body is a web page; None where only the body can tell."""
    declared = content_type.partition(";")[0].strip().lower()
    if declared in _HTML_TYPES:
        return True
    return None if declared in _UNTOLD else False


def begins_as_html(body: bytes) -> bool:
    """Return whether a web page's markup stands in the first 1,024 bytes."""
    return bool(_HTML.search(body[:1024]))
