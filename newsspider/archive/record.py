"""One line of the archive: an article, the facts of the crawl that met it, and the verdict on it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Final

from newsspider.archive.schema import keys
from newsspider.model import SOFTWARE, Article, Capture, instant
from newsspider.text.urls import article_id, registrable_domain, url_key

_NOT_A_SITE = re.compile(r"[^a-z0-9._-]+")
_NO_LETTERS: Final = re.compile(r"^[^a-z0-9]+")


@dataclass(frozen=True, slots=True)
class Facts:
    """What the crawl knows of one page.

    *run_id*: ``20260311T130500Z-4f1c2a``. *site*: identifier in the sources file; None for the domain.
    *capture*: ``http``, ``browser``, ``warc``, ``web-archive`` or ``file``. *discovered_via*: ``list``,
    ``feed``, ``sitemap``, ``section-page``, ``related-link``, ``in-text-link``, ``web-archive`` or
    ``recheck``. *robots_allowed*: None where robots.txt was not asked.
    """

    run_id: str
    spider: str
    site: str | None = None
    user_agent: str | None = None
    discovered_via: str = "list"
    discovered_from: str | None = None
    robots_allowed: bool | None = None
    config_sha256: str | None = None
    capture: str = "http"
    capture_url: str | None = None


@dataclass(frozen=True, slots=True)
class Place:
    """Where a capture lies: file, relative to the archive, offset of its response record, and that's id."""

    warc_file: str
    warc_offset: int
    warc_record_id: str


def record(
    article: Article, facts: Facts, *, capture: Capture | None = None, place: Place | None = None
) -> dict[str, Any]:
    """Return the whole record, every key in the schema's order, as of a first version with no copies.

    The article needs a ``url`` or a *capture* that has one. `judged` puts the verdict in.
    """
    given = article.to_record()
    url = article.url or (capture.url if capture else "")
    key = article.url_key or url_key(url)
    fetched_at = instant(article.fetched_at or (capture.fetched_at if capture else datetime.now(UTC)))
    given |= {
        "url": url,
        "url_key": key,
        "id": article.id or article_id(key),
        "site": site_name(facts.site or article.site or registrable_domain(url)),
        "domain": article.domain or registrable_domain(url),
        "fetched_at": fetched_at,
        "provenance": _provenance(given["provenance"], facts, capture, place),
    }
    given["revision_id"] = f"{given['id']}.1"
    given["revision"] = _first_version(fetched_at)
    given["dedup"] = dict.fromkeys(keys("dedup")) | {"agency": article.agency}
    return {name: given[name] for name in keys()}


def file_record(article: Article, *, capture: Capture | None = None) -> dict[str, Any]:
    """Return the record of a page read from a file: the facts of a crawl are null, ``capture`` is "file".

    Every key is there, in the schema's order, though such a record may break the schema: a page without
    address has no ``url`` and no ``id``, and belongs to no run.
    """
    given = article.to_record()
    given["provenance"] = dict.fromkeys(keys("provenance")) | {
        **_mapping(given["provenance"]),
        "requested_url": capture.requested_url if capture else article.url,
        "redirects": [],
        "capture": "file",
        "software": SOFTWARE,
    }
    given["revision_id"] = f"{article.id}.1" if article.id else None
    given["revision"] = _first_version(instant(article.fetched_at))
    given["dedup"] = dict.fromkeys(keys("dedup")) | {"agency": article.agency}
    return {name: given[name] for name in keys()}


def judged(line: dict[str, Any], revision: Mapping[str, Any], dedup: Mapping[str, Any]) -> dict[str, Any]:
    """Put a verdict's ``revision`` and ``dedup`` into a record of `record`; return it."""
    line["revision"] = dict(revision)
    line["dedup"] = dict(dedup)
    line["revision_id"] = f"{line['id']}.{revision['number']}"
    return line


def site_name(name: str) -> str:
    """Return *name* as a ``site`` may be: lower case letters, digits, ``.``, ``_`` and ``-``, not led by a
    sign; "unknown" where nothing is left. A host or a sources file's identifier is left as it is."""
    return _NO_LETTERS.sub("", _NOT_A_SITE.sub("-", name.lower())) or "unknown"


def _provenance(page: object, facts: Facts, capture: Capture | None, place: Place | None) -> dict[str, Any]:
    headers = {name.lower(): value for name, value in capture.headers.items()} if capture else {}
    known = _mapping(page) | {
        "requested_url": capture.requested_url if capture else None,
        "redirects": list(capture.redirects) if capture else [],
        "http_status": capture.status if capture and 100 <= capture.status <= 599 else None,
        "etag": headers.get("etag"),
        "last_modified": headers.get("last-modified"),
        "warc_file": place.warc_file if place else None,
        "warc_offset": place.warc_offset if place else None,
        "warc_record_id": place.warc_record_id if place else None,
        "capture": facts.capture,
        "capture_url": facts.capture_url,
        "discovered_via": facts.discovered_via,
        "discovered_from": facts.discovered_from,
        "robots_allowed": facts.robots_allowed,
        "user_agent": facts.user_agent,
        "run_id": facts.run_id,
        "spider": facts.spider,
        "software": SOFTWARE,
        "config_sha256": facts.config_sha256,
    }
    return {name: known.get(name) for name in keys("provenance")}


def _first_version(seen_at: str | None) -> dict[str, Any]:
    return {
        "number": 1,
        "change": "new",
        "first_seen_at": seen_at,
        "previous_text_sha256": None,
        "changed_fields": [],
        "similarity": None,
    }


def _mapping(value: object) -> dict[str, Any]:
    return dict(value) if isinstance(value, Mapping) else {}
