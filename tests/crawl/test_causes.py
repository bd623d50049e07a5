from __future__ import annotations

from datetime import UTC, datetime

import pytest
from scrapy.exceptions import (
    CannotResolveHostError,
    DownloadCancelledError,
    DownloadConnectionRefusedError,
    DownloadFailedError,
    DownloadTimeoutError,
    IgnoreRequest,
    ResponseDataLossError,
)
from scrapy.http import Response
from scrapy.spidermiddlewares.httperror import HttpError

from newsspider.archive.failures import Cause
from newsspider.crawl.causes import Refused, Why, asks_consent, why
from newsspider.crawl.pauses import Postponed, retry_after


@pytest.mark.parametrize(
    ("error", "cause"),
    [
        (CannotResolveHostError("no such host"), Cause.DNS),
        (DownloadConnectionRefusedError("refused"), Cause.CONNECT),
        (ResponseDataLossError(), Cause.CONNECT),
        (
            DownloadFailedError("[<twisted.python.failure.Failure OpenSSL.SSL.Error: [('SSL routines')]>]"),
            Cause.TLS,
        ),
        (DownloadTimeoutError("took longer than 30 seconds"), Cause.TIMEOUT),
        (DownloadCancelledError("larger than download max size"), Cause.TOO_LARGE),
        (IgnoreRequest("max redirections reached"), Cause.REDIRECT_LOOP),
        (IgnoreRequest("body exceeded DOWNLOAD_MAXSIZE (9 B) during decompression."), Cause.TOO_LARGE),
        (Refused(Cause.ROBOTS, "disallowed by robots.txt"), Cause.ROBOTS),
        (OSError("odd"), Cause.CONNECT),
    ],
)
def test_each_error_has_its_cause(error: BaseException, cause: Cause) -> None:
    found = why(error)
    assert found.cause is cause
    assert found.http_status is None
    assert found.message


@pytest.mark.parametrize(
    ("status", "body", "headers", "cause"),
    [
        (404, b"", {}, Cause.HTTP_4XX),
        (403, b"Forbidden", {}, Cause.HTTP_4XX),
        (403, b"<div class=g-recaptcha>", {}, Cause.BLOCKED),
        (503, b"", {"cf-mitigated": "challenge"}, Cause.BLOCKED),
        (500, b"captcha", {}, Cause.HTTP_5XX),
        (503, b"down for repair", {}, Cause.HTTP_5XX),
    ],
)
def test_each_answer_has_its_cause(status: int, body: bytes, headers: dict[str, str], cause: Cause) -> None:
    response = Response("http://a.example/", status=status, body=body, headers=headers)
    found = why(HttpError(response, "ignored"))
    assert (found.cause, found.http_status) == (cause, status)


def test_a_message_is_one_short_line() -> None:
    assert why(OSError("a\nb" + "c" * 999)).message == ("a b" + "c" * 999)[:300]
    wrapped = DownloadFailedError(
        "[<twisted.python.failure.Failure twisted.internet.error.ConnectionLost: gone.>]"
    )
    assert why(wrapped).message == "ConnectionLost: gone."


def test_hosts_that_only_ask_for_consent_are_known() -> None:
    assert asks_consent("https://consent.yahoo.com/v2/collectConsent?sessionId=1")
    assert asks_consent("https://myprivacy.dpgmedia.example/")
    assert not asks_consent("https://www.courrier.example/consent.html")
    assert not asks_consent("https://consenting.example/")


@pytest.mark.parametrize(("status", "cause"), [(429, Cause.BLOCKED), (503, Cause.HTTP_5XX)])
def test_who_asks_for_a_pause_too_often_has_a_cause_too(status: int, cause: Cause) -> None:
    found = why(Postponed(status))
    assert (found.cause, found.http_status, found.message) == (
        cause,
        status,
        f"asked to slow down ({status})",
    )


@pytest.mark.parametrize(
    ("value", "seconds"),
    [
        (b"120", 120.0),
        (b" 0 ", 0.0),
        (b"Wed, 11 Mar 2026 12:05:00 GMT", 300.0),
        (b"Wed, 11 Mar 2026 11:00:00 GMT", 0.0),
        (b"99999999999999999999", 2_592_000.0),
        (b"soon", None),
        (b"-5", None),
        (b"", None),
        (None, None),
    ],
)
def test_retry_after_in_seconds_or_as_a_date(value: bytes | None, seconds: float | None) -> None:
    assert retry_after(value, datetime(2026, 3, 11, 12, 0, tzinfo=UTC)) == seconds


def test_a_message_has_nothing_a_terminal_obeys() -> None:
    assert Why(Cause.NOT_HTML, "is text/\x1b[2Jx\x9b1m\u202e").message == "is text/ [2Jx 1m "
