"""Settings, checked before anything is opened: the names of ours, and those that are numbers, which Scrapy reads when
pages are under way."""

from __future__ import annotations

import math
from collections.abc import Iterable

from scrapy.settings import BaseSettings

from newsspider.crawl import settings as ours
from newsspider.crawl.values import suggestion
from newsspider.errors import UsageError

_OURS = "NEWSSPIDER_"
# Those of the table in docs/crawl.md: the least value of each.
_WHOLE = {
    "CONCURRENT_REQUESTS": 1,
    "CONCURRENT_REQUESTS_PER_DOMAIN": 1,
    "DOWNLOAD_MAXSIZE": 0,
    "NEWSSPIDER_PAGE_MAXSIZE": 1,
    "NEWSSPIDER_FLIGHT_BYTES": 1,
    "NEWSSPIDER_UNPACKED_BYTES": 1,
    "NEWSSPIDER_SECTION_DEPTH": 0,
    "NEWSSPIDER_LIST_PAGES": 1,
    "NEWSSPIDER_MAX_SECTIONS": 0,
    "NEWSSPIDER_MAX_SITEMAPS": 0,
    "NEWSSPIDER_MAX_RECHECKS": 0,
    "NEWSSPIDER_SITE_PAGES": 1,
    "NEWSSPIDER_SITE_BYTES": 1,
    "NEWSSPIDER_COMMIT_PAGES": 1,
    "NEWSSPIDER_LOGS": 0,
    "NEWSSPIDER_WARC_BYTES": 1,
    "RETRY_TIMES": 0,
}
_SECONDS = (
    "DOWNLOAD_DELAY",
    "DOWNLOAD_TIMEOUT",
    "NEWSSPIDER_URL_SECONDS",
    "NEWSSPIDER_HOST_STALL_SECONDS",
    "NEWSSPIDER_STALL_SECONDS",
    "NEWSSPIDER_MAX_CRAWL_DELAY",
    "NEWSSPIDER_MAX_WAIT",
    "NEWSSPIDER_SITE_SECONDS",
    "NEWSSPIDER_COMMIT_SECONDS",
    "NEWSSPIDER_PROGRESS_SECONDS",
)


def check_names(given: Iterable[str]) -> None:
    """Raise UsageError for the first name of *given*, settings of the command line, that looks like one of ours and is
    none; other names are Scrapy's to know."""
    known = tuple(name for name in vars(ours) if name.startswith(_OURS))
    for name in given:
        if name.startswith(_OURS) and name not in known:
            raise UsageError(f"unknown setting {name!r}{suggestion(name, known)}")


def check_numbers(settings: BaseSettings) -> None:
    """Raise UsageError for the first setting that should be a number and is none, or is too small."""
    for name, least in _WHOLE.items():
        if not _is_whole(settings.get(name), least):
            raise UsageError(f"{name}={settings.get(name)}: not a whole number of {least} or more")
    for name in _SECONDS:
        if not _is_seconds(settings.get(name)):
            raise UsageError(f"{name}={settings.get(name)}: not a number of seconds, 0 or more")


def _is_whole(value: object, least: int) -> bool:
    try:
        return int(str(value)) >= least
    except ValueError:
        return False


def _is_seconds(value: object) -> bool:
    try:
        seconds = float(str(value))
    except ValueError:
        return False
    return math.isfinite(seconds) and seconds >= 0
