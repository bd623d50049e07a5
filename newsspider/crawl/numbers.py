"""The settings that are numbers, checked before anything is opened: Scrapy reads them when pages are under way."""

from __future__ import annotations

import math

from scrapy.settings import BaseSettings

from newsspider.errors import UsageError

# Those of the table in docs/crawl.md: the least value of each.
_WHOLE = {
    "CONCURRENT_REQUESTS": 1,
    "CONCURRENT_REQUESTS_PER_DOMAIN": 1,
    "DOWNLOAD_MAXSIZE": 0,
    "NEWSSPIDER_PAGE_MAXSIZE": 1,
    "NEWSSPIDER_FLIGHT_BYTES": 1,
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
