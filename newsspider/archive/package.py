"""What stands beside the lines: the run manifest's lines and the data package's descriptor."""

from __future__ import annotations

import platform
import secrets
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from enum import Enum
from pathlib import Path
from typing import Any, Final

import orjson

from newsspider.archive.packing import LINES, packing_of
from newsspider.archive.schema import SCHEMA_FILE
from newsspider.model import SCHEMA_VERSION, SOFTWARE, instant

DESCRIPTOR: Final = "datapackage.json"
FAILURES: Final = "failures.jsonl"
RUNS: Final = "runs.jsonl"
LICENCE_NOTE: Final = (
    "The texts and pictures belong to their publishers. Each record says under rights what its page stated"
    " about reuse; check it, and the law that binds you, before passing any of this on."
)


class Outcome(Enum):
    """How a run ended. KILLED is written for a run by the next one."""

    FINISHED = "finished"
    INTERRUPTED = "interrupted"
    FAILED = "failed"
    KILLED = "killed"


@dataclass(frozen=True, slots=True)
class Run:
    """One start of a spider. *started_at*: aware; *arguments*: as given, JSON values; *config_sha256*: of
    the effective settings, ``sha256:…``, None where they are not hashed."""

    run_id: str
    spider: str
    started_at: datetime
    user_agent: str | None = None
    config_sha256: str | None = None
    arguments: Mapping[str, Any] = field(default_factory=dict)

    def facts(self) -> dict[str, Any]:
        """Return what ``runs.jsonl`` says of the run from its start on."""
        return {
            "run_id": self.run_id,
            "spider": self.spider,
            "started_at": instant(self.started_at),
            "arguments": dict(self.arguments),
            "user_agent": self.user_agent,
            "config_sha256": self.config_sha256,
            "schema_version": SCHEMA_VERSION,
            "software": SOFTWARE,
            "python": platform.python_version(),
        }


def new_run_id(at: datetime | None = None) -> str:
    """Return an identifier for a run that starts *at* (aware; now): ``20260311T130500Z-4f1c2a``."""
    start = (at or datetime.now(UTC)).astimezone(UTC)
    return f"{start:%Y%m%dT%H%M%SZ}-{secrets.token_hex(3)}"


def run_line(
    facts: Mapping[str, Any], outcome: Outcome, finished_at: str | None, counts: Mapping[str, Any]
) -> dict[str, Any]:
    """Return a line of ``runs.jsonl``; a killed run has no *finished_at* and the counts of its last commit."""
    return {**facts, "finished_at": finished_at, "outcome": outcome.value, "counts": dict(counts)}


def descriptor(files: Iterable[tuple[str, int, str]], at: datetime) -> bytes:
    """Return ``datapackage.json`` for *files*, given as path, bytes and SHA-256 in hex.

    Follows Frictionless Data Package 1.0; the schema of the article lines is the JSON Schema beside it.
    """
    package = {
        "profile": "data-package",
        "name": "newsspider-archive",
        "title": "News articles archived by newsspider",
        "created": instant(at),
        "license_note": LICENCE_NOTE,
        "article_schema": SCHEMA_FILE,
        "schema_version": SCHEMA_VERSION,
        "software": SOFTWARE,
        "resources": [_resource(*file) for file in sorted(files)],
    }
    return orjson.dumps(package, option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE)


def described(root: Path) -> list[tuple[str, int, str]] | None:
    """Return the files that the descriptor under *root* names, as `descriptor` takes them; None where it is not there
    or is damaged: one of this version, and of its schema's, is known to the last byte."""
    try:
        data = (root / DESCRIPTOR).read_bytes()
        package = orjson.loads(data)
        files = [(str(r["path"]), int(r["bytes"]), str(r["hash"])[7:]) for r in package["resources"]]
        at = datetime.fromisoformat(package["created"])
    except (OSError, ValueError, KeyError, TypeError):
        return None
    own = (package.get("software"), package.get("schema_version")) == (SOFTWARE, SCHEMA_VERSION)
    return None if own and data != descriptor(files, at) else files


def _resource(path: str, size: int, sha256: str) -> dict[str, Any]:
    packing = packing_of(path)
    name = path.lower().removesuffix(packing.suffix).replace("/", "-").replace("_", "-")
    resource = {"name": name, "path": path, "bytes": size, "hash": f"sha256:{sha256}"}
    if path.endswith(LINES):
        resource |= {"format": "jsonl", "mediatype": "application/x-ndjson", "encoding": "utf-8"}
    else:
        resource |= {"format": "warc", "mediatype": "application/warc"}
    return resource | ({"compression": packing.suffix[1:]} if packing.suffix else {})
