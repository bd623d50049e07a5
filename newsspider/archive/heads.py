"""The head of one WARC record, read where a line or the state says it lies."""

from __future__ import annotations

import gzip
import zlib
from collections.abc import Mapping
from pathlib import Path
from typing import Final

_MOST: Final = 1 << 14  # bytes: an address of 8 KB, the longest servers take, and all other fields


def head_at(file: Path, offset: int) -> Mapping[str, str]:
    """Return the fields of the record at byte *offset* of a ``.warc`` or ``.warc.gz`` file, names in lower case.

    Empty where no record begins there, or the file cannot be read.
    """
    try:
        with file.open("rb") as raw:
            raw.seek(offset)
            with gzip.open(raw) if file.suffix == ".gz" else raw as data:
                text = data.read(_MOST)
    except (OSError, EOFError, zlib.error):
        return {}
    first, *lines = text.partition(b"\r\n\r\n")[0].decode("utf-8", "replace").split("\r\n")
    if not first.startswith("WARC/"):
        return {}
    pairs = (line.partition(":") for line in lines)
    return {name.strip().lower(): value.strip() for name, _, value in pairs}
