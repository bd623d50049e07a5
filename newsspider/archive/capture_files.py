"""The WARC files one run writes: a file a site at a time, followed by the next when it is full."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from newsspider.archive import warc
from newsspider.archive.heads import head_at
from newsspider.archive.package import Run
from newsspider.archive.record import Place, site_name
from newsspider.archive.warc_format import digest, new_id
from newsspider.model import Capture

# A gigabyte a file is what the WARC guidelines of the IIPC recommend.
ROTATE_AT: Final = 1 << 30
_Told = Mapping[str, str] | None


@dataclass(slots=True)
class _Open:
    """A file being written: its path, the id of its first record, its size in bytes."""

    path: str
    warcinfo_id: str
    size: int


class CaptureFiles:
    """Writes the captures of *run* through *append*, which adds bytes to a path and returns their offset.

    *root*: of the archive. *rotate_at*: bytes from which on a file is followed by the next.
    """

    def __init__(
        self, append: Callable[[str, bytes], int], root: Path, run: Run, rotate_at: int = ROTATE_AT
    ) -> None:
        self._append = append
        self._root = root
        self._run = run
        self._rotate_at = rotate_at
        self._open: dict[str, _Open] = {}
        self._numbers: Counter[str] = Counter()

    def write(self, capture: Capture, site: str, request_headers: _Told = None, notes: _Told = None) -> Place:
        """Write *capture* to the file of *site*; return where its response lies."""
        file = self._file(site_name(site))
        packed = warc.pack(capture, request_headers, (notes or {}).items(), warcinfo_id=file.warcinfo_id)
        return self._written(file, packed)

    def write_revisit(
        self, capture: Capture, site: str, of: Place, request_headers: _Told = None, notes: _Told = None
    ) -> Place | None:
        """Write that *capture* is the one that lies at *of*, once more; return where that is written.

        None, and nothing is written, where no response lies there any more, or one with another body.
        """
        original = self._original(of)
        if original is None or (capture.status != 304 and original.payload_digest != digest(capture.body)):
            return None
        file = self._file(site_name(site))
        told = (notes or {}).items()
        packed = warc.pack_revisit(capture, original, request_headers, told, warcinfo_id=file.warcinfo_id)
        return self._written(file, packed)

    def _original(self, of: Place) -> warc.Original | None:
        head = head_at(self._root / of.warc_file, of.warc_offset)
        named = (
            head.get(f"warc-{name}", "") for name in ("record-id", "target-uri", "date", "payload-digest")
        )
        found = warc.Original(*(value.strip("<>") for value in named))
        right = head.get("warc-type") == "response" and found.record_id == of.warc_record_id
        return found if right else None

    def _written(self, file: _Open, packed: warc.Packed) -> Place:
        at = self._append(file.path, packed.data)
        file.size = at + len(packed.data)
        return warc.placed(packed, file.path, at)

    def _file(self, site: str) -> _Open:
        """The site's file: the one being written, or a new one that begins with what it is."""
        file = self._open.get(site)
        if file is None or file.size >= self._rotate_at:
            path = warc.file_name(site, self._run.run_id, self._numbers[site])
            self._numbers[site] += 1
            file = self._open[site] = _Open(path, new_id(), 0)
            opening = warc.warcinfo(
                path, self._run.run_id, self._run.user_agent, self._run.started_at, file.warcinfo_id
            )
            self._append(path, opening)
        return file
