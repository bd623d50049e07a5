"""What is known of each article's address: validators, hashes, revision, when to look again."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, Final

from newsspider.model import instant
from newsspider.state.frontier import unsee
from newsspider.state.ledger import Ledger
from newsspider.text.urls import article_id

# A story changes most in its first hours: (age below which, look again after). The last holds for ever.
RECHECKS: Final = (
    (timedelta(hours=6), timedelta(hours=1)),
    (timedelta(days=1), timedelta(hours=6)),
    (timedelta(days=7), timedelta(days=1)),
)
SETTLED: Final = timedelta(days=7)
_LONG_AGO: Final = "1970-01-01T00:00:00Z"
_AT_ONCE: Final = 500  # values of one statement; SQLite allows 999 and more
_COLUMNS: Final = (
    "id, url, site, same_as, revision, etag, last_modified, html_sha256, text_sha256, fields, first_seen_at,"
    " fetched_at, changed_at, gone, run_id, warc_file, warc_offset, warc_record_id"
)


@dataclass(frozen=True, slots=True)
class PageState:
    """The last that was seen of one article's address; instants as the record writes them.

    *id*: of the record. *same_as*: the id of the article this address is another address of (AMP, print),
    None where it was archived itself. *fields*: a hash for each compared field of the last record, by name.
    *changed_at*: fetch of the last record. *gone*: the last record says so. *run_id*: of the last record.
    """

    id: str
    url: str
    site: str
    same_as: str | None = None
    revision: int = 0
    etag: str | None = None
    last_modified: str | None = None
    html_sha256: str | None = None
    text_sha256: str | None = None
    fields: Mapping[str, str] = field(default_factory=dict)
    first_seen_at: str = ""
    fetched_at: str = ""
    changed_at: str = ""
    gone: bool = False
    run_id: str = ""
    warc_file: str | None = None
    warc_offset: int | None = None
    warc_record_id: str | None = None


class Pages:
    """The pages table of a ledger; changes last with the ledger's next commit."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger

    def get(self, url_key: str) -> PageState | None:
        """Return what is known under a ``url_key``; None where its page was never seen."""
        return self.by_id(article_id(url_key))

    def by_id(self, article: str) -> PageState | None:
        """Return what is known under a record's ``id``; None where nothing is, or its lines are lost."""
        row = self._ledger.execute(
            f"SELECT {_COLUMNS} FROM pages WHERE id = ? AND (revision > 0 OR same_as IS NOT NULL)",  # noqa: S608
            (_bytes(article),),
        ).fetchone()
        return _state(row) if row else None

    def known(self, url_keys: Iterable[str]) -> int:
        """Return how many of different ``url_key`` are of pages seen before."""
        ids = [_bytes(article_id(key)) for key in set(url_keys)]
        parts = (ids[start : start + _AT_ONCE] for start in range(0, len(ids), _AT_ONCE))
        return sum(
            self._ledger.execute(
                f"SELECT count(*) FROM pages WHERE id IN ({', '.join('?' * len(part))})",  # noqa: S608
                part,
            ).fetchone()[0]
            for part in parts
        )

    def put(self, state: PageState) -> None:
        """Keep *state* in place of what was known of its id, and look again when its age says so."""
        self._ledger.execute(
            f"INSERT OR REPLACE INTO pages ({_COLUMNS}, check_at) VALUES ({', '.join('?' * 19)})",  # noqa: S608
            (*_row(state), _check_at(state.first_seen_at, state.fetched_at)),
        )

    def alias(self, article: str, url: str, of: PageState) -> None:
        """Note that *url*, whose record would have the id *article*, is another address of *of*; due at once."""
        self._ledger.execute(
            "INSERT OR IGNORE INTO pages (id, url, site, same_as, revision, fields, first_seen_at, fetched_at,"
            " changed_at, check_at, run_id) VALUES (?, ?, ?, ?, 0, '{}', ?, ?, ?, ?, ?)",
            (_bytes(article), url, of.site, _bytes(of.id), *[of.fetched_at] * 4, of.run_id),
        )

    def lost(self, article: str) -> None:
        """Note that no line of an article is left: it is due at once, and unknown to all but `due`."""
        self.overdue(article)
        self._ledger.execute(
            "UPDATE pages SET revision = 0, fields = '{}', text_sha256 = NULL, gone = 0 WHERE id = ?",
            (_bytes(article),),
        )

    def forget_lost(self, url_key: str) -> None:
        """Forget a page whose lines are lost, and that is gone: it is due no more."""
        self._ledger.execute(
            "DELETE FROM pages WHERE id = ? AND revision = 0 AND same_as IS NULL",
            (_bytes(article_id(url_key)),),
        )

    def overdue(self, article: str) -> None:
        """Have a page fetched again at once and in whole, as if its last visit were long ago."""
        self._ledger.execute(
            "UPDATE pages SET etag = NULL, last_modified = NULL, html_sha256 = NULL, warc_file = NULL,"
            " warc_offset = NULL, warc_record_id = NULL, fetched_at = ?, check_at = ? WHERE id = ?",
            (_LONG_AGO, _LONG_AGO, _bytes(article)),
        )
        row = self._ledger.execute("SELECT url FROM pages WHERE id = ?", (_bytes(article),)).fetchone()
        if row:
            unsee(self._ledger, row[0])

    def touched(
        self, url_key: str, at: datetime, etag: str | None = None, last_modified: str | None = None
    ) -> None:
        """Note that the page was looked at *at* and has not changed; a validator given replaces the old one.

        Does nothing where the page is not known.
        """
        self.touched_id(article_id(url_key), instant(at) or "", etag, last_modified)

    def touched_id(self, article: str, fetched_at: str, etag: str | None, last_modified: str | None) -> None:
        """The same by a record's ``id`` and ``fetched_at``."""
        row = self._ledger.execute(
            "SELECT first_seen_at FROM pages WHERE id = ?", (_bytes(article),)
        ).fetchone()
        if row:
            self._ledger.execute(
                "UPDATE pages SET fetched_at = ?, check_at = ?, etag = coalesce(?, etag),"
                " last_modified = coalesce(?, last_modified) WHERE id = ?",
                (fetched_at, _check_at(row[0], fetched_at), etag, last_modified, _bytes(article)),
            )

    def captured(self, article: str, html_sha256: str | None, place: tuple[str, int, str] | None) -> None:
        """Note the newest bytes of a page whose article has not changed, and where they lie: file, offset, record."""
        self._ledger.execute(
            "UPDATE pages SET html_sha256 = ?, warc_file = ?, warc_offset = ?, warc_record_id = ? WHERE id = ?",
            (html_sha256, *(place or (None, None, None)), _bytes(article)),
        )

    def reread(self, article: str, revision: int, fields: Mapping[str, str], text_sha256: str | None) -> None:
        """Note what a newer extraction reads of a *revision*; does nothing where it is not the last one of its page."""
        self._ledger.execute(
            "UPDATE pages SET fields = ?, text_sha256 = ? WHERE id = ? AND revision = ? AND same_as IS NULL",
            (json.dumps(dict(fields)), text_sha256, _bytes(article), revision),
        )

    def due(self, site: str, now: datetime, limit: int = 1000) -> list[PageState]:
        """Return up to *limit* pages of *site* whose time to look again has come, the longest due first.

        A page is looked at again after 1 h, 6 h, 1 d or 7 d, by its age; one that is gone no more.
        """
        rows = self._ledger.execute(
            f"SELECT {_COLUMNS} FROM pages WHERE site = ? AND check_at <= ? AND NOT gone"  # noqa: S608
            " ORDER BY check_at LIMIT ?",
            (site, instant(now), limit),
        )
        return [_state(row) for row in rows.fetchall()]

    def is_due(self, url_key: str, now: datetime) -> bool:
        """Whether the page should be fetched now: it was never seen, or its time has come."""
        row = self._ledger.execute(
            "SELECT check_at <= ? AND NOT gone FROM pages WHERE id = ?",
            (instant(now), _bytes(article_id(url_key))),
        ).fetchone()
        return row is None or bool(row[0])


