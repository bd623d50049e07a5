"""The quotations of an archive, one at a time: which articles count, whom a name means, what is the same."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Final

import orjson

from newsspider.archive.files import article_files, read_articles
from newsspider.archive.survey import survey
from newsspider.errors import UsageError
from newsspider.quotes.names import is_called, name_words, plain
from newsspider.text.normalize import fold

SPEECH: Final = frozenset({"direct", "mixed"})
_LEAST_WORDS: Final = 4  # of a quotation said to be repeated; "of course" is said by everybody
_WORD: Final = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Row:
    """One quotation with its article. *date*: day of publication, of the fetch where that is unknown.

    *articles*: how many articles of the archive hold it, 0 where that was not asked; *urls*: their addresses.
    """

    date: str
    site: str
    language: str | None
    speaker: str | None
    speaker_full: str | None
    speaker_role: str | None
    cue: str | None
    kind: str
    confidence: float | None
    text: str
    headline: str | None
    url: str
    article_id: str
    char_start: int
    char_end: int
    articles: int = 0
    urls: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Wanted:
    """What to list. *speaker*: a name, full or family, in any spelling; *language*: BCP 47, "fr" means "fr-CA" too.

    None for either is all. *every_kind*: scare quotes and titles, too.
    """

    speaker: str | None = None
    language: str | None = None
    every_kind: bool = False

    def article(self, record: dict[str, Any]) -> bool:
        """Whether the article's language is wanted."""
        if self.language is None:
            return True
        code, wanted = (record["language"] or "").lower(), self.language.lower()
        return code == wanted or code.startswith(wanted + "-")

    def quote(self, quote: dict[str, Any]) -> bool:
        """Whether kind and speaker of a quotation are wanted."""
        if quote["kind"] not in SPEECH and not self.every_kind:
            return False
        if self.speaker is None:
            return True
        names = (quote["speaker_full"], quote["speaker"])
        return any(name is not None and is_called(self.speaker, name) for name in names)


def quotations(path: Path, wanted: Wanted) -> Iterator[Row]:
    """Return the quotations of an archive's directory, or of one file, in the order of its lines.

    Each article counts once, by its last revision that has a text. Reads the lines twice, and holds one number
    for each revised article and each copy. UsageError where *path* is no archive, or a file without an article.
    """
    files = article_files(path)
    found = survey(files)
    if path.is_file() and not found.lines:
        raise UsageError(f"{path}: holds no article; give an archive's directory, or a file of its articles")
    return _rows(files, found.last_text, wanted)


def _rows(files: list[Path], last: dict[str, int], wanted: Wanted) -> Iterator[Row]:
    for file in files:
        for record in read_articles(file):
            number = last.get(record["id"], 1)
            if record["revision"]["number"] == number and not _gone(record) and wanted.article(record):
                yield from (_row(record, quote) for quote in record["quotes"] if wanted.quote(quote))


def repeated(path: Path, wanted: Wanted) -> Iterator[Row]:
    """Return the quotations that several articles hold in the same words, each once, the most frequent first.

    The row is that of the oldest article. Words are compared without case, accents and signs; quotations of
    fewer than four words are left out. What is compared lies in a file that is gone at the end, not in memory.
    """
    return _groups(quotations(path, wanted))


def _groups(rows: Iterable[Row]) -> Iterator[Row]:
    with closing(sqlite3.connect("")) as store:
        store.execute("CREATE TABLE quote (words TEXT, date TEXT, url TEXT, article TEXT, row BLOB)")
        for row in rows:
            words = spoken_words(row.text)
            if len(words) >= _LEAST_WORDS:
                values = (" ".join(words), row.date, row.url, row.article_id, orjson.dumps(row))
                store.execute("INSERT INTO quote VALUES (?, ?, ?, ?, ?)", values)
        store.execute("CREATE INDEX by_words ON quote (words, date)")
        groups = store.execute(
            "SELECT words, count(DISTINCT article) AS articles FROM quote GROUP BY words"
            " HAVING articles > 1 ORDER BY articles DESC, min(date), words"
        )
        for words, count in groups:
            yield _joined(store, words, count)


def spoken_words(text: str) -> list[str]:
    """Return the words of a quotation as they are compared: no case, accents or signs."""
    return [plain(word) for word in _WORD.findall(fold(text))]


def _gone(record: dict[str, Any]) -> bool:
    return bool(record["revision"]["change"] == "gone")


def _row(record: dict[str, Any], quote: dict[str, Any]) -> Row:
    return Row(
        date=record["published_date"] or record["fetched_at"][:10],
        site=record["site"],
        language=record["language"],
        speaker=quote["speaker"],
        speaker_full=quote["speaker_full"],
        speaker_role=quote["speaker_role"],
        cue=quote["cue"],
        kind=quote["kind"],
        confidence=quote["confidence"],
        text=quote["text"],
        headline=record["headline"],
        url=record["url"],
        article_id=record["id"],
        char_start=quote["char_start"],
        char_end=quote["char_end"],
    )


def _joined(store: sqlite3.Connection, words: str, count: int) -> Row:
    found = store.execute(
        "SELECT url, row FROM quote WHERE words = ? ORDER BY date, rowid", (words,)
    ).fetchall()
    first = orjson.loads(found[0][1])
    urls = tuple(dict.fromkeys(url for url, _ in found))
    return Row(**{**first, "articles": count, "urls": urls})


def known_name(name: str) -> bool:
    """Whether *name* holds a letter, so that it can be anybody's."""
    return bool(name_words(name))


def as_dict(row: Row, *, shared: bool) -> dict[str, Any]:
    """Return *row* with its keys; those of several articles only where *shared*."""
    cells = asdict(row)
    if not shared:
        del cells["articles"], cells["urls"]
    return cells
