"""Content codings of responses in other crawlers' files that warcio does not undo itself, or not with today's brotli."""

from __future__ import annotations

import brotli

from newsspider.archive.zstd_frames import zstd

_MOST = 1 << 27  # bytes that one call gives: twice a body that is kept


class Brotli:
    """RFC 7932, as warcio's reader wants its decompressors. Raises brotli.error where the data is not so coded."""

    unused_data = b""

    def __init__(self) -> None:
        self._brotli = brotli.Decompressor()

    def decompress(self, data: bytes) -> bytes:
        """Return what *data* adds; of a bomb a part."""
        plain: bytes = self._brotli.process(data, output_buffer_limit=_MOST)
        return plain

    def flush(self) -> bytes:
        """Return nothing: all was given."""
        return b""


class Zstandard:
    """RFC 8878, likewise; raises ZstdError."""

    unused_data = b""

    def __init__(self) -> None:
        self._zstd = zstd.ZstdDecompressor()

    def decompress(self, data: bytes) -> bytes:
        """Return what *data* adds; of a bomb, or after the end, a part or nothing."""
        return b"" if self._zstd.eof else self._zstd.decompress(data, _MOST)

    def flush(self) -> bytes:
        """Return nothing: all was given."""
        return b""


CODINGS = {"br": Brotli, "zstd": Zstandard}
"""Decompressors by the name of their coding."""
