"""A ``.warc.zst`` file as the bytes in it: frame after frame, with the dictionary it may begin with.

Format: "Zstandard Compression for WARC Files 1.0" of the IIPC. A dictionary stands in a skippable frame of
its own kind at the very beginning, itself compressed or not; each record is a frame.
"""

from __future__ import annotations

import logging
import sys
from collections import deque
from typing import IO, Final

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

__all__ = ["DICTIONARY", "FRAME", "ZstdFrames", "zstd"]
log = logging.getLogger(__name__)
FRAME: Final = b"\x28\xb5\x2f\xfd"
DICTIONARY: Final = b"\x5d\x2a\x4d\x18"
_TRAINED: Final = b"\x37\xa4\x30\xec"  # what a dictionary begins with that was made by training
_CHUNK: Final = 1 << 16
_LARGEST: Final = 1 << 24  # bytes of a dictionary, unpacked too; those in use have 1 MB at most


class ZstdFrames:
    """The unpacked bytes of *file*, open at its beginning, to be read once and in order.

    Where the file is cut off or damaged the bytes end, and a warning is logged.
    """

    def __init__(self, file: IO[bytes]) -> None:
        self._file = file
        self._rest = b""  # read from the file, and not unpacked yet
        self._packed = 0  # bytes read from the file
        self._given = 0  # bytes handed out
        self._frame: zstd.ZstdDecompressor | None = None
        self._dictionary: zstd.ZstdDict | None = None
        self._starts: deque[tuple[int, int]] = deque()  # of frames: unpacked, and in the file

    def read(self, size: int = _CHUNK) -> bytes:
        """Return up to *size* bytes; empty at the end only."""
        try:
            while self._frame or self._begin():
                if data := self._unpack(size):
                    self._given += len(data)
                    return data
        except zstd.ZstdError as error:
            log.warning("%s: damaged (%s); what follows is left out", self._file.name, error)
        except EOFError:
            log.warning("%s: the last record is cut off", self._file.name)
        self._rest, self._frame = b"", None
        return b""

    def tell(self) -> int:
        """Return how many bytes were handed out."""
        return self._given

    def frame_at(self, position: int) -> int:
        """Return where in the file the frame begins that holds the unpacked byte at *position*.

        Later calls may not ask for an earlier one.
        """
        while len(self._starts) > 1 and self._starts[1][0] <= position:
            self._starts.popleft()
        return self._starts[0][1] if self._starts else 0

    def _unpack(self, size: int) -> bytes:
        frame = self._frame or zstd.ZstdDecompressor()
        packed = b""
        if frame.needs_input:
            packed = self._rest or self._more()
            self._rest = b""
            if not packed:
                raise EOFError
        data = frame.decompress(packed, size)
        if frame.eof:
            self._rest, self._frame = frame.unused_data, None
        return data

    def _begin(self) -> bool:
        """Begin the next frame that holds data; False where there is none."""
        while self._need(4) and self._rest[1:4] == DICTIONARY[1:] and self._rest[0] >> 4 == 5:
            self._skip()
        if not self._rest:
            return False
        self._starts.append((self._given, self._packed - len(self._rest)))
        self._frame = zstd.ZstdDecompressor(zstd_dict=self._dictionary)
        return True

    def _skip(self) -> None:
        """Pass over a skippable frame, and keep the dictionary where it is one."""
        first = self._packed == len(self._rest) and self._rest.startswith(DICTIONARY)
        length = int.from_bytes(self._rest[4:8], "little") if self._need(8) else 0
        if length > _LARGEST or not self._need(8 + length):
            raise EOFError
        content, self._rest = self._rest[8 : 8 + length], self._rest[8 + length :]
        if first:
            plain = _unpacked(content) if content.startswith(FRAME) else content
            self._dictionary = zstd.ZstdDict(plain, is_raw=not plain.startswith(_TRAINED))

    def _need(self, size: int) -> bool:
        """Have *size* bytes read; False where the file ends before."""
        while len(self._rest) < size:
            more = self._more()
            if not more:
                return False
            self._rest += more
        return True

    def _more(self) -> bytes:
        data = self._file.read(_CHUNK)
        self._packed += len(data)
        return data


def _unpacked(content: bytes) -> bytes:
    """A dictionary that came compressed; ZstdError where it is cut off, or larger than any in use."""
    frame = zstd.ZstdDecompressor()
    plain = frame.decompress(content, _LARGEST)
    if not frame.eof:
        raise zstd.ZstdError("its dictionary is cut off, or too large")
    return plain