def recheck_after(age: timedelta) -> timedelta:
    """Return how long to wait before looking again at a page first seen *age* ago."""
    return next((wait for below, wait in RECHECKS if age < below), SETTLED)


def _check_at(first_seen_at: str, fetched_at: str) -> str | None:
    fetched = datetime.fromisoformat(fetched_at)
    return instant(fetched + recheck_after(fetched - datetime.fromisoformat(first_seen_at)))


def _bytes(article: str | None) -> bytes | None:
    return bytes.fromhex(article.removeprefix("art_")) if article else None


def _row(state: PageState) -> tuple[Any, ...]:
    return (
        *(_bytes(state.id), state.url, state.site, _bytes(state.same_as), state.revision, state.etag),
        *(state.last_modified, state.html_sha256, state.text_sha256, json.dumps(dict(state.fields))),
        *(state.first_seen_at, state.fetched_at, state.changed_at, state.gone, state.run_id),
        *(state.warc_file, state.warc_offset, state.warc_record_id),
    )


def _state(row: tuple[Any, ...]) -> PageState:
    values = dict(zip(_COLUMNS.split(", "), row, strict=True))
    values["id"] = "art_" + values["id"].hex()
    values["same_as"] = "art_" + values["same_as"].hex() if values["same_as"] else None
    return PageState(**values | {"fields": json.loads(values["fields"]), "gone": bool(values["gone"])})
