"""URLs to fetch: pending, then leased, then done, on disk; or deferred to the next run.

What is done leaves the queue and stays in the seen set, a 64-bit hash a URL (two of ten million different
URLs share one with probability 3e-6). Leases belong to the transaction in which they were taken or to a
process that has died, so all of them are pending again when the frontier opens; so is what was deferred.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from hashlib import blake2b
from typing import Any
from urllib.parse import urlsplit

from newsspider.state.ledger import Ledger
from newsspider.text.urls import url_key

_PENDING, _LEASED, _DEFERRED = 0, 1, 2
_COLUMNS = "id, url, kind, priority, depth, site, host, via, origin, meta, tries"
# Up to so many hosts the next of each is looked up; with more, one that may be asked is soon met in order of priority.
_FEW_HOSTS = 32

FIRST = 10_000_000_000  # priorities of pages are below it: seconds since 1970


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
    has one; *tries*: how often it was asked for before and given back."""

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

    A scope is a name that two starts of the same command share, such as the spider and its arguments.
    """

    def __init__(self, ledger: Ledger, scope: str) -> None:
        self._ledger = ledger
        ledger.execute("INSERT OR IGNORE INTO scopes (name) VALUES (?)", (scope,))
        self._scope = ledger.execute("SELECT scope FROM scopes WHERE name = ?", (scope,)).fetchone()[0]
        ledger.execute("UPDATE frontier SET state = 0 WHERE scope = ? AND state > 0", (self._scope,))
        self._pending = self._counted()
        self._leased = 0

    def __len__(self) -> int:
        """How many are pending."""
        return self._pending.total()

    @property
    def leased(self) -> int:
        """How many are handed out and neither done, released nor deferred."""
        return self._leased

    def push(self, entries: Iterable[Entry]) -> int:
        """Add those never pushed before, by ``url_key``; return how many that were. One call a page is best."""
        by_hash: dict[int, Entry] = {}
        for entry in entries:
            by_hash.setdefault(_hash(entry.url), entry)
        new = self._unknown(list(by_hash))
        self._ledger.executemany("INSERT INTO seen VALUES (?, ?)", ((self._scope, h) for h in new))
        rows = [self._row(by_hash[h]) for h in new]
        self._ledger.executemany(
            "INSERT INTO frontier (scope, host, url, kind, priority, depth, site, via, origin, meta)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            rows,
        )
        self._pending.update(row[1] for row in rows)
        return len(new)

    def pop(self, count: int = 1, *, skip_hosts: Collection[str] = ()) -> list[Lease]:
        """Lease up to *count*, highest priority first, of none of *skip_hosts*; empty where nothing is pending."""
        free = [host for host, pending in self._pending.items() if pending and host not in skip_hosts]
        if len(free) <= _FEW_HOSTS:
            rows = [row for host in free for row in self._next("host = ?", (host,), count)]
            rows = sorted(rows, key=_order)[:count]
        else:
            rows = self._next(f"host NOT IN ({', '.join('?' * len(skip_hosts))})", skip_hosts, count)
        self._ledger.executemany("UPDATE frontier SET state = 1 WHERE id = ?", ((row[0],) for row in rows))
        leases = [_lease(row) for row in rows]
        self._pending.subtract(lease.host for lease in leases)
        self._leased += len(leases)
        return leases

    def done(self, lease: int) -> None:
        """Drop the lease with this id for good; call it after what the page gave is written and pushed."""
        self._leased -= self._ledger.execute(
            "DELETE FROM frontier WHERE id = ? AND state = 1", (lease,)
        ).rowcount

    def release(self, lease: int, *, tried: bool = False) -> None:
        """Make the lease with this id pending again; *tried*: it was asked for, and counts as a try."""
        changed = self._ledger.execute(
            "UPDATE frontier SET state = 0, tries = tries + ? WHERE id = ? AND state = 1", (int(tried), lease)
        ).rowcount
        if changed:
            self._leased -= 1
            row = self._ledger.execute("SELECT host FROM frontier WHERE id = ?", (lease,)).fetchone()
            self._pending[row[0]] += 1

    def leave(self, lease: int) -> None:
        """Leave the lease with this id to the next run, which asks for it once more."""
        self._leased -= self._ledger.execute(
            "UPDATE frontier SET state = 2, tries = 0 WHERE id = ? AND state = 1", (lease,)
        ).rowcount

    def defer(self, *, host: str | None = None, site: str | None = None) -> int:
        """Leave what is pending of a *host*, of a *site*, or at all, to the next run; return how many that is."""
        count = self._ledger.execute(
            "UPDATE frontier SET state = 2 WHERE scope = ? AND state = 0"
            " AND host = coalesce(?, host) AND site = coalesce(?, site)",
            (self._scope, host, site),
        ).rowcount
        if host is not None and site is None:
            self._pending[host] = 0
        else:
            self._pending = self._counted()
        return count

    def finish(self) -> None:
        """Forget the scope, queue and seen set, but for what is deferred: the next run of it starts afresh, and
        goes on with that, before the pages it finds itself."""
        values = (self._scope,)
        self._ledger.execute(
            "UPDATE frontier SET priority = priority + ? WHERE scope = ? AND state = 2 AND priority < ?",
            (FIRST, self._scope, FIRST),
        )
        self._ledger.execute("DELETE FROM frontier WHERE scope = ? AND state <> 2", values)
        self._ledger.execute("DELETE FROM seen WHERE scope = ?", values)
        deferred = self._ledger.execute("SELECT url FROM frontier WHERE scope = ?", values).fetchall()
        self._ledger.executemany(
            "INSERT OR IGNORE INTO seen VALUES (?, ?)", ((self._scope, _hash(url)) for (url,) in deferred)
        )
        if not deferred:
            self._ledger.execute("DELETE FROM scopes WHERE scope = ?", values)
        self._pending.clear()
        self._leased = 0

    def _counted(self) -> Counter[str]:
        """How many are pending, by host."""
        found = self._ledger.execute(
            "SELECT host, count(*) FROM frontier WHERE scope = ? AND state = 0 GROUP BY host", (self._scope,)
        )
        return Counter(dict(found.fetchall()))

    def _next(self, where: str, hosts: Collection[str], count: int) -> list[Any]:
        """Up to *count* pending rows, highest priority first."""
        return self._ledger.execute(
            f"SELECT {_COLUMNS} FROM frontier WHERE scope = ? AND state = 0 AND {where}"  # noqa: S608
            " ORDER BY priority DESC, id LIMIT ?",
            (self._scope, *hosts, count),
        ).fetchall()

    def _row(self, entry: Entry) -> Sequence[Any]:
        meta = json.dumps(dict(entry.meta), ensure_ascii=False) if entry.meta else None
        host = urlsplit(entry.url).netloc.rpartition("@")[2].lower()
        return (
            *(self._scope, host, entry.url, entry.kind, entry.priority, entry.depth, entry.site),
            *(entry.via, entry.origin, meta),
        )

    def _unknown(self, hashes: list[int]) -> list[int]:
        known = self._ledger.execute(
            "SELECT hash FROM seen WHERE scope = ? AND hash IN (SELECT value FROM json_each(?))",
            (self._scope, json.dumps(hashes)),
        )
        found = {row[0] for row in known}
        return [h for h in hashes if h not in found]


def unsee(ledger: Ledger, url: str) -> None:
    """Let *url* be pushed again in every scope."""
    ledger.execute("DELETE FROM seen WHERE hash = ? AND scope IN (SELECT scope FROM scopes)", (_hash(url),))


def _order(row: Sequence[Any]) -> tuple[int, int]:
    """Highest priority first, equals in order of arrival."""
    return -row[3], row[0]


def _lease(row: Sequence[Any]) -> Lease:
    values = dict(zip(_COLUMNS.split(", "), row, strict=True))
    values["meta"] = json.loads(values["meta"]) if values["meta"] else {}
    return Lease(**values)


@lru_cache(maxsize=4096)  # most links of a page stand on the page before it, too; some 1 MB
def _hash(url: str) -> int:
    digest = blake2b(url_key(url).encode("utf-8", "replace"), digest_size=8).digest()
    return int.from_bytes(digest, "big", signed=True)
