"""Sites that were asked for and of which nothing is archived: those of sources files, and those that never answered."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

from newsspider.archive.failures import Stage
from newsspider.archive.files import sources_file
from newsspider.archive.jsonl import read_jsonl


def unmet(root: Path, met: Iterable[str], since: datetime) -> dict[str, str]:
    """Return the sites of the archive under *root* that are not among those *met*, and of each the cause of its last
    failure, "" where it has none.

    They are those of the sources files of runs of ``news``, of each file as it was in its last run, and those of which
    no list could be had after *since* (aware). Reads ``runs.jsonl`` and ``failures.jsonl``; empty where they are missing.
    """
    known = set(met)
    found = dict.fromkeys((site for site in _asked_for(root) if site not in known), "")
    for line in _lines(root / "failures.jsonl"):
        site = str(line.get("site"))
        if site in known or (site not in found and not _is_late_list(line, since)):
            continue
        found[site] = str(line.get("cause", ""))
    return found


def _is_late_list(line: Mapping[str, Any], since: datetime) -> bool:
    """Whether a failure is of a list of articles, after *since*: addresses given one by one are no sites to watch."""
    try:
        at = datetime.fromisoformat(str(line.get("attempted_at")))
    except ValueError:
        return False
    return line.get("stage") == Stage.DISCOVER.value and at.tzinfo is not None and at > since


def _asked_for(root: Path) -> Iterator[str]:
    """The names of the sites in the kept sources files of each file's last run."""
    last: dict[str, str] = {}
    for run in _lines(root / "runs.jsonl"):
        arguments = run.get("arguments")
        if run.get("spider") == "news" and isinstance(arguments, dict) and "sites" in arguments:
            last[str(arguments["sites"])] = str(run.get("config_sha256"))
    for config in last.values():
        yield from _names(root / sources_file(config))


def _names(path: Path) -> Iterator[str]:
    """The sites of a sources file; none of one that is missing or damaged, which ``verify`` tells."""
    try:
        sites = tomllib.loads(path.read_text(encoding="utf-8")).get("site", {})
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError):
        return
    if isinstance(sites, dict):
        yield from sites


def _lines(path: Path) -> Iterator[dict[str, Any]]:
    if path.is_file():
        yield from read_jsonl(path)
