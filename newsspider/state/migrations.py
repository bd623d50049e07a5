"""The tables of ``state.sqlite``, as the steps that made them: step n leads from version n-1 to n.

A released step is never edited; a change of the tables is a new step at the end.
"""

from __future__ import annotations

from typing import Final

_FIRST = """
-- Which runs there were; one without an outcome was killed.
CREATE TABLE runs (
    run_id TEXT PRIMARY KEY, started_at TEXT NOT NULL, finished_at TEXT, outcome TEXT,
    facts TEXT NOT NULL, counts TEXT NOT NULL DEFAULT '{}'
) WITHOUT ROWID;

-- The archive's files and how many of their bytes are committed.
CREATE TABLE files (path TEXT PRIMARY KEY, size INTEGER NOT NULL, sha256 TEXT) WITHOUT ROWID;

-- The frontier: what waits or is leased (done means deleted), and a 64-bit hash of all that was ever pushed.
CREATE TABLE scopes (scope INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE);
CREATE TABLE seen (scope INTEGER, hash INTEGER, PRIMARY KEY (scope, hash)) WITHOUT ROWID;
CREATE TABLE frontier (
    id INTEGER PRIMARY KEY AUTOINCREMENT, scope INTEGER NOT NULL, state INTEGER NOT NULL DEFAULT 0,
    priority INTEGER NOT NULL, host TEXT NOT NULL, not_before REAL, tries INTEGER NOT NULL DEFAULT 0,
    url TEXT NOT NULL, kind TEXT NOT NULL, depth INTEGER NOT NULL, site TEXT NOT NULL, via TEXT NOT NULL,
    origin TEXT, meta TEXT
);
CREATE INDEX frontier_next ON frontier (scope, priority DESC, id) WHERE state = 0;
CREATE INDEX frontier_host ON frontier (scope, host, priority DESC, id) WHERE state = 0;
CREATE INDEX frontier_held ON frontier (scope, state) WHERE state > 0;

-- One row an article seen, by its id; same_as points from an address to the article archived under another.
CREATE TABLE pages (
    id BLOB PRIMARY KEY, url TEXT NOT NULL, site TEXT NOT NULL, same_as BLOB, revision INTEGER NOT NULL,
    etag TEXT, last_modified TEXT, html_sha256 TEXT, text_sha256 TEXT, fields TEXT NOT NULL,
    first_seen_at TEXT NOT NULL, fetched_at TEXT NOT NULL, changed_at TEXT NOT NULL, check_at TEXT NOT NULL,
    gone INTEGER NOT NULL DEFAULT 0, run_id TEXT NOT NULL,
    warc_file TEXT, warc_offset INTEGER, warc_record_id TEXT
) WITHOUT ROWID;
CREATE INDEX pages_due ON pages (site, check_at);

-- The text index: one row a text, in order of arrival, and which sampled shingle stands in which text.
CREATE TABLE texts (
    text INTEGER PRIMARY KEY, id BLOB NOT NULL UNIQUE, sha256 BLOB NOT NULL,
    cluster INTEGER NOT NULL, domain TEXT NOT NULL, every INTEGER NOT NULL, sample BLOB NOT NULL
);
CREATE INDEX texts_sha256 ON texts (sha256);
CREATE TABLE postings (shingle INTEGER, text INTEGER, PRIMARY KEY (shingle, text)) WITHOUT ROWID;
"""

_SECOND = """
-- Hosts that asked not to be asked again before a time, in seconds since 1970.
CREATE TABLE holds (host TEXT PRIMARY KEY, until REAL NOT NULL) WITHOUT ROWID;
ALTER TABLE frontier DROP COLUMN not_before;
"""

_THIRD = """
-- Shingles of 32 bits, the lower ones of those of 64, with the sign they have in a sample. A sample says how
-- many bytes each takes; posting lists are rewritten. The shingles of texts named in unposted are not in them.
ALTER TABLE texts ADD COLUMN width INTEGER NOT NULL DEFAULT 8;
ALTER TABLE postings RENAME TO postings_64;
CREATE TABLE postings (shingle INTEGER, text INTEGER, PRIMARY KEY (shingle, text)) WITHOUT ROWID;
INSERT OR IGNORE INTO postings
    SELECT ((shingle & 4294967295) + 2147483648) % 4294967296 - 2147483648, text FROM postings_64 ORDER BY 1, 2;
DROP TABLE postings_64;
CREATE TABLE unposted (text INTEGER PRIMARY KEY);
"""

_FOURTH = """
-- How far back the lists of a site were read: the first day asked for, '' for all.
CREATE TABLE depths (site TEXT, choice TEXT, since TEXT NOT NULL, PRIMARY KEY (site, choice)) WITHOUT ROWID;
"""

MIGRATIONS: Final[tuple[str, ...]] = (_FIRST, _SECOND, _THIRD, _FOURTH)
