"""URLs to fetch: pending, then leased, then done, on disk.

What is done leaves the queue and stays in the seen set, a 64-bit hash a URL (two of ten million different
URLs share one with probability 3e-6). Leases belong to the transaction in which they were taken or to a
process that has died, so all of them are pending again when the frontier opens.
"""

from __future__ import annotations

import json
import time
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import lru_cache
from hashlib import blake2b
from typing import Any
from urllib.parse import urlsplit

from newsspider.state.ledger import Ledger
from newsspider.text.urls import url_key

_PENDING, _LEASED, _WAITING = 0, 1, 2
_COLUMNS = "id, url, kind, priority, depth, site, host, via, origin, meta, tries"


@dataclass(frozen=True, slots=True)
class Entry:
    """A URL to fetch. *url*: absolute http(s).

    *kind*: what is expected there: ``page``, ``index``, ``feed``, ``sitemap`` …; *priority*: higher comes
    first, equals in order of arrival; *via* and *origin*: the record's ``discovered_via`` and
    ``discovered_from``; *meta*: JSON values a spider wants back.
    """

    url: str
    kind: str = "page"
    priority: int = 0
    depth: int = 0
    site: str = ""
    via: str = "list"
    origin: str | None = None
    meta: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Lease:
    """An entry handed out. *id*: what ``done`` and ``release`` take; *host*: lower case, with port where it
    has one; *tries*: how often it was handed out before and released."""

    id: int
    url: str
    kind: str
    priority: int
    depth: int
    site: str
    host: str
    via: str
    origin: str | None
    meta: Mapping[str, Any]
    tries: int


