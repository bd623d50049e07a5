"""A line made anew from its capture: the same bytes give the same line, a newer extraction a better one.

What names the line, what the crawl knew, and the verdicts stay; the fields of the page are read again.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from enum import Enum
from pathlib import Path
from typing import Any, Final, Protocol

from newsspider.archive.captures import capture_at
from newsspider.archive.record import Facts, Place, judged, record
from newsspider.archive.schema import check
from newsspider.model import Article, Capture

Line = dict[str, Any]
_IDENTITY: Final = ("id", "revision_id", "url", "url_key", "site", "fetched_at")
_GONE: Final = frozenset({404, 410})


class Result(Enum):
    """What became of a line. The values of those kept as they are tell why, after "12 lines "."""

    SAME = "the same"
    CHANGED = "changed"
    UNKEPT = "without capture"
    MISSING = "whose capture is not there, or damaged"
    REFINED = "of a spider of your own, which may have changed them"
    NO_RULES = "read with a sources file that was not kept"
    INVALID = "that would break the schema"


class Reread(Protocol):
    """What the state keeps of a line: a hash for each compared field, and those of its text."""

    @property
    def fields(self) -> Mapping[str, str]: ...
    @property
    def sha256(self) -> str | None: ...
    @property
    def fingerprint(self) -> str | None: ...


@dataclass(frozen=True, slots=True)
class Change:
    """One field, ``extraction.method`` for one inside an object, and its values."""

    field: str
    old: Any
    new: Any


@dataclass(frozen=True, slots=True)
class Rebuilt:
    """*line*: to stand in the archive; the very one that was there where nothing has changed. *reread*: of a line that
    was extracted again and has changed."""

    result: Result
    line: Line
    changes: tuple[Change, ...] = ()
    reread: Reread | None = None


class Rebuilder:
    """Makes lines of the archive under *root* anew, in any order, once `foresee` was given those that others follow.

    *extract*: the article of a capture, given the line's provenance; None where its rules are not known.
    *reread*: what is kept of a line. *ours*: names of spiders whose items are what was extracted; None for all.
    """

    def __init__(
        self,
        root: Path,
        extract: Callable[[Capture, Mapping[str, Any]], Article | None],
        reread: Callable[[Line], Reread],
        ours: frozenset[str] | None,
    ) -> None:
        self._root = root
        self._extract = extract
        self._reread = reread
        self._ours = ours
        self._texts: dict[
            tuple[str, int], str | None
        ] = {}  # text_sha256 of followed revisions whose text changes

    def foresee(self, followed: Iterable[Line]) -> None:
        """Read lines that a later revision follows, which names the hash of their text; they are read again when it is
        their turn. Holds a hash for each whose text changes."""
        for line in followed:
            found = self._new(line)
            if not isinstance(found, Result) and found[1].sha256 != line["dedup"]["text_sha256"]:
                self._texts[line["id"], line["revision"]["number"]] = found[1].sha256

    def rebuild(self, old: Line) -> Rebuilt:
        """Return what becomes of the line *old*, which is left as it is."""
        line = self._following(old)
        found = self._new(line)
        if isinstance(found, Result):
            changes = tuple(_changes(old, line))
            return Rebuilt(found, line, changes)
        new, reread = found
        software = new["provenance"]["software"]
        new["provenance"]["software"] = old["provenance"]["software"]
        changes = tuple(_changes(old, new))
        if not changes:
            return Rebuilt(Result.SAME, old)
        new["provenance"]["software"] = software
        return Rebuilt(Result.CHANGED, new, changes, reread)

    def _new(self, line: Line) -> tuple[Line, Reread] | Result:
        """The line as it is read today and what is kept of it; or why it stays as it is."""
        provenance = line["provenance"]
        if provenance["warc_file"] is None:
            return Result.UNKEPT
        if self._ours is not None and provenance["spider"] not in self._ours:
            return Result.REFINED
        capture = _capture(self._root, provenance)
        if capture is None:
            return Result.MISSING
        article = self._article(capture, line)
        if article is None:
            return Result.NO_RULES
        new = _line(line, article, capture)
        reread = self._reread(new)
        new["dedup"] |= {"text_sha256": reread.sha256, "fingerprint": reread.fingerprint}
        return Result.INVALID if check(new) else (new, reread)

    def _article(self, capture: Capture, line: Line) -> Article | None:
        if capture.status in _GONE and line["revision"]["change"] == "gone":
            return Article(
                url=line["url"], url_key=line["url_key"], id=line["id"], fetched_at=capture.fetched_at
            )
        return self._extract(capture, line["provenance"])

    def _following(self, old: Line) -> Line:
        """The line with the hash of the text before it as that is now."""
        before = old["id"], old["revision"]["number"] - 1
        if before not in self._texts:
            return old
        return old | {"revision": old["revision"] | {"previous_text_sha256": self._texts[before]}}


def _capture(root: Path, provenance: Mapping[str, Any]) -> Capture | None:
    """The capture a line names, with what is known of how it was asked for; None where its bytes are others."""
    place = Place(provenance["warc_file"], provenance["warc_offset"], provenance["warc_record_id"])
    capture = capture_at(root, place)
    if capture is None:
        return None
    digest = "sha256:" + hashlib.sha256(capture.body).hexdigest()
    if provenance["html_sha256"] not in {digest, None}:
        return None
    asked, through = provenance["requested_url"], tuple(provenance["redirects"])
    return replace(capture, requested_url=asked, redirects=through)


def _line(old: Line, article: Article, capture: Capture) -> Line:
    known = old["provenance"]
    names = ("run_id", "spider", "user_agent", "discovered_via", "discovered_from", "robots_allowed")
    facts = Facts(
        site=old["site"],
        **{name: known[name] for name in (*names, "config_sha256", "capture", "capture_url")},
    )
    place = Place(known["warc_file"], known["warc_offset"], known["warc_record_id"])
    new = record(article, facts, capture=capture, place=place)
    new |= {name: old[name] for name in _IDENTITY}
    return judged(new, old["revision"], old["dedup"] | {"agency": article.agency})


def _changes(old: Line, new: Line) -> Iterator[Change]:
    """What differs, field by field; in objects each of their own."""
    for name, value in new.items():
        before = old.get(name)
        if value == before:
            continue
        if isinstance(value, dict) and isinstance(before, dict):
            pairs = ((key, before.get(key), value[key]) for key in value)
            yield from (Change(f"{name}.{key}", a, b) for key, a, b in pairs if a != b)
        else:
            yield Change(name, before, value)
