"""The records of a WARC file, one after another: plain, gzip or zstd."""

from __future__ import annotations

import logging
import zlib
from collections.abc import Generator, Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from typing import IO, Any, Final

from newsspider.errors import UsageError

log = logging.getLogger(__name__)
SUFFIXES: Final = (".warc", ".warc.gz", ".warc.zst")


def records(path: Path) -> Iterator[tuple[Any, int]]:
    """Yield warcio's record and the offset it begins at, for each record of a file.

    The body of a record is to be read before the next one is asked for. A truncated or damaged tail ends the
    file and is logged as a warning. UsageError where the file is not there or is no WARC file.
    """
    try:
        file = path.open("rb")
    except OSError as error:
        raise UsageError(f"{path}: cannot be read ({error.strerror})") from None
    with file:
        if not path.name.endswith(".zst"):
            yield from _read(path, file)
            return
        from newsspider.archive.zstd_frames import ZstdFrames

        frames = ZstdFrames(file)
        for record, position in _read(path, frames):
            yield record, frames.frame_at(position)


@contextmanager
def record_at(path: Path, offset: int) -> Iterator[Any]:
    """Give warcio's record at byte *offset* of a ``.warc`` or ``.warc.gz`` file; None where none begins there."""
    try:
        file = path.open("rb")
    except OSError:
        yield None
        return
    with file, closing(_read(path, file)) as found:
        file.seek(offset)
        record = None
        with suppress(UsageError):
            record, _ = next(found, (None, 0))
        yield record  # which unpacks its body from *found*, as long as that is open


def _read(path: Path, file: IO[bytes] | Any) -> Generator[tuple[Any, int], None, None]:
    from warcio.archiveiterator import ArchiveIterator
    from warcio.bufferedreaders import BufferedReader
    from warcio.exceptions import ArchiveLoadFailed
    from warcio.statusandheaders import StatusAndHeadersParserException

    from newsspider.archive.content_codings import CODINGS

    BufferedReader.DECOMPRESSORS.update(CODINGS)
    # warcio raises the last two of these where a file ends within the head of a record.
    broken = (
        *(ArchiveLoadFailed, StatusAndHeadersParserException, EOFError, zlib.error),
        *(AttributeError, ValueError),
    )
    with closing(ArchiveIterator(file)) as found:
        first = True
        while True:
            try:
                record = next(found, None)
            except broken:
                if first:
                    raise UsageError(f"{path}: is no WARC file") from None
                log.warning("%s: damaged after byte %d; the rest is left out", path, found.offset)
                return
            if record is None:
                return
            first = False
            yield record, found.offset