class Frontier:
    """The URLs of one *scope*: a run with the same scope goes on where a killed one stopped.

    *resumed*: whether it did. A scope is a name that two starts of the same command share, such as the
    spider and its arguments.
    """

    def __init__(self, ledger: Ledger, scope: str) -> None:
        self._ledger = ledger
        ledger.execute("INSERT OR IGNORE INTO scopes (name) VALUES (?)", (scope,))
        self._scope = ledger.execute("SELECT scope FROM scopes WHERE name = ?", (scope,)).fetchone()[0]
        ledger.execute("UPDATE frontier SET state = 0 WHERE scope = ? AND state = 1", (self._scope,))
        self._pending = self._count(_PENDING)
        self._leased = 0
        self._wake_at = self._next_wake()
        self.resumed = self._pending > 0 or self._wake_at is not None

    def __len__(self) -> int:
        """How many are pending, those that wait for their time left out."""
        return self._pending

    @property
    def leased(self) -> int:
        """How many are handed out and neither done nor released."""
        return self._leased

    def push(self, entries: Iterable[Entry]) -> int:
        """Add those never pushed before, by ``url_key``; return how many that were. One call a page is best."""
        by_hash: dict[int, Entry] = {}
        for entry in entries:
            by_hash.setdefault(_hash(entry.url), entry)
        new = self._unknown(list(by_hash))
        self._ledger.executemany("INSERT INTO seen VALUES (?, ?)", ((self._scope, h) for h in new))
        self._ledger.executemany(
            "INSERT INTO frontier (scope, url, kind, priority, depth, site, host, via, origin, meta)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (self._row(by_hash[h]) for h in new),
        )
        self._pending += len(new)
        return len(new)

    def unseen(self, urls: Iterable[str]) -> list[str]:
        """Return those of *urls* that were never pushed, one a ``url_key``, in order; adds nothing."""
        by_hash: dict[int, str] = {}
        for url in urls:
            by_hash.setdefault(_hash(url), url)
        return [by_hash[h] for h in self._unknown(list(by_hash))]

    def pop(
        self, count: int = 1, *, host: str | None = None, skip_hosts: Collection[str] = ()
    ) -> list[Lease]:
        """Lease up to *count*, highest priority first; of *host* only, or of none of *skip_hosts*.

        Empty where nothing is pending now. A released entry whose time has come is pending.
        """
        self._wake()
        where, values = _condition(host, skip_hosts)
        rows = self._ledger.execute(
            f"SELECT {_COLUMNS} FROM frontier WHERE scope = ? AND state = 0{where}"  # noqa: S608
            " ORDER BY priority DESC, id LIMIT ?",
            (self._scope, *values, count),
        ).fetchall()
        self._ledger.executemany("UPDATE frontier SET state = 1 WHERE id = ?", ((row[0],) for row in rows))
        self._pending -= len(rows)
        self._leased += len(rows)
        return [_lease(row) for row in rows]

    def hosts(self) -> dict[str, int]:
        """Return how many are pending for each host; reads the index once through."""
        rows = self._ledger.execute(
            "SELECT host, count(*) FROM frontier WHERE scope = ? AND state = 0 GROUP BY host", (self._scope,)
        )
        return dict(rows.fetchall())

    def done(self, lease: int) -> None:
        """Drop the lease with this id for good; call it after what the page gave is written and pushed."""
        self._leased -= self._ledger.execute(
            "DELETE FROM frontier WHERE id = ? AND state = 1", (lease,)
        ).rowcount

    def release(self, lease: int, not_before: datetime | None = None) -> None:
        """Make the lease with this id pending again, from *not_before* (aware) on where it is given."""
        at = not_before.timestamp() if not_before else None
        changed = self._ledger.execute(
            "UPDATE frontier SET state = ?, not_before = ?, tries = tries + 1 WHERE id = ? AND state = 1",
            (_PENDING if at is None else _WAITING, at, lease),
        ).rowcount
        self._leased -= changed
        if at is None:
            self._pending += changed
        elif changed:
            self._wake_at = min(at, self._wake_at or at)

    def finish(self) -> None:
        """Forget the scope, queue and seen set: the next run of it starts afresh."""
        for table in ("frontier", "seen", "scopes"):
            self._ledger.execute(f"DELETE FROM {table} WHERE scope = ?", (self._scope,))  # noqa: S608
        self._pending = self._leased = 0
        self._wake_at = None

    def _row(self, entry: Entry) -> Sequence[Any]:
        meta = json.dumps(dict(entry.meta), ensure_ascii=False) if entry.meta else None
        host = urlsplit(entry.url).netloc.rpartition("@")[2].lower()
        return (
            *(self._scope, entry.url, entry.kind, entry.priority, entry.depth, entry.site, host),
            *(entry.via, entry.origin, meta),
        )

    def _unknown(self, hashes: list[int]) -> list[int]:
        known = self._ledger.execute(
            "SELECT hash FROM seen WHERE scope = ? AND hash IN (SELECT value FROM json_each(?))",
            (self._scope, json.dumps(hashes)),
        )
        found = {row[0] for row in known}
        return [h for h in hashes if h not in found]

    def _count(self, state: int) -> int:
        count: int = self._ledger.execute(
            f"SELECT count(*) FROM frontier WHERE scope = ? AND state = {state:d}",  # noqa: S608
            (self._scope,),
        ).fetchone()[0]
        return count

    def _next_wake(self) -> float | None:
        at: float | None = self._ledger.execute(
            "SELECT min(not_before) FROM frontier WHERE scope = ? AND state = 2", (self._scope,)
        ).fetchone()[0]
        return at

    def _wake(self) -> None:
        now = time.time()
        if self._wake_at is None or self._wake_at > now:
            return
        self._pending += self._ledger.execute(
            "UPDATE frontier SET state = 0, not_before = NULL WHERE scope = ? AND state = 2 AND not_before <= ?",
            (self._scope, now),
        ).rowcount
        self._wake_at = self._next_wake()


def _lease(row: Sequence[Any]) -> Lease:
    values = dict(zip(_COLUMNS.split(", "), row, strict=True))
    values["meta"] = json.loads(values["meta"]) if values["meta"] else {}
    return Lease(**values)


def _condition(host: str | None, skip_hosts: Collection[str]) -> tuple[str, list[str]]:
    if host is not None:
        return " AND host = ?", [host]
    if skip_hosts:
        return f" AND host NOT IN ({', '.join('?' * len(skip_hosts))})", list(skip_hosts)
    return "", []


@lru_cache(maxsize=16_384)  # most links of a page stand on the page before it, too; some 4 MB
def _hash(url: str) -> int:
    digest = blake2b(url_key(url).encode("utf-8", "replace"), digest_size=8).digest()
    return int.from_bytes(digest, "big", signed=True)
