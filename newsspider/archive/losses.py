"""What a repair took out of an archive: its bytes under ``quarantine/``, its revisions in ``quarantine/lost.jsonl``."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from newsspider.archive.jsonl import read_jsonl

QUARANTINE: Final = "quarantine"
LOST: Final = f"{QUARANTINE}/lost.jsonl"


def lost_revisions(root: Path) -> frozenset[str]:
    """Return the ``revision_id`` of each line that is known to be lost; empty where nothing ever was."""
    file = root / LOST
    return (
        frozenset(str(line.get("revision_id")) for line in read_jsonl(file))
        if file.is_file()
        else frozenset()
    )
