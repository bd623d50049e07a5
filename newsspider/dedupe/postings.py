"""Posting lists: which sampled shingle stands in which texts, on disk, at a cost that stays the same.

The shingles of a text fall all over a table sorted by shingle: writing each text's at once would write a page
of the disk for every one of them. So those of the last texts wait in a table in memory, and go to the one on
disk SETTLED texts at a time, in its order. Which texts wait stands in the ledger, so that the next process
can fill its table in memory again from their samples.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping
from typing import Final

import orjson

from newsspider.state.ledger import Ledger

# So many texts wait; their lists take some 2 MB.
SETTLED: Final = 4096
# A list this long is a house's standing line: it grows no more, in memory or on disk.
LONGEST: Final = 64
# Both tables have the same columns.
_FIND: Final = (
    "WITH wanted (shingle) AS MATERIALIZED (SELECT value FROM json_each(?))"
    " SELECT shingle, text FROM wanted CROSS JOIN postings USING (shingle)"
    " UNION SELECT shingle, text FROM wanted CROSS JOIN recent USING (shingle)"
)
_ADD: Final = (
    "INSERT OR IGNORE INTO recent SELECT value, ? FROM json_each(?)"
    " WHERE (SELECT count(*) FROM recent WHERE shingle = value) < ?"
)
_SETTLE: Final = (
    "INSERT OR IGNORE INTO postings SELECT shingle, text FROM recent"
    " WHERE (SELECT count(*) FROM postings WHERE shingle = recent.shingle) < ?"
)


class Postings:
    """The posting lists of a ledger; changes last with the ledger's next commit, and only with it."""

    def __init__(self, ledger: Ledger) -> None:
        """Make the table in memory; what `waiting` names is to be added again."""
        self._ledger = ledger
        ledger.execute(
            "CREATE TEMP TABLE IF NOT EXISTS recent"
            " (shingle INTEGER, text INTEGER, PRIMARY KEY (shingle, text)) WITHOUT ROWID"
        )
        self._waiting = 0

    def waiting(self) -> list[int]:
        """Return the numbers of the texts whose shingles are not on disk, in order."""
        return [row[0] for row in self._ledger.execute("SELECT text FROM unposted ORDER BY text")]

    def lists(self, shingles: Collection[int]) -> Mapping[int, list[int]]:
        """Return the numbers of the texts that each of *shingles* stands in; without those in none."""
        found: defaultdict[int, list[int]] = defaultdict(list)
        for shingle, number in self._ledger.execute(_FIND, (orjson.dumps(list(shingles)).decode(),)):
            found[shingle].append(number)
        return found

    def add(self, shingles: Collection[int], number: int) -> None:
        """Add the text of this *number* to the lists of *shingles*, but for those that are full."""
        self._ledger.execute("INSERT OR IGNORE INTO unposted VALUES (?)", (number,))
        self._ledger.execute(_ADD, (number, orjson.dumps(list(shingles)).decode(), LONGEST))
        self._waiting += 1
        if self._waiting >= SETTLED:
            self._settle()

    def _settle(self) -> None:
        self._ledger.execute(_SETTLE, (LONGEST,))
        self._ledger.execute("DELETE FROM recent")
        self._ledger.execute("DELETE FROM unposted")
        self._waiting = 0
